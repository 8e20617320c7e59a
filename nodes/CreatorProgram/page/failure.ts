import type { IDataObject } from 'n8n-workflow';
import { readErrorJson } from '../../shared/errorJson';
import { quotedText } from '../../shared/texts';

/** What went wrong before the answer, and whether that is nobody's fault: an id that no contact has. */
export interface Failure {
	isUnknown: boolean;
	/** For whoever keeps the workflow. */
	whatHappened: string;
}

/** Whether an item came from the error output of a node. */
export function isFailure(json: IDataObject): boolean {
	return typeof json.error === 'string';
}

/** Reads an item of an error output. */
export function readFailure(json: IDataObject): Failure {
	const told = readErrorJson(json);
	const message = quotedText(told.message);
	const more = quotedText(told.description);
	const whatHappened = [message, more].filter(Boolean).join(/[.!?]$/.test(message) ? ' ' : '. ');
	return { isUnknown: told.reason === 'unknown_unique_id', whatHappened };
}

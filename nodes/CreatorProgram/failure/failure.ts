import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../../shared/record';
import { parseUrl } from '../../shared/url';
import { plain } from '../changes/plain';
import type { Words } from '../words/en';
import { safeText } from './safeText';

export type FailureWords = Words['failure'];

/** What failed, as n8n's Error Trigger tells it, without anything that must not leave n8n. */
export interface Failure {
	workflowId: string;
	workflow: string;
	/** The node that failed; '' when none is named. */
	node: string;
	/** '' when nothing is said. */
	message: string;
	/** What a node of this package says is to be done; '' for others. */
	fix: string;
	advice: keyof FailureWords['advice'];
	/** Whether a trigger failed, and not a run. */
	isTrigger: boolean;
	/** Address of the execution in n8n; '' when there is none. */
	url: string;
}

/** The nodes of this package say in an error's description what is to be done; others have answers of services there. */
const OWN = 'n8n-nodes-creator-hub.';

/** Whether an item is from an Error Trigger: it has an execution or a trigger, and a workflow (n8n's documentation). */
export function isFailure({ execution, trigger, workflow }: IDataObject): boolean {
	return isRecord(workflow) && (isRecord(execution) || isRecord(trigger));
}

/** @param item see `isFailure` */
export function readFailure(item: IDataObject): Failure {
	const { execution, trigger, workflow } = item;
	const about = part(isRecord(execution) ? execution : trigger);
	const error = part(about.error);
	const node = part(error.node);
	const isTrigger = !isRecord(execution);
	const message = safeText(error.message);
	const isOwn = typeof node.type === 'string' && node.type.startsWith(OWN);
	return {
		workflowId: plain(part(workflow).id),
		workflow: plain(part(workflow).name, 120),
		node: plain(about.lastNodeExecuted, 120) || plain(node.name, 120),
		message,
		fix: isOwn ? safeText(error.description) : '',
		advice: isTrigger ? 'trigger' : adviceFor(error, message),
		isTrigger,
		url: webAddress(about.url),
	};
}

function adviceFor({ httpCode, code }: IDataObject, message: string): Failure['advice'] {
	const http = Number(httpCode);
	if (http === 401 || http === 403) return 'credential';
	if (http === 429) return 'busy';
	const isSilent = /timed?[ -]?out|ECONN|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|socket hang up/i;
	return http >= 500 || isSilent.test(`${plain(code)} ${message}`) ? 'down' : 'other';
}

function part(value: unknown): IDataObject {
	return isRecord(value) && !Array.isArray(value) ? value : {};
}

/** An address of n8n, as it may stand behind a link. */
function webAddress(value: unknown): string {
	if (typeof value !== 'string' || /[\s<>"\p{C}]/u.test(value)) return '';
	const url = parseUrl(value);
	const isWeb = url?.protocol === 'https:' || url?.protocol === 'http:';
	return isWeb && url.username === '' && url.password === '' ? url.href : '';
}

import {
	UserError,
	type IDataObject,
	type ILoadOptionsFunctions,
	type NodeParameterValueType,
} from 'n8n-workflow';
import { toNodeError } from '../shared/outcomes';
import { ProblemError } from '../shared/problem';
import { isRecord } from '../shared/record';
import { createIfMissing, readMergeFields } from './mergeFields/audienceFields';
import { mergeFieldsFull, type WantedMergeField } from './mergeFields/setup';
import { chosenAudience } from './methods';
import { tagFinder } from './transport/tags';

/** What n8n's editor sends: the text in the search of the list. */
type Payload = IDataObject | string | undefined;

/**
 * Makes a tag in the chosen audience; one that is there already is taken.
 *
 * @returns the picker's new value
 * @throws NodeOperationError or NodeApiError, of which n8n shows nothing but the end of waiting
 */
export async function createTag(
	this: ILoadOptionsFunctions,
	payload: Payload,
): Promise<NodeParameterValueType> {
	const name = typedName(payload);
	const { client, audienceId } = await chosenAudience.call(this);
	return (await tagFinder(client)(audienceId, name)).name;
}

/** Makes a merge field for texts; see `createTag`. */
export async function createTextField(
	this: ILoadOptionsFunctions,
	payload: Payload,
): Promise<NodeParameterValueType> {
	return await createField.call(this, typedName(payload), 'text');
}

/** Makes a merge field for links, which Mailchimp would cut in one for texts; see `createTag`. */
export async function createLinkField(
	this: ILoadOptionsFunctions,
	payload: Payload,
): Promise<NodeParameterValueType> {
	return await createField.call(this, typedName(payload), 'url');
}

async function createField(
	this: ILoadOptionsFunctions,
	name: string,
	type: 'text' | 'url',
): Promise<string> {
	const wanted: WantedMergeField = { tag: mergeTagOf(name), name, type, choices: [] };
	if (wanted.tag === '') {
		throw new UserError(`A merge tag has letters from A to Z and digits: "${name}" has none`);
	}
	try {
		const { client, audienceId } = await chosenAudience.call(this);
		const list = await readMergeFields(client, audienceId);
		const result = await createIfMissing(client, audienceId, list, wanted);
		if (result.state === 'refused') throw result.refusal;
		if (result.state === 'wrong_type') throw new ProblemError(result.problem);
		if (result.state === 'no_room') {
			throw new ProblemError(mergeFieldsFull([wanted.tag], result.limit));
		}
		return wanted.tag;
	} catch (error) {
		throw toNodeError(this.getNode(), error);
	}
}

/** The merge tag of a name, as Mailchimp takes it: "Tracking link" becomes TRACKING_L. */
export function mergeTagOf(name: string): string {
	return name
		.toUpperCase()
		.replace(/[^A-Z0-9]+/g, '_')
		.replace(/^_+/, '')
		.slice(0, 10)
		.replace(/_+$/, '');
}

function typedName(payload: Payload): string {
	const name = isRecord(payload) && typeof payload.name === 'string' ? payload.name.trim() : '';
	if (name !== '') return name;
	throw new UserError('Type the name into the search of the list first');
}

import {
	UserError,
	type IDataObject,
	type ILoadOptionsFunctions,
	type NodeParameterValueType,
} from 'n8n-workflow';
import { toNodeError } from '../shared/outcomes';
import { ProblemError } from '../shared/problem';
import { isRecord } from '../shared/record';
import { fold } from '../shared/texts';
import { createIfMissing, readMergeFields } from './mergeFields/audienceFields';
import { mergeFieldsFull, type MergeFieldList } from './mergeFields/setup';
import { chosenAudience } from './methods';
import type { MailchimpClient } from './transport/client';
import { tagFinder } from './transport/segments';

/** What n8n's editor sends: the text in the search of the list. */
type Payload = IDataObject | string | undefined;

/**
 * Makes a tag in the chosen audience; one that is there already is taken.
 *
 * @returns the picker's new value: the name as Mailchimp has it
 * @throws NodeOperationError or NodeApiError, of which n8n shows nothing but the end of waiting
 */
export async function createTag(
	this: ILoadOptionsFunctions,
	payload: Payload,
): Promise<NodeParameterValueType> {
	return await make.call(this, payload, async (name, client, audienceId) => {
		if (name.includes(',')) {
			throw new UserError(
				`The tag "${name}" has a comma: leave it out. Where tags are typed, a comma separates two.`,
			);
		}
		return (await tagFinder(client)(audienceId, name)).name;
	});
}

/**
 * Makes a merge field for texts; one whose name or merge tag is what was typed is taken. See `createTag`.
 *
 * @returns the merge tag
 */
export async function createTextField(
	this: ILoadOptionsFunctions,
	payload: Payload,
): Promise<NodeParameterValueType> {
	return await make.call(this, payload, findOrMakeField('text'));
}

/** The same for links, which Mailchimp would cut in a merge field for texts. */
export async function createLinkField(
	this: ILoadOptionsFunctions,
	payload: Payload,
): Promise<NodeParameterValueType> {
	return await make.call(this, payload, findOrMakeField('url'));
}

/** Gives what is named so, which is made when there is none. */
type FindOrMake = (name: string, client: MailchimpClient, audienceId: string) => Promise<string>;

async function make(
	this: ILoadOptionsFunctions,
	payload: Payload,
	findOrMake: FindOrMake,
): Promise<string> {
	try {
		const name = typedName(payload);
		const { client, audienceId } = await chosenAudience.call(this);
		return await findOrMake(name, client, audienceId);
	} catch (error) {
		throw toNodeError(this.getNode(), error);
	}
}

function findOrMakeField(type: 'text' | 'url'): FindOrMake {
	return async (name, client, audienceId) => {
		const list = await readMergeFields(client, audienceId);
		const tag = presentTag(list, name, type) ?? freeTag(list, name);
		const wanted = { tag, name, type, choices: [] };
		const result = await createIfMissing(client, audienceId, list, wanted);
		if (result.state === 'refused') throw result.refusal;
		if (result.state === 'wrong_type') throw new ProblemError(result.problem);
		if (result.state === 'no_room') throw new ProblemError(mergeFieldsFull([tag], result.limit));
		// Made under this tag meanwhile: what the workflow writes must not get into a field of another name.
		if (!isNamed(result.field, name)) throw takenMeanwhile(tag, name);
		return tag;
	};
}

function isNamed(field: IDataObject, name: string): boolean {
	return [field.tag, field.name].some((known) => fold(String(known)) === fold(name));
}

/** The merge tag of the field that is named so. Names, other than merge tags, can be there twice. */
function presentTag(list: MergeFieldList, name: string, type: string): string | undefined {
	if (list.byTag.has(name.toUpperCase())) return name.toUpperCase();
	const named = [...list.byTag].filter(([, field]) => isNamed(field, name));
	return (named.find(([, field]) => field.type === type) ?? named.at(0))?.[0];
}

/** The most characters of a merge tag. */
const LONGEST_TAG = 10;

/**
 * The merge tag for a new field: "Tracking link" becomes TRACKING_L, or TRACKING_2 where that one belongs to another
 * field. Names that begin alike are cut to the same tag.
 */
function freeTag({ byTag }: MergeFieldList, name: string): string {
	const tag = mergeTagOf(name);
	if (tag === '') {
		throw new UserError(`A merge tag has letters from A to Z and digits: "${name}" has none`);
	}
	const numbered = [...'23456789'].map((digit) => tag.slice(0, LONGEST_TAG - 1) + digit);
	const free = [tag, ...numbered].find((one) => !byTag.has(one));
	if (free !== undefined) return free;
	throw new UserError(
		`No merge tag is left for "${name}": ${tag} and ${numbered[0]} to ${String(numbered.at(-1))} belong to other fields. Type a name that begins in another way.`,
	);
}

/** A name as Mailchimp takes it for a merge tag. */
function mergeTagOf(name: string): string {
	return name
		.toUpperCase()
		.replace(/[^A-Z0-9]+/g, '_')
		.replace(/^_+/, '')
		.slice(0, LONGEST_TAG)
		.replace(/_+$/, '');
}

function takenMeanwhile(tag: string, name: string): UserError {
	return new UserError(
		`The merge tag ${tag} was just given to another field than "${name}". Create it once more: it gets another merge tag.`,
	);
}

function typedName(payload: Payload): string {
	const name = isRecord(payload) && typeof payload.name === 'string' ? payload.name.trim() : '';
	if (name !== '') return name;
	throw new UserError('Type the name into the search of the list first');
}

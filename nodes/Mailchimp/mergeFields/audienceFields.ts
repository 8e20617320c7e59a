import type { IDataObject, NodeApiError } from 'n8n-workflow';
import { ProblemError } from '../../shared/problem';
import type { MailchimpClient } from '../transport/client';
import { expecting, isRefused } from '../transport/errors';
import { PAGE_SIZE, rowsOf } from '../transport/pages';
import { audiencePath } from '../transport/urls';
import { readMergeField, type MergeField } from './index';
import {
	compareMergeField,
	isMergeTag,
	mergeFieldRefused,
	mergeFieldsFull,
	type MergeFieldComparison,
	type MergeFieldList,
	type WantedMergeField,
} from './setup';

/** Path of the merge fields of an audience. */
export function mergeFieldsPath(audienceId: string): string {
	return `${audiencePath(audienceId)}/merge-fields`;
}

/**
 * All merge fields of an audience. One request does: plans allow 30 to 80, a page holds 1,000.
 *
 * @throws NodeApiError 404 when there is no such audience
 */
export async function readMergeFields(
	client: MailchimpClient,
	audienceId: string,
): Promise<MergeFieldList> {
	const body = await client.request({
		method: 'GET',
		path: mergeFieldsPath(audienceId),
		qs: { count: PAGE_SIZE },
	});
	const rows = rowsOf(body, 'merge_fields');
	const { merge_field_limit: limit, total_items: total } = body;
	return {
		byTag: new Map(rows.map((row) => [String(row.tag).toUpperCase(), row])),
		limit: typeof limit === 'number' ? limit : undefined,
		total: typeof total === 'number' ? total : rows.length,
	};
}

/** The merge fields of an audience by merge tag, as the codec takes them. */
export async function mergeFieldsByTag(
	client: MailchimpClient,
	audienceId: string,
): Promise<Map<string, MergeField>> {
	const { byTag } = await readMergeFields(client, audienceId);
	return new Map([...byTag].map(([tag, row]) => [tag, readMergeField(row)]));
}

/**
 * Creates a merge field.
 *
 * @returns Mailchimp's merge field object
 * @throws NodeApiError 400 when the tag exists, also when it was made by a try whose answer got lost
 */
async function createMergeField(
	client: MailchimpClient,
	audienceId: string,
	body: IDataObject,
): Promise<IDataObject> {
	return await client.request({ method: 'POST', path: mergeFieldsPath(audienceId), body });
}

/** A merge field object as the data of an item. */
export function mergeFieldItem(field: IDataObject, audienceId: string): IDataObject {
	return {
		tag: field.tag,
		name: field.name,
		type: field.type,
		merge_id: field.merge_id,
		required: field.required,
		public: field.public,
		default_value: field.default_value,
		help_text: field.help_text,
		options: field.options,
		display_order: field.display_order,
		audience_id: audienceId,
	};
}

/** What was found or done about a merge field that an audience shall have. */
export type MergeFieldResult =
	| Exclude<MergeFieldComparison, { state: 'missing' }>
	| { state: 'created'; field: IDataObject }
	| { state: 'refused'; refusal: NodeApiError };

/**
 * Creates a merge field where it is missing and there is room for it.
 *
 * @param list the audience's merge fields; what is created is added to it
 * @param settings further settings of a field that is created
 */
export async function createIfMissing(
	client: MailchimpClient,
	audienceId: string,
	list: MergeFieldList,
	wanted: WantedMergeField,
	settings: IDataObject = {},
): Promise<MergeFieldResult> {
	const found = compareMergeField(list, wanted);
	if (found.state !== 'missing') return found;
	const creation = createMergeField(client, audienceId, bodyOf(wanted, settings));
	const made = await expecting(creation, isRefused);
	if ('value' in made) {
		list.byTag.set(wanted.tag, made.value);
		list.total += 1;
		return { state: 'created', field: made.value };
	}
	// The tag may exist by now: through another run, or through a first try whose answer got lost.
	Object.assign(list, await readMergeFields(client, audienceId));
	const now = compareMergeField(list, wanted);
	return now.state === 'missing' ? { state: 'refused', refusal: made.error } : now;
}

function bodyOf({ tag, name, type, choices }: WantedMergeField, settings: IDataObject) {
	return {
		tag,
		name,
		type,
		// Not on the signup form unless asked for: these fields are for workflows to fill.
		public: false,
		...(choices.length > 0 ? { options: { choices } } : {}),
		...settings,
	};
}

/** A merge field that has to be there, of a type without choices. */
export type NeededField = Omit<WantedMergeField, 'choices'>;

/**
 * Makes sure that an audience has merge fields: those that it lacks are created, not on signup forms. Each is
 * looked for and created once in a run, however many contacts need it.
 *
 * @throws ProblemError when one is there with another type, when the audience has no room for it, or when
 *   Mailchimp does not take it
 */
export type MakeFields = (
	client: MailchimpClient,
	audienceId: string,
	needed: NeededField[],
) => Promise<void>;

/** What a run knows of the merge fields of an audience. */
interface KnownFields {
	/** Read when the first field is asked for. */
	list?: MergeFieldList;
	refused: Map<string, ProblemError>;
	/** Ends when nobody makes fields of this audience: two at once would not see each other's. */
	turn: Promise<void>;
}

/** Makes what makes the merge fields of a run. */
export function fieldMaker(): MakeFields {
	const audiences = new Map<string, KnownFields>();
	return async (client, audienceId, needed) => {
		const known = audiences.get(audienceId) ?? { refused: new Map(), turn: Promise.resolve() };
		audiences.set(audienceId, known);
		const work = known.turn.then(async () => await makeAll(client, audienceId, known, needed));
		known.turn = work.catch(() => undefined);
		await work;
	};
}

async function makeAll(
	client: MailchimpClient,
	audienceId: string,
	known: KnownFields,
	needed: NeededField[],
): Promise<void> {
	known.list ??= await readMergeFields(client, audienceId);
	for (const field of needed) {
		const refused = known.refused.get(field.tag);
		if (refused) throw refused;
		await makeOne(client, audienceId, known.list, field).catch((error: unknown) => {
			if (error instanceof ProblemError) known.refused.set(field.tag, error);
			throw error;
		});
	}
}

async function makeOne(
	client: MailchimpClient,
	audienceId: string,
	list: MergeFieldList,
	field: NeededField,
): Promise<void> {
	const { tag } = field;
	if (!isMergeTag(tag)) {
		const message = 'a merge tag has at most 10 characters, A to Z, 0 to 9 and underscore';
		throw new ProblemError(mergeFieldRefused(tag, { message }));
	}
	const result = await createIfMissing(client, audienceId, list, { ...field, choices: [] });
	if (result.state === 'wrong_type') throw new ProblemError(result.problem);
	if (result.state === 'no_room') throw new ProblemError(mergeFieldsFull([tag], result.limit));
	if (result.state === 'refused') throw new ProblemError(mergeFieldRefused(tag, result.refusal));
}

import type { IDataObject, NodeApiError } from 'n8n-workflow';
import {
	compareMergeField,
	type MergeFieldComparison,
	type MergeFieldList,
	type WantedMergeField,
} from '../mergeFields/setup';
import type { MailchimpClient } from './client';
import { expecting, isRefused } from './errors';
import { createMergeField, readMergeFields } from './mergeFields';

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

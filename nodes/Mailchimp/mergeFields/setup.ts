import type { IDataObject } from 'n8n-workflow';
import type { Problem } from '../../shared/problem';
import { isRecord } from '../../shared/record';

/** A merge field that an audience shall have. */
export interface WantedMergeField {
	/** Merge tag, in upper case. */
	tag: string;
	name: string;
	/** One of Mailchimp's types, e.g. "url". */
	type: string;
	/** What can be chosen, for the types dropdown and radio. */
	choices: string[];
}

/** Types whose values must be one of the field's choices (Mailchimp API, merge fields). */
const TYPES_WITH_CHOICES = ['dropdown', 'radio'];

/** Where merge fields are changed in Mailchimp. */
const SETTINGS = 'Audience > Settings > Audience fields and merge tags';

/**
 * Whether Mailchimp takes a text as a merge tag: at most 10 characters, A to Z, 0 to 9 and underscore.
 * Its API does not say so; its own Magento connector has the limit, and its help the characters.
 */
export function isMergeTag(tag: string): boolean {
	return /^[A-Z0-9_]{1,10}$/.test(tag);
}

/** Whether a merge field of this type needs choices. */
export function needsChoices(type: string): boolean {
	return TYPES_WITH_CHOICES.includes(type);
}

/** The merge fields of an audience. */
export interface MergeFieldList {
	/** Mailchimp's merge field objects, by merge tag. */
	byTag: Map<string, IDataObject>;
	/** How many the plan allows; undefined where Mailchimp does not say. */
	limit?: number;
	/** How many there are. */
	total: number;
}

/** What an audience has in the place of a merge field that it shall have. */
export type MergeFieldComparison =
	| { state: 'missing' }
	| { state: 'present'; field: IDataObject }
	| { state: 'wrong_type'; field: IDataObject; problem: Problem }
	| { state: 'no_room'; limit: number };

/** Compares the merge fields of an audience with one that it shall have. */
export function compareMergeField(
	list: MergeFieldList,
	wanted: WantedMergeField,
): MergeFieldComparison {
	const field = list.byTag.get(wanted.tag);
	if (field) {
		const problem = typeConflict(wanted, String(field.type));
		return problem ? { state: 'wrong_type', field, problem } : { state: 'present', field };
	}
	const { limit, total } = list;
	return limit !== undefined && total >= limit ? { state: 'no_room', limit } : { state: 'missing' };
}

/** @returns undefined when a field of the audience has the wanted type */
export function typeConflict(
	{ tag, type }: WantedMergeField,
	present: string,
): Problem | undefined {
	if (present === type) return undefined;
	const is = `${tag} is ${articled(present)} field`;
	const must = `must be ${articled(type)} field`;
	const isCut = present === 'text' && type === 'url';
	return {
		code: 'wrong_type',
		// Text fields hold 255 bytes, and more is cut without a word (Mailchimp's documentation, merge fields).
		message: isCut ? `${is}, which Mailchimp cuts at 255 bytes, and ${must}` : `${is} and ${must}`,
		fix: `The type of a merge field cannot be changed. In Mailchimp (${SETTINGS}) give the field another merge tag, or delete it, which deletes its values in all contacts. Then run this again.`,
	};
}

/**
 * Whether a field does its work though it has another type than wanted: a text field takes every short
 * value, but a long link is cut, and an address is no text.
 */
export function isTolerable({ type }: WantedMergeField, present: string): boolean {
	return present === 'text' && !['url', 'imageurl', 'address'].includes(type);
}

/** What is missing in a field that is there and has the wanted type; none as a rule. */
export function missingChoices({ choices }: WantedMergeField, field: IDataObject): string[] {
	const options = isRecord(field.options) ? field.options : {};
	const present = Array.isArray(options.choices) ? options.choices.map(String) : [];
	return choices.filter((choice) => !present.includes(choice));
}

/** A field that is there without some of the choices that it shall have. */
export function missingChoicesProblem(tag: string, missing: string[]): Problem {
	const names = missing.map((choice) => `"${choice}"`).join(', ');
	return {
		code: 'missing_choices',
		message: `${tag} was there already, without the choice ${names}; Mailchimp refuses values that are no choice`,
		fix: `Add what is missing in Mailchimp: ${SETTINGS}`,
	};
}

/** An audience that can take no further merge field. */
export function mergeFieldsFull(tags: string[], limit: number): Problem {
	return {
		code: 'merge_fields_full',
		message: `The audience has no room for ${tags.join(', ')}: it has the ${limit} merge fields that the plan allows`,
		fix: `Delete merge fields that you do not need in Mailchimp (${SETTINGS}), which deletes their values in all contacts, or move to a plan that allows more. Then run this again.`,
	};
}

/**
 * A merge field that Mailchimp does not take.
 *
 * @param refusal its words, and what to do about them where that is known
 */
export function mergeFieldRefused(
	tag: string,
	refusal: { message: string; description?: string | null },
): Problem {
	return {
		code: 'merge_field_refused',
		message: `Mailchimp refused the merge field ${tag}: ${refusal.message}`,
		fix: refusal.description ?? 'Choose another merge tag or name, and run this again.',
	};
}

function articled(type: string): string {
	return `${/^[aei]/.test(type) ? 'an' : 'a'} ${type}`;
}

import type { INodeProperties } from 'n8n-workflow';
import { asText, asTexts } from '../../../shared/input';
import { invalidInput } from '../../../shared/problem';
import { counted } from '../../../shared/texts';
import { isMergeTag, needsChoices, type WantedMergeField } from '../../mergeFields/setup';

/** Mailchimp's types of merge fields, by the names of its app (Mailchimp API, merge fields). */
const TYPES = [
	{ name: 'Address', value: 'address' },
	{ name: 'Birthday', value: 'birthday' },
	{ name: 'Date', value: 'date' },
	{ name: 'Dropdown', value: 'dropdown' },
	{ name: 'Image', value: 'imageurl' },
	{ name: 'Number', value: 'number' },
	{ name: 'Phone', value: 'phone' },
	{ name: 'Radio Buttons', value: 'radio' },
	{ name: 'Text', value: 'text', description: 'Holds 255 bytes; Mailchimp cuts what is longer' },
	{ name: 'Website', value: 'url', description: 'A link; the type for tracking links' },
	{ name: 'Zip Code', value: 'zip' },
];

/** Tag, name, type and choices of a merge field. */
export const mergeFieldProperties: INodeProperties[] = [
	{
		displayName: 'Merge Tag',
		name: 'mergeTag',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. AFFLINK',
		description:
			'At most 10 characters: A to Z, 0 to 9 and underscore. Mails show the value with *|AFFLINK|*.',
	},
	{
		displayName: 'Name',
		name: 'name',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. Tracking Link',
		description: 'The label of the field in Mailchimp',
	},
	{
		displayName: 'Type',
		name: 'type',
		type: 'options',
		default: 'text',
		description: 'What the field holds; it cannot be changed later',
		options: TYPES,
	},
	{
		displayName: 'Choices',
		name: 'choices',
		type: 'string',
		typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Choice' },
		default: [],
		placeholder: 'e.g. Gold',
		description: 'The values that the field may have',
		displayOptions: { show: { type: ['dropdown', 'radio'] } },
	},
];

/**
 * Reads a merge field that an audience shall have.
 *
 * @param values what was entered, by the names of `mergeFieldProperties`
 * @throws ProblemError when Mailchimp would not take the tag, the name or the type
 */
export function readWantedField(values: Record<string, unknown>): WantedMergeField {
	const tag = asText(values.mergeTag, 'Merge Tag').toUpperCase();
	const name = asText(values.name, 'Name');
	const type = asText(values.type, 'Type');
	if (!isMergeTag(tag)) {
		const what = tag
			? `is not a merge tag: "${tag}" (${counted(tag.length, 'character')})`
			: 'is empty';
		throw invalidInput(
			'Merge Tag',
			what,
			'Use at most 10 characters: A to Z, 0 to 9 and underscore.',
		);
	}
	if (!name) throw invalidInput('Name', `is empty for ${tag}`, 'Give the field a name.');
	if (!TYPES.some(({ value }) => value === type)) {
		const known = TYPES.map(({ value }) => value).join(', ');
		throw invalidInput('Type', `is not a type of merge field: "${type}"`, `Use one of ${known}.`);
	}
	const choices = needsChoices(type) ? asTexts(values.choices, 'Choices') : [];
	if (needsChoices(type) && choices.length === 0) {
		throw invalidInput('Choices', `is empty for ${tag}`, 'Add the values that the field may have.');
	}
	return { tag, name, type, choices };
}

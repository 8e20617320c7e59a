import type { INodeProperties } from 'n8n-workflow';
import { audience, email, optionsOf } from '../parameters';
import { linkField } from '../pickers';
import { tagList } from '../tags';

const mergeFields: INodeProperties = {
	displayName: 'Merge Fields',
	name: 'mergeFields',
	type: 'resourceMapper',
	noDataExpression: true,
	default: { mappingMode: 'defineBelow', value: null },
	description: 'Fields without a value are left as they are in Mailchimp',
	// Not dependent on the audience: n8n would empty all rows of a workflow as soon as its audience is chosen.
	typeOptions: {
		resourceMapper: {
			resourceMapperMethod: 'getMergeFields',
			mode: 'add',
			fieldWords: { singular: 'merge field', plural: 'merge fields' },
			addAllFields: true,
			supportAutoMap: true,
			noFieldsError: 'The audience has no merge fields',
			refreshStaleSchemaOnOpen: true,
		},
	},
};

const trackingLink: INodeProperties = {
	displayName: 'Tracking Link',
	name: 'trackingLink',
	type: 'string',
	default: '',
	placeholder: 'e.g. https://example.com/r/jo',
	description:
		'A link without which no mail may go out. A contact whose link is empty, is no web link, or arrives changed is held: no tag, and the item goes to the error output.',
};

const linkMergeField: INodeProperties = {
	...linkField,
	description:
		'Merge tag of the field that the Tracking Link is stored in. Leave empty when no link is needed.',
};

/**
 * The parameters of an operation that writes a contact.
 *
 * @param options entries of its Options collection
 * @param further parameters between the tags to add and the options
 */
export function contactProperties(
	options: INodeProperties[],
	further: INodeProperties[] = [],
): INodeProperties[] {
	return [
		audience,
		email,
		mergeFields,
		trackingLink,
		linkMergeField,
		tagList(
			'tagsToAdd',
			'Tags to Add',
			'Added after the merge fields have been stored, so that an automation started by a tag finds them. A tag that does not exist yet is made',
		),
		...further,
		optionsOf([...options].sort(byName)),
	];
}

/** n8n's own nodes list options in alphabetical order. */
function byName(one: INodeProperties, other: INodeProperties): number {
	return one.displayName.localeCompare(other.displayName, 'en');
}

export const tagsToRemove = tagList(
	'tagsToRemove',
	'Tags to Remove',
	'Taken off the contact where it has them',
);

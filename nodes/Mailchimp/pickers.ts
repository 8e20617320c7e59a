import type { INodeProperties } from 'n8n-workflow';

// What is chosen from the audience's own lists, typed, or made on the spot: the entry above the list calls a method of
// the node with what was typed into its search (`allowNewResource`; n8n 1.123.81 and 2.41.1 both have it, and look the label
// up among their own texts, so that it is shown as it stands here).

/** A tag, chosen from those of the audience, named, or made. */
export const tag: INodeProperties = {
	displayName: 'Tag',
	name: 'tag',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	description: 'A tag of the audience; upper and lower case make no difference',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a tag...',
			typeOptions: {
				searchListMethod: 'searchTags',
				searchable: true,
				allowNewResource: {
					label: 'Create a tag named as typed above',
					defaultName: '',
					method: 'createTag',
				},
			},
		},
		{
			displayName: 'By Name',
			name: 'name',
			type: 'string',
			placeholder: 'e.g. new-affiliate',
		},
	],
};

/**
 * A merge field, chosen from those of the audience, named by its merge tag, or made.
 *
 * @param method makes one of the type that it is for: Mailchimp cuts links in text fields
 */
function mergeField(
	method: 'createTextField' | 'createLinkField',
	example: string,
): INodeProperties {
	const kind = method === 'createLinkField' ? 'link' : 'text';
	return {
		displayName: 'Merge Field',
		name: 'mergeField',
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		description: 'A field of the audience',
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: 'Select a merge field...',
				typeOptions: {
					searchListMethod: 'searchMergeFields',
					searchable: true,
					allowNewResource: {
						label: `Create a ${kind} field named as typed above`,
						defaultName: '',
						method,
					},
				},
			},
			{
				displayName: 'By Name',
				name: 'name',
				type: 'string',
				placeholder: `e.g. ${example}`,
			},
		],
	};
}

/** A merge field for texts. */
export const textField: INodeProperties = mergeField('createTextField', 'FNAME');

/** The merge field for the tracking link. */
export const linkField: INodeProperties = {
	...mergeField('createLinkField', 'AFFLINK'),
	displayName: 'Link Merge Field',
	name: 'linkMergeField',
	description: 'The field that keeps the tracking link',
};

/** The default of a picker of tags or merge fields: a name that may not be in the audience yet. */
export function named(value: string): INodeProperties['default'] {
	return { mode: 'name', value };
}

import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { readTexts } from '../../shared/parameters';
import type { FieldChoice } from '../rules/contactFields';

/** The parameters that say which fields of contacts are given out. */
export const fieldChoice: INodeProperties[] = [
	{
		displayName: 'Simplify',
		name: 'simplify',
		type: 'boolean',
		default: true,
		description: 'Whether to return a simplified version of the response instead of the raw data',
	},
	{
		displayName: 'Fields',
		name: 'fields',
		type: 'string',
		default: '',
		placeholder: 'e.g. email_address, merge_fields.AFFLINK, stats',
		displayOptions: { show: { simplify: [false] } },
		description:
			'Fields to return, separated by commas and spelled as in the raw data; a dot leads to a field within a field. All when empty.',
	},
];

/** Reads what an item wants to have of contacts. */
export function readFieldChoice(this: IExecuteFunctions, itemIndex: number): FieldChoice {
	const simplify = this.getNodeParameter('simplify', itemIndex, true) === true;
	const fields = this.getNodeParameter('fields', itemIndex, '');
	return {
		simplify,
		fields: readTexts(typeof fields === 'string' ? fields.split(',') : fields),
	};
}

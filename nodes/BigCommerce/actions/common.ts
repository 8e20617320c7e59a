import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { invalidParameter, readLocator } from '../../shared/parameters';
import { bigCommerceClient, type BigCommerceClient } from '../transport/client';

/** A promotion with coupon codes. */
export const promotion: INodeProperties = {
	displayName: 'Promotion',
	name: 'promotion',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a promotion...',
			typeOptions: { searchListMethod: 'searchPromotions', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 42',
			hint: 'The "id" that the API of BigCommerce gives the promotion',
			validation: [
				{
					type: 'regex',
					properties: {
						regex: '^\\s*[0-9]+\\s*$',
						errorMessage: 'The promotion ID has digits only',
					},
				},
			],
		},
	],
};

/**
 * The id of the promotion that an item is about; '' when none is chosen.
 *
 * @throws NodeOperationError when it is no id
 */
export function readPromotionId(this: IExecuteFunctions, itemIndex: number): string {
	const { value } = readLocator(this.getNodeParameter('promotion', itemIndex, ''), 'id');
	if (value === '' || /^\d+$/.test(value)) return value;
	throw invalidParameter.call(
		this,
		'Promotion',
		'is not a promotion ID',
		'Choose the promotion from the list, or give its ID, which has digits only.',
	);
}

/**
 * Makes the client when the first item asks for it, one for all items of the run. A credential that is
 * not valid ends as the error of each item.
 */
export function lazyClient(this: IExecuteFunctions): () => Promise<BigCommerceClient> {
	let client: Promise<BigCommerceClient> | undefined;
	return async () => await (client ??= bigCommerceClient.call(this));
}

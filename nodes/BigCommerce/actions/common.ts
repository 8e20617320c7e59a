import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { asLocator, type ItemInput } from '../../shared/input';
import { invalidInput } from '../../shared/problem';
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
 * The id of the promotion that an item is about; '' when none is chosen in the list.
 *
 * @throws ProblemError when it is no id. Nothing in the place of an id is none either: a mapped value that is
 *   missing must not count as "all promotions"
 */
export function readPromotionId(input: ItemInput): string {
	const given = input.value('promotion');
	const { mode, value } = asLocator(given, 'Promotion', given === '' ? 'list' : 'id');
	if (/^\d+$/.test(value) || (value === '' && mode === 'list')) return value;
	throw invalidInput(
		'Promotion',
		value === '' ? 'is empty' : 'is not a promotion ID',
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

import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { asCurrency } from '../../../shared/currency';
import type { ItemInput } from '../../../shared/input';
import type { Operation } from '../../../shared/operations';
import { invalidInput } from '../../../shared/problem';
import { Run } from '../../../shared/run';
import { requiredNumber } from '../../transport/answers';
import { refersionRequestOnce } from '../../transport/rest';
import { affiliateId } from '../affiliate/resolve';
import { filledTexts } from '../common';
import { affiliateLocator } from '../locators';
import { creditStatus, notes, readCreditStatus } from './credit.properties';

const currency: INodeProperties = {
	displayName: 'Currency',
	name: 'currency',
	type: 'string',
	default: '',
	placeholder: 'e.g. USD',
	description: 'Three-letter code; without it the currency of the account',
};

export const creditManually: Operation = {
	option: {
		name: 'Credit Manually',
		value: 'creditManually',
		description:
			'Credit an affiliate with a commission without an order; a negative one takes money back. Never repeated on its own: each run credits once more.',
		action: 'Credit a commission manually',
	},
	properties: [
		affiliateLocator,
		{
			displayName: 'Commission',
			name: 'commission',
			type: 'number',
			typeOptions: { numberPrecision: 2 },
			required: true,
			default: 0,
			description: 'The amount; a negative one is taken off what the affiliate is due',
		},
		creditStatus,
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: [currency, notes],
		},
	],
	async execute() {
		return await new Run(this).forEachItem(async (input) => {
			const locator = input.locator('affiliate', 'Affiliate', 'code');
			const fields = readFields(input);
			const id = await affiliateId.call(this, locator);
			return await refersionRequestOnce.call(
				this,
				'/conversion/manual_credit',
				{ id, ...fields },
				'the commission was credited',
				(answer) => ({
					conversion_id: requiredNumber.call(this, answer, 'conversion_id'),
					affiliate_id: id,
					...fields,
				}),
			);
		});
	},
};

function readFields(input: ItemInput): IDataObject {
	const commission = input.number('commission', 'Commission', 0);
	if (commission === 0) {
		throw invalidInput('Commission', 'is 0', 'Set it to another number; a negative one takes off.');
	}
	const fields = input.collection('additionalFields', 'Additional Fields');
	// One that is mapped and missing must not credit as many of another currency.
	const code = fields.ifAdded('currency', (value) => asCurrency(value, 'Currency'));
	return {
		commission,
		status: readCreditStatus(input),
		...(code !== undefined && { currency: code }),
		...filledTexts(fields, [notes]),
	};
}

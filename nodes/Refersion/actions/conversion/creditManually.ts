import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { forEachItem } from '../../../shared/items';
import type { Operation } from '../../../shared/operations';
import { invalidParameter, readLocator } from '../../../shared/parameters';
import { requiredNumber } from '../../transport/answers';
import { refersionRequestOnce } from '../../transport/rest';
import { affiliateLocator } from '../affiliate/locator';
import { affiliateId } from '../affiliate/resolve';
import { filledFields } from '../common';
import { creditStatus, notes } from './credit.properties';

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
			options: [
				{
					displayName: 'Currency',
					name: 'currency',
					type: 'string',
					default: '',
					placeholder: 'e.g. USD',
					description: 'Three-letter code; without it the currency of the account',
				},
				notes,
			],
		},
	],
	async execute(itemCount) {
		return await forEachItem.call(this, itemCount, async (itemIndex) => {
			const locator = readLocator(this.getNodeParameter('affiliate', itemIndex), 'code');
			const fields = readFields.call(this, itemIndex);
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

function readFields(this: IExecuteFunctions, itemIndex: number): IDataObject {
	const value = this.getNodeParameter('commission', itemIndex);
	const commission = typeof value === 'number' || value ? Number(value) : NaN;
	if (!Number.isFinite(commission) || commission === 0) {
		throw invalidParameter.call(
			this,
			'Commission',
			`is not an amount: "${String(value)}"`,
			'Set it to a number other than 0, with a point for the decimals.',
		);
	}
	const fields = filledFields(this.getNodeParameter('additionalFields', itemIndex, {}));
	const body: IDataObject = {
		commission,
		status: String(this.getNodeParameter('status', itemIndex, 'PENDING')),
	};
	if (fields.currency !== undefined) body.currency = String(fields.currency).toUpperCase();
	if (fields.notes !== undefined) body.notes = String(fields.notes);
	return body;
}

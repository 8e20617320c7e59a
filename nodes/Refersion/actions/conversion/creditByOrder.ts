import type { IDataObject } from 'n8n-workflow';
import type { Operation } from '../../../shared/operations';
import { Run } from '../../../shared/run';
import { requiredText } from '../../transport/answers';
import { refersionRequestOnce } from '../../transport/rest';
import { affiliateId } from '../affiliate/resolve';
import { filledTexts } from '../common';
import { affiliateLocator } from '../locators';
import { creditStatus, notes, orderId, readCreditStatus } from './credit.properties';

export const creditByOrder: Operation = {
	option: {
		name: 'Credit by Order',
		value: 'creditByOrder',
		description:
			'Credit an affiliate with an order that Refersion knows. When the order is credited to someone else already, the output has a warning. Never repeated on its own.',
		action: 'Credit an order to an affiliate',
	},
	properties: [
		affiliateLocator,
		orderId,
		creditStatus,
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: [notes],
		},
	],
	async execute() {
		return await new Run(this).forEachItem(async (input) => {
			const order = input.required('orderId', 'Order ID');
			const fields = input.collection('additionalFields', 'Additional Fields');
			const given = { status: readCreditStatus(input), ...filledTexts(fields, [notes]) };
			const locator = input.locator('affiliate', 'Affiliate', 'code');
			const id = await affiliateId.call(this, locator);
			const body: IDataObject = { id, order_id: order, ...given };
			return await refersionRequestOnce.call(
				this,
				'/conversion/manual_credit_order_id',
				body,
				'the order was credited',
				(answer) => ({
					affiliate_id: id,
					order_id: order,
					message: requiredText.call(this, answer, 'message'),
					...(answer.warning !== undefined && { warning: String(answer.warning) }),
				}),
			);
		});
	},
};

import type { IDataObject } from 'n8n-workflow';
import { forEachItem } from '../../../shared/items';
import type { Operation } from '../../../shared/operations';
import { readLocator, readRequired } from '../../../shared/parameters';
import { requiredText } from '../../transport/answers';
import { refersionRequestOnce } from '../../transport/rest';
import { affiliateLocator } from '../affiliate/locator';
import { affiliateId } from '../affiliate/resolve';
import { filledFields } from '../common';
import { creditStatus, notes, orderId } from './credit.properties';

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
	async execute(itemCount) {
		return await forEachItem.call(this, itemCount, async (itemIndex) => {
			const order = readRequired.call(this, 'orderId', 'Order ID', itemIndex);
			const { notes: note } = filledFields(
				this.getNodeParameter('additionalFields', itemIndex, {}),
			);
			const locator = readLocator(this.getNodeParameter('affiliate', itemIndex), 'code');
			const body: IDataObject = {
				id: await affiliateId.call(this, locator),
				order_id: order,
				status: String(this.getNodeParameter('status', itemIndex, 'PENDING')),
			};
			if (note !== undefined) body.notes = String(note);
			return await refersionRequestOnce.call(
				this,
				'/conversion/manual_credit_order_id',
				body,
				'the order was credited',
				(answer) => ({
					affiliate_id: body.id,
					order_id: order,
					message: requiredText.call(this, answer, 'message'),
					...(answer.warning !== undefined && { warning: String(answer.warning) }),
				}),
			);
		});
	},
};

import { forEachItem } from '../../../shared/items';
import type { Operation } from '../../../shared/operations';
import { readLocator } from '../../../shared/parameters';
import { requiredNumber } from '../../transport/answers';
import { refersionRequestOnce } from '../../transport/rest';
import { affiliateLocator } from '../affiliate/locator';
import { affiliateCode } from '../affiliate/resolve';
import { readTrigger, triggerProperties } from './properties';

export const create: Operation = {
	option: {
		name: 'Create',
		value: 'create',
		description:
			'Credit an affiliate with all orders that have a coupon code, a product (SKU) or a customer email, without a click on the link. A coupon must exist in the shop too.',
		action: 'Create a conversion trigger',
	},
	properties: [affiliateLocator, ...triggerProperties],
	async execute(itemCount) {
		return await forEachItem.call(this, itemCount, async (itemIndex) => {
			const { type, trigger } = readTrigger.call(this, itemIndex);
			const locator = readLocator(this.getNodeParameter('affiliate', itemIndex), 'code');
			const code = await affiliateCode.call(this, locator);
			return await refersionRequestOnce.call(
				this,
				'/affiliate/trigger',
				{ affiliate_code: code, type, trigger },
				'the conversion trigger was created',
				(answer) => ({
					trigger_id: requiredNumber.call(this, answer, 'trigger_id'),
					affiliate_code: code,
					type,
					trigger: String(answer.trigger ?? trigger),
				}),
			);
		});
	},
};

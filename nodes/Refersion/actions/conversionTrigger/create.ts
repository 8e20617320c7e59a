import type { Operation } from '../../../shared/operations';
import { Run } from '../../../shared/run';
import { requiredNumber } from '../../transport/answers';
import { refersionRequestOnce } from '../../transport/rest';
import { affiliateCode } from '../affiliate/resolve';
import { affiliateLocator } from '../locators';
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
	async execute() {
		return await new Run(this).forEachItem(async (input) => {
			const { type, trigger } = readTrigger(input);
			const locator = input.locator('affiliate', 'Affiliate', 'code');
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

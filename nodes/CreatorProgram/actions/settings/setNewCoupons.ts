import { itemsBehind } from '../../../shared/lineage';
import type { Operation } from '../../../shared/operations';
import { Run } from '../../../shared/run';
import { couponNews, isTriggerNews, readNewCouponSettings } from '../../settings/newCoupons';
import { languageProperty } from '../../words';
import { keyMergeField, makeCodes, promotionId } from './coupons.properties';

export const setNewCoupons: Operation = {
	option: {
		name: 'Set New Coupons',
		value: 'setNewCoupons',
		description:
			'What there is to set for new coupons, and what the news from Refersion says. News about email addresses and SKUs ends here.',
		action: 'Set up new coupons',
	},
	properties: [
		promotionId,
		{
			...makeCodes,
			description:
				'Whether a new code is made in the promotion at once, if the shop lacks it. Leave it off if Refersion sends its codes to BigCommerce by itself.',
		},
		languageProperty,
		{ ...keyMergeField, required: true },
	],
	async execute() {
		const behind = itemsBehind(this);
		return await new Run(this).forEachItem(async (input) => {
			const settings = readNewCouponSettings(input);
			const news = couponNews(behind(input.itemIndex, isTriggerNews) ?? {});
			return await Promise.resolve(news ? { ...settings, ...news } : []);
		});
	},
};

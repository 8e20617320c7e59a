import { itemsBehind } from '../../../shared/lineage';
import type { Operation } from '../../../shared/operations';
import { Run } from '../../../shared/run';
import { readMergeField } from '../../settings/names';
import { couponNews, isTriggerNews } from '../../settings/newCoupons';
import { LANGUAGES, languageProperty } from '../../words';
import { keyMergeField } from './coupons.properties';

export const setNewCoupons: Operation = {
	option: {
		name: 'Set New Coupons',
		value: 'setNewCoupons',
		description:
			'What there is to set for new coupons, and what the news from Refersion says. News about email addresses and SKUs ends here.',
		action: 'Set up new coupons',
	},
	properties: [{ ...keyMergeField, required: true }, languageProperty],
	async execute() {
		const behind = itemsBehind(this);
		return await new Run(this).forEachItem(async (input) => {
			const settings = {
				language: input.choice('language', 'Language', LANGUAGES, 'en'),
				keyMergeField: readMergeField(input, 'keyMergeField', 'Key Merge Field'),
			};
			const news = couponNews(behind(input.itemIndex, isTriggerNews) ?? {});
			return await Promise.resolve(news ? { ...settings, ...news } : []);
		});
	},
};

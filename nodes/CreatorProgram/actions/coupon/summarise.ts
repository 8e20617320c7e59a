import { itemsBehind } from '../../../shared/lineage';
import type { Operation } from '../../../shared/operations';
import { withSettings } from '../../../shared/settings';
import { isPartOfRun, summariseCoupons } from '../../coupons/summary';
import { LANGUAGES, languageProperty, wordsOf } from '../../words';
import { fieldsOrSettings } from '../settingsNode';

export const summarise: Operation = {
	option: {
		name: 'Summarise',
		value: 'summarise',
		description:
			'One item for a whole run: how many codes are right, what was made and taken back, what has to be looked at, and a text for your chat',
		action: 'Summarise coupon codes',
	},
	properties: [
		{
			displayName:
				'Connect everything through a Merge node (mode Append): Held and Totals of Compare, and both outputs of Promotion Code: Create and Delete.',
			name: 'summariseNotice',
			type: 'notice',
			default: '',
		},
		...fieldsOrSettings('Set Coupons', [languageProperty]),
	],
	async execute() {
		const input = withSettings(this);
		const words = wordsOf(input.choice('language', 'Language', LANGUAGES, 'en'));
		const behind = itemsBehind(this);
		const json = summariseCoupons(
			this.getInputData().map((item, index) => behind(index, isPartOfRun) ?? item.json),
			words,
		);
		return await Promise.resolve([{ json, pairedItem: { item: 0 } }]);
	},
};

import type { INodeProperties } from 'n8n-workflow';
import { itemsBehind } from '../../../shared/lineage';
import type { Operation } from '../../../shared/operations';
import { wait } from '../../../shared/retry';
import { Run } from '../../../shared/run';
import { comesSecond, isNews } from '../../commissions/news';
import { newsFields, readNoticeSettings, readSecondWait } from '../../settings/commissionNotices';
import { contactSettings } from '../../settings/contacts';
import { languageProperty } from '../../words';
import { amountForm } from '../commission/properties';
import { currency, tierRows } from '../tier/properties';
import { contactNames } from './contactNames';

const mergeField = (
	displayName: string,
	name: string,
	value: string,
	description: string,
): INodeProperties => ({
	displayName,
	name,
	type: 'string',
	required: true,
	default: value,
	placeholder: `e.g. ${value}`,
	description,
	hint: 'At most 10 letters from A to Z, digits and underscores',
});

export const setCommissionNotices: Operation = {
	option: {
		name: 'Set Commission Notices',
		value: 'setCommissionNotices',
		description:
			'Everything there is to set for telling creators of commissions and payments, checked once for the whole workflow. Changes nothing by itself.',
		action: 'Set up commission notices',
	},
	properties: [
		{
			displayName:
				'This is the one place where the workflow is set up. One item comes out for each piece of news; test conversions and those that do not qualify are left out.',
			name: 'noticesNotice',
			type: 'notice',
			default: '',
		},
		mergeField(
			'Last Commission Merge Field',
			'lastMergeField',
			'LASTCOMM',
			'The merge field for the commission of the newest conversion',
		),
		mergeField(
			'Total Commission Merge Field',
			'totalMergeField',
			'TOTALCOMM',
			'The merge field for all approved commission, paid or not',
		),
		mergeField(
			'Next Tier Merge Field',
			'nextTierMergeField',
			'NEXTTIER',
			'The merge field for the next tier and what is left to it; without tiers it stays as it is',
		),
		amountForm,
		tierRows,
		currency,
		...contactNames,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [
				languageProperty,
				{
					displayName: 'Second Webhook Waits (Seconds)',
					name: 'secondWait',
					type: 'number',
					typeOptions: { minValue: 0, maxValue: 300 },
					default: 20,
					description:
						'How long New Conversion waits when the sale is approved or denied already, so that Conversion Approved or Denied, which may come at the same moment, is recorded first and the event is not there twice',
				},
			],
		},
	],
	async execute() {
		const behind = itemsBehind(this);
		const run = new Run(this);
		const news = this.getInputData().map(({ json }, index) => behind(index, isNews) ?? json);
		// Here, before anything is read: totals that are read before a wait would be old when they are stored.
		if (news.some(comesSecond)) await wait(readSecondWait(run.input(0)) * 1_000, run.signal);
		return await run.forEachItem(async (input) => {
			const fields = newsFields(news[input.itemIndex]);
			if (!fields) return [];
			const settings = readNoticeSettings(input);
			const contacts = contactSettings({ ...settings, tagGroups: [] }, false);
			return { ...settings, contacts, ...fields };
		});
	},
};

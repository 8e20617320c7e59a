import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { Input } from '../../../shared/input';
import { itemsBehind } from '../../../shared/lineage';
import { noticeWithSteps } from '../../../shared/notice';
import type { BranchingOperation } from '../../../shared/operations';
import { isRecord } from '../../../shared/record';
import { withSettings } from '../../../shared/settings';
import { AMOUNT_FORMS } from '../../commissions/amounts';
import { describe as describeNews, type Known, type NoticeRules } from '../../commissions/describe';
import { isNews } from '../../commissions/news';
import { readMergeField } from '../../settings/names';
import { readCurrency, readTiers } from '../../settings/tiers';
import { isStanding } from '../../tiers/standing';
import { languageProperty, LANGUAGES, wordsOf } from '../../words';
import { fieldsOrSettings } from '../settingsNode';
import { currency, tierRows } from '../tier/properties';
import { amountForm } from './properties';

const OUTPUTS = { tell: 0, leave: 1, hold: 2 };

export const describe: BranchingOperation = {
	option: {
		name: 'Describe',
		value: 'describe',
		description:
			"What a creator is told of a sale, a payment or a bonus: the merge fields out of Refersion's present totals, and the event",
		action: 'Describe a commission for the creator',
	},
	properties: [
		noticeWithSteps(
			'describeNotice',
			'Connect behind Refersion Trigger, in any order, each with On Error set to Continue: what could not be read is held here.',
			[
				'Affiliate: Get',
				'Affiliate: Get Standing',
				'Conversion: Get Totals, of the moment of the sale, with the other statuses',
				"Mailchimp's Contact: Look Up",
			],
		),
		...fieldsOrSettings('Set Commission Notices', [
			{
				displayName: 'Key Merge Field',
				name: 'keyMergeField',
				type: 'string',
				required: true,
				default: 'AFFCODE',
				placeholder: 'e.g. AFFCODE',
				description: "The merge field with the affiliate's code, by which a contact is recognised",
			},
			amountForm,
			currency,
			{ ...tierRows, hint: 'An expression in the first field of a row may give a list of rows' },
			languageProperty,
		]),
	],
	outputs: ['To Tell', 'Left Alone', 'Held'],
	async executeBranches() {
		const rules = readRules(withSettings(this));
		const behind = itemsBehind(this);
		const outputs: INodeExecutionData[][] = [[], [], []];
		for (const [index, { json }] of this.getInputData().entries()) {
			const find = (isIt: (data: IDataObject) => boolean) => behind(index, isIt);
			const { outcome, item } = describeNews(knownOf(find, json), rules);
			outputs[OUTPUTS[outcome]].push({ json: item, pairedItem: { item: index } });
		}
		return outputs;
	},
};

function readRules(input: Input): NoticeRules {
	return {
		keyMergeField: readMergeField(input, 'keyMergeField', 'Key Merge Field'),
		form: input.choice('amounts', 'Amounts Are', AMOUNT_FORMS, 'number'),
		currency: readCurrency(input),
		tiers: readTiers(input),
		words: wordsOf(input.choice('language', 'Language', LANGUAGES, 'en')),
	};
}

/** Everything that earlier nodes read about the news that an item comes from. */
function knownOf(
	find: (isIt: (data: IDataObject) => boolean) => IDataObject | undefined,
	json: IDataObject,
): Known {
	const contact = find((data) => 'contact' in data)?.contact;
	const otherwise = find(({ conversions_count: count }) => typeof count === 'number');
	const failed = find(({ error }) => error !== undefined);
	return {
		news: find(isNews) ?? json,
		affiliate: find(isAffiliate),
		standing: find(isStanding),
		otherwise: otherwise === undefined ? undefined : Number(otherwise.conversions_count),
		contact: contact === null || isRecord(contact) ? contact : undefined,
		error: typeof failed?.error === 'string' ? failed.error : '',
	};
}

/** Whether the data of an item is what *Affiliate: Get* gives. */
function isAffiliate(json: IDataObject): boolean {
	return 'link' in json && 'email' in json && 'status' in json && !isNews(json);
}

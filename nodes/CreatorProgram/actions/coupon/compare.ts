import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { isEmptyItem, readInput } from '../../../shared/inputs';
import { noticeWithSteps } from '../../../shared/notice';
import type { BranchingOperation } from '../../../shared/operations';
import { ProblemError } from '../../../shared/problem';
import { withSettings } from '../../../shared/settings';
import { fold } from '../../../shared/texts';
import { compareCoupons } from '../../coupons/compare';
import { readLists } from '../../coupons/lists';
import { compareItems } from '../../coupons/output';
import { readPromotion } from '../../settings/coupons';
import { readMergeField } from '../../settings/names';
import { LANGUAGES, languageProperty, wordsOf } from '../../words';
import * as settings from '../settings/coupons.properties';
import { fieldsOrSettings } from '../settingsNode';

const INPUTS = ['Affiliates', 'Codes', 'Contacts'];

const status = (displayName: string, name: string, value: string): INodeProperties => ({
	displayName,
	name,
	type: 'string',
	required: true,
	default: value,
	description: 'Statuses of affiliates in Refersion, with commas between them',
});

const properties: INodeProperties[] = [
	noticeWithSteps(
		'couponNotice',
		'Connect, each with Return All, and with Always Output Data in its settings:',
		[
			'Affiliates: Refersion, Affiliate: Get Many',
			'Codes: BigCommerce, Promotion Code: Get Many of all promotions',
			'Contacts: Mailchimp, Contact: Get Many',
		],
	),
	status('Active When', 'activeWhen', 'ACTIVE'),
	status('Inactive When', 'inactiveWhen', 'DENIED, DISABLED'),
	...fieldsOrSettings('Set Coupons', [
		settings.promotionId,
		settings.makeCodes,
		settings.takeBack,
		settings.brakePeople,
		settings.brakePercent,
		{ ...settings.couponMergeField, required: true },
		{ ...settings.keyMergeField, required: true },
		{ ...settings.oldMergeField, required: true },
		{
			displayName: 'Dry Run',
			name: 'dryRun',
			type: 'boolean',
			default: false,
			description:
				'Whether nothing comes out to be done. What would be done is in Totals, as <code>would_make</code> and <code>would_take_back</code>.',
		},
		languageProperty,
	]),
];

export const compare: BranchingOperation = {
	option: {
		name: 'Compare',
		value: 'compare',
		description:
			'Compare whose coupon code is in the shop with whose should be. It changes nothing: it says what is to be made and taken back.',
		action: 'Compare coupon codes',
	},
	inputs: INPUTS,
	needsInputs: true,
	outputs: ['To Make', 'To Take Back', 'Held', 'Right', 'Totals'],
	properties,
	async executeBranches() {
		const input = withSettings(this);
		const rules = {
			promotionId: readPromotion(input),
			makeCodes: input.switch('makeCodes', 'Make Missing Codes', false),
			takeBack: input.switch('takeBack', 'Take Codes Back', false),
			brakePeople: input.number('brakePeople', 'Stop If More Than (People)', 10, {
				min: 0,
				isWhole: true,
			}),
			brakePercent: input.number('brakePercent', 'Stop If More Than (Percent)', 20, {
				min: 0,
				max: 100,
			}),
		};
		const words = wordsOf(input.choice('language', 'Language', LANGUAGES, 'en'));
		const dryRun = input.switch('dryRun', 'Dry Run', false);
		const fields = {
			activeWhen: input.commaTexts('activeWhen', 'Active When').map(fold),
			inactiveWhen: input.commaTexts('inactiveWhen', 'Inactive When').map(fold),
			keyMergeField: readMergeField(input, 'keyMergeField', 'Key Merge Field'),
			couponMergeField: readMergeField(input, 'couponMergeField', 'Coupon Merge Field'),
			oldMergeField: readMergeField(input, 'oldMergeField', 'Old Codes Merge Field'),
		};
		const [affiliates, codes, contacts] = INPUTS.map((_label, index) => listOf(this, index));
		const lists = readLists(affiliates, codes, contacts, fields);
		const items = compareItems(compareCoupons(lists, rules), rules, { dryRun, words });
		// A decision comes of three lists; n8n gets the first affiliate for all, to have a link at all.
		const pair = (json: IDataObject) => ({ json, pairedItem: { item: 0 } });
		const { toMake, toTakeBack, held, right, totals } = items;
		return await Promise.resolve(
			[toMake, toTakeBack, held, right, [totals]].map((rows) => rows.map(pair)),
		);
	},
};

/**
 * The rows of a list.
 *
 * @throws ProblemError for one that was not read, or not to its end: from half a list nothing is decided
 */
function listOf(context: IExecuteFunctions, index: number): IDataObject[] {
	const items = readInput(context, index);
	if (!items) {
		throw new ProblemError({
			code: 'list_not_read',
			message: `Nothing came to the input ${INPUTS[index]}`,
			fix: 'Nothing was compared. Connect the node that reads the list, and switch on Always Output Data in its settings, so that an empty list can be told from one that was not read.',
		});
	}
	const failed = items.find(({ json }) => json.error !== undefined && json.error !== null);
	if (failed) {
		throw new ProblemError({
			code: 'list_not_read',
			message: `The list of the input ${INPUTS[index]} was not read to its end`,
			fix: 'Nothing was compared. See what the node before says, then run it again.',
		});
	}
	return items.filter((item) => !isEmptyItem(item)).map(({ json }) => json);
}

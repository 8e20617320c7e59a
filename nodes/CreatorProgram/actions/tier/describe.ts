import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import type { Input } from '../../../shared/input';
import type { BranchingOperation } from '../../../shared/operations';
import { withSettings } from '../../../shared/settings';
import { AMOUNT_FORMS } from '../../commissions/amounts';
import { readBonusTiers } from '../../settings/bonuses';
import { BONUS_PREFIX, readMilestones } from '../../settings/milestones';
import { checkedTag, readMergeField } from '../../settings/names';
import { readCurrency } from '../../settings/tiers';
import { bonusesDue, bonusHolders, type BonusRules, type Given } from '../../tiers/bonuses';
import { describeCreators, type CreatorRules } from '../../tiers/creators';
import { languageProperty, LANGUAGES, wordsOf } from '../../words';
import { amountForm } from '../commission/properties';
import { readList, type Wanted } from '../lists';
import { keyMergeField, linkMergeField } from '../settings/names.properties';
import { fieldsOrSettings } from '../settingsNode';
import { standingsOf } from './ladder';
import { milestoneProperties } from './milestoneProperties';
import { bonusTierRows, currency } from './properties';

const bonusPrefix: INodeProperties = {
	displayName: 'Bonus Tag Prefix',
	name: 'bonusPrefix',
	type: 'string',
	default: BONUS_PREFIX,
	description:
		'How the tags begin that say that the bonus of a tier was given; the number of its offer follows',
};

export const describe: BranchingOperation = {
	option: {
		name: 'Describe',
		value: 'describe',
		description:
			'What each creator has reached: tier, next tier, number of sales, commission, and whether they still sell. For merge fields and tags. And who is to be given a bonus.',
		action: 'Describe what creators have reached',
	},
	properties: fieldsOrSettings('Set Tiers and Milestones', [
		{ ...bonusTierRows, hint: 'An expression in the first field of a row may give a list of rows' },
		currency,
		...milestoneProperties,
		amountForm,
		bonusPrefix,
		keyMergeField,
		linkMergeField,
		languageProperty,
	]),
	inputs: ['Standings', 'Bonuses Given'],
	outputs: ['Creators', 'Held'],
	async executeBranches() {
		const rules = readRules(withSettings(this));
		const listed = standingsOf(this);
		const outputs: INodeExecutionData[][] = [[], []];
		for (const [place, json] of describeCreators(listed, rules).entries()) {
			const pairedItem = { item: listed[place].index };
			outputs[json.verdict === 'held' ? 1 : 0].push({ json, pairedItem });
		}
		const standings = listed.map(({ standing }) => standing);
		for (const { place, json } of bonusesDue(standings, givenBonuses(this, rules), rules)) {
			outputs[1].push({ json, pairedItem: { item: listed[place].index } });
		}
		return outputs;
	},
};

function readRules(input: Input): CreatorRules & BonusRules {
	const quiet = { min: 0, max: 3_650, isWhole: true };
	const chosen = readCurrency(input);
	return {
		tiers: readBonusTiers(input, chosen),
		currency: chosen,
		sales: readMilestones(input),
		quietDays: input.number('quietDays', 'Quiet After (Days)', 60, quiet),
		now: Date.now(),
		form: input.choice('amounts', 'Amounts Are', AMOUNT_FORMS, 'number'),
		prefix: checkedTag(input.required('bonusPrefix', 'Bonus Tag Prefix'), 'Bonus Tag Prefix'),
		names: {
			keyMergeField: readMergeField(input, 'keyMergeField', 'Key Merge Field'),
			linkMergeField: readMergeField(input, 'linkMergeField', 'Link Merge Field'),
		},
		words: wordsOf(input.choice('language', 'Language', LANGUAGES, 'en')),
	};
}

const GIVEN: Wanted = {
	index: 1,
	label: 'Bonuses Given',
	fields: ['email_address', 'merge_fields', 'tag'],
	remedy:
		'Connect Tag: Get Members of Mailchimp, with Return All, and the option Match Beginning of Name.',
};

/** Who was given a bonus; nothing is read where there is none to be given. */
function givenBonuses(context: IExecuteFunctions, { tiers }: BonusRules): Given {
	if (tiers.every(({ bonus }) => bonus === 0)) return { contacts: [] };
	const list = readList(context, GIVEN);
	if ('rows' in list) return { contacts: bonusHolders(list.rows) };
	const { message } = list.notKnown;
	return { notKnown: message || 'Nothing came to the input Bonuses Given.' };
}

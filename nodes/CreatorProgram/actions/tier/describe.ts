import type { INodeExecutionData } from 'n8n-workflow';
import type { BranchingOperation } from '../../../shared/operations';
import { withSettings } from '../../../shared/settings';
import { readMilestones } from '../../settings/milestones';
import { readCurrency, readTiers } from '../../settings/tiers';
import { describeCreators } from '../../tiers/creators';
import { languageProperty, LANGUAGES, wordsOf } from '../../words';
import { fieldsOrSettings } from '../settingsNode';
import { standingsOf } from './ladder';
import { milestoneProperties } from './milestoneProperties';
import { currency, tierRows } from './properties';

export const describe: BranchingOperation = {
	option: {
		name: 'Describe',
		value: 'describe',
		description:
			'What each creator has reached: tier, next tier, number of sales, and whether they still sell. For merge fields and tags.',
		action: 'Describe what creators have reached',
	},
	properties: fieldsOrSettings('Set Tiers and Milestones', [
		{ ...tierRows, hint: 'An expression in the first field of a row may give a list of rows' },
		currency,
		...milestoneProperties,
		languageProperty,
	]),
	outputs: ['Creators', 'Held'],
	async executeBranches() {
		const input = withSettings(this);
		const quiet = { min: 0, max: 3_650, isWhole: true };
		const rules = {
			tiers: readTiers(input),
			currency: readCurrency(input),
			sales: readMilestones(input),
			quietDays: input.number('quietDays', 'Quiet After (Days)', 60, quiet),
			now: Date.now(),
			words: wordsOf(input.choice('language', 'Language', LANGUAGES, 'en')),
		};
		const listed = standingsOf(this);
		const standings = listed.map(({ standing }) => standing);
		const errors = listed.map(({ error }) => error);
		const outputs: INodeExecutionData[][] = [[], []];
		for (const [place, json] of describeCreators(standings, errors, rules).entries()) {
			const pairedItem = { item: listed[place].index };
			outputs[json.verdict === 'held' ? 1 : 0].push({ json, pairedItem });
		}
		return outputs;
	},
};

import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { BranchingOperation } from '../../../shared/operations';
import { withSettings } from '../../../shared/settings';
import { readCurrency, readSomeTiers } from '../../settings/tiers';
import { decideTiers } from '../../tiers/decide';
import { decisionItem, proposalItem } from '../../tiers/item';
import { proposalText } from '../../tiers/text';
import type { Decision } from '../../tiers/types';
import { languageProperty, LANGUAGES, wordsOf } from '../../words';
import { fieldsOrSettings } from '../settingsNode';
import { standingsOf } from './ladder';
import { currency, moveDown, tierRows } from './properties';

export const decide: BranchingOperation = {
	option: {
		name: 'Decide',
		value: 'decide',
		description:
			'Who has reached which offer, and a text about it for who approves. Changes nothing.',
		action: 'Decide who is promoted',
	},
	properties: [
		{
			displayName:
				'Connect Affiliate: Get Standing of all affiliates. Before an offer is written, read the standing again and put Tier: Confirm behind it.',
			name: 'decideNotice',
			type: 'notice',
			default: '',
		},
		...fieldsOrSettings('Set Promotions', [
			{ ...tierRows, hint: 'An expression in the first field of a row may give a list of rows' },
			currency,
			moveDown,
			{
				displayName: 'Dry Run',
				name: 'dryRun',
				type: 'boolean',
				default: false,
				description: 'Whether to only say who would be promoted: To Promote stays empty',
			},
			languageProperty,
		]),
	],
	outputs: ['To Promote', 'Held', 'Unchanged', 'Totals'],
	async executeBranches() {
		const input = withSettings(this);
		const rules = {
			tiers: readSomeTiers(input),
			currency: readCurrency(input),
			movesDown: input.switch('moveDown', 'Move Down', false),
		};
		const isDry = input.switch('dryRun', 'Dry Run', false);
		const language = input.choice('language', 'Language', LANGUAGES, 'en');
		const listed = standingsOf(this);
		const standings = listed.map(({ standing }) => standing);
		const decisions = decideTiers(standings, rules).map((decision, place) => {
			const isUnread = decision.reason === 'no_standing';
			return isUnread ? { ...decision, about: listed[place].error } : decision;
		});
		const outputs: INodeExecutionData[][] = [[], [], []];
		for (const [place, decision] of decisions.entries()) {
			const output = outputOf(decision, isDry);
			const item =
				output === TO_PROMOTE
					? proposalItem(decision, rules, language)
					: decisionItem(decision, language);
			const pairedItem = { item: listed[place].index };
			outputs[output].push({ json: { ...item, dry_run: isDry }, pairedItem });
		}
		const json = {
			...countsOf(decisions, isDry),
			text: proposalText(decisions, rules.currency, isDry, wordsOf(language)),
		};
		const ofAll = this.getInputData().map((_item, item) => ({ item }));
		return [...outputs, [{ json, pairedItem: ofAll }]];
	},
};

const TO_PROMOTE = 0;

/** In a dry run nothing goes where something is done. */
function outputOf({ verdict }: Decision, isDry: boolean): number {
	if (verdict === 'held') return 1;
	return verdict === 'unchanged' || isDry ? 2 : TO_PROMOTE;
}

function countsOf(decisions: Decision[], isDry: boolean): IDataObject {
	const of = (verdict: string) => decisions.filter((each) => each.verdict === verdict).length;
	return {
		totals: true,
		dry_run: isDry,
		affiliates: decisions.length,
		promote: of('promote'),
		demote: of('demote'),
		held: of('held'),
		unchanged: of('unchanged'),
	};
}

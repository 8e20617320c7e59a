import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { ItemInput } from '../../../shared/input';
import type { BranchingOperation } from '../../../shared/operations';
import { decisionItem } from '../../tiers/item';
import { proposalText } from '../../tiers/text';
import type { Decision } from '../../tiers/types';
import { languageProperty, LANGUAGES, wordsOf } from '../../words';
import { decideItems, ofAll, readRules, ruleProperties } from './ladder';

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
				'Connect <b>Affiliate: Get Standing</b> of all affiliates. Before an offer is written, read the standing again and put <b>Tier: Confirm</b> behind it.',
			name: 'decideNotice',
			type: 'notice',
			default: '',
		},
		...ruleProperties,
		{
			displayName: 'Dry Run',
			name: 'dryRun',
			type: 'boolean',
			default: false,
			description: 'Whether to only say who would be promoted: To Promote stays empty',
		},
		languageProperty,
	],
	outputs: ['To Promote', 'Held', 'Unchanged', 'Totals'],
	async executeBranches() {
		const input = new ItemInput(this, 0);
		const rules = readRules(input);
		const isDry = input.switch('dryRun', 'Dry Run', false);
		const words = wordsOf(input.choice('language', 'Language', LANGUAGES, 'en'));
		const decided = decideItems(this, rules);
		const outputs: INodeExecutionData[][] = [[], [], []];
		for (const { index, decision } of decided) {
			outputs[outputOf(decision, isDry)].push({
				json: { ...decisionItem(decision), dry_run: isDry },
				pairedItem: { item: index },
			});
		}
		const decisions = decided.map(({ decision }) => decision);
		const json = {
			...countsOf(decisions, isDry),
			text: proposalText(decisions, rules.currency, isDry, words),
		};
		return [...outputs, [{ json, pairedItem: ofAll(this.getInputData()) }]];
	},
};

/** In a dry run nothing goes where something is done. */
function outputOf({ verdict }: Decision, isDry: boolean): number {
	if (verdict === 'held') return 1;
	return verdict === 'unchanged' || isDry ? 2 : 0;
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

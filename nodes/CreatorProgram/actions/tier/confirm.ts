import type { INodeExecutionData } from 'n8n-workflow';
import { ItemInput } from '../../../shared/input';
import { itemsBehind } from '../../../shared/lineage';
import type { BranchingOperation } from '../../../shared/operations';
import { decideAgain } from '../../tiers/decide';
import { decisionItem, readProposal } from '../../tiers/item';
import { decideItems, readRules, ruleProperties } from './ladder';

export const confirm: BranchingOperation = {
	option: {
		name: 'Confirm',
		value: 'confirm',
		description:
			'Decide again just before an offer is written: with what is there now, and never more than Decide proposed and somebody approved',
		action: 'Confirm a promotion before it is written',
	},
	properties: [
		{
			displayName:
				'Connect <b>Affiliate: Get Standing</b>, read again for those whom <b>Tier: Decide</b> proposed. Only <b>Confirmed</b> may lead to a change.',
			name: 'confirmNotice',
			type: 'notice',
			default: '',
		},
		...ruleProperties,
		{
			displayName: 'Approved',
			name: 'approved',
			type: 'boolean',
			default: false,
			description:
				'Whether it may be done. With Send and Wait: an expression that is true when the answer was yes.',
		},
	],
	outputs: ['Confirmed', 'Held', 'Unchanged'],
	async executeBranches() {
		const input = new ItemInput(this, 0);
		const rules = readRules(input);
		const isApproved = input.switch('approved', 'Approved', false);
		const behind = itemsBehind(this);
		const outputs: INodeExecutionData[][] = [[], [], []];
		for (const { index, decision: now } of decideItems(this, rules)) {
			const earlier = behind(index, (json) => readProposal(json) !== undefined);
			const decision = decideAgain(now, earlier && readProposal(earlier), isApproved);
			const { verdict } = decision;
			const output = verdict === 'held' ? 1 : verdict === 'unchanged' ? 2 : 0;
			outputs[output].push({ json: decisionItem(decision), pairedItem: { item: index } });
		}
		return outputs;
	},
};

import type { INodeExecutionData } from 'n8n-workflow';
import { ItemInput } from '../../../shared/input';
import { itemsBehind } from '../../../shared/lineage';
import type { BranchingOperation } from '../../../shared/operations';
import { decideAgain, decideTiers } from '../../tiers/decide';
import { decisionItem, readProposal } from '../../tiers/item';
import { standingsOf } from './ladder';

/** For an item without a proposal, which is held whatever the rules. */
const NO_RULES = { tiers: [], currency: '', movesDown: false };

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
				'Connect Affiliate: Get Standing, read again for those whom Tier: Decide proposed. The tiers are those of that node. Only Confirmed may lead to a change.',
			name: 'confirmNotice',
			type: 'notice',
			default: '',
		},
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
		const isApproved = new ItemInput(this, 0).switch('approved', 'Approved', false);
		const behind = itemsBehind(this);
		const outputs: INodeExecutionData[][] = [[], [], []];
		for (const { index, standing, error } of standingsOf(this)) {
			const earlier = behind(index, (json) => readProposal(json) !== undefined);
			const proposal = earlier && readProposal(earlier);
			// Each by itself: how others stand has been looked at when it was proposed.
			const [now] = decideTiers([standing], proposal?.rules ?? NO_RULES);
			const decision = decideAgain(now, proposal, isApproved);
			const { verdict, reason } = decision;
			const output = verdict === 'held' ? 1 : verdict === 'unchanged' ? 2 : 0;
			const json = decisionItem(
				reason === 'no_standing' ? { ...decision, about: error } : decision,
				proposal?.language ?? 'en',
			);
			outputs[output].push({ json, pairedItem: { item: index } });
		}
		return outputs;
	},
};

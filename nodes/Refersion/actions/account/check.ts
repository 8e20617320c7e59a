import { findingsOf } from '../../../shared/findings';
import type { Operation } from '../../../shared/operations';
import { Run } from '../../../shared/run';
import { accountVerdicts } from '../../check/findings';
import { readAccount } from '../../check/read';

export const check: Operation = {
	option: {
		name: 'Check',
		value: 'check',
		description:
			'Find out how this account behaves where Refersion does not document it. Reads some affiliates, and changes nothing.',
		action: 'Check an account',
	},
	properties: [
		{
			displayName: 'Topics Seen',
			name: 'topicsSeen',
			type: 'string',
			typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Topic' },
			default: [],
			placeholder: 'e.g. AFFILIATE_DETAILS_CHANGE',
			description:
				'The field <code>topic</code> of what Refersion Trigger has got so far, as its executions show. May be left empty: no node can look it up.',
		},
	],
	async execute() {
		return await new Run(this).forEachItem(async (input) => {
			const topics = input.commaTexts('topicsSeen', 'Topics Seen');
			return findingsOf('Refersion', accountVerdicts(await readAccount.call(this, topics)));
		});
	},
};

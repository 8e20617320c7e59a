import { ItemInput } from '../../../shared/input';
import { itemsBehind } from '../../../shared/lineage';
import type { Operation } from '../../../shared/operations';
import { isRecord } from '../../../shared/record';
import { isPartOfRun } from '../../changes/gather';
import { dayOf, isSame, readTold } from '../../changes/memory';
import { summarise as summaryOf } from '../../changes/summary';
import { LANGUAGES, languageProperty, wordsOf } from '../../words';

export const summarise: Operation = {
	option: {
		name: 'Summarise',
		value: 'summarise',
		description:
			'One item for a whole run: what was done, what has to be looked at, and a text for your chat',
		action: 'Summarise what a run changed',
	},
	properties: [
		{
			displayName:
				'Connect everything that a run gave through a Merge node (mode Append): Held and Totals of Compare, the error output of Refersion, Done and Held of Sync. What is held is told once when it is new, again each week, and in every run by hand.',
			name: 'summariseNotice',
			type: 'notice',
			default: '',
		},
		languageProperty,
		{
			displayName: 'Tell Everything',
			name: 'tellEverything',
			type: 'boolean',
			default: false,
			description:
				'Whether every run tells all that is held, also what was told before. For a workflow in which each run is about other people.',
		},
	],
	async execute() {
		const input = new ItemInput(this, 0);
		const { changes: words } = wordsOf(input.choice('language', 'Language', LANGUAGES, 'en'));
		const tellEverything = input.switch('tellEverything', 'Tell Everything', false);
		// Whoever started the run wants to know what is held, told before or not.
		const all = tellEverything || this.getMode() === 'manual';
		const stored: unknown = this.getWorkflowStaticData('node');
		// n8n makes an object of it; what somebody else made of it must not end a run.
		const memory = isRecord(stored) ? stored : {};
		const before = readTold(memory.told);
		const behind = itemsBehind(this);
		const { item, told } = summaryOf(
			this.getInputData().map(({ json }, index) => behind(index, isPartOfRun) ?? json),
			{ all, today: dayOf(new Date()), told: before, words },
		);
		// n8n stores this at the end of every run that was not started by hand; only then it is worth a write.
		if (!all && !isSame(before, told)) memory.told = Object.fromEntries(told);
		return [{ json: item, pairedItem: { item: 0 } }];
	},
};

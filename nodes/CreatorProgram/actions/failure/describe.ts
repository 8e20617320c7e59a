import { itemsBehind } from '../../../shared/lineage';
import type { Operation } from '../../../shared/operations';
import { ProblemError } from '../../../shared/problem';
import { isRecord } from '../../../shared/record';
import { Run } from '../../../shared/run';
import { isFailure, readFailure } from '../../failure/failure';
import { readToldFailures, storedFailures, tellNow } from '../../failure/memory';
import { messageOf } from '../../failure/message';
import { readFailureSettings } from '../../settings/failureNotices';
import { languageProperty, wordsOf } from '../../words';
import { waitProperty } from './wait';

export const describe: Operation = {
	option: {
		name: 'Describe',
		value: 'describe',
		description: 'What failed, where and what to do, as text and HTML, without secrets or data',
		action: 'Describe a failure',
	},
	properties: [languageProperty, waitProperty],
	async execute() {
		const byHand = this.getMode() === 'manual';
		const stored: unknown = this.getWorkflowStaticData('node');
		const memory = isRecord(stored) ? stored : {};
		const told = readToldFailures(memory.told);
		const now = Math.floor(Date.now() / 60_000);
		const behind = itemsBehind(this);
		const items = await new Run(this).forEachItem(async (input) => {
			const { language, tellAgainAfter } = readFailureSettings(input);
			const found = behind(input.itemIndex, isFailure);
			if (!found) throw notUnderstood();
			const failure = readFailure(found);
			const again = tellNow(told, failure, now, byHand ? 0 : tellAgainAfter);
			const message = messageOf(failure, again ?? 0, wordsOf(language).failure, language);
			const { workflow, workflowId, node, url } = failure;
			const where = { workflow, workflow_id: workflowId, node, execution_url: url };
			return { tell: again !== undefined, ...message, ...where };
		});
		// n8n stores it at the end of every run that was not started by hand.
		if (!byHand) memory.told = storedFailures(told);
		return items;
	},
};

function notUnderstood(): ProblemError {
	return new ProblemError({
		code: 'not_understood',
		message: 'The item does not come from an Error Trigger',
		fix: "Start the workflow with n8n's Error Trigger, and choose it as the error workflow in the settings of the other workflows.",
	});
}

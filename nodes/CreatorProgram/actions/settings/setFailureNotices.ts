import type { Operation } from '../../../shared/operations';
import { Run } from '../../../shared/run';
import { readFailureSettings } from '../../settings/failureNotices';
import { languageProperty } from '../../words';
import { waitProperty } from '../failure/wait';

export const setFailureNotices: Operation = {
	option: {
		name: 'Set Failure Notices',
		value: 'setFailureNotices',
		description: 'How you are told when a workflow fails. Changes nothing by itself.',
		action: 'Set up the failure notices',
	},
	properties: [languageProperty, waitProperty],
	async execute() {
		return await new Run(this).forEachItem(async (input) => readFailureSettings(input));
	},
};

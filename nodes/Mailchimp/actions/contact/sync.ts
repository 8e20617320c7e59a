import type { INodeProperties } from 'n8n-workflow';
import type { BranchingOperation } from '../../../shared/operations';
import { optionsOf, timeLimit } from '../../parameters';
import { MailchimpRun } from '../../run';
import { createMissing, nameFields, programPanel, programProperties } from '../../sync/panel';
import { syncAll } from '../../sync/sync';
import { signedUpStatus } from '../../write/statusOptions';

const properties: INodeProperties[] = [
	...programProperties,
	signedUpStatus,
	{
		displayName: 'New Approval',
		name: 'isApproval',
		type: 'boolean',
		default: false,
		description:
			'Whether the item is news that the person was approved. Only then is somebody added whom Compare has not decided about.',
	},
	{
		displayName: 'Dry Run',
		name: 'dryRun',
		type: 'boolean',
		default: false,
		description: 'Whether to only say what would be done, and change nothing',
	},
	optionsOf([createMissing, nameFields, timeLimit]),
];

export const sync: BranchingOperation = {
	option: {
		name: 'Sync',
		value: 'sync',
		description:
			'Do what Compare has decided, with what is there now, and never more. Without Compare: only what concerns the contact at the address.',
		action: 'Sync contacts with people',
		builderHint: {
			propertyHint:
				'Takes what Contact: Compare gives on To Do, and the same fields as there. Behind a trigger, without Compare, it adds somebody only with New Approval on.',
		},
	},
	properties: programPanel(properties),
	outputs: ['Done', 'Held'],
	async executeBranches() {
		return await syncAll(new MailchimpRun(this));
	},
};

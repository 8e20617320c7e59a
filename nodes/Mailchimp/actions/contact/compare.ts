import type { INodeProperties } from 'n8n-workflow';
import type { BranchingOperation } from '../../../shared/operations';
import { optionsOf, timeLimit } from '../../parameters';
import { MailchimpRun } from '../../run';
import { compareAll } from '../../sync/compare';
import { createMissing, nameFields, programPanel, programProperties } from '../../sync/panel';

const properties: INodeProperties[] = [
	...programProperties,
	{
		displayName: 'List Is Complete',
		name: 'listIsComplete',
		type: 'boolean',
		default: true,
		description:
			'Whether the items are everybody. Only then is it known who has left without a word, and whose contact may be taken over.',
	},
	{
		displayName: 'Take Over',
		name: 'takeOver',
		type: 'boolean',
		default: false,
		description:
			'Whether people who are not tagged yet are tagged without a mail: for those who were there before the programme was run with this node',
	},
	{
		displayName: 'Stop If More Than (People)',
		name: 'brakePeople',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 25,
		description:
			'A kind of change (welcome, offboard, correct) that would affect more people than this, and more than the percentage below, is withheld. 0 switches this off.',
	},
	{
		displayName: 'And More Than (Percent)',
		name: 'brakePercent',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 100 },
		default: 20,
		description: 'Percentage of the contacts that have the tag now',
	},
	optionsOf([
		createMissing,
		{
			displayName: 'Include Who Is Right',
			name: 'includeRight',
			type: 'boolean',
			default: false,
			description: 'Whether people with whom all is right are given out as well',
		},
		{
			displayName: 'Limit of To Do',
			name: 'toDoLimit',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 0,
			description:
				'The most that is given out to be done; the rest comes with the next look. 0 means all.',
		},
		{
			displayName: 'Links to Check',
			name: 'linksToCheck',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 2,
			description:
				'How many right people are given out to be checked with each run, by turns, where the items have no link',
		},
		nameFields,
		{
			displayName: 'Offboard Contacts Nobody Claims',
			name: 'offboardOrphans',
			type: 'boolean',
			default: false,
			description:
				'Whether a tagged contact whose key and address nobody has loses its tag. Otherwise it is held.',
		},
		timeLimit,
	]),
];

export const compare: BranchingOperation = {
	option: {
		name: 'Compare',
		value: 'compare',
		description:
			'Compare people as they should be with the contacts there are, and say for each what is to be done. Writes nothing.',
		action: 'Compare contacts with people',
		builderHint: {
			propertyHint:
				'Only To Do leads to Contact: Sync. Give it all people in one run, or switch List Is Complete off.',
		},
	},
	properties: programPanel(properties),
	outputs: ['To Do', 'Held', 'Right', 'Totals'],
	async executeBranches() {
		return await compareAll(new MailchimpRun(this));
	},
};

import type { INodeProperties } from 'n8n-workflow';
import { email } from '../common';

/** The parameters of Journey: Trigger Step. */
export const triggerStepProperties: INodeProperties[] = [
	{
		displayName: 'Step',
		name: 'stepBy',
		type: 'options',
		default: 'url',
		description: 'How the step of the journey is named',
		options: [
			{
				name: 'By URL',
				value: 'url',
				description: 'The address that Mailchimp shows where the step is set up',
			},
			{ name: 'By ID', value: 'id', description: 'The two numbers of that address' },
		],
	},
	{
		displayName: 'Step URL',
		name: 'stepUrl',
		type: 'string',
		required: true,
		default: '',
		placeholder:
			'e.g. https://us21.api.mailchimp.com/3.0/customer-journeys/journeys/2815/steps/19233/actions/trigger',
		description:
			'In Mailchimp: open the flow and add the starting point or step Customer Journeys API; it shows this address. Only the two numbers in it are used.',
		displayOptions: { show: { stepBy: ['url'] } },
	},
	{
		displayName: 'Journey ID',
		name: 'journeyId',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. 2815',
		description: 'The number behind <code>/journeys/</code> in the address of the step',
		displayOptions: { show: { stepBy: ['id'] } },
	},
	{
		displayName: 'Step ID',
		name: 'stepId',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. 19233',
		description: 'The number behind <code>/steps/</code> in the address of the step',
		displayOptions: { show: { stepBy: ['id'] } },
	},
	email,
];

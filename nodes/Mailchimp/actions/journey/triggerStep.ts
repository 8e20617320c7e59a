import { NodeApiError, type IDataObject, type INodeProperties } from 'n8n-workflow';
import type { ItemInput } from '../../../shared/input';
import type { Operation } from '../../../shared/operations';
import { invalidInput } from '../../../shared/problem';
import { email } from '../../parameters';
import { CONTACTS_AT_ONCE, MailchimpRun, readEmail } from '../../run';
import { requestOnce, type MailchimpClient } from '../../transport/client';
import { expecting, hasStatus } from '../../transport/errors';

const properties: INodeProperties[] = [
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

export const triggerStep: Operation = {
	option: {
		name: 'Trigger Step',
		value: 'triggerStep',
		description:
			'Let a contact start or go on in a journey at a step of the kind Customer Journeys API. Sent once, because a second time may send a second mail.',
		action: 'Trigger a journey step for a contact',
	},
	properties,
	async execute() {
		const run = new MailchimpRun(this);
		return await run.forEachItem(
			async (input) => {
				const step = readStep(input);
				const address = readEmail(input);
				return await trigger(await run.client(), step, address);
			},
			{
				concurrency: CONTACTS_AT_ONCE,
				keyOf: (input) => readEmail(input).toLowerCase(),
			},
		);
	},
};

/** A step of a journey that the API can trigger. */
interface JourneyStep {
	journeyId: string;
	stepId: string;
}

/** The end of the address that Mailchimp shows for a step of the kind "Customer Journeys API". */
const STEP_PATH = /\/journeys\/(\d+)\/steps\/(\d+)(?:\/actions\/trigger)?\/?(?:[?#].*)?$/;

/**
 * Takes the two ids out of the address that Mailchimp shows where the step is set up. Only the ids are
 * used: a request always goes to the account of the credential, whatever host the text names.
 *
 * @param text e.g. ".../3.0/customer-journeys/journeys/2815/steps/19233/actions/trigger"
 * @returns undefined when the text is no such address
 */
export function stepOfUrl(text: string): JourneyStep | undefined {
	const match = STEP_PATH.exec(text.trim());
	return match ? { journeyId: match[1], stepId: match[2] } : undefined;
}

function readStep(input: ItemInput): JourneyStep {
	if (input.choice('stepBy', 'Step', ['url', 'id'], 'url') === 'id') {
		return {
			journeyId: readId(input, 'journeyId', 'Journey ID'),
			stepId: readId(input, 'stepId', 'Step ID'),
		};
	}
	const step = stepOfUrl(input.required('stepUrl', 'Step URL'));
	if (step) return step;
	throw invalidInput(
		'Step URL',
		'is not the address of a journey step',
		'Copy it from the step Customer Journeys API in Mailchimp. It ends in /journeys/<number>/steps/<number>/actions/trigger.',
	);
}

/** Ids of journeys and steps are whole numbers (Mailchimp API, customer journeys). */
function readId(input: ItemInput, name: string, label: string): string {
	const id = input.required(name, label);
	if (/^\d+$/.test(id)) return id;
	throw invalidInput(
		label,
		`is not a number: "${id}"`,
		'It is one of the two numbers in the address that Mailchimp shows for the step.',
	);
}

async function trigger(
	client: MailchimpClient,
	{ journeyId, stepId }: JourneyStep,
	address: string,
): Promise<IDataObject> {
	const request = requestOnce(
		client,
		{
			method: 'POST',
			path: `/customer-journeys/journeys/${journeyId}/steps/${stepId}/actions/trigger`,
			body: { email_address: address },
		},
		`the step was triggered for ${address}`,
	);
	const answer = await expecting(request, (error) => hasStatus(error, 404));
	if ('error' in answer) throw notFound(answer.error, { journeyId, stepId }, address);
	return {
		email_address: address,
		journey_id: Number(journeyId),
		step_id: Number(stepId),
		triggered: true,
	};
}

/** Mailchimp's 404 does not say what it has not found. */
function notFound(
	{ node }: NodeApiError,
	{ journeyId, stepId }: JourneyStep,
	address: string,
): NodeApiError {
	const message = `Mailchimp does not find the step ${stepId} of the journey ${journeyId}, or the contact ${address} in its audience`;
	return new NodeApiError(
		node,
		{ message },
		{
			message,
			httpCode: '404',
			description:
				'Check three things: the step is one of the kind Customer Journeys API, and its address was copied from the account of this credential; the journey is turned on; the contact is in the audience of the journey.',
		},
	);
}

import { NodeApiError, type IDataObject, type IExecuteFunctions } from 'n8n-workflow';
import { forEachItem } from '../../../shared/items';
import type { Operation } from '../../../shared/operations';
import { invalidParameter, readRequired } from '../../../shared/parameters';
import { isJourneyNumber, stepOfUrl, type JourneyStep } from '../../rules/journeyStep';
import type { MailchimpClient } from '../../transport/client';
import { expecting } from '../../transport/errors';
import { requestOnce } from '../../transport/once';
import { hasStatus } from '../contactErrors';
import { readEmail } from '../parameters';
import { CONTACTS_AT_ONCE, lazyClient } from '../perContact';
import { triggerStepProperties } from './triggerStep.properties';

export const triggerStep: Operation = {
	option: {
		name: 'Trigger Step',
		value: 'triggerStep',
		description:
			'Let a contact start or go on in a journey at a step of the kind Customer Journeys API. Sent once, because a second time may send a second mail.',
		action: 'Trigger a journey step for a contact',
	},
	properties: triggerStepProperties,
	async execute(itemCount) {
		const connect = lazyClient.call(this);
		return await forEachItem.call(
			this,
			itemCount,
			async (itemIndex) => {
				const step = readStep.call(this, itemIndex);
				const email = readEmail.call(this, itemIndex);
				return await trigger.call(this, await connect(), step, email);
			},
			{
				concurrency: CONTACTS_AT_ONCE,
				keyOf: (itemIndex) => readEmail.call(this, itemIndex).toLowerCase(),
			},
		);
	},
};

function readStep(this: IExecuteFunctions, itemIndex: number): JourneyStep {
	if (this.getNodeParameter('stepBy', itemIndex) === 'id') {
		return {
			journeyId: readNumber.call(this, 'journeyId', 'Journey ID', itemIndex),
			stepId: readNumber.call(this, 'stepId', 'Step ID', itemIndex),
		};
	}
	const step = stepOfUrl(readRequired.call(this, 'stepUrl', 'Step URL', itemIndex));
	if (step) return step;
	throw invalidParameter.call(
		this,
		'Step URL',
		'is not the address of a journey step',
		'Copy it from the step Customer Journeys API in Mailchimp. It ends in /journeys/<number>/steps/<number>/actions/trigger.',
	);
}

function readNumber(
	this: IExecuteFunctions,
	name: string,
	parameter: string,
	itemIndex: number,
): string {
	const id = readRequired.call(this, name, parameter, itemIndex);
	if (isJourneyNumber(id)) return id;
	throw invalidParameter.call(
		this,
		parameter,
		`is not a number: "${id}"`,
		'It is one of the two numbers in the address that Mailchimp shows for the step.',
	);
}

async function trigger(
	this: IExecuteFunctions,
	client: MailchimpClient,
	{ journeyId, stepId }: JourneyStep,
	email: string,
): Promise<IDataObject> {
	const request = requestOnce.call(
		this,
		client,
		{
			method: 'POST',
			path: `/customer-journeys/journeys/${journeyId}/steps/${stepId}/actions/trigger`,
			body: { email_address: email },
		},
		`the step was triggered for ${email}`,
	);
	const answer = await expecting(request, (error) => hasStatus(error, 404));
	if ('error' in answer) throw notFound.call(this, { journeyId, stepId }, email);
	return {
		email_address: email,
		journey_id: Number(journeyId),
		step_id: Number(stepId),
		triggered: true,
	};
}

/** Mailchimp's 404 does not say what it has not found. */
function notFound(
	this: IExecuteFunctions,
	{ journeyId, stepId }: JourneyStep,
	email: string,
): NodeApiError {
	const message = `Mailchimp does not find the step ${stepId} of the journey ${journeyId}, or the contact ${email} in its audience`;
	return new NodeApiError(
		this.getNode(),
		{ message },
		{
			message,
			httpCode: '404',
			description:
				'Check three things: the step is one of the kind Customer Journeys API, and its address was copied from the account of this credential; the journey is turned on; the contact is in the audience of the journey.',
		},
	);
}

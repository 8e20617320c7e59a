import {
	NodeApiError,
	NodeOperationError,
	type IDataObject,
	type IExecuteFunctions,
} from 'n8n-workflow';
import { forEachItem } from '../../../shared/items';
import type { Operation } from '../../../shared/operations';
import { invalidParameter, readRequired } from '../../../shared/parameters';
import { isJourneyNumber, stepOfUrl, type JourneyStep } from '../../rules/journeyStep';
import type { MailchimpClient } from '../../transport/client';
import { isOutcomeUnknown } from '../../transport/errors';
import { hasStatus } from '../contactErrors';
import { readEmail } from '../parameters';
import { lazyClient } from '../perContact';
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
		// One at a time: what must not be done twice should not be under way when another item fails.
		return await forEachItem.call(this, itemCount, async (itemIndex) => {
			const step = readStep.call(this, itemIndex);
			const email = readEmail.call(this, itemIndex);
			return await trigger.call(this, await connect(), step, email);
		});
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
	try {
		await client.request({
			method: 'POST',
			path: `/customer-journeys/journeys/${journeyId}/steps/${stepId}/actions/trigger`,
			body: { email_address: email },
			once: true,
		});
	} catch (error) {
		if (hasStatus(error, 404)) throw notFound.call(this, { journeyId, stepId }, email);
		throw isOutcomeUnknown(error) ? unknownOutcome.call(this, email, error) : error;
	}
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

function unknownOutcome(
	this: IExecuteFunctions,
	email: string,
	error: unknown,
): NodeOperationError {
	const reason = error instanceof Error ? error.message : String(error);
	return new NodeOperationError(
		this.getNode(),
		`Mailchimp gave no clear answer: it is not known whether the step was triggered for ${email}`,
		{
			type: 'unknown_outcome',
			description: `It was not sent again, because the contact could get the same mail twice. Look at the contact's activity in Mailchimp before you run the item again. What happened: ${reason}`,
		},
	);
}

import {
	NodeConnectionTypes,
	NodeOperationError,
	type IHookFunctions,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';
import { toNodeError } from '../shared/outcomes';
import { chosenEvent, readEvent, readEvents } from './events/events';
import {
	eventNames,
	eventOptions,
	eventsSubtitle,
	readTimeZone,
	triggerProperties,
} from './events/properties';
import { judge, type WebhookVerdict } from './events/request';
import { refersionKeys } from './methods/credentialTest';

export class RefersionTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Refersion Trigger',
		name: 'refersionTrigger',
		icon: { light: 'file:../../icons/refersion.svg', dark: 'file:../../icons/refersion.dark.svg' },
		group: ['trigger'],
		// Both are the same. For version 1 of any trigger n8n evaluates an expression with each webhook to find out whether the
		// body is a file, which takes longer than all the rest (n8n 2.41.1, webhook-helpers.js, parseRequestBody).
		version: [1, 1.1],
		defaultVersion: 1.1,
		subtitle: eventsSubtitle,
		description: 'Starts the workflow when something happens in Refersion',
		eventTriggerDescription: 'Waiting for Refersion to call the webhook URL',
		activationMessage:
			'Make sure that a webhook with the Production URL exists in Refersion (Account > Settings > Webhooks).',
		defaults: { name: 'Refersion Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		builderHint: {
			searchHint:
				'The webhook is made by hand in Refersion, and publishing needs the Webhook Signing Secret in the credential. Items of affiliates have no tracking link: follow with Refersion, Affiliate: Get.',
		},
		credentials: [{ name: 'refersionApi', required: true, testedBy: 'refersionKeys' }],
		webhooks: [
			{
				name: 'default',
				httpMethod: 'POST',
				path: 'webhook',
				responseMode: 'onReceived',
				// Without it n8n would answer with the literal text "firstEntryJson".
				responseData: '',
			},
		],
		properties: triggerProperties,
	};

	methods = { credentialTest: { refersionKeys } };

	// Refersion's webhooks are made by hand in its settings: there is nothing to create or to delete.
	// What can be checked is that webhooks, when they come, can be verified and are asked for.
	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				await requireSetUp.call(this);
				return true;
			},
			async create(this: IHookFunctions): Promise<boolean> {
				await requireSetUp.call(this);
				return true;
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				return true;
			},
		},
	};

	/**
	 * Verifies, reads and filters a webhook. It calls no API, so that an accepted event is a stored
	 * execution: n8n answers 200 only when the execution has been stored.
	 */
	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		const verdict = await verify.call(this);
		if (!verdict.accepted) {
			this.logger.warn(`Refersion Trigger refused a webhook: ${verdict.reason}`);
			this.getResponseObject().status(verdict.status).send({ message: verdict.reason }).end();
			return { noWebhookResponse: true };
		}

		const { topic, payload, bodyHash } = verdict;
		if (topic === '') {
			const what = 'came without the Refersion-Topic header, so its body alone tells the event';
			this.logger.warn(`Refersion Trigger: a webhook ${what}`);
		}
		const { events, items } = readEvent(topic, payload, timeZone.call(this));
		const event = chosenEvent(events, wantedEvents.call(this));
		if (!event) return { webhookResponse: { message: 'Not one of the events asked for' } };

		const told = items.map((item, index) => ({
			...item,
			event,
			topic,
			// Items of one body are told apart: what drops doubled values would keep only the first of them.
			body_hash: items.length > 1 ? `${bodyHash}-${index + 1}` : bodyHash,
		}));
		return { workflowData: [this.helpers.returnJsonArray(told)] };
	}
}

async function verify(this: IWebhookFunctions): Promise<WebhookVerdict> {
	const request = this.getRequestObject();
	return judge(
		{
			rawBody: await readBody(request),
			signature: request.header('refersion-signature'),
			topic: request.header('refersion-topic'),
		},
		await signingSecret.call(this),
	);
}

/**
 * The body byte for byte. n8n keeps it for the usual content types and reads it for others when
 * asked. A body that it cannot give, of a form for example, or one that it cannot read because it is too
 * large or not compressed as it says, counts as empty and so is refused: an error thrown here would
 * become a failed execution, and anybody could fill the list of executions with them.
 */
async function readBody(request: ReturnType<IWebhookFunctions['getRequestObject']>) {
	try {
		if (!Buffer.isBuffer(request.rawBody) && request.readable) await request.readRawBody();
	} catch {
		return Buffer.alloc(0);
	}
	return Buffer.isBuffer(request.rawBody) ? request.rawBody : Buffer.alloc(0);
}

/** The Webhook Signing Secret of the credential; '' when it has none, and then nothing verifies. */
async function signingSecret(this: IHookFunctions | IWebhookFunctions): Promise<string> {
	const credentials = await this.getCredentials<{ webhookSigningSecret?: string }>('refersionApi');
	return credentials.webhookSigningSecret?.trim() ?? '';
}

/** @throws NodeOperationError when Events is not a list of events */
function wantedEvents(this: IHookFunctions | IWebhookFunctions): string[] {
	try {
		return readEvents(this.getNodeParameter('events', []), eventNames(eventOptions));
	} catch (error) {
		throw toNodeError(this.getNode(), error);
	}
}

/** @throws NodeOperationError when Refersion Time Zone is none */
function timeZone(this: IHookFunctions | IWebhookFunctions): string {
	try {
		return readTimeZone(this.getNodeParameter('options.timeZone', 'UTC'));
	} catch (error) {
		throw toNodeError(this.getNode(), error);
	}
}

async function requireSetUp(this: IHookFunctions): Promise<void> {
	wantedEvents.call(this);
	timeZone.call(this);
	await requireSigningSecret.call(this);
}

async function requireSigningSecret(this: IHookFunctions): Promise<void> {
	if (await signingSecret.call(this)) return;
	// All in the message: of an error on publishing n8n's editor shows nothing else (2.41.1).
	throw new NodeOperationError(
		this.getNode(),
		'The Refersion credential has no Webhook Signing Secret. In Refersion, open Account > Settings > Webhooks, show Webhook Signing Secret, and paste it into the credential',
		{ description: 'Without it, forged webhooks could not be told from genuine ones.' },
	);
}

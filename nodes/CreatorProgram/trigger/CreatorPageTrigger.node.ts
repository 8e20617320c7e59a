import {
	NodeConnectionTypes,
	type IHookFunctions,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';
import { NodeInput } from '../../shared/input';
import { toNodeError } from '../../shared/outcomes';
import { isRecord } from '../../shared/record';
import type { AnswerKey } from '../page/answers';
import { isEmailId, readEntry } from '../page/entry';
import { HEADERS, POLICY, render } from '../page/render';
import { viewOf, type Visit } from '../page/view';
import { readPageSettings, type PageSettings } from '../settings/creatorPage';
import { triggerProperties } from './properties';

const PATH = '={{$parameter["path"]}}';

export class CreatorPageTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Creator Page Trigger',
		name: 'creatorPageTrigger',
		icon: {
			light: 'file:../../../icons/creatorPage.svg',
			dark: 'file:../../../icons/creatorPage.dark.svg',
		},
		group: ['trigger'],
		// Both are the same. For version 1 of any trigger n8n evaluates an expression with each request to find out whether the
		// body is a file (n8n 2.41.1, webhook-helpers.js, parseRequestBody).
		version: [1, 1.1],
		defaultVersion: 1.1,
		subtitle: '={{$parameter["path"]}}',
		description: 'Starts the workflow when a creator says on a page where the link is',
		eventTriggerDescription: 'Waiting for a form of the page',
		activationMessage:
			'Put the Production URL into your mails, with ?c=*|UNIQID|* behind it. Opening it starts no execution.',
		defaults: { name: 'Creator Page Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		builderHint: {
			searchHint:
				"Shows its own form, in which the creator is known by Mailchimp's merge tag *|UNIQID|*. The workflow has to end with Creator Program, Page: Answer, which answers the browser.",
			relatedNodes: [
				{
					nodeType: 'n8n-nodes-creator-hub.creatorProgram',
					relationHint: 'Page: Decide, Settle and Answer take its items',
				},
			],
		},
		webhooks: [
			{
				name: 'setup',
				httpMethod: 'GET',
				responseMode: 'onReceived',
				isFullPath: true,
				path: PATH,
			},
			{
				name: 'default',
				httpMethod: 'POST',
				responseMode: 'responseNode',
				isFullPath: true,
				path: PATH,
				ndvHideUrl: true,
			},
		],
		properties: triggerProperties,
	};

	// Nothing is made anywhere; what can be checked is that all that is set is understood.
	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				settingsOf.call(this);
				return true;
			},
			async create(this: IHookFunctions): Promise<boolean> {
				settingsOf.call(this);
				return true;
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				return true;
			},
		},
	};

	/**
	 * Shows the form, and reads one that was sent. What cannot be answered otherwise is answered here and starts nothing: an
	 * address that is nobody's, and a form with a mistake in it.
	 */
	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		const settings = settingsOf.call(this);
		const query: unknown = this.getQueryData();
		const id = isRecord(query) ? query.c : undefined;
		if (!isEmailId(id)) return show.call(this, 'unknown', { settings, id: '' });
		if (this.getWebhookName() === 'setup') return show.call(this, 'form', { settings, id });
		const entry = readEntry(formOf(this.getBodyData()));
		if ('mistake' in entry) {
			const key = entry.mistake === 'name' ? 'name_mistake' : 'url_mistake';
			return show.call(this, key, { settings, id, entry });
		}
		return {
			workflowData: [this.helpers.returnJsonArray({ unique_email_id: id, ...entry, settings })],
		};
	}
}

/** Sends a page itself, so that n8n starts no execution. */
function show(this: IWebhookFunctions, key: AnswerKey, visit: Visit): IWebhookResponseData {
	const view = viewOf(key, visit);
	const response = this.getResponseObject();
	for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value);
	// As n8n has it for pages that nodes send: the page has no part in n8n's own cookies. It runs no script, by its policy;
	// the sandbox lets them pass for what people have in their browser to read or check a page.
	response.setHeader(
		'content-security-policy',
		`sandbox allow-forms allow-scripts allow-popups allow-popups-to-escape-sandbox; ${POLICY}; frame-ancestors 'none'`,
	);
	response.status(view.code).send(render(view)).end();
	return { noWebhookResponse: true };
}

/** The fields of a form. n8n gives those of multipart bodies one level deeper. */
function formOf(body: unknown): { where?: unknown; page?: unknown } {
	if (!isRecord(body)) return {};
	return isRecord(body.data) ? body.data : body;
}

/** @throws NodeOperationError that names what is not understood */
function settingsOf(this: IHookFunctions | IWebhookFunctions): PageSettings {
	try {
		return readPageSettings(new NodeInput(this));
	} catch (error) {
		throw toNodeError(this.getNode(), error);
	}
}

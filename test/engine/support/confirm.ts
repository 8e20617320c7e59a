import { WebhookContext } from 'n8n-core';
import type {
	IDataObject,
	INode,
	INodeExecutionData,
	IRun,
	IWebhookData,
	IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';
import type { Profile } from '../../emulators';
import { htmlProblems } from '../../html';
import {
	additionalData,
	createWorkflow,
	errorOf,
	outputOf,
	runWorkflow,
	type WorkflowFile,
} from './engine';
import { locator, oneNode, template, type Hub } from './hub';

export const LINK = 'https://shop.example/?rfsn=123456.a3y7';
export const ANA = 'ana@creator-mail.com';

/** What the creator's browser gets, and what n8n keeps of the run. */
export interface Answer {
	code: number;
	html: string;
	/** Which of the answers it is. */
	key: string;
	/** The error of the execution, if it counts as failed. */
	failure: string | undefined;
	/** Undefined when the trigger answered by itself. */
	run: IRun | undefined;
	/** Of the page that the trigger sent. */
	headers: Record<string, string>;
}

export interface Visit {
	/** The address' parameter c. */
	id: unknown;
	/** Fields of the form; without them the page is only opened. */
	form?: unknown;
	/** Parameters of Creator Page. */
	settings?: INode['parameters'];
	/** Changes the template. */
	change?: (file: WorkflowFile) => void;
}

/** The merge fields that Prepare makes for the page. */
const FIELDS = [
	{ tag: 'LINKTREE', type: 'url' },
	{ tag: 'LINKSTATUS', type: 'text' },
	{ tag: 'LINKDATE', type: 'date' },
	{ tag: 'LINKCHECKS', type: 'number' },
] as const;

/** An audience as Prepare makes it, or one that lacks a field. */
export function prepareForConfirm(hub: Hub, { without = '' } = {}): void {
	for (const { tag, type } of FIELDS) {
		if (tag === without) continue;
		hub.world.mailchimp.addMergeField(hub.audienceId, { tag, name: tag, type });
	}
}

/** A creator who has a tracking link. @returns the unique email id */
export function addCreator(hub: Hub, seed: IDataObject = {}): string {
	const { email = ANA, mergeFields = { AFFLINK: LINK }, tags = ['new-affiliate'], ...rest } = seed;
	const member = hub.world.mailchimp.addMember(hub.audienceId, {
		email: String(email),
		mergeFields: { ...(mergeFields as Record<string, string>) },
		tags: tags as string[],
		...rest,
	});
	return member.uniqueEmailId;
}

/** Gives the Linktree page of ana its links. */
export function setLinks(hub: Hub, urls: string[], more: Partial<Profile> = {}): void {
	const links = urls.map((url) => ({ title: 'Shop', url }));
	hub.world.linktree.setProfile('ana', { links, ...more });
}

/** No waiting and no end of checks. */
export const UNLIMITED = { options: { secondsBetweenChecks: 0, checksADay: 100_000 } };

/** The template as it is to be run. */
export function confirmTemplate(hub: Hub, { settings = {}, change }: Partial<Visit>): WorkflowFile {
	const file = template('confirm-linktree-link', hub.audienceId);
	Object.assign(triggerOf(file).parameters, settings);
	change?.(file);
	return file;
}

export function triggerOf(file: WorkflowFile): INode {
	const found = file.nodes.find(({ type }) => type.endsWith('creatorPageTrigger'));
	if (!found) throw new Error('The template has no Creator Page Trigger');
	return found;
}

type Request = NonNullable<IWorkflowExecuteAdditionalData['httpRequest']>;
type Response = NonNullable<IWorkflowExecuteAdditionalData['httpResponse']>;

interface Served {
	/** What the trigger gave to the workflow. */
	items: INodeExecutionData[] | undefined;
	code: number;
	html: string;
	headers: Record<string, string>;
}

/** Calls the trigger as n8n does with a request. */
export async function serve(hub: Hub, file: WorkflowFile, visit: Visit): Promise<Served> {
	const node = triggerOf(file);
	const workflow = createWorkflow(hub.engine, file);
	const additional = additionalData(hub.engine, hub.credentials, file);
	const served: Served = { items: undefined, code: 0, html: '', headers: {} };
	// Express' objects are far larger than what a webhook node uses of them.
	const request: Partial<Request> = {
		headers: {},
		params: {},
		query: { c: visit.id } as Request['query'],
		body: visit.form ?? {},
	};
	const response = {
		setHeader: (name: string, value: string) => {
			served.headers[name] = value;
		},
		status: (code: number) => {
			served.code = code;
			return response;
		},
		send: (html: string) => {
			served.html = html;
			return response;
		},
		end: () => response,
	};
	additional.httpRequest = request as Request;
	additional.httpResponse = response as unknown as Response;
	const { webhook, description } = hub.engine.nodeType('creatorPageTrigger');
	const wanted = visit.form === undefined ? 'setup' : 'default';
	const webhookDescription = description.webhooks?.find(({ name }) => name === wanted);
	if (!webhook || !webhookDescription) throw new Error('The trigger has no such webhook');
	const webhookData: IWebhookData = {
		httpMethod: visit.form === undefined ? 'GET' : 'POST',
		node: node.name,
		path: 'linktree-link',
		webhookDescription,
		workflowId: 'test',
		workflowExecuteAdditionalData: additional,
		isTest: false,
	};
	const context = new WebhookContext(workflow, node, additional, 'webhook', webhookData, [], null);
	const returned = await webhook.call(context);
	served.items = returned.workflowData?.[0];
	// Otherwise n8n would answer once more.
	expect(returned.noWebhookResponse === true).toBe(served.items === undefined);
	return served;
}

/** Opens the page, or sends its form. */
export async function visit(hub: Hub, each: Visit): Promise<Answer> {
	const file = confirmTemplate(hub, each);
	const { items, code, html, headers } = await serve(hub, file, each);
	if (!items) {
		expect(htmlProblems(html)).toEqual([]);
		return { code, html, headers, key: keyOf(html), failure: undefined, run: undefined };
	}
	const run = await runWorkflow(hub.engine, file, {
		start: triggerOf(file).name,
		items: items.map(({ json }) => json),
		credentials: hub.credentials,
		mode: 'webhook',
	});
	return answerOf(file, run);
}

/** What a run of the template answered. */
export function answerOf(file: WorkflowFile, run: IRun): Answer {
	const answer = file.nodes.find(({ parameters }) => parameters.operation === 'answer');
	const items = [0, 1].flatMap((output) => outputOf(run, answer?.name ?? '', output));
	const page = items[0]?.json as { html: string; code: number; answer: string } | undefined;
	if (!page) throw new Error(`No page: ${errorOf(run)?.message}`);
	expect(items).toHaveLength(1);
	expect(htmlProblems(page.html)).toEqual([]);
	return {
		code: page.code,
		key: page.answer,
		html: page.html,
		failure: errorOf(run)?.message,
		run,
		headers: {},
	};
}

/** Which page the trigger sent, by its title. */
function keyOf(html: string): string {
	if (html.includes('<title>Error: ')) return 'problem';
	return html.includes('This button does not work any more') ? 'unknown' : 'form';
}

/** Status, tags and merge fields of a contact, as far as this is about them. */
export function stateOf(hub: Hub, email = ANA): IDataObject {
	const { mailchimp } = hub.world;
	const fields = (mailchimp.member(hub.audienceId, email)?.merge_fields ?? {}) as IDataObject;
	const { LINKTREE, LINKSTATUS, LINKDATE, LINKCHECKS } = fields;
	return {
		LINKTREE,
		LINKSTATUS,
		LINKDATE,
		LINKCHECKS,
		tags: mailchimp.tagsOf(hub.audienceId, email).filter((tag) => tag.startsWith('link-')),
	};
}

/** Writes that Mailchimp got. */
export const writes = (hub: Hub): string[] =>
	hub.world.mailchimp.requests
		.filter(({ method }) => method !== 'GET')
		.map(({ method, path }) => `${method} ${path}`);

/** Changes a merge field of a contact as somebody else does it, without a request. */
export function setField(hub: Hub, tag: string, value: string): void {
	for (const { email, mergeFields } of hub.world.mailchimp
		.audience(hub.audienceId)
		.members.values()) {
		if (email === ANA) mergeFields.set(tag, value);
	}
}

/** Makes all contacts look as if nothing had happened to them for a while. */
export function waitBy(hub: Hub, seconds: number): void {
	for (const member of hub.world.mailchimp.audience(hub.audienceId).members.values()) {
		member.lastChanged = new Date(member.lastChanged.getTime() - seconds * 1000);
	}
}

/** Gives a contact another address, as Keep creators in step does with a request. */
export async function rename(hub: Hub, from: string, to: string): Promise<void> {
	const node = oneNode('mailchimpAudience', {
		resource: 'contact',
		operation: 'changeEmail',
		audience: locator('id', hub.audienceId),
		email: from,
		newEmail: to,
	});
	const run = await runWorkflow(hub.engine, node, { start: 'Start', credentials: hub.credentials });
	expect(errorOf(run)).toBeUndefined();
}

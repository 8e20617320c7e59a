import type { IDataObject, INodeExecutionData, INodeParameters, IRun } from 'n8n-workflow';
import { errorOf, outputOf, runWorkflow, type WorkflowFile } from './engine';
import { template, type Hub } from './hub';
import { callWebhook } from './webhook';

const NAME = 'commission-notices';

/** The merge fields that the template stores, as Prepare Mailchimp audience makes them. */
export function addMoneyFields(hub: Hub): void {
	const { mailchimp } = hub.world;
	mailchimp.addMergeField(hub.audienceId, { tag: 'AFFCODE', name: 'Code', type: 'text' });
	mailchimp.addMergeField(hub.audienceId, { tag: 'LASTCOMM', name: 'Last', type: 'number' });
	mailchimp.addMergeField(hub.audienceId, { tag: 'TOTALCOMM', name: 'Total', type: 'number' });
	mailchimp.addMergeField(hub.audienceId, { tag: 'NEXTTIER', name: 'Next', type: 'text' });
}

/** Has Refersion keep the webhooks it sends, at an address where nobody listens. */
export function keepWebhooks(hub: Hub): void {
	hub.world.refersion.dashboard.createWebhook({ url: 'http://127.0.0.1:1/', topics: 'all' });
}

/**
 * What the Refersion Trigger of the template makes of the webhooks that were sent since the last call, one
 * after another, each checked and read as it came.
 *
 * @param options those of the trigger
 */
export async function newsOf(hub: Hub, options: INodeParameters = {}): Promise<IDataObject[]> {
	const { refersion } = hub.world;
	await refersion.settled();
	const trigger = template(NAME, hub.audienceId).nodes.find(
		({ name }) => name === 'Refersion Trigger',
	);
	const parameters = { ...trigger?.parameters, options };
	const items: IDataObject[] = [];
	for (const { body, headers } of refersion.deliveries.splice(0)) {
		const lower = Object.fromEntries(
			Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
		);
		const { returned } = await callWebhook(hub.engine, parameters, hub.credentials, {
			body,
			headers: lower,
		});
		const [data] = returned.workflowData ?? [];
		items.push(...(data ?? []).map(({ json }: INodeExecutionData) => json));
	}
	return items;
}

/** Silver from 50 of approved commission, Gold from 200. */
export const TIERS = [
	{ name: 'Standard', offerId: '1', measure: 'approvedCommission', threshold: 0 },
	{ name: 'Silver', offerId: '2', measure: 'approvedCommission', threshold: 50 },
	{ name: 'Gold', offerId: '3', measure: 'approvedCommission', threshold: 200 },
];

/** The template, with settings of its own. */
export function commissionNotices(hub: Hub, settings: INodeParameters = {}): WorkflowFile {
	const file = template(NAME, hub.audienceId);
	const node = file.nodes.find(({ name }) => name === 'Settings');
	if (!node) throw new Error('There is no node Settings.');
	const { options, ...more } = settings;
	// What may be told twice at a moment is told one after another in most tests.
	Object.assign(node.parameters, { tiers: { row: TIERS } }, more, {
		options: { secondWait: 0, ...Object(options) },
	});
	return file;
}

/** Runs the template on what one webhook became: one piece of news, or the payments of a run. */
export async function runNews(
	hub: Hub,
	news: IDataObject | IDataObject[],
	settings: INodeParameters = {},
): Promise<IRun> {
	return await runWorkflow(hub.engine, commissionNotices(hub, settings), {
		start: 'Refersion Trigger',
		items: Array.isArray(news) ? news : [news],
		credentials: hub.credentials,
	});
}

/** Runs the template on all webhooks since the last call, and expects that none of them is held. */
export async function takeNews(hub: Hub, settings?: INodeParameters): Promise<IDataObject[]> {
	const all = await newsOf(hub);
	for (const news of all) {
		const run = await runNews(hub, news, settings);
		expect(errorOf(run)?.message).toBeUndefined();
	}
	return all;
}

/** What a run holds, and that it counts as failed because of it. */
export function heldOf(run: IRun): IDataObject[] {
	expect(errorOf(run)?.message).toBeDefined();
	return outputOf(run, 'Held').map(({ json }) => json);
}

/** Requests that could change something in Refersion: all but the documented reads. */
export function refersionWrites(hub: Hub): string[] {
	const reads = ['/v2/affiliate/get', '/v2/affiliate/list', '/v2/conversion/totals'];
	return hub.world.refersion.requests
		.filter(({ host, path }) => host !== 'graphql.refersion.com' && !reads.includes(path))
		.map(({ path }) => path);
}

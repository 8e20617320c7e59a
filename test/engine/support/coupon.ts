import type { IDataObject, IRun } from 'n8n-workflow';
import { outputOf, runWorkflow, type WorkflowFile } from './engine';
import { template, type Hub } from './hub';

/** Sets fields of the node Settings, as a user does. */
function set(file: WorkflowFile, settings: IDataObject): WorkflowFile {
	const node = file.nodes.find(({ name }) => name === 'Settings');
	if (!node) throw new Error('There is no node Settings.');
	Object.assign(node.parameters, settings);
	return file;
}

/** The template for new coupons, with no pause between the tries of a node. */
export function newCoupons(hub: Hub, settings: IDataObject = {}): WorkflowFile {
	const file = set(template('store-new-coupons', hub.audienceId), settings);
	for (const node of file.nodes) if (node.retryOnFail) node.waitBetweenTries = 1;
	return file;
}

/** The template that compares the codes with the shop. */
export function syncCoupons(hub: Hub, settings: IDataObject = {}): WorkflowFile {
	return set(template('sync-coupon-codes', hub.audienceId), settings);
}

/** Runs the template on a new conversion trigger, as the Refersion Trigger gives it out. */
export async function runNews(
	hub: Hub,
	affiliate: { id: number },
	more: IDataObject = {},
	file = newCoupons(hub),
): Promise<IRun> {
	return await runWorkflow(hub.engine, file, {
		start: 'Refersion Trigger',
		items: [
			{
				event: 'newConversionTrigger',
				topic: 'NEW_CONVERSION_TRIGGER',
				id: 1097,
				affiliate_id: affiliate.id,
				trigger: 'SARAH10',
				type: 'COUPON',
				...more,
			},
		],
		credentials: hub.credentials,
	});
}

/** Runs the comparison and gives the run with the item of Summary. */
export async function runSync(
	hub: Hub,
	file: WorkflowFile,
): Promise<{ run: IRun; summary: IDataObject }> {
	const run = await runWorkflow(hub.engine, file, {
		start: 'By hand',
		credentials: hub.credentials,
	});
	const output = outputOf(run, 'Summary');
	return { run, summary: output[0]?.json ?? {} };
}

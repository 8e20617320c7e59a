import type { IDataObject, IRun } from 'n8n-workflow';
import { mailProblems } from '../../html';
import { errorOf, outputOf, runWorkflow, type WorkflowFile } from './engine';
import { template, type Hub, withSettings } from './hub';

/** The template, with no pause between the tries of a node. */
export function couponTemplate(hub: Hub): WorkflowFile {
	const file = template('sync-coupon-codes', hub.audienceId);
	for (const node of file.nodes) if (node.retryOnFail) node.waitBetweenTries = 1;
	return file;
}

/** Runs the template on a new conversion trigger, as the Refersion Trigger gives it out. */
export async function runNews(
	hub: Hub,
	affiliate: { id: number },
	more: IDataObject = {},
): Promise<IRun> {
	return await runWorkflow(hub.engine, couponTemplate(hub), {
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

/** Runs the report and gives its last item. */
export async function runReport(hub: Hub, settings: IDataObject = {}): Promise<IDataObject> {
	const run = await runWorkflow(hub.engine, withSettings(couponTemplate(hub), settings), {
		start: 'By hand',
		credentials: hub.credentials,
	});
	expect(errorOf(run)?.message).toBeUndefined();
	const output = outputOf(run, 'Summary');
	expect(output).toHaveLength(1);
	expect(mailProblems(String(output[0].json.html))).toEqual([]);
	return output[0].json;
}

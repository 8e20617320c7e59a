import type { IDataObject, INodeExecutionData, IRun, WorkflowExecuteMode } from 'n8n-workflow';
import { outputOf, runWorkflow, type WorkflowFile } from './engine';
import { resetHub, startHub, template, type Hub } from './hub';

let hub: Hub;

export const theHub = () => hub;
export const refersion = () => hub.world.refersion;
export const mailchimp = () => hub.world.mailchimp;
export const mails = () => hub.world.outbox.mails;
export const contact = (email: string) => mailchimp().member(hub.audienceId, email);
export const tagsOf = (email: string) => mailchimp().tagsOf(hub.audienceId, email).sort();
export const mailchimpWrites = () => mailchimp().requests.filter(({ method }) => method !== 'GET');

/** An approved affiliate called Jo Doe. */
export const addJo = (email = 'jo@creator-mail.com', more: object = {}) =>
	refersion().addAffiliate({
		first_name: 'Jo',
		last_name: 'Doe',
		email,
		status: 'ACTIVE',
		...more,
	});

/** Starts the services for the tests of a file. */
export function setTheScene(): void {
	beforeAll(async () => {
		hub = await startHub();
	});
	beforeEach(() => resetHub(hub));
	afterAll(async () => await hub.close());
}

/** What the node Settings is set to, beside what the template has. */
export type Set = IDataObject & { options?: IDataObject };

/** The template, with settings of its own. */
export function keepInStep(set: Set = {}): WorkflowFile {
	const file = template('keep-creators-in-step', hub.audienceId);
	const settings = file.nodes.find(({ name }) => name === 'Settings');
	if (!settings) throw new Error('There is no node Settings.');
	// As the template has it, runs by hand only look.
	Object.assign(settings.parameters, { dryRun: false }, set);
	return file;
}

/** What a run gave. */
export interface Look {
	run: IRun;
	/** The item of Summary. */
	summary: IDataObject;
	toDo: IDataObject[];
	held: IDataObject[];
	totals: IDataObject;
	done: IDataObject[];
	notDone: IDataObject[];
}

const jsonOf = (items: INodeExecutionData[]) => items.map(({ json }) => json);

/** Runs a file, and gives what its nodes gave. */
export async function runFile(
	file: WorkflowFile,
	start = 'By hand',
	items?: IDataObject[],
	mode?: WorkflowExecuteMode,
): Promise<Look> {
	const { engine, credentials } = hub;
	const run = await runWorkflow(engine, file, { start, items, credentials, mode });
	// Once, with everything: else those who are held would be told again and again.
	expect(run.data.resultData.runData.Summary?.length ?? 1).toBe(1);
	return {
		run,
		summary: outputOf(run, 'Summary')[0]?.json ?? {},
		toDo: jsonOf(outputOf(run, 'Compare', 0)),
		held: jsonOf(outputOf(run, 'Compare', 1)),
		totals: outputOf(run, 'Compare', 3)[0]?.json ?? {},
		done: jsonOf(outputOf(run, 'Sync', 0)),
		notDone: jsonOf(outputOf(run, 'Sync', 1)),
	};
}

/** A look at everybody, started by hand unless another start is named. */
export async function look(set: Set = {}, start = 'By hand'): Promise<Look> {
	const mode = start === 'By hand' ? 'manual' : 'trigger';
	return await runFile(keepInStep(set), start, undefined, mode);
}

/** News about an affiliate, as Refersion Trigger gives them out. */
export async function hear(id: number, event = 'affiliateApproved', set: Set = {}): Promise<Look> {
	const affiliate = refersion().affiliate(id);
	if (!affiliate) throw new Error(`There is no affiliate ${id}.`);
	const { code, email, status } = affiliate;
	const item = { event, topic: 'AFFILIATE_STATUS_CHANGE', id, code, email, status };
	return await runFile(keepInStep(set), 'Refersion Trigger', [item], 'webhook');
}

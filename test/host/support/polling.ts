import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { WorkflowJson } from '../../../scripts/n8n/api';
import { ROOT } from '../../../scripts/n8n/hub';
import { installN8n } from '../../../scripts/n8n/install';
import { configureTemplate, readTemplate } from '../../../scripts/n8n/template';
import { AUDIENCE, LINK_WAIT_SECONDS, outputOf, withLinkWait, type Rig } from './rig';

const run = promisify(execFile);

const TRIGGER = 'Refersion Trigger';
const LIST = '/v2/affiliate/list';
const DEADLINE_MS = 90_000;
const QUIET_MS = 700;

/** Seconds between two polls. */
const EVERY = 5;

/** The template with the polling trigger in the place of the webhook trigger, active in a real n8n. */
export interface Polling {
	workflowId: string;
	/** Waits until that many polls that begin from now on are over. */
	polls(count: number): Promise<void>;
	/**
	 * Waits until executions were given at least that many affiliates and are over.
	 * @returns ids of the affiliates of all executions, smallest first; one that was given out twice is there twice
	 */
	told(count: number): Promise<number[]>;
	/** @returns rows that a statement gives when it is run on n8n's database */
	sql(statement: string): Promise<Array<Record<string, unknown>>>;
	/** @returns what n8n's database remembers for the trigger, as it is written there */
	saved(): Promise<string>;
}

/**
 * n8n refuses a schedule of less than a minute ("The polling interval is too short"), but looks at each of several
 * schedules on its own, and one at a fixed second of every minute is allowed.
 */
const pollTimes = {
	item: Array.from({ length: 60 / EVERY }, (_, index) => ({
		mode: 'custom',
		cronExpression: `${index * EVERY} * * * * *`,
	})),
};

/** Exchanges the trigger and leaves the rest of the template as it is, expressions that name the trigger included. */
export function withPolling(template: WorkflowJson): WorkflowJson {
	const nodes = template.nodes.map((node) => {
		if (node.name !== TRIGGER) return node;
		const type = 'n8n-nodes-creator-hub.refersionPollingTrigger';
		const parameters = { ...node.parameters, pollTimes, options: {} };
		return { ...node, type, parameters, webhookId: undefined };
	});
	return { ...template, name: `Polling ${randomUUID()}`, nodes };
}

/** Run by n8n's own Node, which has SQLite built in; the Node of this tree may be too old for it. */
const QUERY = `
const { DatabaseSync } = require('node:sqlite');
const database = new DatabaseSync(process.argv[1], { timeout: 5000 });
console.log(JSON.stringify(database.prepare(process.argv[2]).all()));
database.close();
`;

async function importWorkflow({ hub, world }: Rig): Promise<string> {
	const file = join(ROOT, 'workflows', 'onboard-approved-affiliates.json');
	const { createCredential } = hub.api;
	const credentials = {
		refersionApi: await createCredential('refersionApi', 'Polling', {
			...world.refersion.credentials,
		}),
		mailchimpAudienceApi: await createCredential('mailchimpAudienceApi', 'Polling', {
			apiKey: world.mailchimp.apiKey,
		}),
	};
	const template = configureTemplate(await readTemplate(file), { audience: AUDIENCE, credentials });
	return await hub.api.createWorkflow(withPolling(withLinkWait(template, LINK_WAIT_SECONDS)));
}

/** Puts such a workflow beside the rig's own, which is switched off, and activates it. */
export async function startPolling(rig: Rig): Promise<Polling> {
	const { hub, world } = rig;
	await hub.api.deactivate(hub.workflowId);
	const { nodeBin, version } = await installN8n(() => undefined);
	const database = join(hub.instance.userFolder, '.n8n', 'database.sqlite');
	const workflowId = await importWorkflow(rig);

	const begun = (): number =>
		world.refersion.requests.filter(({ path, body }) => path === LIST && Object(body).page === '1')
			.length;
	const isQuiet = (): boolean =>
		world.refersion.requests.every(({ finishedAt }) => finishedAt !== null);
	const until = async (what: string, isSo: () => boolean | Promise<boolean>): Promise<void> => {
		const deadline = Date.now() + DEADLINE_MS;
		while (!(await isSo())) {
			if (Date.now() > deadline) throw new Error(`${what}\n${hub.instance.tail(30)}`);
			await sleep(250);
		}
	};
	const sql = async (statement: string): Promise<Array<Record<string, unknown>>> => {
		const { stdout } = await run(nodeBin, ['-e', QUERY, database, statement]);
		return JSON.parse(stdout) as Array<Record<string, unknown>>;
	};

	const polling: Polling = {
		workflowId,
		async polls(count) {
			const before = begun();
			await until('There are too few polls.', () => begun() >= before + count && isQuiet());
			await sleep(QUIET_MS);
		},
		async told(count) {
			let ids: number[] = [];
			await until('Too few affiliates were given out.', async () => {
				const executions = await hub.api.executions({ workflowId, includeData: true });
				ids = executions.flatMap((each) => outputOf(each, TRIGGER).map(({ id }) => Number(id)));
				return ids.length >= count && executions.every(({ stoppedAt }) => stoppedAt !== null);
			});
			return ids.sort((one, other) => one - other);
		},
		sql,
		async saved() {
			// The table that durable polling writes to.
			const cursor = version.pollsDurably
				? `(SELECT group_concat(cursor) FROM poller_state WHERE workflowId = '${workflowId}')`
				: 'NULL';
			const [row] = await sql(
				`SELECT staticData, ${cursor} AS cursor FROM workflow_entity WHERE id = '${workflowId}'`,
			);
			return String(row?.cursor ?? row?.staticData);
		},
	};
	await hub.api.activate(workflowId);
	await until('The workflow was not polled.', () => begun() > 0 && isQuiet());
	return polling;
}

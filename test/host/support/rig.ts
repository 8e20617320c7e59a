import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { AUDIENCE, prepareAudience, TAG } from '../../../scripts/demo/seed';
import type { Execution, WorkflowJson } from '../../../scripts/n8n/api';
import {
	importOnboarding,
	ROOT,
	startHub,
	type Hub,
	type HubOptions,
	type OnboardingTemplate,
} from '../../../scripts/n8n/hub';
import { installN8n } from '../../../scripts/n8n/install';
import { pack } from '../../../scripts/n8n/package';
import type { N8nVersion } from '../../../scripts/n8n/versions.cjs';
import { createWorld, serveWorld, type Served, type World } from '../../emulators';

// An n8n takes 5 to 20 s to start, and every test waits for executions in it.
jest.setTimeout(180_000);

export { AUDIENCE, TAG };

/** Names of the template's nodes. */
export const GET = 'Get affiliate';
export const UPSERT = 'Create or update contact and tag';

/** How long the template waits for a link under test, in seconds; the template itself waits longer. */
export const LINK_WAIT_SECONDS = 6;

export interface RigChange {
	/** the smallest one that hears of approvals, if left out; another one is imported as it is, unless `change` is given */
	template?: OnboardingTemplate;
	/** changes to the template before it is imported; a short wait for links if left out */
	change?: (template: WorkflowJson) => WorkflowJson;
}

export interface RigOptions extends RigChange {
	/** instead of the account's own key */
	mailchimpKey?: string;
	/** the n8n that the run is about, if left out */
	version?: N8nVersion;
	/** switches of n8n */
	env?: Record<string, string>;
	/** starts another n8n than one process with SQLite */
	start?: (options: HubOptions) => Promise<Hub>;
	/** of the emulated services */
	seed?: number;
}

/** A real n8n with the packed package and the template, in front of the emulated services. */
export interface Rig {
	world: World;
	served: Served;
	hub: Hub;
	/** Forgets mails, requests and deliveries, and everything that ran before. */
	fresh(): Promise<void>;
	/**
	 * Waits until that many executions since `fresh` are over and nothing more comes for a moment, and returns them with
	 * their data, newest first.
	 * @param timeoutMs a minute if left out
	 * @throws when there are more or, after that time, fewer
	 */
	executions(count: number, timeoutMs?: number): Promise<Execution[]>;
	close(): Promise<void>;
}

const DEADLINE_MS = 60_000;
const QUIET_MS = 700;

export function withLinkWait(template: WorkflowJson, seconds: number): WorkflowJson {
	const known = template.nodes.some(({ name }) => name === GET);
	if (!known) throw new Error(`The template has no node "${GET}".`);
	return {
		...template,
		nodes: template.nodes.map((node) =>
			node.name === GET
				? { ...node, parameters: { ...node.parameters, options: { waitForLink: seconds } } }
				: node,
		),
	};
}

const withShortWait = (template: WorkflowJson): WorkflowJson =>
	withLinkWait(template, LINK_WAIT_SECONDS);

const asItIs = (template: WorkflowJson): WorkflowJson => template;

/** What is imported, and how. */
const importOf = ({ template, change }: RigChange) => ({
	audience: AUDIENCE,
	...(template === undefined ? {} : { template }),
	change: change ?? (template === undefined ? withShortWait : asItIs),
});

async function startN8n(served: Served, world: World, options: RigOptions): Promise<Hub> {
	const installation = await installN8n((line) => console.log(line), options.version);
	const folder = await mkdtemp(join(tmpdir(), 'creator-hub-pack-'));
	try {
		const { tarball } = await pack(ROOT, folder);
		return await (options.start ?? startHub)({
			installation,
			tarball,
			env: { ...served.env, ...options.env },
			refersion: { ...world.refersion.credentials },
			mailchimp: { apiKey: options.mailchimpKey ?? world.mailchimp.apiKey },
			...importOf(options),
		});
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

/** The services, and what n8n has to know of them. */
async function startServices(seed = 1): Promise<{ world: World; served: Served }> {
	const world = createWorld({ seed });
	return { world, served: await serveWorld(world) };
}

/** Starts an n8n for these tests alone, which `close` ends. */
export async function startRig(options: RigOptions = {}): Promise<Rig> {
	const { world, served } = await startServices(options.seed);
	prepareAudience(world);
	try {
		const hub = await startN8n(served, world, options);
		return createRig({ world, served, hub }, async () => {
			await hub.close();
			await served.close();
		});
	} catch (error) {
		await served.close();
		throw error;
	}
}

/** What test files have in common that share an n8n. */
export interface SharedN8n {
	world: World;
	served: Served;
	hub: Hub;
}

async function startShared(): Promise<SharedN8n> {
	const { world, served } = await startServices();
	const hub = await startN8n(served, world, {}).catch(async (error: unknown) => {
		await served.close();
		throw error;
	});
	// Where Jest runs test files in workers, it ends them with this signal.
	process.once('SIGTERM', () => process.exit(143));
	return { world, served, hub };
}

/** The shared n8n without workflows. One that a failed test has left too busy to answer is replaced. */
async function emptyShared(): Promise<SharedN8n> {
	testProcess.n8n ??= startShared();
	const shared = await testProcess.n8n;
	try {
		await shared.world.refersion.settled();
		await shared.hub.api.deleteWorkflows();
		return shared;
	} catch (error) {
		console.error('The shared n8n is replaced by a new one:', error);
		await shared.hub.close();
		await shared.served.close();
		testProcess.n8n = startShared();
		return await testProcess.n8n;
	}
}

/**
 * The n8n that all test files of this process share, which takes a second in place of the many of a start. The services
 * are new, and all workflows that were in it are gone with their executions; the onboarding workflow is imported anew.
 * Only for tests that neither end n8n nor depend on its switches.
 */
export async function shareRig(imported: RigChange = {}): Promise<Rig> {
	const { world, served, hub } = await emptyShared();
	world.reset();
	served.refusedHosts.splice(0);
	prepareAudience(world);
	const onboarding = await importOnboarding(hub, importOf(imported));
	// It goes on for the next test file. `test/runner/closeN8n.js` ends it.
	const close = async (): Promise<void> => await Promise.resolve();
	return createRig({ world, served, hub: { ...hub, ...onboarding } }, close);
}

function createRig({ world, served, hub }: SharedN8n, close: () => Promise<void>): Rig {
	world.refersion.dashboard.createWebhook({ url: hub.webhookUrl, topics: 'all' });
	const list = async (): Promise<Execution[]> =>
		await hub.api.executions({ workflowId: hub.workflowId });
	let seen = new Set<string>();

	return {
		world,
		served,
		hub,
		async fresh() {
			await world.refersion.settled();
			seen = new Set((await list()).map(({ id }) => id));
			world.outbox.clear();
			world.mailchimp.clearRequests();
			world.refersion.clearRequests();
			world.refersion.deliveries.splice(0);
		},
		async executions(count, timeoutMs = DEADLINE_MS) {
			const deadline = Date.now() + timeoutMs;
			await world.refersion.settled();
			for (;;) {
				const started = (await list()).filter(({ id }) => !seen.has(id));
				const over = started.filter(({ stoppedAt }) => stoppedAt !== null);
				if (over.length >= count && over.length === started.length) break;
				if (Date.now() > deadline) {
					throw new Error(
						`Expected ${count} executions, and ${over.length} of ${started.length} are over.\n${hub.instance.tail(30)}`,
					);
				}
				await sleep(count > 50 ? 1_500 : 200);
			}
			await sleep(QUIET_MS);
			const found = (
				await hub.api.executions({ workflowId: hub.workflowId, includeData: true })
			).filter(({ id }) => !seen.has(id));
			if (found.length !== count) {
				throw new Error(`Expected ${count} executions, and there are ${found.length}.`);
			}
			return found;
		},
		close,
	};
}
/** @returns the items a node put out, by index of the output */
export function outputOf(
	execution: Execution,
	node: string,
	output = 0,
): Array<Record<string, unknown>> {
	const run = execution.data?.resultData?.runData?.[node]?.[0];
	return (run?.data?.main?.[output] ?? []).map(({ json }) => json);
}

/** @returns names of the nodes that ran */
export const nodesThatRan = (execution: Execution): string[] =>
	Object.keys(execution.data?.resultData?.runData ?? {});

/**
 * @returns the one item on the error outputs of the onboarding template, with the reason, after checking that the run
 *   counts as failed
 */
export function heldItem(execution: Execution | undefined): Record<string, unknown> {
	if (!execution) throw new Error('There is no execution.');
	const items = [GET, UPSERT].flatMap((node) => outputOf(execution, node, 1));
	const [item] = items;
	if (items.length !== 1 || !item || execution.status !== 'error') {
		throw new Error(
			`Expected one held item in a failed execution, got ${JSON.stringify({ status: execution.status, items, ran: nodesThatRan(execution), error: execution.data?.resultData?.error })}`,
		);
	}
	return item;
}

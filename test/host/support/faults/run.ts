import { setTimeout as sleep } from 'node:timers/promises';
import type { ConfirmPage } from '../../../../scripts/demo/confirm';
import { prepareAudience } from '../../../../scripts/demo/seed';
import type { Execution, ExecutionStatus } from '../../../../scripts/n8n/api';
import type { Rig } from '../rig';
import { addCreators, type Marks } from './creators';
import { looksOf, type Pass } from './look';
import { addPeople } from './people';
import { makePlan } from './plan';
import { sendAll, type Sent } from './send';
import { judge, type Verdict } from './verdict';
import { createVictims, type Rounds } from './victims';

export interface FaultRun {
	sent: Sent;
	/** of the creators who said meanwhile where their link is */
	marks: Marks;
	/** how often they pressed the button in all */
	presses: number;
	verdict: Verdict;
	/** before the first look at everybody */
	before: Verdict;
	/** executions for webhooks, by how they ended */
	executions: Partial<Record<ExecutionStatus, number>>;
	/** what the failed ones say, and how many say it */
	errors: Record<string, number>;
	passes: Pass[];
	/** ids of the killed processes */
	killed: number[];
	/** how often n8n switched the workflow off by itself */
	switchedOff: number;
	/** seconds from the last webhook until a look found nothing to do */
	convergedIn: number;
	/** seconds in all */
	took: number;
}

/** A look that still finds something is followed by another one. */
const MAX_PASSES = 8;

/** Executions of dead workers stay "running" for n8n until it looks for them; they are not waited for long. */
const SETTLED_AFTER_MS = 8_000;
const SETTLE_DEADLINE_MS = 240_000;

/** Longer than an execution can be silent, so that none of an earlier run comes back. */
const SILENT_AFTER_MS = 40_000;

/** Shares of all requests: 5 % are refused, 2 % end without an answer (half of them are carried out), 1 % stall. */
const RATES = { '429': 0.05, 'reset-before': 0.01, 'reset-after': 0.01, stall: 0.01 };
const STALL_MS = 6_000;

/** Longer than the nodes wait for an answer (30 s). */
const LONG_STALL_MS = 33_000;

function breakServices({ world }: Rig, seed: number, requests: number): void {
	world.faults.seed(seed);
	world.faults.set('linktree', { latencyMs: [20, 80], rates: RATES, stallMs: STALL_MS });
	for (const service of ['refersion', 'mailchimp'] as const) {
		world.faults.set(service, { latencyMs: [20, 80], rates: RATES, stallMs: STALL_MS });
		world.faults.failNext({
			service,
			fault: 'stall',
			stallMs: LONG_STALL_MS,
			after: Math.floor(requests / 3) + seed,
		});
	}
}

const seconds = (since: number): number => (Date.now() - since) / 1000;

/** Waits until all executions are over, or until nothing has happened for a while, in milliseconds. */
async function settle(
	{ hub, world }: Rig,
	workflowId: string,
	silence = SETTLED_AFTER_MS,
): Promise<Execution[]> {
	const deadline = Date.now() + SETTLE_DEADLINE_MS;
	let seen = '';
	let since = Date.now();
	for (;;) {
		const executions = await hub.api.executions({ workflowId });
		const open = executions.filter(({ stoppedAt }) => stoppedAt === null);
		if (open.length === 0) return executions;
		const { mailchimp, refersion, linktree } = world;
		const requests = [mailchimp, refersion, linktree].reduce(
			(sum, each) => sum + each.requests.length,
			0,
		);
		const now = `${open.length} ${executions.length} ${requests}`;
		if (now !== seen) since = Date.now();
		seen = now;
		if (Date.now() - since > silence || Date.now() > deadline) return executions;
		await sleep(1_000);
	}
}

function countByStatus(executions: Execution[]): FaultRun['executions'] {
	const counts: FaultRun['executions'] = {};
	for (const { status } of executions) counts[status] = (counts[status] ?? 0) + 1;
	return counts;
}

/** Only the failed ones are read with their data. */
async function readErrors({ hub }: Rig, seen: Set<string>): Promise<FaultRun['errors']> {
	const { workflowId } = hub;
	const failed = await hub.api.executions({ workflowId, status: 'error', includeData: true });
	const errors: FaultRun['errors'] = {};
	for (const { data } of failed.filter(({ id }) => !seen.has(id))) {
		const message = data?.resultData?.error?.message ?? 'no message';
		errors[message] = (errors[message] ?? 0) + 1;
	}
	return errors;
}

/** Looks at everybody until a look ends well and has written nothing. */
async function converge(rig: Rig, look: () => Promise<Pass>): Promise<Pass[]> {
	const passes: Pass[] = [];
	for (;;) {
		const last = await look();
		passes.push(last);
		if (last.status === 'success' && last.writes === 0) return passes;
		if (passes.length === MAX_PASSES) {
			throw new Error(
				`After ${MAX_PASSES} looks there is still something to do: ${JSON.stringify(passes)}\n${rig.hub.instance.tail(30)}`,
			);
		}
	}
}

export interface FaultOptions {
	seed: number;
	/** affiliates who are approved */
	approvals: number;
	/** creators who say meanwhile where their link is */
	creators: number;
	page: ConfirmPage;
	rounds: Rounds;
}

/**
 * Sends approvals to a real n8n while the services fail and n8n is killed, looks at everybody after that, and counts
 * what became of them. What is sent, lost and killed, and which requests fail in which order, follows from the seed; which
 * execution meets which fault does not, because they run side by side.
 */
export async function runFaults(
	rig: Rig,
	{ seed, approvals, creators: count, page, rounds }: FaultOptions,
): Promise<FaultRun> {
	const { world, hub } = rig;
	const seen = new Set((await settle(rig, hub.workflowId, SILENT_AFTER_MS)).map(({ id }) => id));
	await settle(rig, page.workflowId, SILENT_AFTER_MS);
	const started = Date.now();
	world.reset();
	prepareAudience(world);
	// A journey that lets nobody in twice would hide a tag that is added twice.
	for (const journey of world.mailchimp.journeys.list()) journey.reentry = true;
	const plan = makePlan(seed, approvals);
	const people = addPeople(world, plan);
	const creators = addCreators(world, seed, count);
	breakServices(rig, seed, approvals);
	const victims = createVictims(hub, rounds);
	const [sent, presses] = await Promise.all([
		sendAll({ plan, people, world, victims }, hub.webhookUrl),
		creators.confirmAll(page.url),
	]);
	people.approveAll();
	const lastSent = Date.now();
	const executions = (await settle(rig, hub.workflowId)).filter(({ id }) => !seen.has(id));
	// Whoever pressed again has an answer, while the first press may still be on its way: it must not undo anything.
	await settle(rig, page.workflowId);
	const before = judge(world, people, creators.emails);
	const passes = await converge(rig, looksOf(hub, world));
	return {
		sent,
		before,
		marks: creators.judge(),
		presses,
		verdict: judge(world, people, creators.emails),
		executions: countByStatus(executions),
		errors: await readErrors(rig, seen),
		passes,
		killed: victims.killed,
		switchedOff: victims.switchedOff,
		convergedIn: seconds(lastSent),
		took: seconds(started),
	};
}

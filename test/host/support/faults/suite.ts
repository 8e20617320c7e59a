import { addConfirmPage, UNLIMITED, type ConfirmPage } from '../../../../scripts/demo/confirm';
import type { Hub } from '../../../../scripts/n8n/hub';
import type { Rig } from '../rig';
import { runFaults, type FaultRun } from './run';
import { asTable } from './table';
import type { Rounds } from './victims';

/** Approvals of one run: `FAULT_APPROVALS`. */
const APPROVALS = Number(process.env.FAULT_APPROVALS ?? 1000);

/** Seeds, separated by commas: `FAULT_SEEDS`. `npm run test:crash` runs three. */
const SEEDS = (process.env.FAULT_SEEDS ?? '1').split(',').map(Number);

/** Creators who say meanwhile where their link is: `FAULT_CREATORS`. */
const CREATORS = Number(process.env.FAULT_CREATORS ?? Math.ceil(APPROVALS / 10));

const RUN_DEADLINE_MS = 1_800_000;

/** How n8n marks the executions of a dead worker (2.41.1, in queue mode). */
const DEAD_WORKER = /^This execution failed to be processed too many times/;

/** Executions that a kill ended, and those that n8n still takes for running. */
function cutOff({ executions, errors }: FaultRun): number {
	const { crashed = 0, running = 0, new: fresh = 0 } = executions;
	const dead = Object.entries(errors).filter(([message]) => DEAD_WORKER.test(message));
	return crashed + running + fresh + dead.reduce((sum, [, count]) => sum + count, 0);
}

function rowOf(mode: string, seed: number, run: FaultRun): Record<string, string | number> {
	const { sent, before, verdict, passes, marks } = run;
	return {
		mode,
		seed,
		accepted: sent.accepted,
		rejected: sent.refused,
		'not delivered': sent.undelivered,
		'cut off': cutOff(run),
		'left to repair': before.lost,
		mails: verdict.mails,
		right: verdict.right,
		wrong: verdict.wrong,
		doubled: verdict.doubled,
		lost: verdict.lost,
		'pages confirmed': marks.confirmed,
		'marked wrongly': marks.mismarked,
		passes: passes.length,
		'converged in': `${run.convergedIn.toFixed(0)} s`,
		'took in all': `${run.took.toFixed(0)} s`,
	};
}

/** What is not in the table, for whoever looks into a run. */
function details(run: FaultRun): string {
	const { executions, errors, killed, switchedOff, passes } = run;
	return [
		`Executions ended as ${JSON.stringify(executions)}, with the errors ${JSON.stringify(errors)}.`,
		`${run.presses} presses for ${CREATORS} confirmations.`,
		`Killed: ${killed.join(', ')}. n8n switched the workflow off ${switchedOff} times.`,
		...passes.map(
			({ status, requests, writes, summary }, index) =>
				`Pass ${index + 1}: ${status}, ${requests} requests, ${writes} of them writes. ${String(summary?.text)}`,
		),
	].join('\n');
}

/**
 * Tests of one n8n: all seeds, one after another in the same n8n, with new people and empty services for each.
 * @param mode named in the table
 * @param rigOf asked when the tests run
 * @param roundsOf which processes are killed
 */
export function testFaults(mode: string, rigOf: () => Rig, roundsOf: (hub: Hub) => Rounds): void {
	describe(`${APPROVALS} approvals with faults and crashes, ${mode}`, () => {
		const rows: Array<ReturnType<typeof rowOf>> = [];
		let page: ConfirmPage | undefined;

		beforeAll(async () => {
			// People who press again at once are none of its worries here.
			page = await addConfirmPage(rigOf().hub, UNLIMITED);
		});

		afterAll(() => {
			if (rows.length > 0) console.log(asTable(rows));
		});

		it.each(SEEDS)(
			'seed %i: nobody is lost, doubled or written to wrongly, and nothing forged is believed',
			async (seed) => {
				const rig = rigOf();
				const rounds = roundsOf(rig.hub);
				if (!page) throw new Error('There is no page.');
				const run = await runFaults(rig, {
					seed,
					approvals: APPROVALS,
					creators: CREATORS,
					page,
					rounds,
				});
				const row = rowOf(mode, seed, run);
				rows.push(row);
				console.log(`${asTable([row])}\n${details(run)}`);
				expect(run.verdict).toEqual({
					mails: APPROVALS,
					right: APPROVALS,
					wrong: 0,
					doubled: 0,
					lost: 0,
					forged: 0,
				});
				expect(run.marks).toEqual({ confirmed: CREATORS, mismarked: 0 });
				expect(run.sent.forgedAccepted).toBe(0);
				expect(run.passes.at(-1)?.summary).toMatchObject({
					counts: { right: APPROVALS + CREATORS },
					held: [],
				});
				// A run in which nothing went wrong would prove nothing.
				expect(run.killed.length).toBeGreaterThanOrEqual(3);
				expect(cutOff(run)).toBeGreaterThan(0);
				expect(run.sent.undelivered).toBeGreaterThan(0);
				expect(run.before.lost).toBeGreaterThan(0);
			},
			RUN_DEADLINE_MS,
		);
	});
}

import { describeMachine } from '../environment';
import { grouped, megabytes, short } from '../numbers';
import { markdown } from '../table';
import { percentile } from '../webhooks/results';
import {
	expressionCpuShare,
	expressionShare,
	medianOf,
	WORKLOADS,
	type N8nResult,
	type N8nRun,
	type Workload,
} from './results';

const LABEL: Record<Workload, string> = {
	contacts: 'This package: Create or Update',
	editFields: "n8n's Edit Fields",
	noOperation: "n8n's No Operation",
};

const seconds = (value: number): string => `${short(value)} s`;
const percent = (share: number): string => `${Math.round(share * 100)} %`;

/** One node; every number is the median of its runs. */
function rowOf(workload: Workload, { rounds, conditions }: N8nResult): string[] {
	const median = (valueOf: (run: N8nRun) => number): number =>
		medianOf(rounds, (round) => valueOf(round[workload]));
	const known = (
		valueOf: (run: N8nRun) => number | null,
		show: (value: number) => string,
	): string => {
		const values = rounds.flatMap((round) => valueOf(round[workload]) ?? []);
		return values.length < rounds.length ? 'unknown' : show(percentile(values, 0.5));
	};
	return [
		LABEL[workload],
		workload === 'noOperation' ? '0' : String(conditions.expressions),
		seconds(median(({ nodeSeconds }) => nodeSeconds)),
		seconds(median(({ executionSeconds }) => executionSeconds)),
		known(({ cpuSeconds }) => cpuSeconds, seconds),
		grouped(median(({ requests }) => requests)),
		known(({ peakMemory }) => peakMemory, megabytes),
	];
}

/** A share over the rounds: `40 % (20 % to 60 %)`, and without the range when there is only one. */
function overRounds(shares: readonly number[]): string {
	const median = percent(percentile(shares, 0.5));
	if (shares.length === 1) return median;
	return `${median} (${percent(Math.min(...shares))} to ${percent(Math.max(...shares))})`;
}

/** The shares over the rounds, and what they are. */
function shareText({ rounds }: N8nResult): string {
	const cpuShares = rounds.flatMap((round) => expressionCpuShare(round) ?? []);
	const byCpu =
		cpuShares.length < rounds.length
			? ''
			: `, and **${overRounds(cpuShares)}** of the processor time`;
	return `Share of n8n's expressions in *Create or Update*: **${overRounds(rounds.map(expressionShare))}** of the node's time${byCpu}. It is computed, not seen inside the node: what *Edit Fields* takes less what *No Operation* takes, divided by what *Create or Update* takes in the same round. So it also holds what *Edit Fields* needs to make its items. Processor time is that of n8n's process in a whole execution, with the webhook and *Split Out*; programs beside it change it less than the node's time, so that on a busy machine the share of the time may even exceed 100 %.`;
}

/** The result as a part of the page. */
export function n8nSection(result: N8nResult): string {
	const { conditions, n8n, environment, startedAt, loadBefore, rounds } = result;
	const { contacts, latencyMs } = conditions;
	const right = rounds.map(({ contactsRight }) => contactsRight);
	const switches = n8n.expressionEngine?.map((each) => `\`${each}\``).join(', ');
	return [
		`### ${grouped(contacts)} contacts in a real n8n (${latencyMs} ms a request)`,
		markdown(
			[
				'',
				'Expressions an item',
				'Node',
				'Execution',
				'Processor time of n8n',
				'Requests',
				'Peak memory of n8n',
			],
			WORKLOADS.map((workload) => rowOf(workload, result)),
		),
		shareText(result),
		`${rounds.length === 1 ? 'One round' : `Medians of ${rounds.length} rounds`}, with one execution of every node with the same ${grouped(contacts)} items. Of the contacts, ${grouped(Math.min(...right))} of ${grouped(contacts)} were right in the round with the fewest.`,
		`Measured ${startedAt.slice(0, 10)} on n8n ${n8n.version} in one process with SQLite and its default expression engine (switches of the engine in its environment: ${switches === '' ? 'none' : (switches ?? 'not known')}), Node.js ${n8n.node}; ${describeMachine(environment)}. Load of the machine when it began: ${loadBefore}.`,
	].join('\n\n');
}

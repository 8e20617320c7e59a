import type { Environment } from '../environment';
import { percentile } from '../webhooks/results';

/**
 * The nodes that get the same items: *Create or Update*; n8n's *Edit Fields* with as many expressions; and a node that
 * does nothing.
 */
export const WORKLOADS = ['contacts', 'editFields', 'noOperation'] as const;
export type Workload = (typeof WORKLOADS)[number];

/** One execution of one workflow. */
export interface N8nRun {
	/** of the node that is measured, from its start to its end */
	nodeSeconds: number;
	/** of the whole execution, from its start to its end as n8n recorded them */
	executionSeconds: number;
	/**
	 * processor time of n8n's process, from the request with the items until n8n said that the execution is over; other
	 * programs change it less than the times. Null where the system cannot tell
	 */
	cpuSeconds: number | null;
	/** the most memory n8n's process had from the system in this run, in MB (1,000,000 bytes); null where the system cannot tell */
	peakMemory: number | null;
	/** requests that Mailchimp got */
	requests: number;
}

/** One execution of each, one after the other in the same process of n8n. */
export interface N8nRound extends Record<Workload, N8nRun> {
	/** contacts in the audience afterwards as they were to be */
	contactsRight: number;
}

export interface N8nConditions {
	contacts: number;
	seed: number;
	/** added to every request, in milliseconds */
	latencyMs: number;
	/** expressions an item in *Create or Update* and in *Edit Fields* */
	expressions: number;
}

export interface N8nResult {
	conditions: N8nConditions;
	startedAt: string;
	environment: Environment;
	/** average of processes that wanted to run in the minute before; other programs disturb a run */
	loadBefore: number;
	/** the n8n that was measured, with the Node.js it ran on */
	n8n: {
		version: string;
		node: string;
		/** switches of the expression engine in its environment, `NAME=value`; null where the system cannot tell */
		expressionEngine: string[] | null;
	};
	rounds: N8nRound[];
}

/**
 * What n8n's expressions are of *Create or Update*'s time: how much longer *Edit Fields* took than a node that does
 * nothing, divided by the time of *Create or Update*.
 *
 * @returns 0 to 1, except when other programs disturbed the round
 */
export const expressionShare = ({ contacts, editFields, noOperation }: N8nRound): number =>
	(editFields.nodeSeconds - noOperation.nodeSeconds) / contacts.nodeSeconds;

/**
 * The same by the processor time of n8n's process, which other programs change less. It is that of whole executions:
 * what the webhook and *Split Out* need is in all three, so that the share is a little lower than that of the node alone.
 *
 * @returns null where the system cannot tell
 */
export function expressionCpuShare(round: N8nRound): number | null {
	const [contacts, editFields, noOperation] = WORKLOADS.map((each) => round[each].cpuSeconds);
	if (contacts == null || editFields == null || noOperation == null) return null;
	return (editFields - noOperation) / contacts;
}

/** @returns the median of all rounds */
export const medianOf = (
	rounds: readonly N8nRound[],
	valueOf: (round: N8nRound) => number,
): number => percentile(rounds.map(valueOf), 0.5);

import type { Environment } from '../environment';

/** Who receives the webhooks. */
export const RECEIVERS = ['trigger', 'webhook'] as const;
export type Receiver = (typeof RECEIVERS)[number];

/** One run of one receiver. */
export interface WebhookRun {
	accepted: number;
	others: number;
	/** accepted requests a second */
	rate: number;
	/** milliseconds half of the accepted requests took at most, and 99 % of them */
	p50: number;
	p99: number;
}

/**
 * What stands behind the trigger, the same for both receivers: a node that does nothing, or a node with a credential, as
 * in every workflow of use, that is never reached. For a workflow with credentials n8n looks them up at each execution.
 */
export const REARS = ['bare', 'credential'] as const;
export type Rear = (typeof REARS)[number];

/** Two runs, one right after the other in the same process of n8n. */
export type Pair = Record<Receiver, WebhookRun> & { first: Receiver };

export interface WebhookConditions {
	requests: number;
	connections: number;
	/** length of the body in bytes */
	bodyBytes: number;
}

export interface WebhookResult {
	conditions: WebhookConditions;
	startedAt: string;
	environment: Environment;
	/** the n8n that received, with the Node.js it ran on */
	n8n: { version: string; node: string };
	pairs: Record<Rear, Pair[]>;
}

/**
 * @param share 0.5 for the median; of an even number of values the lower one of the two in the middle
 * @throws without values
 */
export function percentile(values: readonly number[], share: number): number {
	const sorted = [...values].sort((a, b) => a - b);
	const found = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
	if (found === undefined) throw new Error('There are no values.');
	return found;
}

/** The middle of all pairs: how many requests the trigger accepted for one of the Webhook node. */
export const medianRatio = (pairs: readonly Pair[]): number =>
	percentile(
		pairs.map(({ trigger, webhook }) => trigger.rate / webhook.rate),
		0.5,
	);

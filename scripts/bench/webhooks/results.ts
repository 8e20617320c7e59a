import type { Environment } from '../environment';

/** Who receives the webhooks: ours, n8n's Webhook node, and the same with Header Auth, which reads a credential as ours does. */
export const RECEIVERS = ['trigger', 'webhook', 'webhookWithAuth'] as const;
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

/** One run of each, right after the other in the same process of n8n. */
export type Round = Record<Receiver, WebhookRun>;

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
	rounds: Round[];
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

/** How many requests the trigger accepted for one of another receiver, in each round. */
export const ratiosTo = (receiver: Receiver, rounds: readonly Round[]): number[] =>
	rounds.map((round) => round.trigger.rate / round[receiver].rate);

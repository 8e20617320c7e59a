import { describeMachine } from '../environment';
import { grouped, short } from '../numbers';
import { markdown } from '../table';
import { medianRatio, percentile, type Receiver, type WebhookResult } from './results';

const LABEL: Record<Receiver, string> = {
	trigger: 'Refersion Trigger',
	webhook: "n8n's Webhook node",
};

/** The result as a part of the page. Rates and times are the medians of all runs. */
export function webhookSection(result: WebhookResult): string {
	const { conditions, pairs, n8n, environment, startedAt } = result;
	const rows = (['trigger', 'webhook'] as const).map((receiver) => {
		const runs = pairs.map((pair) => pair[receiver]);
		const median = (values: number[]): string => short(percentile(values, 0.5));
		const sum = (values: number[]): number => values.reduce((one, other) => one + other, 0);
		return [
			LABEL[receiver],
			median(runs.map(({ rate }) => rate)),
			`${median(runs.map(({ p50 }) => p50))} ms`,
			`${median(runs.map(({ p99 }) => p99))} ms`,
			`${grouped(sum(runs.map(({ accepted }) => accepted)))} of ${grouped(conditions.requests * runs.length)}`,
		];
	});
	const ratios = pairs.map(({ trigger, webhook }) => trigger.rate / webhook.rate);
	const [least, most] = [Math.min(...ratios), Math.max(...ratios)];
	return [
		'### Webhooks received a second',
		markdown(['', 'Accepted a second', 'p50', 'p99', 'Accepted'], rows),
		`Ratio, median of ${pairs.length} pairs: **${medianRatio(pairs).toFixed(3)}** (from ${least.toFixed(3)} to ${most.toFixed(3)}). Each run sent ${grouped(conditions.requests)} requests of ${grouped(conditions.bodyBytes)} bytes over ${conditions.connections} connections.`,
		`Measured ${startedAt.slice(0, 10)} on n8n ${n8n.version} in one process with SQLite, Node.js ${n8n.node}; ${describeMachine(environment)}.`,
	].join('\n\n');
}

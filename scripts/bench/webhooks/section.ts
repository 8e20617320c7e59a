import { describeMachine } from '../environment';
import { grouped, short } from '../numbers';
import { markdown } from '../table';
import {
	percentile,
	ratiosTo,
	RECEIVERS,
	type Receiver,
	type WebhookResult,
	type WebhookRun,
} from './results';

const LABEL: Record<Receiver, string> = {
	trigger: 'Refersion Trigger',
	webhook: "n8n's Webhook node",
	webhookWithAuth: "n8n's Webhook node with Header Auth",
};

const sum = (values: number[]): number => values.reduce((one, other) => one + other, 0);

/** One receiver; rates and times are the medians of all runs. */
function rowOf(receiver: Receiver, { rounds, conditions }: WebhookResult): string[] {
	const runs = rounds.map((round) => round[receiver]);
	const median = (valueOf: (run: WebhookRun) => number): string =>
		short(percentile(runs.map(valueOf), 0.5));
	const ratios = ratiosTo(receiver, rounds);
	const range = `${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)}`;
	return [
		LABEL[receiver],
		median(({ rate }) => rate),
		`${median(({ p50 }) => p50)} ms`,
		`${median(({ p99 }) => p99)} ms`,
		`${grouped(sum(runs.map(({ accepted }) => accepted)))} of ${grouped(conditions.requests * runs.length)}`,
		receiver === 'trigger' ? '' : `${percentile(ratios, 0.5).toFixed(3)} (${range})`,
	];
}

/** The result as a part of the page. */
export function webhookSection(result: WebhookResult): string {
	const { conditions, n8n, environment, startedAt, rounds } = result;
	return [
		'### Webhooks received a second',
		markdown(
			['', 'Accepted a second', 'p50', 'p99', 'Accepted', 'Refersion Trigger to this'],
			RECEIVERS.map((receiver) => rowOf(receiver, result)),
		),
		`Medians of ${rounds.length} rounds, in each of them one run of every receiver; the last column is the median of the ratios of the rounds, and their range. Each run sent ${grouped(conditions.requests)} requests of ${grouped(conditions.bodyBytes)} bytes over ${conditions.connections} connections.`,
		`Measured ${startedAt.slice(0, 10)} on n8n ${n8n.version} in one process with SQLite and \`N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE=true\`, Node.js ${n8n.node}; ${describeMachine(environment)}.`,
	].join('\n\n');
}

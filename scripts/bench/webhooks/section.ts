import { describeMachine } from '../environment';
import { grouped, short } from '../numbers';
import { markdown } from '../table';
import {
	medianRatio,
	percentile,
	REARS,
	RECEIVERS,
	type Rear,
	type Receiver,
	type WebhookResult,
} from './results';

const LABEL: Record<Receiver, string> = {
	trigger: 'Refersion Trigger',
	webhook: "n8n's Webhook node",
};

const BEHIND: Record<Rear, string> = {
	bare: 'one that does nothing',
	credential: 'one with a credential, never reached',
};

const sum = (values: number[]): number => values.reduce((one, other) => one + other, 0);

/** One receiver with one thing behind it; rates and times are the medians of all runs. */
function rowOf(receiver: Receiver, rear: Rear, { pairs, conditions }: WebhookResult): string[] {
	const runs = pairs[rear].map((pair) => pair[receiver]);
	const median = (values: number[]): string => short(percentile(values, 0.5));
	return [
		LABEL[receiver],
		BEHIND[rear],
		median(runs.map(({ rate }) => rate)),
		`${median(runs.map(({ p50 }) => p50))} ms`,
		`${median(runs.map(({ p99 }) => p99))} ms`,
		`${grouped(sum(runs.map(({ accepted }) => accepted)))} of ${grouped(conditions.requests * runs.length)}`,
	];
}

function ratioOf(rear: Rear, { pairs }: WebhookResult): string[] {
	const ratios = pairs[rear].map(({ trigger, webhook }) => trigger.rate / webhook.rate);
	return [
		BEHIND[rear],
		`**${medianRatio(pairs[rear]).toFixed(3)}**`,
		`${Math.min(...ratios).toFixed(3)} to ${Math.max(...ratios).toFixed(3)}`,
		String(ratios.length),
	];
}

/** The result as a part of the page. */
export function webhookSection(result: WebhookResult): string {
	const { conditions, n8n, environment, startedAt } = result;
	const rows = REARS.flatMap((rear) => RECEIVERS.map((receiver) => rowOf(receiver, rear, result)));
	return [
		'### Webhooks received a second',
		markdown(['Trigger', 'Node behind it', 'Accepted a second', 'p50', 'p99', 'Accepted'], rows),
		markdown(
			['Node behind it', 'Refersion Trigger to Webhook node, median of pairs', 'Range', 'Pairs'],
			REARS.map((rear) => ratioOf(rear, result)),
		),
		`Each run sent ${grouped(conditions.requests)} requests of ${grouped(conditions.bodyBytes)} bytes over ${conditions.connections} connections.`,
		`Measured ${startedAt.slice(0, 10)} on n8n ${n8n.version} in one process with SQLite, Node.js ${n8n.node}; ${describeMachine(environment)}.`,
	].join('\n\n');
}

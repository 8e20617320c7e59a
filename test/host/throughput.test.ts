import { measureWebhooks } from '../../scripts/bench/webhooks/measure';
import type { WebhookRun } from '../../scripts/bench/webhooks/results';
import { webhookSection } from '../../scripts/bench/webhooks/section';

const ROUNDS = 3;
const REQUESTS = 100;

// A guard, not a measurement, which takes more rounds on a quiet machine (npm run bench -- webhooks). As version 1 of a
// trigger, which costs n8n an expression with each webhook, it was 0.3.
const LEAST = 0.7;

/** What else runs on the machine only takes away: the best round of each says most of what it can. */
const best = (runs: WebhookRun[]): number => Math.max(...runs.map(({ rate }) => rate));

it('the trigger takes about as many webhooks a second as the Webhook node', async () => {
	const result = await measureWebhooks(ROUNDS, (line) => console.log(line), REQUESTS);
	console.log(webhookSection(result));
	for (const round of result.rounds) {
		expect(round.trigger).toMatchObject({ accepted: REQUESTS, others: 0 });
		expect(round.webhook).toMatchObject({ accepted: REQUESTS, others: 0 });
	}
	const trigger = best(result.rounds.map((round) => round.trigger));
	const webhook = best(result.rounds.map((round) => round.webhook));
	expect(trigger / webhook).toBeGreaterThan(LEAST);
});

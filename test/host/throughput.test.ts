import { measureWebhooks } from '../../scripts/bench/webhooks/measure';
import { percentile, ratiosTo } from '../../scripts/bench/webhooks/results';
import { webhookSection } from '../../scripts/bench/webhooks/section';

const ROUNDS = 3;
const REQUESTS = 100;

// A guard, not a measurement, which takes more rounds on a quiet machine (npm run bench -- webhooks). As version 1 of a
// trigger, which costs n8n an expression with each webhook, it was 0.3.
const LEAST = 0.7;

it('the trigger takes about as many webhooks a second as the Webhook node', async () => {
	const result = await measureWebhooks(ROUNDS, (line) => console.log(line), REQUESTS);
	console.log(webhookSection(result));
	for (const round of result.rounds) {
		expect(round.trigger).toMatchObject({ accepted: REQUESTS, others: 0 });
		expect(round.webhook).toMatchObject({ accepted: REQUESTS, others: 0 });
	}
	expect(percentile(ratiosTo('webhook', result.rounds), 0.5)).toBeGreaterThan(LEAST);
});

import { errorOf } from './support/engine';
import { resetHub, startHub, type Hub } from './support/hub';
import { addContact, runOnContacts } from './support/mailchimpContact';
import { CONTINUE, pairedJson } from './support/refersion';
import { skipWaits } from './support/skipWaits';

let hub: Hub;
beforeAll(async () => {
	hub = await startHub();
});
beforeEach(() => resetHub(hub));
afterAll(async () => await hub.close());
skipWaits();

const get = (timeLimit?: number) => ({
	resource: 'contact',
	operation: 'get',
	options: timeLimit === undefined ? {} : { timeLimit },
});

describe('Mailchimp Audience, Contact: Get, with a time limit', () => {
	it('begins no new try when the time is over, and gives the error of the last one', async () => {
		addContact(hub);
		hub.world.faults.set('mailchimp', { rates: { '429': 1 } });
		const started = Date.now();
		// 1.2 seconds
		const run = await runOnContacts(hub, get(0.02));
		expect(Date.now() - started).toBeLessThan(5_000);
		expect(errorOf(run)).toMatchObject({ httpCode: '429' });
		const tries = hub.world.mailchimp.requests.length;
		expect(tries).toBeGreaterThan(1);
		expect(tries).toBeLessThan(10);
	});

	it('ends items whose turn did not come as not attempted', async () => {
		const emails = Array.from({ length: 40 }, (_, index) => `jo${index}@creator-mail.com`);
		for (const email of emails) addContact(hub, { email });
		hub.world.faults.set('mailchimp', { latencyMs: 400 });
		const items = emails.map((email) => ({ email }));
		const output = pairedJson(await runOnContacts(hub, get(0.02), items, CONTINUE));
		expect(output).toHaveLength(40);
		expect(output.filter(({ id }) => id).length).toBeGreaterThan(0);
		expect(output.at(-1)).toMatchObject({ details: { reason: 'not_attempted' } });
		expect(hub.world.mailchimp.requests.length).toBeLessThan(40);
	});

	it('goes on trying when there is none', async () => {
		addContact(hub);
		hub.world.faults.failNext({ service: 'mailchimp', fault: '429' });
		const [json] = pairedJson(await runOnContacts(hub, get()));
		expect(json).toMatchObject({ email_address: expect.any(String) });
	});
});

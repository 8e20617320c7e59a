import type { Execution } from '../../scripts/n8n/api';
import { importByHand } from './support/byHand';
import { AUDIENCE, outputOf, shareRig, type Rig } from './support/rig';

let rig: Rig;

beforeAll(async () => {
	rig = await shareRig();
});

afterAll(async () => {
	await rig?.close();
});

const TEST_CONTACT = 'jo+creator-hub-check@shop.com';

/** The rows of a run, after checking that it succeeded: service, check and state. */
function rowsOf(execution: Execution): string[] {
	expect(execution.status).toBe('success');
	return outputOf(execution, 'Findings').map(({ service, check, state }) =>
		[service, check, state].join(': '),
	);
}

it('check-setup asks both accounts, twice the same, and leaves nothing behind', async () => {
	const { mailchimp, refersion, outbox } = rig.world;
	// Nobody is to be welcomed by the workflow that is always there.
	refersion.dashboard.removeWebhooks();
	refersion.addAffiliate({ status: 'ACTIVE', email: 'creator@creators.example' });
	await refersion.settled();
	await rig.fresh();
	const workflow = await importByHand(rig, 'check-setup');
	await workflow.set('Check Mailchimp', 'ownEmail', 'jo@shop.com');
	const tags = [...mailchimp.audience(AUDIENCE.id).tags.keys()];

	const first = rowsOf(await workflow.execute());
	expect(first).toHaveLength(21);
	expect(first).toEqual(
		expect.arrayContaining([
			'Mailchimp: Tags in create or update: ok',
			'Mailchimp: The test contact: ok',
			'Refersion: Form of the tracking link: ok',
			'Refersion: GraphQL: attention',
			'Refersion: Webhook topics: unknown',
		]),
	);
	expect(rowsOf(await workflow.execute())).toEqual(first);

	expect(mailchimp.member(AUDIENCE.id, TEST_CONTACT)).toMatchObject({
		status: 'archived',
		tags: [],
	});
	expect([...mailchimp.audience(AUDIENCE.id).tags.keys()]).toEqual(tags);
	expect(outbox.mails).toEqual([]);
	expect(rig.served.refusedHosts).toEqual([]);
});

import { setImmediate as nextTurn } from 'node:timers/promises';
import { contactOf } from '../../scripts/demo/contacts';
import { importByHand } from './support/byHand';
import { AUDIENCE, outputOf, shareRig, TAG, type Rig } from './support/rig';

let rig: Rig;

beforeEach(async () => {
	rig = await shareRig();
	rig.world.refersion.dashboard.removeWebhooks();
});

afterEach(async () => {
	await rig?.close();
});

const add = (index: number) =>
	rig.world.refersion.addAffiliate({
		first_name: `Creator ${index}`,
		email: `reconcile${index}@creators.example`,
		status: 'ACTIVE',
	});

/** A contact as the onboarding workflow leaves it. */
const onboard = ({ id, email }: { id: number; email: string }, link?: string) =>
	rig.world.mailchimp.addMember(AUDIENCE.id, {
		email,
		mergeFields: { AFFLINK: link ?? rig.world.refersion.linkOf(id) ?? '' },
		tags: [TAG],
	});

/** Runs the template by hand. @returns its summary, and what it asked the services for */
async function reconcile(): Promise<{
	summary: Record<string, unknown> | undefined;
	requests: number;
	writes: number;
}> {
	const { mailchimp, refersion } = rig.world;
	mailchimp.clearRequests();
	refersion.clearRequests();
	const execution = await (await importByHand(rig, 'reconcile-affiliates')).execute();
	expect(execution.status).toBe('success');
	return {
		summary: outputOf(execution, 'Summary').at(-1),
		requests: mailchimp.requests.length + refersion.requests.length,
		writes: mailchimp.requests.filter(({ method }) => method !== 'GET').length,
	};
}

it('onboards, corrects, takes out of the programme and names who is held, once', async () => {
	const { world } = rig;
	const [right, missing, wrong, denied, gone] = [0, 1, 2, 3, 4].map(add);
	if (!right || !missing || !wrong || !denied || !gone) throw new Error('Nobody was added.');
	onboard(right);
	onboard(wrong, world.refersion.linkOf(right.id) ?? '');
	onboard(denied);
	world.refersion.setStatus(denied.id, 'DENIED');
	world.mailchimp.addMember(AUDIENCE.id, { email: gone.email, status: 'unsubscribed' });
	world.outbox.clear();

	const { summary } = await reconcile();
	expect(summary).toMatchObject({
		right: 1,
		added: 1,
		corrected: 1,
		offboarded: 1,
		held: [{ email: gone.email, what_happened: expect.stringMatching(/unsubscribed/i) }],
		html: expect.stringContaining(gone.email),
	});
	expect(world.outbox.mails.map(({ to }) => to)).toEqual([missing.email]);
	expect(world.outbox.mails[0]?.links).toContain(world.refersion.linkOf(missing.id));
	expect(contactOf(world, AUDIENCE.id, wrong.email)?.mergeFields).toMatchObject({
		AFFLINK: world.refersion.linkOf(wrong.id),
	});
	expect(contactOf(world, AUDIENCE.id, denied.email)).toMatchObject({
		status: 'subscribed',
		tags: ['affiliate-inactive'],
	});
	expect(contactOf(world, AUDIENCE.id, gone.email)).toMatchObject({
		status: 'unsubscribed',
		tags: [],
	});

	const again = await reconcile();
	expect(again.summary).toMatchObject({ right: 3, added: 0, corrected: 0, offboarded: 0 });
	expect(again.writes).toBe(0);
	expect(world.outbox.mails).toHaveLength(1);
	expect(rig.served.refusedHosts).toEqual([]);
});

it('asks at most 30 times when 2,000 affiliates are right, and writes nothing', async () => {
	// With 10,000 n8n answers nothing for minutes, while it evaluates the one large expression of this template.
	const count = 2_000;
	for (let index = 0; index < count; index += 1) {
		onboard(add(index));
		// A connection that n8n closes meanwhile must be seen to be closed, or the next request is sent on it.
		if (index % 500 === 0) await nextTurn();
	}
	const { summary, requests, writes } = await reconcile();
	console.log(`Reconciled ${count} affiliates with ${requests} requests.`);
	expect(summary).toMatchObject({ right: count, added: 0, corrected: 0, offboarded: 0, held: [] });
	expect(requests).toBeLessThanOrEqual(30);
	expect(writes).toBe(0);
}, 600_000);

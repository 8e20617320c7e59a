import { contactOf, contacts } from '../../scripts/demo/contacts';
import { AUDIENCE, shareRig, TAG, type Rig } from './support/rig';

let rig: Rig;

beforeAll(async () => {
	rig = await shareRig();
	rig.world.refersion.switches.webhookTimeoutMs = 120_000;
});

afterAll(async () => {
	await rig?.close();
});

/** Approves that many new affiliates at the same moment and checks that each got exactly one mail, with the own link. */
async function approveAtOnce(count: number, name: string): Promise<void> {
	const { world } = rig;
	const affiliates = Array.from({ length: count }, (_, index) =>
		world.refersion.addAffiliate({ email: `${name}${index}@creators.example` }),
	);
	const contactsBefore = contacts(world, AUDIENCE.id).length;
	const refusedBefore = world.mailchimp.count429;
	await rig.fresh();

	const started = Date.now();
	for (const { id } of affiliates) world.refersion.approve(id);
	const executions = await rig.executions(count, 240_000);
	console.log(
		`${count} approvals took ${((Date.now() - started) / 1000).toFixed(1)} s; at most ${world.mailchimp.maxSimultaneousReached} connections to Mailchimp at once, ${world.mailchimp.count429 - refusedBefore} requests over the limit of ${world.mailchimp.switches.connectionLimit}.`,
	);

	expect(world.refersion.deliveries.filter(({ status }) => status !== 200)).toEqual([]);
	expect(executions.filter(({ status }) => status !== 'success')).toEqual([]);
	for (const { id, email } of affiliates) {
		const link = world.refersion.linkOf(id);
		expect(contactOf(world, AUDIENCE.id, email)).toMatchObject({
			status: 'subscribed',
			tags: [TAG],
			mergeFields: { AFFLINK: link },
		});
		expect(world.outbox.to(email)).toHaveLength(1);
		expect(world.outbox.to(email)[0]?.links).toContain(link);
	}
	expect(world.outbox.mails).toHaveLength(count);
	expect(contacts(world, AUDIENCE.id)).toHaveLength(contactsBefore + count);
}

it('200 approvals at once lose nobody to the limit of ten connections', async () => {
	rig.world.faults.set('mailchimp', { latencyMs: 100 });
	await approveAtOnce(200, 'many');
}, 300_000);

it('nobody is lost either when most requests run into the limit', async () => {
	rig.world.faults.set('mailchimp', { latencyMs: 300 });
	rig.world.mailchimp.switches.connectionLimit = 2;
	const before = rig.world.mailchimp.count429;
	await approveAtOnce(40, 'narrow');
	expect(rig.world.mailchimp.count429).toBeGreaterThan(before + 10);
}, 300_000);

import { contactOf, contacts } from '../../scripts/demo/contacts';
import { AUDIENCE, heldItem, nodesThatRan, shareRig, TAG, UPSERT, type Rig } from './support/rig';
import { addVariant } from './support/variant';

let rig: Rig;

beforeAll(async () => {
	rig = await shareRig();
});

afterAll(async () => {
	await rig?.close();
});

beforeEach(async () => {
	Object.assign(rig.world.refersion.switches, {
		linkDelayMs: 0,
		autoApprovalEmits: 'new-only',
		linkMode: 'refersion-domain',
	});
	await rig.fresh();
});

let people = 0;
const freshEmail = (): string => `creator${(people += 1)}@creators.example`;

/** Somebody who applied; nothing has happened about it in n8n. */
async function addPending(email = freshEmail()): Promise<{ id: number; email: string }> {
	const { id } = rig.world.refersion.addAffiliate({ email, first_name: 'Ana', last_name: 'Sousa' });
	await rig.world.refersion.settled();
	rig.world.refersion.deliveries.splice(0);
	return { id, email };
}

/** Sends one delivery again, byte for byte, as a sender that retries does. */
async function sendAgain(index = 0): Promise<number> {
	const delivery = rig.world.refersion.deliveries[index];
	if (!delivery) throw new Error('There is no delivery to repeat.');
	const { url, headers, body } = delivery;
	return (await fetch(url, { method: 'POST', headers, body })).status;
}

describe('an approval', () => {
	it('becomes one contact with the link, one tag and exactly one mail with the right link', async () => {
		const { world } = rig;
		const { id, email } = await addPending();
		world.refersion.approve(id);
		const [execution] = await rig.executions(1);
		expect(execution?.status).toBe('success');
		expect(world.refersion.deliveries.map(({ status }) => status)).toEqual([200]);

		const link = world.refersion.linkOf(id);
		expect(link).toMatch(/^https:\/\/.+\/c\/.+/);
		const member = contactOf(world, AUDIENCE.id, email);
		expect(member).toMatchObject({
			email,
			status: 'subscribed',
			tags: [TAG],
			mergeFields: { FNAME: 'Ana', LNAME: 'Sousa', AFFLINK: link },
		});
		expect(world.outbox.mails).toHaveLength(1);
		const [mail] = world.outbox.to(email);
		expect(mail?.links).toContain(link);
		expect(mail?.html).toContain(`>${link ?? ''}<`);
		expect(mail?.text).toContain(link);
		expect(mail?.html).not.toMatch(/\*\||\|\*/);
	});

	it('costs two requests to Mailchimp and one to Refersion, and one when nothing is to be tagged', async () => {
		const { world } = rig;
		const { id } = await addPending();
		world.refersion.approve(id);
		await rig.executions(1);
		expect(world.mailchimp.requests.map(({ method, status }) => [method, status])).toEqual([
			['PUT', 200],
			['POST', 204],
		]);
		expect(world.refersion.requests).toHaveLength(1);

		world.refersion.setStatus(id, 'DISABLED');
		await rig.fresh();
		world.refersion.approve(id);
		await rig.executions(1);
		expect(world.mailchimp.requests.map(({ method, status }) => [method, status])).toEqual([
			['PUT', 200],
		]);
		expect(world.refersion.requests).toHaveLength(1);
		expect(world.outbox.mails).toEqual([]);
	});

	it('that comes as New Affiliate, already active, gives one mail', async () => {
		const { world } = rig;
		const email = freshEmail();
		world.refersion.addAffiliate({ email, status: 'ACTIVE' });
		const [execution] = await rig.executions(1);
		expect(execution?.status).toBe('success');
		expect(world.outbox.to(email)).toHaveLength(1);
	});

	it('that is none, because the new affiliate is pending, runs nothing', async () => {
		const { world } = rig;
		world.refersion.addAffiliate({ email: freshEmail(), status: 'PENDING' });
		await rig.executions(0);
		expect(world.refersion.deliveries.map(({ status }) => status)).toEqual([200]);
		expect(world.refersion.requests).toEqual([]);
		expect(world.mailchimp.requests).toEqual([]);
		expect(world.outbox.mails).toEqual([]);
	});

	it.each(['both', 'both-reversed'] as const)(
		'told by two events (%s) and ten duplicates at once gives one mail',
		async (autoApprovalEmits) => {
			const { world } = rig;
			world.refersion.switches.autoApprovalEmits = autoApprovalEmits;
			const email = freshEmail();
			world.refersion.addAffiliate({ email, status: 'ACTIVE' });
			await world.refersion.settled();
			expect(world.refersion.deliveries).toHaveLength(2);
			const repeated = await Promise.all(
				Array.from({ length: 10 }, async (_, index) => await sendAgain(index % 2)),
			);
			expect(repeated).toEqual(Array.from({ length: 10 }, () => 200));
			const executions = await rig.executions(12);
			expect(new Set(executions.map(({ status }) => status))).toEqual(new Set(['success']));
			expect(world.outbox.mails).toHaveLength(1);
			expect(contactOf(world, AUDIENCE.id, email)?.tags).toEqual([TAG]);
		},
	);

	it('of somebody who is no longer active when it is handled stops before Mailchimp', async () => {
		const { world } = rig;
		const { id } = await addPending();
		world.refersion.approve(id);
		await rig.executions(1);
		world.refersion.setStatus(id, 'DENIED');
		await rig.world.refersion.settled();
		const approval = world.refersion.deliveries.findIndex(({ body }) => body.includes('"ACTIVE"'));
		world.mailchimp.clearRequests();
		expect(await sendAgain(approval)).toBe(200);
		const [execution] = await rig.executions(2);
		expect(execution?.status).toBe('success');
		expect(nodesThatRan(execution ?? Object(undefined))).not.toContain(UPSERT);
		expect(world.mailchimp.requests).toEqual([]);
	});
});

describe('somebody who must not get the mail', () => {
	it('unsubscribed: is reported and stays unsubscribed', async () => {
		const { world } = rig;
		const { id, email } = await addPending();
		world.mailchimp.addMember(AUDIENCE.id, { email, status: 'unsubscribed' });
		world.refersion.approve(id);
		const [execution] = await rig.executions(1);
		const held = heldItem(execution);
		expect(held).toMatchObject({ id, email });
		expect(JSON.stringify(held)).toMatch(/unsubscribed/i);
		expect(contactOf(world, AUDIENCE.id, email)).toMatchObject({
			status: 'unsubscribed',
			tags: [],
		});
		expect(world.outbox.mails).toEqual([]);
	});

	it('no link: is held without a tag, and the message says that the link did not come', async () => {
		const { world } = rig;
		const { id, email } = await addPending();
		world.refersion.setLink(id, null);
		world.refersion.approve(id);
		const [execution] = await rig.executions(1);
		const held = heldItem(execution);
		expect(held).toMatchObject({ id, email });
		expect(String(held.error)).toMatch(/link/i);
		expect(contactOf(world, AUDIENCE.id, email)?.tags ?? []).toEqual([]);
		expect(world.outbox.mails).toEqual([]);
	});

	it('a link of 300 bytes that Mailchimp cuts: is held without a tag', async () => {
		const { world } = rig;
		const audience = { id: 'a1b2c3d4e5', name: 'Link in a text field' };
		const audienceId = audience.id;
		world.mailchimp.addAudience(audience);
		world.mailchimp.addMergeField(audienceId, { tag: 'AFFLINK', name: 'Link', type: 'text' });
		world.mailchimp.journeys.add({ audienceId, tag: TAG, subject: 'x', html: '*|AFFLINK|*' });
		const variant = await addVariant(rig, { audience });

		const { id, email } = await addPending();
		const link = `https://shop.example/?rfsn=${'1'.repeat(300 - 'https://shop.example/?rfsn='.length)}`;
		expect(Buffer.byteLength(link)).toBe(300);
		world.refersion.setLink(id, link);
		world.refersion.dashboard.removeWebhooks();
		world.refersion.approve(id);
		const request = world.refersion.signedRequest(
			'AFFILIATE_STATUS_CHANGE',
			world.refersion.affiliatePayload(id),
		);
		const response = await fetch(variant.webhookUrl, { method: 'POST', ...request });
		world.refersion.dashboard.createWebhook({ url: rig.hub.webhookUrl, topics: 'all' });
		expect(response.status).toBe(200);

		expect(heldItem(await variant.execution())).toMatchObject({ id, email });
		expect(contactOf(world, audienceId, email)?.tags ?? []).toEqual([]);
		expect(world.outbox.mails).toEqual([]);
	});
});

describe('a link that comes late', () => {
	it('is waited for', async () => {
		const { world } = rig;
		world.refersion.switches.linkDelayMs = 3_000;
		const { id, email } = await addPending();
		world.refersion.approve(id);
		expect(world.refersion.linkOf(id)).toBeNull();
		const [execution] = await rig.executions(1);
		expect(execution?.status).toBe('success');
		expect(world.refersion.requests.length).toBeGreaterThan(1);
		expect(world.outbox.to(email)[0]?.links).toContain(world.refersion.linkOf(id));
	});
});

describe('an e-mail address', () => {
	it.each([
		['in capitals', 'Maria.CASE@Creators.EXAMPLE', 'maria.case@creators.example'],
		['with a plus', 'Ben.Okafor+Collabs@creators.example', 'ben.okafor+collabs@creators.example'],
		['in unicode', 'Zoë.Müller@créateurs.example', 'zoë.müller@créateurs.example'],
	])('%s finds the contact that is there', async (_, inRefersion, inMailchimp) => {
		const { world } = rig;
		world.mailchimp.addMember(AUDIENCE.id, { email: inMailchimp, status: 'subscribed' });
		const before = contacts(world, AUDIENCE.id).length;
		const { id } = await addPending(inRefersion);
		world.refersion.approve(id);
		const [execution] = await rig.executions(1);
		expect(execution?.status).toBe('success');
		expect(contacts(world, AUDIENCE.id)).toHaveLength(before);
		expect(contactOf(world, AUDIENCE.id, inMailchimp)).toMatchObject({
			tags: [TAG],
			mergeFields: { AFFLINK: world.refersion.linkOf(id) },
		});
		expect(world.outbox.mails).toHaveLength(1);
		expect(world.outbox.to(inMailchimp)).toHaveLength(1);
	});
});

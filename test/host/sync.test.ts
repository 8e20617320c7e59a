import { contactOf } from '../../scripts/demo/contacts';
import { AUDIENCE, shareRig, TAG, type Rig } from './support/rig';
import { addVariant, type Variant } from './support/variant';

let rig: Rig;
let sync: Variant;

beforeAll(async () => {
	rig = await shareRig();
	const { world } = rig;
	for (const tag of ['OFFER', 'TIER']) {
		world.mailchimp.addMergeField(AUDIENCE.id, { tag, name: tag, type: 'text' });
	}
	sync = await addVariant(rig, { name: 'sync-affiliate-changes' });
	world.refersion.dashboard.removeWebhooks();
	world.refersion.dashboard.createWebhook({ url: sync.webhookUrl, topics: 'all' });
});

afterAll(async () => {
	await rig?.close();
});

let people = 0;
let before = 0;

/** Somebody who was onboarded some time ago. */
async function addOnboarded(): Promise<{ id: number; email: string; link: string }> {
	const { refersion, mailchimp } = rig.world;
	const email = `creator${(people += 1)}@creators.example`;
	const { id } = refersion.addAffiliate({ email, first_name: 'Ana', status: 'ACTIVE' });
	const link = refersion.linkOf(id) ?? '';
	mailchimp.addMember(AUDIENCE.id, {
		email,
		mergeFields: { AFFLINK: link, FNAME: 'Ana' },
		tags: [TAG],
	});
	await refersion.settled();
	before = (await sync.executions(0)).length;
	rig.world.outbox.clear();
	return { id, email, link };
}

/** Waits for what the news brought about. */
async function expectSuccess(count = 1): Promise<void> {
	await rig.world.refersion.settled();
	const executions = await sync.executions(before + count);
	const news = executions.slice(0, executions.length - before);
	expect(news.map(({ status }) => status)).toEqual(Array(count).fill('success'));
	expect(rig.world.outbox.mails).toEqual([]);
}

it('stores a changed name and offer', async () => {
	const { refersion } = rig.world;
	const { id, email, link } = await addOnboarded();
	refersion.addOffer({ id: 77, name: 'Gold offer', type: 'PERCENT_OF_SALE', commission: '15' });
	refersion.editAffiliate(id, { first_name: 'Anita', offer_id: 77 });
	await expectSuccess();
	expect(contactOf(rig.world, AUDIENCE.id, email)).toMatchObject({
		tags: [TAG, 'tier-offer-77'],
		mergeFields: { FNAME: 'Anita', OFFER: 'Gold offer', AFFLINK: link },
	});
});

it('renames the contact of whoever has another address now', async () => {
	const { refersion } = rig.world;
	const { id, email, link } = await addOnboarded();
	// Refersion's own form lets the affiliate change it; the webhook brings the new one.
	Object.assign(refersion.affiliate(id) ?? {}, { email: `new.${email}` });
	refersion.editAffiliate(id, {});
	await expectSuccess();
	expect(contactOf(rig.world, AUDIENCE.id, email)).toBeUndefined();
	expect(contactOf(rig.world, AUDIENCE.id, `new.${email}`)).toMatchObject({
		tags: expect.arrayContaining([TAG]),
		mergeFields: { AFFLINK: link },
	});
});

it('marks whoever was denied, and deletes and unsubscribes nobody', async () => {
	const { id, email } = await addOnboarded();
	rig.world.refersion.setStatus(id, 'DENIED');
	await expectSuccess();
	expect(contactOf(rig.world, AUDIENCE.id, email)).toMatchObject({
		status: 'subscribed',
		tags: ['affiliate-inactive'],
	});
});

it('adds the tag of a bonus tier', async () => {
	const { id, email } = await addOnboarded();
	rig.world.refersion.moveBonusTier(id, { milestone_reached: 'Gold' });
	await expectSuccess();
	expect(contactOf(rig.world, AUDIENCE.id, email)).toMatchObject({
		tags: expect.arrayContaining([TAG, 'tier-bonus-gold']),
		mergeFields: { TIER: 'Gold' },
	});
});

it('ends in the present state when the news come in the wrong order', async () => {
	const { refersion } = rig.world;
	const { id, email } = await addOnboarded();
	const denied = refersion.signedRequest('AFFILIATE_STATUS_CHANGE', {
		...refersion.affiliatePayload(id),
		status: 'DENIED',
	});
	const renamed = refersion.signedRequest('AFFILIATE_DETAILS_CHANGE', {
		...refersion.affiliatePayload(id),
		first_name: 'Old name',
	});
	Object.assign(refersion.affiliate(id) ?? {}, { first_name: 'Present' });
	for (const request of [denied, renamed]) {
		const response = await fetch(sync.webhookUrl, { method: 'POST', ...request });
		expect(response.status).toBe(200);
	}
	await expectSuccess(2);
	expect(contactOf(rig.world, AUDIENCE.id, email)).toMatchObject({
		tags: expect.arrayContaining([TAG]),
		mergeFields: { FNAME: 'Present' },
	});
});

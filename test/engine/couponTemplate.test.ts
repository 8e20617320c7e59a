import type { IDataObject } from 'n8n-workflow';
import { runNews } from './support/coupon';
import { errorOf, outputOf } from './support/engine';
import { resetHub, startHub, type Hub } from './support/hub';

let hub: Hub;
beforeAll(async () => {
	hub = await startHub();
});
beforeEach(() => {
	resetHub(hub);
	mailchimp().addMergeField(hub.audienceId, { tag: 'COUPON', name: 'Coupon Code', type: 'text' });
	mailchimp().addMergeField(hub.audienceId, { tag: 'COUPONID', name: 'Number', type: 'number' });
});
afterEach(() => jest.restoreAllMocks());
afterAll(async () => await hub.close());

const refersion = () => hub.world.refersion;
const mailchimp = () => hub.world.mailchimp;

const add = (more: IDataObject = {}) =>
	refersion().addAffiliate({
		first_name: 'Sarah',
		email: 'sarah@creator-mail.com',
		status: 'ACTIVE',
		...more,
	});

/** The contact of an affiliate who was onboarded. */
const onboarded = (affiliate: { id: number; email: string }, more: IDataObject = {}) =>
	mailchimp().addMember(hub.audienceId, {
		email: affiliate.email,
		mergeFields: { AFFLINK: String(refersion().linkOf(affiliate.id)), FNAME: 'Sarah' },
		tags: ['new-affiliate'],
		...more,
	});

const fieldsOf = (email: string) => mailchimp().member(hub.audienceId, email)?.merge_fields;
const writes = () => mailchimp().requests.filter(({ method }) => method !== 'GET');
const memberCount = () => mailchimp().audience(hub.audienceId).members.size;

describe('template: sync coupon codes, a new conversion trigger', () => {
	it('stores the coupon with its number, and nothing else', async () => {
		const sarah = add();
		onboarded(sarah);
		const before = mailchimp().member(hub.audienceId, sarah.email);
		expect(errorOf(await runNews(hub, sarah))?.message).toBeUndefined();
		const after = mailchimp().member(hub.audienceId, sarah.email);
		expect(after).toMatchObject({
			status: 'subscribed',
			merge_fields: { COUPON: 'SARAH10', COUPONID: 1097, FNAME: 'Sarah' },
			tags: before?.tags,
		});
		expect(writes()).toHaveLength(1);
		expect(hub.world.outbox.mails).toEqual([]);
	});

	it('writes nothing for the same news again', async () => {
		const sarah = add();
		onboarded(sarah);
		await runNews(hub, sarah);
		mailchimp().clearRequests();
		expect(errorOf(await runNews(hub, sarah))?.message).toBeUndefined();
		expect(writes()).toEqual([]);
	});

	it.each([
		['in order', [1097, 1098]],
		['in the wrong order', [1098, 1097]],
		['with repetitions', [1097, 1098, 1097, 1098, 1097]],
	])('keeps the coupon that was made last: %s', async (_what, ids) => {
		const sarah = add();
		onboarded(sarah);
		for (const id of ids) {
			expect(errorOf(await runNews(hub, sarah, { id, trigger: `CODE-${id}` }))).toBeUndefined();
		}
		expect(fieldsOf(sarah.email)).toMatchObject({ COUPON: 'CODE-1098', COUPONID: 1098 });
	});

	it.each(['EMAIL', 'SKU', undefined])('leaves a trigger of the type %s alone', async (type) => {
		const sarah = add();
		onboarded(sarah);
		expect(errorOf(await runNews(hub, sarah, { type }))).toBeUndefined();
		expect(refersion().requests).toEqual([]);
		expect(mailchimp().requests).toEqual([]);
	});

	it('finds the contact by link when the address has changed', async () => {
		const sarah = add();
		onboarded(sarah, { email: 'old@creator-mail.com' });
		expect(errorOf(await runNews(hub, sarah))?.message).toBeUndefined();
		expect(fieldsOf('old@creator-mail.com')).toMatchObject({ COUPON: 'SARAH10' });
		expect(memberCount()).toBe(1);
	});

	it('finds the contact by address when it has no link yet', async () => {
		const sarah = add();
		onboarded(sarah, { mergeFields: {} });
		expect(errorOf(await runNews(hub, sarah))?.message).toBeUndefined();
		expect(fieldsOf(sarah.email)).toMatchObject({ COUPON: 'SARAH10' });
	});

	it('holds the coupon when the contact has the link of another affiliate', async () => {
		const sarah = add();
		const sam = add({ first_name: 'Sam' });
		onboarded(sam);
		const run = await runNews(hub, sarah);
		expect(errorOf(run)?.message).toContain('has another tracking link');
		expect(outputOf(run, 'Held: needs a look')[0].json).toMatchObject({
			affiliate_id: String(sarah.id),
			coupon: 'SARAH10',
			coupon_number: '1097',
			email: sam.email,
			reason: 'other_link',
			what_to_do: expect.stringContaining('Keep creators in step'),
		});
		expect(writes()).toEqual([]);
	});

	it('adds nobody, and holds the coupon of an affiliate without a contact', async () => {
		const sarah = add();
		const run = await runNews(hub, sarah);
		expect(errorOf(run)?.message).toContain('Held: The audience has no contact with the address');
		expect(outputOf(run, 'Held: needs a look')[0].json).toMatchObject({
			affiliate_id: String(sarah.id),
			coupon: 'SARAH10',
			email: sarah.email,
			reason: '404',
		});
		expect(memberCount()).toBe(0);
		expect(writes()).toEqual([]);
	});

	it('waits for the onboarding', async () => {
		const sarah = add();
		const { fetch } = hub.world;
		let reads = 0;
		jest.spyOn(hub.world, 'fetch').mockImplementation(async (request) => {
			if (/\/members\/[0-9a-f]{32}/.test(request.url) && ++reads === 3) onboarded(sarah);
			return await fetch(request);
		});
		expect(errorOf(await runNews(hub, sarah))?.message).toBeUndefined();
		expect(fieldsOf(sarah.email)).toMatchObject({ COUPON: 'SARAH10', COUPONID: 1097 });
	});

	it.each(['DENIED', 'DISABLED'] as const)(
		'is not held up by who is %s and has no contact',
		async (status) => {
			const sarah = add({ status });
			expect(errorOf(await runNews(hub, sarah))?.message).toBeUndefined();
			expect(memberCount()).toBe(0);
		},
	);

	it.each(['unsubscribed', 'cleaned', 'archived', 'pending', 'transactional'] as const)(
		'leaves the status of a contact alone that is %s',
		async (status) => {
			const sarah = add();
			onboarded(sarah, { status });
			const run = await runNews(hub, sarah);
			expect(errorOf(run)?.message).toBeUndefined();
			expect(mailchimp().member(hub.audienceId, sarah.email)).toMatchObject({
				status,
				merge_fields: { COUPON: 'SARAH10' },
			});
		},
	);

	it.each(['COUPON', 'COUPONID'])('says so when the audience has no %s', async (tag) => {
		const { mergeFields } = mailchimp().audience(hub.audienceId);
		mergeFields.splice(
			mergeFields.findIndex((field) => field.tag === tag),
			1,
		);
		const sarah = add();
		onboarded(sarah);
		const run = await runNews(hub, sarah);
		expect(errorOf(run)?.message).toContain('Held');
		expect(outputOf(run, 'Held: needs a look')[0].json).toMatchObject({
			what_happened: expect.stringContaining(tag),
			reason: 'field_not_stored',
		});
	});

	it.each([
		{ trigger: '' },
		{ trigger: '<img src=x>' },
		{ trigger: '*|MC:UNSUB|*' },
		{ trigger: 'A\nB' },
		{ id: undefined },
		{ id: 'x' },
	])('holds news that is not clear: %j', async (news) => {
		const sarah = add();
		onboarded(sarah);
		const run = await runNews(hub, sarah, news);
		expect(errorOf(run)?.message).toContain('without a code or without a number');
		expect(writes()).toEqual([]);
	});

	it('holds what Refersion or Mailchimp cannot be asked about', async () => {
		const sarah = add();
		onboarded(sarah);
		const run = await runNews(hub, { id: 1 });
		expect(errorOf(run)?.message).toContain('Held');
		expect(outputOf(run, 'Held: needs a look')).toHaveLength(1);
		hub.credentials.mailchimpAudienceApi.apiKey = `${'0'.repeat(32)}-us21`;
		expect(errorOf(await runNews(hub, sarah))?.message).toContain('API Key Invalid');
		expect(writes()).toEqual([]);
	});
});

import type { IDataObject } from 'n8n-workflow';
import { newCoupons, runNews } from './support/coupon';
import { errorOf, outputOf, runWorkflow, type WorkflowFile } from './support/engine';
import { resetHub, startHub, type Hub } from './support/hub';
import { putBetween, rename, wiresOf } from './support/rewire';
import { skipSockets } from './support/withoutSockets';

let hub: Hub;
beforeAll(async () => {
	hub = await startHub();
});
beforeEach(() => {
	resetHub(hub);
	addFields();
});
afterEach(() => jest.restoreAllMocks());
afterAll(async () => await hub.close());
skipSockets(() => hub.world);

function addFields(): void {
	for (const tag of ['COUPON', 'COUPONOLD', 'AFFCODE']) {
		mailchimp().addMergeField(hub.audienceId, { tag, name: tag, type: 'text' });
	}
	mailchimp().addMergeField(hub.audienceId, { tag: 'COUPONID', name: 'Number', type: 'number' });
}

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
		mergeFields: { AFFCODE: refersion().affiliate(affiliate.id)?.code ?? '', FNAME: 'Sarah' },
		tags: ['new-affiliate'],
		...more,
	});

const fieldsOf = (email: string) => mailchimp().member(hub.audienceId, email)?.merge_fields;
const writes = () => mailchimp().requests.filter(({ method }) => method !== 'GET');
const memberCount = () => mailchimp().audience(hub.audienceId).members.size;

describe('template: store new coupons', () => {
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

	it('finds the contact by the affiliate\u2019s code when the address has changed', async () => {
		const sarah = add();
		onboarded(sarah, { email: 'old@creator-mail.com' });
		expect(errorOf(await runNews(hub, sarah))?.message).toBeUndefined();
		expect(fieldsOf('old@creator-mail.com')).toMatchObject({ COUPON: 'SARAH10' });
		expect(memberCount()).toBe(1);
	});

	it('finds the contact by address when it has no code of an affiliate yet', async () => {
		const sarah = add();
		onboarded(sarah, { mergeFields: {} });
		expect(errorOf(await runNews(hub, sarah))?.message).toBeUndefined();
		expect(fieldsOf(sarah.email)).toMatchObject({ COUPON: 'SARAH10' });
	});

	it("holds the coupon when the contact is another affiliate's", async () => {
		const sarah = add();
		const sam = add({ first_name: 'Sam' });
		onboarded(sam);
		const run = await runNews(hub, sarah);
		expect(errorOf(run)?.message).toContain("is another affiliate's");
		expect(outputOf(run, 'Assign', 2)[0].json).toMatchObject({
			verdict: 'held',
			affiliate_id: String(sarah.id),
			coupon: 'SARAH10',
			coupon_number: 1097,
			email: sam.email,
			reason: 'other_affiliate',
			what_to_do: expect.stringContaining('Keep creators in step'),
		});
		expect(writes()).toEqual([]);
	});

	it('adds nobody, and holds the coupon of an affiliate without a contact', async () => {
		const sarah = add();
		const run = await runNews(hub, sarah);
		expect(errorOf(run)?.message).toContain('The audience has no contact with the address');
		expect(errorOf(run)?.message).toContain('enter SARAH10 in COUPON, and 1097 in COUPONID');
		expect(outputOf(run, 'Assign', 2)[0].json).toMatchObject({
			email: sarah.email,
			reason: 'http_404',
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

	it('makes the merge fields that the audience lacks', async () => {
		const { mergeFields } = mailchimp().audience(hub.audienceId);
		const kept = mergeFields.filter(({ tag }) => !tag.startsWith('COUPON'));
		mergeFields.splice(0, mergeFields.length, ...kept);
		const sarah = add();
		onboarded(sarah);
		for (const id of [1097, 1098, 1097]) {
			expect(errorOf(await runNews(hub, sarah, { id, trigger: `C-${id}` }))).toBeUndefined();
		}
		expect(fieldsOf(sarah.email)).toMatchObject({
			COUPON: 'C-1098',
			COUPONID: '1098',
			COUPONOLD: 'C-1097',
		});
	});

	it('keeps the code that a newer one replaced, for the comparison with the shop', async () => {
		const sarah = add();
		onboarded(sarah);
		for (const id of [1097, 1099, 1098]) await runNews(hub, sarah, { id, trigger: `C-${id}` });
		expect(fieldsOf(sarah.email)).toMatchObject({ COUPON: 'C-1099', COUPONOLD: 'C-1097,C-1098' });
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

	const inShop = () => hub.world.bigcommerce.codes().map(({ code }) => code);

	it('makes the code in the shop at once when it is told to, and not otherwise', async () => {
		const { id } = hub.world.bigcommerce.addPromotion();
		const sarah = add();
		onboarded(sarah);
		await runNews(hub, sarah, {}, newCoupons(hub, { promotionId: String(id) }));
		expect(hub.world.bigcommerce.requests).toEqual([]);
		const making = newCoupons(hub, { promotionId: String(id), makeCodes: true });
		for (let time = 0; time < 2; time++) {
			const news = { id: 1100, trigger: 'SARAH20' };
			expect(errorOf(await runNews(hub, sarah, news, making))?.message).toBeUndefined();
		}
		expect(inShop()).toEqual(['SARAH20']);
		expect(fieldsOf(sarah.email)).toMatchObject({ COUPON: 'SARAH20', COUPONOLD: 'SARAH10' });
	});

	it('stores a code that cannot be made, and tells why', async () => {
		const { id } = hub.world.bigcommerce.addPromotion();
		const other = hub.world.bigcommerce.addPromotion({ name: 'Summer' });
		hub.world.bigcommerce.addCode(other.id, 'SARAH10');
		const sarah = add();
		onboarded(sarah);
		const making = newCoupons(hub, { promotionId: String(id), makeCodes: true });
		const run = await runNews(hub, sarah, {}, making);
		expect(errorOf(run)?.message).toContain('belongs to the promotion "Summer"');
		expect(fieldsOf(sarah.email)).toMatchObject({ COUPON: 'SARAH10' });
		const without = newCoupons(hub, { promotionId: '', makeCodes: true });
		expect(errorOf(await runNews(hub, sarah, {}, without))?.message).toContain(
			'The parameter Promotion ID is empty',
		);
	});

	it('holds what Refersion or Mailchimp cannot be asked about', async () => {
		const sarah = add();
		onboarded(sarah);
		const run = await runNews(hub, { id: 1 });
		expect(errorOf(run)?.message).toContain(
			'Coupon SARAH10 of the affiliate with the ID 1: Affiliate not found',
		);
		hub.credentials.mailchimpAudienceApi.apiKey = `${'0'.repeat(32)}-us21`;
		expect(errorOf(await runNews(hub, sarah))?.message).toContain('API Key Invalid');
		expect(writes()).toEqual([]);
	});

	it('tells of several by one failed run, each with its reason', async () => {
		const run = await runWorkflow(hub.engine, newCoupons(hub), {
			start: 'Refersion Trigger',
			items: [add(), add({ email: 'bill@creator-mail.com' })].map(({ id }, index) => ({
				event: 'newConversionTrigger',
				id: 7 + index,
				affiliate_id: id,
				trigger: `C${index}`,
				type: 'COUPON',
			})),
			credentials: hub.credentials,
		});
		expect(errorOf(run)?.message).toContain('2 need a look');
	});
});

describe('store new coupons: the wiring', () => {
	const works = async (file: WorkflowFile) => {
		const sarah = add();
		onboarded(sarah);
		expect(errorOf(await runNews(hub, sarah, {}, file))?.message).toBeUndefined();
		expect(fieldsOf(sarah.email)).toMatchObject({ COUPON: 'SARAH10', COUPONID: 1097 });
		expect(hub.world.bigcommerce.codes()).toMatchObject([{ code: 'SARAH10' }]);
		const held = await runNews(hub, add({ email: 'nobody@creator-mail.com' }), {}, file);
		expect(errorOf(held)?.message).toContain('no contact with the address nobody@');
	};

	const making = () =>
		newCoupons(hub, {
			promotionId: String(hub.world.bigcommerce.addPromotion().id),
			makeCodes: true,
		});

	it('any node may get another name', async () => {
		let file = making();
		const names = file.nodes
			.filter(({ type }) => !type.endsWith('stickyNote') && !type.endsWith('refersionTrigger'))
			.map(({ name }) => name);
		for (const name of names) file = rename(file, name, `My ${name.toLowerCase()}`);
		await works(file);
	});

	it('a Slack node in any place breaks nothing', async () => {
		for (const wire of wiresOf('store-new-coupons')) {
			resetHub(hub);
			addFields();
			await works(putBetween(making(), wire));
		}
	});
});

import { contactOf } from '../../scripts/demo/contacts';
import { importByHand } from './support/byHand';
import { AUDIENCE, outputOf, shareRig, TAG, type Rig } from './support/rig';
import { addVariant } from './support/variant';

let rig: Rig;

beforeAll(async () => {
	rig = await shareRig();
});

afterAll(async () => {
	await rig?.close();
});

it('a coupon of a real webhook is stored, made in the shop, and taken back when the creator leaves', async () => {
	const { refersion, mailchimp, bigcommerce, outbox } = rig.world;
	for (const tag of ['AFFCODE', 'COUPON', 'COUPONOLD']) {
		mailchimp.addMergeField(AUDIENCE.id, { tag, name: tag, type: 'text' });
	}
	mailchimp.addMergeField(AUDIENCE.id, { tag: 'COUPONID', name: 'Number', type: 'number' });
	const coupons = await addVariant(rig, { name: 'store-new-coupons' });
	refersion.dashboard.removeWebhooks();
	const people = ['SARAH10', 'BILL10'].map((code) => {
		const email = `${code.toLowerCase()}@creators.example`;
		const { id, code: key } = refersion.addAffiliate({ status: 'ACTIVE', email });
		mailchimp.addMember(AUDIENCE.id, { email, mergeFields: { AFFCODE: key }, tags: [TAG] });
		return { id, email, code };
	});
	await refersion.settled();
	outbox.clear();
	refersion.dashboard.createWebhook({ url: coupons.webhookUrl, topics: 'all' });

	const triggers = people.map(({ id, code }) => refersion.addTrigger(id, 'COUPON', code));
	await refersion.settled();
	expect(refersion.deliveries.map(({ status }) => status).slice(-2)).toEqual([200, 200]);
	const executions = await coupons.executions(2);
	expect(executions.map(({ status }) => status)).toEqual(['success', 'success']);
	for (const [index, { email, code }] of people.entries()) {
		expect(contactOf(rig.world, AUDIENCE.id, email)).toMatchObject({
			status: 'subscribed',
			tags: [TAG],
			mergeFields: { COUPON: code, COUPONID: triggers[index]?.id },
		});
	}

	const promotion = bigcommerce.addPromotion({ name: 'Creators' });
	bigcommerce.addCode(promotion.id, 'SARAH10');
	const sync = await importByHand(rig, 'sync-coupon-codes');
	const summaryOf = async () => {
		const execution = await sync.execute();
		expect(execution.status).toBe('success');
		return outputOf(execution, 'Summary').at(-1);
	};
	expect(await summaryOf()).toMatchObject({
		counts: { right: 1, created: 0 },
		missing: [{ code: 'BILL10' }],
		text: expect.stringContaining('BILL10'),
	});
	expect(bigcommerce.requests.every(({ method }) => method === 'GET')).toBe(true);

	await sync.set('Settings', 'promotionId', String(promotion.id));
	await sync.set('Settings', 'makeCodes', true);
	await sync.set('Settings', 'takeBack', true);
	expect(await summaryOf()).toMatchObject({ counts: { right: 1, created: 1 }, made: ['BILL10'] });
	Object.assign(refersion.affiliate(people[0].id) ?? {}, { status: 'DENIED' });
	expect(await summaryOf()).toMatchObject({
		counts: { right: 1, taken_back: 1 },
		taken_back: ['SARAH10'],
	});
	expect(bigcommerce.codes().map(({ code }) => code)).toEqual(['BILL10']);
	expect(outbox.mails).toEqual([]);
	expect(rig.served.refusedHosts).toEqual([]);
});

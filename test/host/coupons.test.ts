import { contactOf } from '../../scripts/demo/contacts';
import { AUDIENCE, outputOf, shareRig, TAG, type Rig } from './support/rig';
import { addVariant } from './support/variant';

let rig: Rig;

beforeAll(async () => {
	rig = await shareRig();
});

afterAll(async () => {
	await rig?.close();
});

it('sync-coupon-codes stores the coupon of a real webhook, and reports what the shop lacks', async () => {
	const { refersion, mailchimp, bigcommerce, outbox } = rig.world;
	mailchimp.addMergeField(AUDIENCE.id, { tag: 'COUPON', name: 'Coupon Code', type: 'text' });
	mailchimp.addMergeField(AUDIENCE.id, { tag: 'COUPONID', name: 'Number', type: 'number' });
	const coupons = await addVariant(rig, { name: 'sync-coupon-codes' });
	refersion.dashboard.removeWebhooks();
	const people = ['SARAH10', 'BILL10'].map((code) => {
		const email = `${code.toLowerCase()}@creators.example`;
		const { id } = refersion.addAffiliate({ status: 'ACTIVE', email });
		const mergeFields = { AFFLINK: refersion.linkOf(id) ?? '' };
		mailchimp.addMember(AUDIENCE.id, { email, mergeFields, tags: [TAG] });
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

	bigcommerce.addCode(bigcommerce.addPromotion({ name: 'Creators' }).id, 'SARAH10');
	await rig.hub.api.rest('POST', `/workflows/${coupons.workflowId}/run`, {
		triggerToStartFrom: { name: 'By hand' },
	});
	const [report] = await coupons.executions(3);
	expect(report?.status).toBe('success');
	expect(report ? outputOf(report, 'Summary').at(-1) : undefined).toMatchObject({
		right: 1,
		created: 0,
		missing: [{ code: 'BILL10' }],
		html: expect.stringContaining('BILL10'),
	});
	expect(bigcommerce.requests.every(({ method }) => method === 'GET')).toBe(true);
	expect(outbox.mails).toEqual([]);
	expect(rig.served.refusedHosts).toEqual([]);
});

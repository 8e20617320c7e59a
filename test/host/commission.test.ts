import { outputOf, AUDIENCE, shareRig, type Rig } from './support/rig';
import { addVariant } from './support/variant';

let rig: Rig;
beforeAll(async () => {
	rig = await shareRig();
});
afterAll(async () => {
	await rig?.close();
});

it('commission-and-payout-notices records an event for a real webhook, and reports by hand', async () => {
	const { refersion, mailchimp } = rig.world;
	for (const tag of ['LASTCOMM', 'TOTALCOMM', 'NEXTTIER']) {
		const type = tag === 'NEXTTIER' ? 'text' : 'number';
		if (!mailchimp.audience(AUDIENCE.id).mergeFields.some((field) => field.tag === tag))
			mailchimp.addMergeField(AUDIENCE.id, { tag, name: tag, type });
	}
	const variant = await addVariant(rig, { name: 'commission-and-payout-notices' });
	const { id, email } = refersion.addAffiliate({ status: 'ACTIVE', email: 'pay@creators.example' });
	const member = mailchimp.addMember(AUDIENCE.id, { email });
	await refersion.settled();
	refersion.dashboard.removeWebhooks();
	refersion.dashboard.createWebhook({ url: variant.webhookUrl, topics: 'all' });
	refersion.addConversion({ affiliateId: id, status: 'APPROVED', commission: 12.5 });
	await refersion.settled();
	const execution = await variant.execution();
	expect({ status: execution.status, error: execution.data?.resultData?.error }).toEqual({
		status: 'success',
		error: undefined,
	});
	expect(member.events.map(({ name }) => name)).toEqual(['commission_approved']);
	expect(mailchimp.member(AUDIENCE.id, email)).toMatchObject({
		merge_fields: { LASTCOMM: 12.5, TOTALCOMM: 12.5, NEXTTIER: expect.stringContaining('Silver') },
	});
	await rig.hub.api.runByHand(variant.workflowId, 'By hand');
	const [report] = await variant.executions(2);
	expect(report?.status).toBe('success');
	const [summary] = report ? outputOf(report, 'Summary') : [];
	expect(summary).toMatchObject({
		without_paypal: expect.arrayContaining([
			expect.objectContaining({ email, unpaid: [{ total: 12.5, currency: 'USD' }] }),
		]),
		text: expect.stringContaining('12.50 USD'),
		html: expect.stringContaining('pay@creators.example'),
	});
});

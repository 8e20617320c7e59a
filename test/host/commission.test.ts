import { AUDIENCE, shareRig, type Rig } from './support/rig';
import { addVariant } from './support/variant';

let rig: Rig;
beforeAll(async () => {
	rig = await shareRig();
});
afterAll(async () => {
	await rig?.close();
});

it('commission-notices writes the totals and records an event once, for real webhooks', async () => {
	const { refersion, mailchimp } = rig.world;
	for (const [tag, type] of [
		['AFFCODE', 'text'],
		['LASTCOMM', 'number'],
		['TOTALCOMM', 'number'],
		['NEXTTIER', 'text'],
	] as const) {
		if (!mailchimp.audience(AUDIENCE.id).mergeFields.some((field) => field.tag === tag))
			mailchimp.addMergeField(AUDIENCE.id, { tag, name: tag, type });
	}
	const variant = await addVariant(rig, { name: 'commission-notices' });
	const affiliate = refersion.addAffiliate({ status: 'ACTIVE', email: 'pay@creators.example' });
	const { id, email, code } = affiliate;
	const mergeFields = { AFFLINK: String(refersion.linkOf(id)), AFFCODE: code };
	const tags = ['new-affiliate'];
	const member = mailchimp.addMember(AUDIENCE.id, { email, mergeFields, tags });
	await refersion.settled();
	refersion.dashboard.removeWebhooks();
	refersion.dashboard.createWebhook({ url: variant.webhookUrl, topics: 'all' });
	// The same at the same moment, under two topics: the one waits for the other.
	const sale = refersion.addConversion({ affiliateId: id, status: 'APPROVED', commission: 12.5 });
	refersion.setConversionStatus(sale.id, 'APPROVED');
	await refersion.settled();
	const executions = await variant.executions(2);
	expect(
		executions.map(({ status, data }) => ({ status, error: data?.resultData?.error })),
	).toEqual([
		{ status: 'success', error: undefined },
		{ status: 'success', error: undefined },
	]);
	expect(member.events.map(({ name }) => name)).toEqual(['commission_approved']);
	expect(mailchimp.member(AUDIENCE.id, email)).toMatchObject({
		merge_fields: { LASTCOMM: 12.5, TOTALCOMM: 12.5 },
	});
});

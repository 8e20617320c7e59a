import type { IDataObject } from 'n8n-workflow';
import { errorOf, outputOf, runWorkflow } from './support/engine';
import { resetHub, startHub, template, type Hub } from './support/hub';

let hub: Hub;
beforeAll(async () => {
	hub = await startHub();
});
beforeEach(() => resetHub(hub));
afterAll(async () => await hub.close());

/** Runs the template and gives its last item. */
const reconcile = async (): Promise<IDataObject> => {
	const run = await runWorkflow(hub.engine, template('reconcile-affiliates', hub.audienceId), {
		start: 'By hand',
		credentials: hub.credentials,
	});
	expect(errorOf(run)?.message).toBeUndefined();
	const output = outputOf(run, 'Summary');
	expect(output).toHaveLength(1);
	return output[0].json;
};

const refersion = () => hub.world.refersion;
const mailchimp = () => hub.world.mailchimp;

const addAffiliate = (index: number, more: IDataObject = {}) =>
	refersion().addAffiliate({
		first_name: `Jo ${index}`,
		email: `jo${index}@creator-mail.com`,
		status: 'ACTIVE',
		...more,
	});

/** A contact as the onboarding template leaves it. */
const addContact = (affiliate: { id: number; email: string }, more: IDataObject = {}) =>
	mailchimp().addMember(hub.audienceId, {
		email: affiliate.email,
		mergeFields: { AFFLINK: String(refersion().linkOf(affiliate.id)) },
		tags: ['new-affiliate'],
		...more,
	});

const contact = (email: string) => mailchimp().member(hub.audienceId, email);
const tagsOf = (email: string) => mailchimp().tagsOf(hub.audienceId, email);
const writes = () => mailchimp().requests.filter(({ method }) => method !== 'GET');

describe('template: reconcile affiliates', () => {
	it('leaves what is right alone', async () => {
		for (let index = 0; index < 5; index++) addContact(addAffiliate(index));
		expect(await reconcile()).toMatchObject({
			right: 5,
			added: 0,
			corrected: 0,
			offboarded: 0,
			held: [],
			text: 'Affiliates: 5 right, 0 added, 0 corrected, 0 offboarded, 0 held.',
			html: expect.stringContaining('Nothing needs a look'),
		});
		expect(writes()).toEqual([]);
	});

	it('onboards who is approved and has no tag, once', async () => {
		addContact(addAffiliate(0));
		const missing = addAffiliate(1);
		const untagged = addAffiliate(2);
		addContact(untagged, { tags: [] });
		expect(await reconcile()).toMatchObject({ right: 1, added: 2, corrected: 0, held: [] });
		expect(contact(missing.email)).toMatchObject({
			merge_fields: { AFFLINK: refersion().linkOf(missing.id), FNAME: 'Jo 1' },
		});
		expect(hub.world.outbox.mails.map(({ to }) => to).sort()).toEqual([
			missing.email,
			untagged.email,
		]);
		mailchimp().clearRequests();
		expect(await reconcile()).toMatchObject({ right: 3, added: 0 });
		expect(writes()).toEqual([]);
		expect(hub.world.outbox.mails).toHaveLength(2);
	});

	it.each(['refersion-domain', 'store-domain'] as const)(
		'corrects a wrong link without a second mail (%s)',
		async (linkMode) => {
			refersion().switches.linkMode = linkMode;
			for (let index = 0; index < 5; index++) addContact(addAffiliate(index));
			const [a, b, c] = [addAffiliate(5), addAffiliate(6), addAffiliate(7)];
			addContact(a, { mergeFields: { AFFLINK: String(refersion().linkOf(b.id)) } });
			addContact(b, { mergeFields: {} });
			addContact(c, {
				mergeFields: {
					AFFLINK: String(refersion().linkOf(c.id)).replace('https://', 'https://old.'),
				},
			});
			expect(await reconcile()).toMatchObject({ right: 5, corrected: 3, added: 0, held: [] });
			for (const one of [a, b, c]) {
				expect(contact(one.email)).toMatchObject({
					merge_fields: { AFFLINK: refersion().linkOf(one.id) },
				});
			}
			expect(hub.world.outbox.mails).toEqual([]);
			expect(await reconcile()).toMatchObject({ right: 8, corrected: 0 });
		},
	);

	it.each(['DENIED', 'DISABLED'] as const)('offboards who is %s', async (status) => {
		const gone = addAffiliate(0);
		addContact(gone);
		refersion().setStatus(gone.id, status);
		expect(await reconcile()).toMatchObject({ right: 0, offboarded: 1, held: [] });
		expect(tagsOf(gone.email)).toEqual(['affiliate-inactive']);
		expect(contact(gone.email)).toMatchObject({ status: 'subscribed' });
		mailchimp().clearRequests();
		expect(await reconcile()).toMatchObject({ offboarded: 0 });
		expect(writes()).toEqual([]);
	});

	it('brings back who is approved again, without a second welcome', async () => {
		const back = addAffiliate(0);
		await reconcile();
		refersion().setStatus(back.id, 'DISABLED');
		await reconcile();
		refersion().setStatus(back.id, 'ACTIVE');
		expect(await reconcile()).toMatchObject({ added: 1 });
		expect(tagsOf(back.email)).toEqual(['new-affiliate']);
		expect(hub.world.outbox.mails).toHaveLength(1);
	});

	it('names who is held, with the reason and what to do', async () => {
		const unsubscribed = addAffiliate(0, { last_name: '<b>Smith</b>' });
		addContact(unsubscribed, { tags: [], status: 'unsubscribed' });
		const refused = addAffiliate(1, { email: 'jo1@example.com' });
		const noLink = addAffiliate(2, { link: null });
		const summary = await reconcile();
		expect(summary).toMatchObject({ right: 0, added: 0 });
		expect(summary.held).toHaveLength(3);
		expect(summary.held).toEqual(
			expect.arrayContaining([
				expect.objectContaining({ email: unsubscribed.email, what_to_do: expect.any(String) }),
				expect.objectContaining({
					email: refused.email,
					what_happened: expect.stringContaining('fake or invalid'),
				}),
				expect.objectContaining({
					email: noLink.email,
					what_happened: expect.stringContaining('AFFLINK is empty'),
				}),
			]),
		);
		expect(summary.html).toContain('&lt;b&gt;Smith&lt;/b&gt;');
		expect(summary.html).not.toContain('<b>Smith');
		expect(hub.world.outbox.mails).toEqual([]);
	});

	it('says so when there are no affiliates at all', async () => {
		expect(await reconcile()).toMatchObject({ right: 0, added: 0, held: [] });
	});

	it('takes no more than 125 requests for 10,000 affiliates when nothing is to be done', async () => {
		for (let index = 0; index < 10_000; index++) addContact(addAffiliate(index));
		for (let time = 0; time < 2; time++) {
			refersion().clearRequests();
			mailchimp().clearRequests();
			expect(await reconcile()).toMatchObject({ right: 10_000, added: 0, held: [] });
			const count = refersion().requests.length + mailchimp().requests.length;
			expect(count).toBeLessThanOrEqual(125);
			expect(writes()).toEqual([]);
		}
	}, 120_000);
});

import type { IDataObject, INodeParameters, IRun } from 'n8n-workflow';
import { htmlProblems, mailProblems } from '../html';
import { refersionWrites } from './support/commission';
import { errorOf, outputOf, runWorkflow } from './support/engine';
import { resetHub, startHub, template, type Hub } from './support/hub';

const REMIND = { remind: true };

let hub: Hub;
beforeAll(async () => {
	hub = await startHub();
});
beforeEach(() => {
	resetHub(hub);
	const { mailchimp } = hub.world;
	for (const tag of ['AFFCODE', 'UNPAID']) {
		mailchimp.addMergeField(hub.audienceId, { tag, name: tag, type: 'text' });
	}
	// The tag is there when there are creators at all.
	mailchimp.addMember(hub.audienceId, { email: 'first@creator-mail.com', tags: ['new-affiliate'] });
});
// Whatever a test did: money is never moved.
afterEach(() => expect(refersionWrites(hub)).toEqual([]));
afterAll(async () => await hub.close());

const refersion = () => hub.world.refersion;

const add = (name: string, paypal = '', more: IDataObject = {}) =>
	refersion().addAffiliate({
		first_name: name,
		last_name: 'Smith',
		email: `${name.toLowerCase()}@creator-mail.com`,
		paypal_email: paypal,
		status: 'ACTIVE',
		...more,
	});

/** An approved sale of some days ago. */
const sell = (affiliateId: number, days: number, commission: number, more = {}) =>
	refersion().addConversion({
		affiliateId,
		// A minute more than whole days, so that the test may take its time.
		created: new Date(Date.now() - days * 86_400_000 - 60_000),
		commission,
		status: 'APPROVED',
		...more,
	});

/** The contact of an affiliate, as Keep creators in step makes it. */
const addContact = ({ code, email }: { code: string; email: string }, more: IDataObject = {}) =>
	hub.world.mailchimp.addMember(hub.audienceId, {
		email,
		mergeFields: { AFFCODE: code },
		tags: ['new-affiliate'],
		...more,
	});

async function run(settings: INodeParameters = {}): Promise<IRun> {
	const file = template('pay-day', hub.audienceId);
	for (const node of file.nodes) {
		if (node.name === 'Settings') node.parameters = { ...node.parameters, ...settings };
	}
	return await runWorkflow(hub.engine, file, { start: 'By hand', credentials: hub.credentials });
}

async function report(settings: INodeParameters = {}) {
	const result = await run(settings);
	expect(errorOf(result)?.message).toBeUndefined();
	const [item, ...others] = outputOf(result, 'Report');
	expect(others).toEqual([]);
	expect(mailProblems(String(item.json.html))).toEqual([]);
	expect(htmlProblems(String(item.json.page))).toEqual([]);
	return item;
}

const writes = () =>
	hub.world.mailchimp.requests.filter(({ method }) => method !== 'GET').map(({ path }) => path);

const tagsOf = (email: string) => {
	const { members } = hub.world.mailchimp.audience(hub.audienceId);
	const found = [...members.values()].find((each) => each.email === email);
	const tags = hub.world.mailchimp.tagsOf(hub.audienceId, email);
	return { tags, unpaid: found?.mergeFields.get('UNPAID') };
};

describe('template: pay day, the report', () => {
	it.each(['empty', 'null'] as const)(
		'says who has no PayPal address and what is unpaid, and writes nothing (%s)',
		async (missingPayPal) => {
			refersion().switches.missingPayPal = missingPayPal;
			add('Paid', 'pay@creator-mail.com');
			const carl = add('Carl');
			sell(carl.id, 1, 7.25);
			sell(carl.id, 95, 0.1);
			add('Anna');
			add('Denied', '', { status: 'DENIED' });
			const { json, binary } = await report();
			expect(json).toMatchObject({
				text: 'Active affiliates without a PayPal address: 2 (1 with commission to come). Approved and unpaid: 7.35 USD, older than 90 days: 0.10 USD.',
				changed: true,
				nothing_could_be_done: false,
				numbers: {
					without_paypal: [
						{ name: 'Carl Smith', paypal: 'none', unpaid: [{ total: 7.35, currency: 'USD' }] },
						{ name: 'Anna Smith', unpaid: [] },
					],
				},
			});
			expect(json.html).not.toContain('pay@creator-mail.com');
			const csv = Buffer.from(binary?.rows.data ?? '', 'base64').toString();
			expect(csv.split('\r\n')[1]).toContain(
				'"Carl Smith","carl@creator-mail.com","USD",2,7.25,0,0,0.1,7.35',
			);
			expect(writes()).toEqual([]);
		},
	);

	it.each(['null', 'empty-list', 'empty-object'] as const)(
		'lists a sale as unpaid that has %s for a payment',
		async (unpaidPayment) => {
			refersion().switches.unpaidPayment = unpaidPayment;
			const carl = add('Carl');
			sell(carl.id, 1, 7.25);
			refersion().addPayment(carl.id, [sell(carl.id, 1, 100).id]);
			expect((await report()).json).toMatchObject({
				numbers: { unpaid_total: [{ conversions: 1, total: 7.25 }] },
			});
		},
	);

	it.each([
		['all', 'id-and-affiliate'],
		['all', 'affiliate'],
		['all', 'id'],
		['shown', 'id-and-affiliate'],
		['shown', 'affiliate'],
		['shown', 'id'],
	] as const)(
		'knows whose a sale is: %s fields, named by %s',
		async (conversionFields, conversionNames) => {
			Object.assign(refersion().switches, { conversionFields, conversionNames });
			const [carl, anna] = [add('Carl'), add('Anna')];
			sell(carl.id, 1, 7.25);
			sell(anna.id, 1, 2);
			const { json } = await report();
			expect(json).toMatchObject({
				text: expect.stringContaining('PayPal address: 2 (2 with commission to come)'),
				numbers: {
					unpaid: [
						{ code: carl.code, total: 7.25 },
						{ code: anna.code, total: 2 },
					],
					without_paypal: [
						{ code: carl.code, unpaid: [{ total: 7.25 }] },
						{ code: anna.code, unpaid: [{ total: 2 }] },
					],
				},
			});
		},
	);

	it('is one item when there is nothing at all, and needs no contacts', async () => {
		hub.world.mailchimp.audience(hub.audienceId).tags.clear();
		const { json, binary } = await report();
		expect(json).toMatchObject({
			changed: false,
			text: 'Active affiliates without a PayPal address: 0 (0 with commission to come). Approved and unpaid: 0, older than 90 days: 0.',
		});
		expect(binary).toBeUndefined();
	});

	it('reads large programmes in few requests', async () => {
		for (let index = 0; index < 450; index++) {
			const { id } = add(`Jo${index}`);
			sell(id, index % 120, 1);
		}
		const { json } = await report();
		expect(json).toMatchObject({ numbers: { without_paypal_count: 450, unpaid_count: 450 } });
		// 5 pages of the list, 3 of affiliates and 3 of conversions in GraphQL.
		expect(refersion().requests).toHaveLength(11);
	});

	it('fails rather than show half a list, and says where to get the token', async () => {
		sell(add('Bill').id, 1, 5);
		hub.world.faults.failNext({ service: 'refersion', after: 2, fault: '400' });
		const half = await run();
		expect(errorOf(half)).toBeDefined();
		expect(outputOf(half, 'Report')).toEqual([]);
		hub.credentials.refersionApi.graphqlToken = '';
		expect(errorOf(await run())?.message).toContain('GraphQL');
	});
});

describe('template: pay day, reminders', () => {
	it('stores the amount and adds the tag once, and takes it off when the address is there', async () => {
		const bill = add('Bill');
		const anna = add('Anna');
		sell(bill.id, 1, 12.5);
		const contact = addContact(bill, { email: 'bill@elsewhere.com' });
		addContact(anna);
		hub.world.mailchimp.journeys.add({
			audienceId: hub.audienceId,
			tag: 'paypal-missing',
			subject: 'Your commission',
			html: '*|UNPAID|* waits for you',
		});
		const { json } = await report(REMIND);
		expect(json.text).toContain('Reminded in this run: 1. With an address now: 0.');
		expect(tagsOf(contact.email)).toEqual({
			tags: expect.arrayContaining(['new-affiliate', 'paypal-missing']),
			unpaid: '12.50 USD',
		});
		expect(tagsOf(anna.email).tags).toEqual(['new-affiliate']);
		// The second look changes nothing.
		hub.world.mailchimp.requests.length = 0;
		await report(REMIND);
		expect(writes()).toEqual([]);
		const mails = await hub.world.outbox.waitFor(1);
		expect(mails.map(({ to, html }) => [to, html])).toEqual([
			[contact.email, '12.50 USD waits for you'],
		]);
		bill.paypal_email = 'bill@pay.com';
		await report(REMIND);
		expect(tagsOf(contact.email).tags).toEqual(['new-affiliate']);
	});

	it('adds no tag where the amount cannot be stored, and the run fails', async () => {
		const bill = add('Bill');
		sell(bill.id, 1, 12.5);
		addContact(bill);
		const result = await run({ ...REMIND, unpaidMergeField: 'MISSING' });
		expect(errorOf(result)?.message).toContain('MISSING');
		expect(tagsOf(bill.email).tags).toEqual(['new-affiliate']);
		// The report is made all the same, unless the run ended before it.
		expect(outputOf(result, 'Report')).toHaveLength(1);
	});

	it('reminds nobody when the contacts cannot be read', async () => {
		sell(add('Bill').id, 1, 12.5);
		hub.world.faults.failNext({ service: 'mailchimp', path: /members$/, fault: '400' });
		const result = await run(REMIND);
		expect(errorOf(result)?.message).toContain('The list of the input Contacts could not be read');
		expect(writes()).toEqual([]);
	});
});

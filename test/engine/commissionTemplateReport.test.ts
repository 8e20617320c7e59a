import type { IDataObject } from 'n8n-workflow';
import { refersionWrites, report } from './support/commission';
import { errorOf, runWorkflow } from './support/engine';
import { resetHub, startHub, template, type Hub } from './support/hub';

let hub: Hub;
beforeAll(async () => {
	hub = await startHub();
});
beforeEach(() => resetHub(hub));
// Whatever a test did: money is never moved, and Mailchimp is not touched.
afterEach(() => {
	expect(refersionWrites(hub)).toEqual([]);
	expect(hub.world.mailchimp.requests).toEqual([]);
});
afterAll(async () => await hub.close());

const refersion = () => hub.world.refersion;

const add = (name: string, paypal = '', more: IDataObject = {}) =>
	refersion().addAffiliate({
		first_name: name,
		last_name: 'Smith',
		email: `${name.toLowerCase().replace(/[^a-z]/g, '')}@creator-mail.com`,
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

/** The texts in the cells of a report, as they are read in a browser. */
const cellsOf = (html: unknown) =>
	Array.from(String(html).matchAll(/<td[^>]*>(.*?)<\/td>/gs), ([, text]) =>
		text.replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code))),
	);

describe('template: commission and payout notices, before pay day', () => {
	it.each(['empty', 'null'] as const)(
		'lists active affiliates without a PayPal address, who has most to come first (%s)',
		async (missingPayPal) => {
			refersion().switches.missingPayPal = missingPayPal;
			add('Paid', 'pay@creator-mail.com');
			add('Zoe');
			const bill = add('Bill');
			sell(bill.id, 1, 5);
			const carl = add('Carl');
			sell(carl.id, 1, 7.25);
			sell(carl.id, 2, 0.1);
			add('Anna');
			for (const status of ['PENDING', 'DENIED', 'DISABLED'] as const) add(status, '', { status });
			const summary = await report(hub);
			expect(summary.without_paypal).toEqual([
				{
					name: 'Carl Smith',
					email: carl.email,
					paypal: 'none',
					unpaid: [{ total: 7.35, currency: 'USD' }],
				},
				expect.objectContaining({ name: 'Bill Smith', unpaid: [{ total: 5, currency: 'USD' }] }),
				expect.objectContaining({ name: 'Anna Smith', unpaid: [] }),
				expect.objectContaining({ name: 'Zoe Smith', unpaid: [] }),
			]);
			expect(summary.text).toBe(
				'Active affiliates without a PayPal address: 4 (2 with commission to come). Approved and unpaid: 12.35 USD, older than 90 days: 0.',
			);
			expect(summary.html).toContain('<td>Carl Smith</td>');
			expect(summary.html).not.toContain('pay@creator-mail.com');
		},
	);

	it('sums what is approved and unpaid by age, for each affiliate and all together', async () => {
		const bill = add('Bill', 'bill@pay.com');
		const gone = add('Gone', 'gone@pay.com', { status: 'DISABLED' });
		for (const [days, commission] of [
			[0, 0.1],
			[30, 0.2],
			[31, 4],
			[60, 8],
			[61, 16],
			[90, 32],
			[91, 64],
			[400, 128],
		]) {
			sell(bill.id, days, commission);
		}
		sell(gone.id, 5, 1_000);
		sell(bill.id, 5, 3, { currency: 'EUR' });
		// What is not approved, or paid already, does not count.
		for (const status of ['PENDING', 'DENIED', 'UNQUALIFIED']) sell(bill.id, 5, 999, { status });
		refersion().addPayment(bill.id, [sell(bill.id, 5, 999).id]);
		const summary = await report(hub);
		const billed = {
			days_0_30: 0.3,
			days_31_60: 12,
			days_61_90: 48,
			days_over_90: 192,
			total: 252.3,
		};
		expect(summary.unpaid).toEqual([
			expect.objectContaining({ affiliate_id: gone.id, name: 'Gone Smith', total: 1_000 }),
			expect.objectContaining({
				affiliate_id: bill.id,
				currency: 'USD',
				conversions: 8,
				...billed,
			}),
			expect.objectContaining({ affiliate_id: bill.id, currency: 'EUR', total: 3 }),
		]);
		expect(summary.unpaid_total).toEqual([
			{ ...billed, currency: 'USD', conversions: 9, days_0_30: 1_000.3, total: 1_252.3 },
			expect.objectContaining({ currency: 'EUR', conversions: 1, total: 3 }),
		]);
		expect(summary.text).toContain(
			'Approved and unpaid: 1,252.30 USD + 3.00 EUR, older than 90 days: 192.00 USD.',
		);
		expect(cellsOf(summary.html)).toContain('1,252.30 USD');
	});

	it('is one item when there is nothing at all', async () => {
		const summary = await report(hub);
		expect(summary).toMatchObject({
			without_paypal: [],
			unpaid: [],
			unpaid_total: [],
			text: 'Active affiliates without a PayPal address: 0 (0 with commission to come). Approved and unpaid: 0, older than 90 days: 0.',
		});
		expect(summary.html).toContain('Every active affiliate has a PayPal address');
		expect(summary.html).toContain('Nothing is approved and unpaid');
		expect(summary.html).not.toContain('<table');
	});

	it('shows names as texts, whatever is in them', async () => {
		const names = [
			`<script>alert(1)</script>"'`,
			// What String.replace would read as "the text before", "after" or "what was found".
			"$` $' $&",
			"{{ $json.without_paypal }} {{ $('Settings').first().json }}",
			'\u202eJo',
		];
		for (const name of names) {
			const { id } = add(name, '<b>pay</b>', { email: '"<img src=x>"@creator-mail.com' });
			sell(id, 1, 5, { currency: '<i>' });
		}
		const { html, text, without_paypal: list } = await report(hub);
		expect(list).toEqual(names.map(() => expect.objectContaining({ paypal: 'not an address' })));
		expect(text).toContain('20.00 <i>');
		expect(html).not.toMatch(/<(script|i|b|img)\b/);
		const cells = cellsOf(html);
		// Four names in each table, and the sum.
		expect(cells).toHaveLength(4 * 4 + 4 * 6 + 6);
		for (const name of names) {
			expect(cells).toContain(`${name} Smith`);
			expect(cells).toContain(`${name} Smith, "<img src=x>"@creator-mail.com`);
		}
	});

	it('tells an address that is not known from one that is missing', async () => {
		const { code } = add('Bill', 'bill@pay.com');
		const original = hub.world.fetch;
		hub.world.fetch = async (request) => {
			const answer = await original(request);
			if (new URL(request.url).hostname !== 'graphql.refersion.com') return answer;
			return new Response((await answer.text()).replaceAll(code, 'other'), answer);
		};
		const summary = await report(hub);
		hub.world.fetch = original;
		expect(summary.without_paypal).toEqual([expect.objectContaining({ paypal: 'not known' })]);
	});

	it('reads large programmes in few requests', async () => {
		for (let index = 0; index < 450; index++) {
			const { id } = add(`Jo ${index}`, '', { email: `jo${index}@creator-mail.com` });
			sell(id, index % 120, 1);
		}
		const summary = await report(hub);
		expect(summary.without_paypal).toHaveLength(450);
		expect(summary.unpaid_total).toEqual([
			expect.objectContaining({ conversions: 450, total: 450 }),
		]);
		// 5 pages of the list, 3 of affiliates and 3 of conversions in GraphQL.
		expect(refersion().requests).toHaveLength(11);
	});

	it('gets through refusals, and fails rather than show half a list', async () => {
		sell(add('Bill').id, 1, 5);
		const { faults } = hub.world;
		faults.failNext({ service: 'refersion', fault: '429', times: 2 });
		faults.failNext({ service: 'refersion', fault: 'reset-before' });
		expect(await report(hub)).toMatchObject({ without_paypal: [expect.anything()] });
		expect(faults.pending()).toBe(0);
		faults.failNext({ service: 'refersion', after: 2, fault: '400' });
		const run = await runWorkflow(
			hub.engine,
			template('commission-and-payout-notices', hub.audienceId),
			{ start: 'By hand', credentials: hub.credentials },
		);
		expect(errorOf(run)).toBeDefined();
		expect(run.data.resultData.runData).not.toHaveProperty('Summary');
	}, 60_000);

	it('says where to get the token', async () => {
		hub.credentials.refersionApi.graphqlToken = '';
		add('Bill');
		const run = await runWorkflow(
			hub.engine,
			template('commission-and-payout-notices', hub.audienceId),
			{ start: 'Before pay day', credentials: hub.credentials },
		);
		expect(errorOf(run)?.message).toContain('GraphQL');
	});
});

import type { IDataObject } from 'n8n-workflow';
import { couponTemplate, runReport } from './support/coupon';
import { errorOf, outputOf, runWorkflow } from './support/engine';
import { resetHub, startHub, type Hub } from './support/hub';

let hub: Hub;
beforeAll(async () => {
	hub = await startHub();
});
beforeEach(() => {
	resetHub(hub);
	mailchimp().addMergeField(hub.audienceId, { tag: 'COUPON', name: 'Coupon Code', type: 'text' });
});
afterAll(async () => await hub.close());

const mailchimp = () => hub.world.mailchimp;
const bigcommerce = () => hub.world.bigcommerce;

const contact = (name: string, coupon: string, more: IDataObject = {}) =>
	mailchimp().addMember(hub.audienceId, {
		email: `${name.toLowerCase().replace(/[^a-z]/g, '')}@creator-mail.com`,
		mergeFields: { FNAME: name, COUPON: coupon },
		tags: ['new-affiliate'],
		...more,
	});

const codesOf = (rows: unknown) => (rows as IDataObject[]).map(({ code }) => code);
const writes = () =>
	[...mailchimp().requests, ...bigcommerce().requests].filter(({ method }) => method !== 'GET');

describe('template: sync coupon codes, the report', () => {
	it('finds nothing to do when all codes are there', async () => {
		const { id } = bigcommerce().addPromotion();
		contact('Sarah', 'SARAH10');
		contact('Bill', ' bill10 ');
		contact('Ann', '');
		contact('Customer', '', { tags: [] });
		bigcommerce().addCode(id, 'Sarah10');
		bigcommerce().addCode(id, 'BILL10');
		bigcommerce().addCode(id, 'SUMMER');
		const summary = await runReport(hub);
		expect(summary).toMatchObject({
			right: 2,
			created: 0,
			missing: [],
			not_usable: [],
			still_usable: [],
			without_code: 1,
			text: 'Coupon codes: 2 right, 0 created, 0 missing, 0 not usable, 0 still usable without an affiliate.',
			html: expect.stringContaining('Nothing needs a look'),
		});
		expect(summary.html).toContain('1 approved contact has no code');
		expect(writes()).toEqual([]);
	});

	it('names the codes that are missing or cannot be used, and writes nothing', async () => {
		const states = {
			DISABLED: bigcommerce().addPromotion({ name: 'Off <b>', status: 'DISABLED' }),
			INVALID: bigcommerce().addPromotion({ status: 'INVALID' }),
			EXPIRED: bigcommerce().addPromotion({ end_date: '2020-01-01T00:00:00+00:00' }),
			EARLY: bigcommerce().addPromotion({ start_date: '2199-01-01T00:00:00+00:00' }),
			USED: bigcommerce().addPromotion({ max_uses: 1, current_uses: 1 }),
		};
		for (const [code, { id }] of Object.entries(states)) {
			bigcommerce().addCode(id, code);
			contact(`Of ${code}`, code);
		}
		contact("<script>Missing</script> $' $& {{ 6 * 7 }}", 'MISSING');
		const summary = await runReport(hub);
		expect(summary).toMatchObject({
			right: 0,
			missing: [
				{
					name: "<script>Missing</script> $' $& {{ 6 * 7 }}",
					code: 'MISSING',
					what_happened: 'BigCommerce has no such code',
				},
			],
		});
		expect(summary.not_usable).toEqual([
			expect.objectContaining({
				code: 'DISABLED',
				what_happened: expect.stringMatching('disabled'),
			}),
			expect.objectContaining({ code: 'INVALID', what_happened: expect.stringMatching('invalid') }),
			expect.objectContaining({ code: 'EXPIRED', what_happened: expect.stringMatching('expired') }),
			expect.objectContaining({
				code: 'EARLY',
				what_happened: expect.stringMatching('not started'),
			}),
			expect.objectContaining({ code: 'USED', what_happened: expect.stringMatching('used up') }),
		]);
		// n8n puts results into the page with String.replace, for which these mean something.
		expect(summary.html).toContain(
			"&lt;script&gt;Missing&lt;/script&gt; &#36;' &#36;&amp; &#123;&#123; 6 * 7 }}",
		);
		expect(summary.html).toContain('Off &lt;b&gt;');
		expect(summary.html).not.toContain('<script');
		expect(writes()).toEqual([]);
	});

	it('names codes of former affiliates that still work, unless somebody approved has the code', async () => {
		const { id } = bigcommerce().addPromotion();
		const off = bigcommerce().addPromotion({ status: 'DISABLED' });
		bigcommerce().addCode(id, 'GONE10');
		bigcommerce().addCode(id, 'MOVED10');
		bigcommerce().addCode(off.id, 'OFF10');
		for (const code of ['GONE10', 'OFF10', 'NEVER10']) {
			contact(`Of ${code}`, code, {
				email: `${code}@creator-mail.com`,
				tags: ['affiliate-inactive'],
			});
		}
		contact('Old Address', 'MOVED10', { tags: [] });
		contact('New Address', 'MOVED10');
		const summary = await runReport(hub);
		expect(summary).toMatchObject({ right: 1, missing: [], not_usable: [] });
		expect(codesOf(summary.still_usable)).toEqual(['GONE10']);
	});

	it('takes the one of two promotions with which a code works', async () => {
		bigcommerce().switches.codeCase = 'sensitive';
		const [off, on] = [
			bigcommerce().addPromotion({ status: 'DISABLED' }),
			bigcommerce().addPromotion(),
		];
		for (const codes of [
			['a1', 'A1'],
			['B1', 'b1'],
		]) {
			bigcommerce().addCode(off.id, codes[0]);
			bigcommerce().addCode(on.id, codes[1]);
		}
		bigcommerce().addCode(off.id, 'B1');
		contact('A', 'A1');
		contact('B', 'B1');
		expect(await runReport(hub)).toMatchObject({ right: 2, not_usable: [] });
	});

	it('creates the missing codes of approved affiliates when it is switched on', async () => {
		const { id } = bigcommerce().addPromotion({ name: 'Creators' });
		const other = bigcommerce().addPromotion();
		bigcommerce().addCode(other.id, 'THERE10');
		contact('There', 'THERE10');
		contact('Sarah', 'SARAH10');
		contact('Same', 'sarah10');
		contact('Bad', 'BÄD%');
		contact('Gone', 'GONE10', { tags: ['affiliate-inactive'] });
		const settings = { create_missing_codes: true, promotion_id: String(id) };
		const summary = await runReport(hub, settings);
		expect(summary).toMatchObject({
			right: 1,
			created: 1,
			not_usable: [],
			missing: [
				{
					code: 'BÄD%',
					what_happened: expect.stringContaining('characters that BigCommerce does not take'),
				},
			],
		});
		expect(
			bigcommerce()
				.codes()
				.map(({ code, promotionId }) => ({ code, promotionId })),
		).toEqual([
			{ code: 'THERE10', promotionId: other.id },
			{ code: 'SARAH10', promotionId: id },
		]);
		bigcommerce().clearRequests();
		expect(await runReport(hub, settings)).toMatchObject({ right: 3, created: 0 });
		expect(bigcommerce().requests.filter(({ method }) => method === 'POST')).toEqual([]);
	});

	it('says so when a code it created does not work', async () => {
		const { id } = bigcommerce().addPromotion({ name: 'Creators', status: 'DISABLED' });
		contact('Sarah', 'SARAH10');
		const settings = { create_missing_codes: true, promotion_id: String(id) };
		expect(await runReport(hub, settings)).toMatchObject({
			created: 1,
			missing: [],
			not_usable: [{ code: 'SARAH10', what_happened: 'The promotion is disabled (Creators)' }],
		});
	});

	it.each([
		['', 'The parameter Promotion is empty'],
		['9', 'The requested resource was not found.'],
	])('reports what could not be created (promotion "%s")', async (promotion_id, what_happened) => {
		contact('Sarah', 'SARAH10');
		contact('Bill', 'BILL10');
		const summary = await runReport(hub, { create_missing_codes: true, promotion_id });
		expect(summary.missing).toMatchObject([{ what_happened }, { what_happened }]);
		expect(summary.created).toBe(0);
	});

	it('does not call codes missing when BigCommerce cannot be asked', async () => {
		contact('Sarah', 'SARAH10');
		hub.credentials.bigCommerceApi.accessToken = 'wrong';
		const run = await runWorkflow(hub.engine, couponTemplate(hub), {
			start: 'By hand',
			credentials: hub.credentials,
		});
		expect(errorOf(run)?.message).toContain('Unauthorized');
		expect(outputOf(run, 'Summary')).toEqual([]);
	});

	it('says so when there is nothing at all', async () => {
		expect(await runReport(hub)).toMatchObject({ right: 0, missing: [], without_code: 0 });
	});

	it('compares 3,000 contacts with 3,000 codes in few requests', async () => {
		const { id } = bigcommerce().addPromotion();
		for (let number = 0; number < 3000; number++) {
			contact('Jo', `CODE${number}`, { email: `jo${number}@creator-mail.com` });
			bigcommerce().addCode(id, `code${number}`);
		}
		expect(await runReport(hub)).toMatchObject({ right: 3000, missing: [] });
		expect(mailchimp().requests.length + bigcommerce().requests.length).toBeLessThanOrEqual(20);
	}, 60_000);
});

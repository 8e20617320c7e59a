import type { IDataObject } from 'n8n-workflow';
import { codeNamedBy } from '../../../nodes/CreatorProgram/contacts/find';
import { affiliate, contact, conversion, linkOf, measure } from './funnelSupport';

const live = {
	merge_fields: {
		AFFLINK: linkOf('live'),
		AFFCODE: 'live',
		LINKSTATUS: 'live',
		LINKDATE: '03/05/2026',
	},
	stats: { avg_open_rate: 0.5, avg_click_rate: 0.1 },
};

describe('a programme of four, measured', () => {
	const { creators, numbers } = measure({
		affiliates: [
			affiliate('seller', 'seller@mail.com', { offer_id: '9' }),
			affiliate('live', 'live@mail.com'),
			affiliate('new', 'new@mail.com'),
			affiliate('gone', 'gone@mail.com'),
		],
		contacts: [
			contact('seller', 'seller@mail.com', { timestamp_opt: '2026-02-01T09:00:00+00:00' }),
			contact('live', 'live@mail.com', live),
			contact('new', 'new@mail.com', { timestamp_opt: '2026-03-08T09:00:00+00:00' }),
		],
		conversions: [
			conversion('seller', '2026-03-06T10:00:00Z', { commission_total: 10.1 }),
			conversion('seller', '2026-01-05T10:00:00Z', { commission_total: 0.2, currency: 'EUR' }),
			conversion('gone', '2026-03-06T10:00:00Z', { status: 'DENIED' }),
		],
		offers: [{ id: 9, name: 'Gold' }],
	});

	it('gives each creator a row: the step, since when, and what to do', () => {
		expect(creators).toMatchObject([
			{
				name: 'SELLER Smith',
				offer: 'Gold',
				step: 'sold',
				step_number: 5,
				seen: ['approved', 'contact', 'sold'],
				next: 'paid',
				since: '2026-01-05',
				stuck: true,
				reason: 'not_paid',
				what_to_do: 'Pay it in Refersion; see there that they have a PayPal address.',
				joined: '2026-02-01',
				first_sale: '2026-01-05',
			},
			{
				step: 'live',
				next: 'sold',
				since: '2026-03-05',
				stuck: false,
				reason: 'no_sale',
				offer: 'Offer 7',
				link: 'seen',
				live_since: '2026-03-05',
			},
			{ step: 'contact', next: 'opened', since: '2026-03-08', stuck: false },
			{ step: 'approved', next: 'contact', since: '', stuck: true, reason: 'not_in_audience' },
		]);
	});

	it('counts them', () => {
		const table = numbers.steps.map(
			({ count, seen, share_of_step_before: before, last_7_days }) => [
				count,
				seen,
				before,
				last_7_days,
			],
		);
		expect(table).toEqual([
			[4, 4, null, null],
			[3, 3, 0.75, 1],
			[2, 1, 0.667, null],
			[2, 1, 1, null],
			[2, 1, 1, 1],
			[1, 1, 0.5, 0],
			[0, 0, 0, 0],
		]);
		expect(numbers.sales).toEqual([
			{ currency: 'USD', sales: 1, order_total: 100, commission: 10.1, commission_paid: 0 },
			{ currency: 'EUR', sales: 1, order_total: 100, commission: 0.2, commission_paid: 0 },
		]);
		expect(numbers.by_month.map(({ month, approved }) => [month, approved])).toEqual([
			['2026-01', 1],
			['2026-02', 1],
			['2026-03', 1],
			['not known', 1],
		]);
		expect(numbers.stuck.map(({ key, count, on_the_way: way }) => [key, count, way])).toEqual([
			['contact', 1, 0],
			['opened', 0, 1],
			['clicked', 0, 0],
			['live', 0, 0],
			['sold', 0, 1],
			['paid', 1, 0],
		]);
	});

	it('knows nothing of sales when they were not read', () => {
		const unknown = measure({ affiliates: [affiliate('a', 'a@mail.com')], contacts: [] }).numbers;
		expect(unknown.steps.slice(5)).toMatchObject([
			{ count: null, seen: null, share_of_approved: null, last_7_days: null },
			{ count: null },
		]);
		expect(unknown).toMatchObject({
			sales: null,
			sales_unassigned_count: null,
			by_offer: [{ sold: null, paid: null }],
		});
	});
});

describe('whose contact it is', () => {
	const stepsOf = (given: Parameters<typeof measure>[0]) =>
		measure(given).creators.map(({ code, step, reason, joined }) => [code, step, reason, joined]);

	it('goes by the code in the contact, whatever the address', () => {
		const contacts = [contact('a', 'moved@mail.com', { timestamp_opt: '2026-02-02T00:00:00Z' })];
		expect(stepsOf({ affiliates: [affiliate('a', 'a@mail.com')], contacts })).toEqual([
			['a', 'contact', 'not_opened', '2026-02-02'],
		]);
	});

	it('gives each of two with one address the contact with their code', () => {
		const affiliates = [affiliate('a', 'x@mail.com'), affiliate('b', 'X@mail.com ')];
		const contacts = [contact('b', 'x@mail.com'), contact('a', 'other@mail.com')];
		expect(stepsOf({ affiliates, contacts }).map(([, step]) => step)).toEqual([
			'contact',
			'contact',
		]);
		expect(stepsOf({ affiliates, contacts: contacts.slice(0, 1) })).toMatchObject([
			['a', 'approved', 'same_address', ''],
			['b', 'contact', 'not_opened', expect.anything()],
		]);
	});

	it('takes the contact at the own address when two have the code', () => {
		const contacts = [
			contact('a', 'old@mail.com', {
				status: 'unsubscribed',
				last_changed: '2026-03-01T00:00:00Z',
			}),
			contact('a', 'a@mail.com'),
		];
		const affiliates = [affiliate('a', 'a@mail.com')];
		expect(stepsOf({ affiliates, contacts })).toMatchObject([
			['a', 'contact', 'not_opened', expect.anything()],
		]);
	});

	it('goes by the address where the code in the contact is nobody’s', () => {
		const contacts = [contact('former', 'a@mail.com')];
		expect(stepsOf({ affiliates: [affiliate('a', 'a@mail.com')], contacts })).toMatchObject([
			['a', 'approved', 'wrong_link', expect.anything()],
		]);
	});

	it('gives nobody the contact or the sales of another one', () => {
		const affiliates = [affiliate('a', 'x@mail.com'), affiliate('b', 'x@mail.com')];
		const contacts = [contact('b', 'x@mail.com')];
		const conversions = [conversion('', '2026-03-01T00:00:00Z', { affiliate_email: 'x@mail.com' })];
		const { creators } = measure({ affiliates, contacts, conversions });
		expect(creators.map(({ step }) => step)).toEqual(['approved', 'sold']);
	});
});

describe('whose sale it is', () => {
	const people = [affiliate('a', 'a@mail.com', { id: 7 }), affiliate('b', 'b@mail.com', { id: 8 })];
	const sold = (affiliates: typeof people, ...said: IDataObject[]) => {
		const conversions = said.map((more) => conversion('', '2026-03-01T00:00:00Z', more));
		const { creators, numbers } = measure({ affiliates, contacts: [], conversions });
		const sellers = creators.filter(({ step }) => step === 'sold').map(({ code }) => code);
		return [sellers, numbers.sales_unassigned_count];
	};

	it.each([
		['the code', { affiliate_code: 'b', affiliate_id: 7, affiliate_email: 'a@mail.com' }],
		['the id', { affiliate_id: 8, affiliate_email: null }],
		['the address', { affiliate_id: null, affiliate_email: 'B@mail.com' }],
	])('is told by %s', (_what, said) => {
		expect(sold(people, said)).toEqual([['b'], 0]);
	});

	it('is not known where nothing names the creator, or only an id that the list does not have', () => {
		const nothing = { affiliate_id: null, affiliate_email: null };
		const denied = { ...nothing, status: 'DENIED' };
		const id = { ...nothing, affiliate_id: 8 };
		expect(sold(people, nothing, denied, id)).toEqual([['b'], 1]);
		const withoutIds = people.map((person) => ({ ...person, id: undefined }));
		expect(sold(withoutIds, nothing, denied, id)).toEqual([[], 2]);
	});

	it('of somebody who is not active any more is not counted as unknown', () => {
		expect(sold(people, { affiliate_code: 'former' }, { affiliate_id: 9 })).toEqual([[], 0]);
	});
});

it.each([
	['https://shop.refersion.com/c/a1b2', 'a1b2'],
	['https://shop.refersion.com/c/a1b2/?utm=c', 'a1b2'],
	['https://www.shop.com/?utm=1&rfsn=12.a1b2', 'a1b2'],
	['https://www.shop.com/c/shoes?rfsn=12.a1b2', 'a1b2'],
	['https://www.shop.com/c/shoes/red', ''],
	['https://go.shop.com/anna', ''],
	['', ''],
])('finds in %s the code %p', (link, code) => {
	expect(codeNamedBy(link)).toBe(code);
});

it('measures 30,000 creators and 30,000 sales in under three seconds', () => {
	const codes = Array.from({ length: 30_000 }, (_, index) => `c${index}`);
	// The processor's time: other programs on the machine must not count.
	const before = process.cpuUsage();
	const { numbers } = measure({
		affiliates: codes.map((code) => affiliate(code, `${code}@mail.com`)),
		contacts: codes.map((code) => contact(code, `${code}@mail.com`)),
		conversions: codes.map((code) => conversion(code, '2026-02-01T00:00:00Z')),
	});
	expect(numbers.steps.map(({ count }) => count)).toEqual([
		30_000, 30_000, 30_000, 30_000, 30_000, 30_000, 0,
	]);
	const { user, system } = process.cpuUsage(before);
	expect((user + system) / 1_000).toBeLessThan(3_000);
});

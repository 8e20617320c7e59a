import { standingNumbers, type CountedConversion } from '../../../nodes/Refersion/standing/numbers';
import { seededRandom } from '../../emulators/common';

let nextId = 1;
const conversion = (given: Partial<CountedConversion> = {}): CountedConversion => ({
	id: nextId++,
	status: 'APPROVED',
	isPaid: false,
	currency: 'USD',
	total: 100,
	commission: 10,
	created: '2026-05-01T12:00:00.000Z',
	...given,
});

const NOTHING = {
	conversions: 0,
	approved_conversions: 0,
	pending_conversions: 0,
	sales: 0,
	approved_commission: 0,
	pending_commission: 0,
	paid_commission: 0,
	unpaid_commission: 0,
	last_commission: 0,
	first_sale_at: null,
	last_sale_at: null,
};

describe('standing of an affiliate', () => {
	it('adds up by hand: approved, pending, paid and unpaid', () => {
		const numbers = standingNumbers([
			conversion({ total: 59.9, commission: 5.99, created: '2026-05-03T08:00:00.000Z' }),
			conversion({ total: 20.1, commission: 0.1, isPaid: true }),
			conversion({ total: 0.1, commission: 0.2, status: 'PENDING' }),
			conversion({ total: 1_000, commission: 100, status: 'DENIED' }),
			conversion({ total: 1_000, commission: 100, status: 'UNQUALIFIED' }),
		]);
		const expected = {
			conversions: 3,
			approved_conversions: 2,
			pending_conversions: 1,
			sales: 80.1,
			approved_commission: 6.09,
			pending_commission: 0.2,
			paid_commission: 0.1,
			unpaid_commission: 5.99,
			last_commission: 5.99,
			first_sale_at: '2026-05-01T12:00:00.000Z',
			last_sale_at: '2026-05-03T08:00:00.000Z',
		};
		expect(numbers).toEqual({
			...expected,
			currency: 'USD',
			by_currency: [{ currency: 'USD', ...expected }],
			unknown_because: {},
		});
	});

	it('is nothing without conversions, and with denied ones only', () => {
		const nothing = { ...NOTHING, currency: null, by_currency: [], unknown_because: {} };
		expect(standingNumbers([])).toEqual(nothing);
		expect(standingNumbers([conversion({ status: 'DENIED' })])).toEqual(nothing);
		expect(standingNumbers([], 'EUR')).toEqual({ ...nothing, currency: 'EUR' });
	});

	it('does not add up 0.1 and 0.2 as JavaScript does', () => {
		const { sales } = standingNumbers([conversion({ total: 0.1 }), conversion({ total: 0.2 })]);
		expect(sales).toBe(0.3);
	});

	it('never adds up amounts of several currencies', () => {
		const both = [
			conversion({ commission: 5, total: 50 }),
			conversion({
				commission: 7,
				total: 70,
				currency: 'EUR',
				created: '2026-05-02T00:00:00.000Z',
			}),
		];
		const numbers = standingNumbers(both);
		expect(numbers).toMatchObject({
			currency: null,
			conversions: 2,
			sales: null,
			approved_commission: null,
			pending_commission: null,
			paid_commission: null,
			unpaid_commission: null,
			last_commission: null,
			first_sale_at: '2026-05-01T12:00:00.000Z',
			last_sale_at: '2026-05-02T00:00:00.000Z',
			by_currency: [
				{ currency: 'EUR', conversions: 1, approved_commission: 7, sales: 70 },
				{ currency: 'USD', conversions: 1, approved_commission: 5, sales: 50 },
			],
		});
		expect(Object.keys(numbers.unknown_because).sort()).toEqual([
			'approved_commission',
			'currency',
			'last_commission',
			'paid_commission',
			'pending_commission',
			'sales',
			'unpaid_commission',
		]);
		expect(numbers.unknown_because.sales).toContain('EUR and USD');
	});

	it('has the numbers of the currency that is chosen', () => {
		const both = [conversion({ commission: 5 }), conversion({ commission: 7, currency: 'EUR' })];
		expect(standingNumbers(both, 'EUR')).toMatchObject({
			currency: 'EUR',
			conversions: 1,
			approved_commission: 7,
			unknown_because: {},
			by_currency: [{ currency: 'EUR' }, { currency: 'USD' }],
		});
		expect(standingNumbers(both, 'GBP')).toMatchObject({ ...NOTHING, currency: 'GBP' });
	});

	it('takes neither a manual credit nor a cancellation for a sale', () => {
		const numbers = standingNumbers([
			conversion({ total: 0, commission: 1, created: '2026-04-01T00:00:00.000Z' }),
			conversion(),
			conversion({ total: -100, commission: -10, created: '2026-06-01T00:00:00.000Z' }),
		]);
		expect(numbers).toMatchObject({
			conversions: 3,
			sales: 0,
			approved_commission: 1,
			last_commission: 10,
			first_sale_at: '2026-05-01T12:00:00.000Z',
			last_sale_at: '2026-05-01T12:00:00.000Z',
		});
	});

	it('takes the higher id of two at the same time for the latest', () => {
		const [first, second] = [conversion({ commission: 1 }), conversion({ commission: 2 })];
		expect(standingNumbers([second, first]).last_commission).toBe(2);
		expect(standingNumbers([first, second]).last_commission).toBe(2);
	});

	it.each([
		[{ total: null }, ['first_sale_at', 'last_sale_at', 'sales'], 'order value'],
		[
			{ commission: null },
			['approved_commission', 'last_commission', 'unpaid_commission'],
			'commission',
		],
		[{ created: null }, ['first_sale_at', 'last_commission', 'last_sale_at'], 'time'],
	])('with %j does not know %j, and knows the rest', (lacking, names, what) => {
		const later = { id: 77, created: '2026-07-01T00:00:00.000Z', ...lacking };
		const numbers = standingNumbers([conversion({ isPaid: true }), conversion(later)]);
		const nulls = Object.entries(numbers).filter(([, value]) => value === null);
		expect(nulls.map(([name]) => name).sort()).toEqual(names);
		expect(Object.keys(numbers.unknown_because).sort()).toEqual(names);
		expect(numbers.unknown_because[names[0]]).toBe(
			`Refersion does not say the ${what} of the conversion 77.`,
		);
	});

	it('does not put a conversion without a currency with others', () => {
		const numbers = standingNumbers([conversion(), conversion({ id: 78, currency: null })], 'USD');
		expect(numbers).toMatchObject({
			currency: null,
			by_currency: null,
			sales: null,
			conversions: 2,
		});
		expect(numbers.unknown_because.sales).toContain('78');
		expect(numbers.unknown_because.by_currency).toContain('78');
	});
});

describe('standings of random conversions', () => {
	const random = seededRandom(7);
	const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)];
	const cents = () => Math.floor(random() * 20_000) - 4_000;
	const some = () =>
		Array.from({ length: Math.floor(random() * 40) }, () => {
			const [total, commission] = [cents(), cents()];
			const of = conversion({
				status: pick(['APPROVED', 'PENDING', 'DENIED', 'UNQUALIFIED']),
				isPaid: random() < 0.5,
				currency: pick(['USD', 'EUR', 'JPY']),
				total: total / 100,
				commission: commission / 100,
				created: new Date(Date.UTC(2026, 0, 1 + Math.floor(random() * 100))).toISOString(),
			});
			return { of, total, commission };
		});

	it('are the sums of whole cents of each currency, in any order', () => {
		for (let round = 0; round < 500; round++) {
			const drawn = some();
			const conversions = drawn.map(({ of }) => of);
			const numbers = standingNumbers(conversions);
			expect(standingNumbers([...conversions].reverse())).toEqual(numbers);
			for (const row of numbers.by_currency ?? []) {
				const own = drawn.filter(({ of }) => of.currency === row.currency);
				const sum = (status: string[], what: 'total' | 'commission', isPaid?: boolean) =>
					own
						.filter(({ of }) => status.includes(of.status))
						.filter(({ of }) => isPaid === undefined || of.isPaid === isPaid)
						.reduce((cent, each) => cent + each[what], 0) / 100;
				expect(row.sales).toBe(sum(['APPROVED', 'PENDING'], 'total') || 0);
				expect(row.approved_commission).toBe(sum(['APPROVED'], 'commission') || 0);
				expect(row.pending_commission).toBe(sum(['PENDING'], 'commission') || 0);
				expect(row.paid_commission).toBe(sum(['APPROVED'], 'commission', true) || 0);
				expect(row.unpaid_commission).toBe(sum(['APPROVED'], 'commission', false) || 0);
				expect(standingNumbers(conversions, row.currency)).toMatchObject(row);
			}
			const counted = conversions.filter(({ status }) => ['APPROVED', 'PENDING'].includes(status));
			expect(numbers.conversions).toBe(counted.length);
			const currencies = new Set(counted.map(({ currency }) => currency));
			expect(numbers.by_currency?.map(({ currency }) => currency)).toEqual([...currencies].sort());
			expect(numbers.sales === null).toBe(currencies.size > 1);
		}
	});
});

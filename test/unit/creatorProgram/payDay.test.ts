import type { IDataObject } from 'n8n-workflow';
import { affiliate, measure, sale } from './payDaySupport';

const contact = (id: number, more: IDataObject = {}): IDataObject => ({
	email_address: `c${id}@mail.com`,
	status: 'subscribed',
	merge_fields: { AFFCODE: `c${id}`, UNPAID: '' },
	tags: [{ name: 'new-affiliate' }],
	...more,
});

const tagged = (amount: string, id: number): IDataObject => ({
	merge_fields: { AFFCODE: `c${id}`, UNPAID: amount },
	tags: [{ name: 'new-affiliate' }, { name: 'PayPal-Missing' }],
});

describe('what is approved and not paid', () => {
	it('is added up by affiliate, currency and age, without fractions of a cent', () => {
		const { rows, numbers } = measure(
			[affiliate(1, 'pay@mail.com')],
			[
				sale(1, 0, 0.1),
				sale(1, 30, 0.2),
				sale(1, 31, 4),
				sale(1, 60, 8),
				sale(1, 61, 16),
				sale(1, 90, 32),
				sale(1, 91, 64),
				sale(1, 3, 5, { currency: 'EUR' }),
				sale(1, 3, 7, { currency: '', created: null }),
				sale(2, 3, 1_000),
				sale(1, 3, 999, { status: 'PENDING' }),
				sale(1, 3, 999, { payment_status: 'PAID' }),
			],
		);
		expect(rows).toMatchObject([
			{ affiliate_id: '2', total: 1_000, days_0_30: 1_000, paypal: '', conversions: 1 },
			{
				affiliate_id: '1',
				currency: 'USD',
				conversions: 8,
				days_0_30: 0.3,
				days_31_60: 12,
				days_61_90: 48,
				days_over_90: 71,
				total: 131.3,
				paypal: 'there',
			},
			{ affiliate_id: '1', currency: 'EUR', total: 5 },
		]);
		expect(numbers.unpaid_total).toEqual([
			{
				currency: 'USD',
				conversions: 9,
				days_0_30: 1_000.3,
				days_31_60: 12,
				days_61_90: 48,
				days_over_90: 71,
				total: 1_131.3,
			},
			expect.objectContaining({ currency: 'EUR', conversions: 1, total: 5 }),
		]);
	});

	it('measures 10,000 affiliates and 10,000 conversions in under a second', () => {
		const ids = Array.from({ length: 10_000 }, (_, index) => index + 1);
		const affiliates = ids.map((id) => affiliate(id, ''));
		const conversions = ids.map((id) => sale(id, id % 120, 1));
		const contacts = ids.map((id) => contact(id));
		// The processor's time: other programs on the machine must not count.
		const before = process.cpuUsage();
		const { numbers, changes } = measure(affiliates, conversions, contacts);
		const { user, system } = process.cpuUsage(before);
		expect((user + system) / 1_000).toBeLessThan(1_000);
		expect(numbers).toMatchObject({
			without_paypal_count: 10_000,
			unpaid_count: 10_000,
			reminded_count: 10_000,
			unpaid_total: [{ total: 10_000, conversions: 10_000 }],
		});
		expect(numbers.unpaid).toHaveLength(500);
		expect(changes).toHaveLength(10_000);
	});
});

describe('who has no PayPal address', () => {
	it('is told from who has one and of whom it is not known, who has most to come first', () => {
		const { numbers } = measure(
			[
				affiliate(1, 'pay@mail.com'),
				affiliate(2, ''),
				affiliate(3, 'paypal.me/jo'),
				affiliate(4, null, { id: undefined }),
			],
			[sale(3, 1, 5), sale(4, 1, 9)],
		);
		expect(numbers.without_paypal).toEqual([
			{
				name: 'Jo3 Smith',
				email: 'c3@mail.com',
				code: 'c3',
				paypal: 'not an address',
				unpaid: [{ total: 5, currency: 'USD' }],
				reminder: 'off',
			},
			expect.objectContaining({ code: 'c2', paypal: 'none', unpaid: [] }),
		]);
		expect(numbers).toMatchObject({
			without_paypal_count: 2,
			without_paypal_owed_count: 1,
			paypal_not_known_count: 1,
			reminds: false,
		});
	});
});

describe('reminders', () => {
	const decide = (payPal: string | null, amount: number, contacts: IDataObject[]) => {
		const { changes, numbers } = measure(
			[affiliate(1, payPal)],
			amount === 0 ? [] : [sale(1, 1, amount)],
			contacts,
		);
		const [change] = changes.map(({ item }) => item.change);
		return { change, reminder: numbers.without_paypal[0]?.reminder };
	};

	it('adds the tag and the amount where there is commission to come and no address', () => {
		expect(decide('', 1_250, [contact(1)])).toEqual({
			change: {
				email_address: 'c1@mail.com',
				tags_to_add: ['paypal-missing'],
				tags_to_remove: [],
				required_merge_fields: ['UNPAID'],
				merge_fields: { UNPAID: '1,250.00 USD' },
			},
			reminder: 'now',
		});
	});

	it('adds the tag once: with it only the amount is kept right', () => {
		expect(decide('', 5, [contact(1, tagged('5.00 USD', 1))])).toEqual({ reminder: 'before' });
		expect(decide('', 7, [contact(1, tagged('5.00 USD', 1))])).toMatchObject({
			change: { tags_to_add: [], tags_to_remove: [], merge_fields: { UNPAID: '7.00 USD' } },
			reminder: 'amount',
		});
	});

	it('takes the tag off when the address is there, and leaves the amount', () => {
		const { change } = decide('pay@mail.com', 5, [contact(1, tagged('5.00 USD', 1))]);
		expect(change).toEqual({
			email_address: 'c1@mail.com',
			tags_to_add: [],
			tags_to_remove: ['paypal-missing'],
			required_merge_fields: [],
			merge_fields: {},
		});
	});

	it.each([
		['nothing to come', '', 0, [contact(1)], 'nothing_owed'],
		['less than nothing to come', '', -5, [contact(1)], 'nothing_owed'],
		['no contact', '', 5, [], 'no_contact'],
		[
			'a contact of somebody else',
			'',
			5,
			[contact(1, { merge_fields: { AFFCODE: 'c2' }, email_address: 'c2@mail.com' })],
			'no_contact',
		],
		['an unsubscribed contact', '', 5, [contact(1, { status: 'unsubscribed' })], 'not_subscribed'],
		['an address', 'pay@mail.com', 5, [contact(1)], undefined],
		['an address that is not known', null, 5, [contact(1, tagged('5.00 USD', 1))], undefined],
	])('changes nothing with %s', (_what, payPal, amount, contacts, reminder) => {
		expect(decide(payPal, amount, contacts)).toEqual({ reminder });
	});

	it('goes to the contact with the code, also at another address, and names every currency', () => {
		const moved = contact(1, { email_address: 'New@mail.com' });
		const { changes } = measure(
			[affiliate(1, '')],
			[sale(1, 1, 5), sale(1, 1, 3, { currency: 'EUR' })],
			[moved],
			'de',
		);
		expect(
			changes.map(({ item: { change } }) => [change.email_address, change.merge_fields.UNPAID]),
		).toEqual([['new@mail.com', '5,00 USD + 3,00 EUR']]);
	});

	it('reminds only one of two with one address, by the code', () => {
		const shared = { email: 'x@mail.com' };
		const { changes } = measure(
			[affiliate(1, '', shared), affiliate(2, '', shared)],
			[sale(1, 1, 5), sale(2, 1, 9)],
			[contact(2, { email_address: 'x@mail.com' })],
		);
		expect(changes.map(({ item }) => item.change.merge_fields.UNPAID)).toEqual(['9.00 USD']);
	});
});

import type { IDataObject } from 'n8n-workflow';
import { salesTotals } from '../../../nodes/CreatorProgram/funnel/sales';
import { unpaidByAffiliate, unpaidTotals } from '../../../nodes/CreatorProgram/payday/unpaid';

const NOW = new Date('2026-03-10T12:00:00Z');

/** A sale of an affiliate with a commission of so much. */
const sale = (commission: unknown, more: IDataObject = {}): IDataObject => ({
	...Object({ commission_total: commission, total: commission }),
	affiliate_id: 7,
	affiliate_code: 'a1',
	created: '2026-03-01T10:00:00.000Z',
	status: 'APPROVED',
	payment_status: 'UNPAID',
	currency: 'USD',
	...more,
});

const unpaid = (sales: IDataObject[]) => unpaidByAffiliate(sales, 'EUR', NOW);

it('"eur", "EUR" and none at all are one currency', () => {
	const sales = ['eur', ' EUR ', null].map((currency) => sale(5, { currency }));
	const total = { currency: 'EUR', conversions: 3, total: 15 };
	expect(unpaid(sales)).toMatchObject([total]);
	expect(unpaidTotals(unpaid(sales))).toMatchObject([total]);
	expect(salesTotals(sales, 'EUR')).toMatchObject([{ currency: 'EUR', sales: 3, commission: 15 }]);
});

it.each([
	['KWD', [0.125, '0.125', 0.125, 0.125], 0.5],
	['USD', [0.1, 0.2], 0.3],
	['USD', [5, NaN, 'a lot', null, -0.5], 4.5],
])('no amount in %s is rounded before it is added: %j are %p', (currency, amounts, sum) => {
	const sales = amounts.map((amount) => sale(amount, { currency }));
	expect(unpaid(sales)).toMatchObject([{ days_0_30: sum, total: sum }]);
	expect(unpaidTotals(unpaid(sales))).toMatchObject([{ days_0_30: sum, total: sum }]);
	const paid = sales.map((each) => ({ ...each, payment_status: 'PAID' }));
	expect(salesTotals(paid, 'EUR')).toMatchObject([
		{ order_total: sum, commission: sum, commission_paid: sum },
	]);
});

it('the totals of several affiliates are those of their sales', () => {
	const sales = [1, 2, 3, 4].map((id) => sale(0.125, { affiliate_id: id, currency: 'KWD' }));
	expect(unpaidTotals(unpaid(sales))).toMatchObject([{ currency: 'KWD', total: 0.5 }]);
});

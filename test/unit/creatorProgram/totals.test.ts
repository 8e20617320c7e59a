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

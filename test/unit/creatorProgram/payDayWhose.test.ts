import type { IDataObject } from 'n8n-workflow';
import { affiliate, measure, sale } from './payDaySupport';

describe('whose a sale is', () => {
	const NOBODY = { affiliate_id: null, affiliate_code: null, affiliate_email: null };
	const owed = (affiliates: IDataObject[], sales: IDataObject[]) => {
		const { rows, numbers } = measure(affiliates, sales);
		return {
			rows: rows.map(({ code, total, paypal }) => [code, total, paypal]),
			owed: numbers.without_paypal.map(({ code, unpaid }) => [
				code,
				...unpaid.map((row) => row.total),
			]),
		};
	};

	it.each([
		['the id and the code', {}],
		['the id', { affiliate_code: null, affiliate_email: null }],
		['the code', { affiliate_id: null, affiliate_email: 'other@mail.com' }],
		['the address', { affiliate_id: null, affiliate_code: null, affiliate_email: 'C2@Mail.com' }],
	])('is told by %s', (_what, said) => {
		const sales = [sale(1, 1, 3), sale(2, 1, 5, said), sale(2, 1, 4, said)];
		expect(owed([affiliate(1, ''), affiliate(2, '')], sales)).toEqual({
			rows: [
				['c2', 9, 'none'],
				['c1', 3, 'none'],
			],
			owed: [
				['c2', 9],
				['c1', 3],
			],
		});
	});

	it('is told by the id where the two differ, and by it alone', () => {
		const sales = [sale(1, 1, 5, { affiliate_code: 'c2', affiliate_email: 'c2@mail.com' })];
		expect(owed([affiliate(1, ''), affiliate(2, '')], sales).owed).toEqual([['c1', 5], ['c2']]);
	});

	it('is nobody’s when it names nobody, and counts', () => {
		const sales = [sale(1, 1, 5, NOBODY)];
		expect(owed([affiliate(1, '', { code: '', email: '' })], sales)).toEqual({
			rows: [['', 5, '']],
			owed: [['']],
		});
	});

	it('keeps apart whom only the code tells apart', () => {
		const sales = [sale(1, 1, 5, { affiliate_id: null }), sale(2, 1, 3, { affiliate_id: null })];
		expect(owed([], sales).rows).toEqual([
			['c1', 5, ''],
			['c2', 3, ''],
		]);
	});
});

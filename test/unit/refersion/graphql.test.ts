import {
	codeOfParameter,
	conversionItem,
	linkOf,
	paymentItem,
	simpleConversion,
} from '../../../nodes/Refersion/graphqlItems';
import { graphqlErrorTexts } from '../../../nodes/Refersion/transport/graphqlErrors';
import { queryWithout, refusedFields } from '../../../nodes/Refersion/transport/graphqlFields';

describe('tracking link out of GraphQL', () => {
	it.each([
		['https://shop.example', 'rfsn=12.ab3', 'https://shop.example/?rfsn=12.ab3'],
		['shop.example', 'rfsn=12.ab3', 'https://shop.example/?rfsn=12.ab3'],
		['http://shop.example/en?x=1', '&rfsn=12.ab3', 'http://shop.example/en?x=1&rfsn=12.ab3'],
		['https://shop.example/#top', '?rfsn=12.ab3', 'https://shop.example/?rfsn=12.ab3#top'],
		['', 'rfsn=12.ab3', ''],
		['https://shop.example', '', ''],
		['javascript://x', 'rfsn=12.ab3', ''],
		['http://', 'rfsn=12.ab3', ''],
	])('of the shop %s with %s is %s', (shop, parameter, link) => {
		expect(linkOf(shop, parameter)).toBe(link);
	});

	it('has the code as its last part', () => {
		expect(codeOfParameter('&rfsn=12.ab3')).toBe('ab3');
		expect(codeOfParameter('')).toBe('');
	});
});

describe('items of GraphQL', () => {
	const raw = {
		id: '11900254',
		affiliate_id: '12',
		subscription_id: null,
		total: '1,024.00',
		commission_total: '4.80',
		currency: 'USD',
		created: '1526674258',
		coupon_code: null,
		affiliate: { name: 'A B', email: 'a@b.com', rfsn_parameter: 'rfsn=12.ab3' },
		payment: { id: '7', created: '1527027021' },
		shop: { name: 'Shop' },
		status: 'APPROVED',
	};

	it('have numbers as numbers and times in ISO 8601', () => {
		expect(conversionItem(raw)).toEqual({
			id: 11900254,
			created: '2018-05-18T20:10:58.000Z',
			status: 'APPROVED',
			payment_status: 'PAID',
			total: 1024,
			commission_total: 4.8,
			currency: 'USD',
			coupon_code: null,
			subscription_id: null,
			affiliate_id: 12,
			affiliate_code: 'ab3',
			affiliate_first_name: null,
			affiliate_name: 'A B',
			affiliate_email: 'a@b.com',
			payment_id: 7,
			paid_at: '2018-05-22T22:10:21.000Z',
			shop_name: 'Shop',
		});
	});

	it('have every field even when GraphQL leaves something out', () => {
		const bare = conversionItem({ id: 1, status: 'PENDING' });
		expect(Object.keys(bare)).toEqual(Object.keys(conversionItem(raw)));
		expect(Object.values(bare)).not.toContain(undefined);
		expect(bare).toMatchObject({ payment_status: 'UNPAID', total: null, created: null });
		expect(Object.values(paymentItem({}))).not.toContain(undefined);
	});

	it.each([
		[null],
		[[]],
		[{}],
		[{ id: null, created: null }],
		[{ id: '', created: '' }],
		[{ id: '0', created: 0 }],
		['7'],
	])('are unpaid with %j in the place of the payment', (payment) => {
		expect(conversionItem({ ...raw, payment })).toMatchObject({
			payment_status: 'UNPAID',
			payment_id: null,
			paid_at: null,
		});
	});

	it.each([
		[{ id: '7' }, 7, null],
		[{ created: '1527027021' }, null, '2018-05-22T22:10:21.000Z'],
		[[{ id: 7, created: 1527027021 }], 7, '2018-05-22T22:10:21.000Z'],
	])('are paid with the payment %j', (payment, id, paidAt) => {
		expect(conversionItem({ ...raw, payment })).toMatchObject({
			payment_status: 'PAID',
			payment_id: id,
			paid_at: paidAt,
		});
	});

	it('have ten fields when they are simplified', () => {
		expect(Object.keys(simpleConversion(conversionItem(raw)))).toHaveLength(10);
	});
});

describe('errors of GraphQL', () => {
	it.each([
		[{ errors: [{ message: 'a' }, { message: 'b' }] }, ['a', 'b']],
		[{ errors: ['a'] }, ['a']],
		[{ message: 'Too Many Requests' }, ['Too Many Requests']],
		[{ errors: [] }, []],
		[{ data: {} }, []],
		['<html>', []],
	])('reads the texts of %j', (body, texts) => {
		expect(graphqlErrorTexts(body)).toEqual(texts);
	});
});

describe('fields that a query can do without', () => {
	const query =
		'{ sales { id total affiliate { name code? } payment { id? } } pageInfo? { all { sales } } }';
	const answer = (...messages: string[]) => ({ errors: messages.map((message) => ({ message })) });

	it('are asked for, and left out when they were refused', () => {
		expect(queryWithout(query, new Set())).toBe(query.replaceAll('?', ''));
		expect(queryWithout(query, new Set(['code', 'pageInfo', 'id', 'total']))).toBe(
			'{ sales { id total affiliate { name } payment { } } }',
		);
	});

	it.each([
		['Cannot query field "code" on type "Affiliate".', 'code'],
		['Cannot query field "code" on type "Affiliate". Did you mean "name"?', 'code'],
		['Field "code" not found in type "Affiliate". Available fields are: "name"', 'code'],
		["Field 'code' doesn't exist on type 'Affiliate'", 'code'],
		['Cannot query field "id" on type "Payment".', 'id'],
		['Cannot query field "pageInfo" on type "Query".', 'pageInfo'],
		['Cannot query field "sales" on type "total_results".', 'pageInfo'],
	])('are named by %j', (message, name) => {
		expect(refusedFields(answer(message), query)).toEqual([name]);
	});

	it('are all found', () => {
		const messages = ['code', 'id', 'total'].map(
			(name) => `Cannot query field "${name}" on type "X".`,
		);
		expect(refusedFields(answer(...messages), query)).toEqual(['code', 'id']);
	});

	it.each([
		'Cannot query field "total" on type "Sale". Did you mean "code"?',
		'Unknown argument "first" on field "sales" of type "Query".',
		'Unauthorized',
		'The code is wrong',
	])('are not named by %j', (message) => {
		expect(refusedFields(answer(message), query)).toEqual([]);
	});

	it('are not refused by an answer without errors, or by a page', () => {
		expect(refusedFields({ data: {} }, query)).toEqual([]);
		expect(refusedFields('<html>field "code"', query)).toEqual([]);
	});
});

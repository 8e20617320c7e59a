import type { IDataObject } from 'n8n-workflow';
import { readEvent } from '../../../nodes/Refersion/events/events';
import { readTimeZone } from '../../../nodes/Refersion/events/properties';
import { conversionItem } from '../../../nodes/Refersion/graphqlItems';

/** The documented payload, in the types that its sample has. */
const conversion = {
	id: 987654321,
	created: '2020-02-14 18:48:42',
	status: 'PENDING',
	denied_reason_code: null,
	is_recurring: false,
	total_items: '1',
	total: '1,059.00',
	commission_total: '5.90',
	currency: 'USD',
	is_test_conversion: false,
	payment_status: 'UNPAID',
	updated: '2020-02-15 00:00:00',
	affiliate: { id: 7, code: 'a3y7', first_name: 'Bill', last_name: 'Smith', email: 'b@shop.com' },
	payment_id: null,
	offer: { id: 12, name: 'Standard', type: 'PERCENT_OF_SALE', amount: '10.00' },
	customer: { name: 'John Doe', email: 'j@customers.com', browser_ip: '127.0.0.1' },
	coupon_code: null,
	order_id: 20150401102883,
	subscription_id: null,
	reason: null,
	notes: '',
	click: { created: '2020-02-14 18:40:00', referer: 'x', landed_url: 'y', sub_id: 's' },
	source: 'SHOPIFY',
};

const itemOf = (payload: IDataObject, zone?: string) => readEvent('X', payload, zone).items[0];

describe('a conversion out of a webhook', () => {
	it('is flat, amounts are numbers, and times have a zone', () => {
		expect(itemOf(conversion)).toEqual({
			id: 987654321,
			created: '2020-02-14T18:48:42.000Z',
			status: 'PENDING',
			denied_reason_code: null,
			is_recurring: false,
			total_items: 1,
			total: 1059,
			commission_total: 5.9,
			currency: 'USD',
			is_test_conversion: false,
			payment_status: 'UNPAID',
			updated: '2020-02-15T00:00:00.000Z',
			affiliate_id: 7,
			affiliate_code: 'a3y7',
			affiliate_first_name: 'Bill',
			affiliate_last_name: 'Smith',
			affiliate_name: 'Bill Smith',
			affiliate_email: 'b@shop.com',
			payment_id: null,
			offer_id: '12',
			offer_name: 'Standard',
			offer_type: 'PERCENT_OF_SALE',
			offer_amount: 10,
			customer_name: 'John Doe',
			customer_email: 'j@customers.com',
			customer_browser_ip: '127.0.0.1',
			coupon_code: null,
			order_id: '20150401102883',
			subscription_id: null,
			reason: null,
			notes: '',
			click_created: '2020-02-14T18:40:00.000Z',
			click_referer: 'x',
			click_landed_url: 'y',
			click_sub_id: 's',
			source: 'SHOPIFY',
		});
	});

	it('has the fields of Conversion: Get Many, but for the shop and the time of payment', () => {
		const others = ['shop_name', 'paid_at'];
		const fields = Object.keys(conversionItem({})).filter((name) => !others.includes(name));
		expect(Object.keys(itemOf({ commission_total: '1', order_id: null }))).toEqual(
			expect.arrayContaining(fields),
		);
	});

	it.each([
		['2020-07-01 12:00:00', 'America/New_York', '2020-07-01T16:00:00.000Z'],
		['2020-01-01 12:00:00', 'America/New_York', '2020-01-01T17:00:00.000Z'],
		['2020-01-01T12:00:00+02:00', 'America/New_York', '2020-01-01T10:00:00.000Z'],
		['2020-01-01', 'UTC', null],
		['lately', 'UTC', null],
		[5, 'UTC', null],
	])('that was created at %j in %s was so at %j', (created, zone, expected) => {
		expect(itemOf({ ...conversion, created }, zone).created).toBe(expected);
	});

	it.each([
		['1', true],
		['0', false],
		[true, true],
		[null, false],
	])('is a test when is_test_conversion is %j: %j', (value, expected) => {
		expect(itemOf({ ...conversion, is_test_conversion: value }).is_test_conversion).toBe(expected);
	});

	it('has null for what is no amount, and for an affiliate who is missing', () => {
		const payload = { ...conversion, affiliate: null, total: 'much', commission_total: 2 };
		expect(itemOf(payload)).toMatchObject({
			total: null,
			commission_total: 2,
			affiliate_id: null,
			affiliate_email: null,
			affiliate_name: null,
		});
	});
});

describe('payments out of a webhook', () => {
	const person = { id: 7, first_name: 'Bill', last_name: 'Smith', email: 'b@shop.com' };
	const paid = (id: number) => ({
		id,
		created: '2020-02-14 18:48:42',
		total_conversions: '2',
		payment_method: 'MANUAL',
		commission_total: '20.00',
		total: '20.00',
		currency: 'USD',
		note: '',
	});

	it('are one flat item each, with who was paid', () => {
		const affiliates = {
			7: { ...person, paypal_email: 'p@shop.com', payments: [paid(1), paid(2)] },
			8: { ...person, id: 8, payments: { 3: paid(3) } },
		};
		const { events, items } = readEvent('NEW_PAYMENT', { data: { affiliates } });
		expect(events).toEqual(['newPayment']);
		expect(items.map(({ id, affiliate_id }) => [id, affiliate_id])).toEqual([
			[1, 7],
			[2, 7],
			[3, 8],
		]);
		expect(items[0]).toEqual({
			id: 1,
			created: '2020-02-14T18:48:42.000Z',
			total_conversions: 2,
			payment_method: 'MANUAL',
			commission_total: 20,
			total: 20,
			currency: 'USD',
			note: '',
			affiliate_id: 7,
			affiliate_first_name: 'Bill',
			affiliate_last_name: 'Smith',
			affiliate_name: 'Bill Smith',
			affiliate_email: 'b@shop.com',
			affiliate_paypal_email: 'p@shop.com',
		});
	});

	it('are found beside the affiliates too, and the key is who was paid', () => {
		const data = {
			affiliates: { 7: { email: 'b@shop.com' }, 8: person },
			payments: { 7: [paid(1)], 8: [paid(2)] },
		};
		expect(readEvent('X', { data }).items).toMatchObject([
			{ id: 1, affiliate_id: 7, affiliate_email: 'b@shop.com' },
			{ id: 2, affiliate_id: 7 },
		]);
	});

	it('that cannot be found are seen nevertheless', () => {
		expect(readEvent('X', { data: { affiliates: [] } }).items).toMatchObject([{ id: null }]);
		expect(readEvent('X', { data: { affiliates: { 7: person } } }).items).toMatchObject([
			{ id: null, commission_total: null, affiliate_id: 7, affiliate_email: 'b@shop.com' },
		]);
		expect(readEvent('X', { data: { affiliates: [{ payments: [paid(1)] }] } }).items).toMatchObject(
			[{ id: 1, affiliate_id: null }],
		);
	});
});

describe('a tier movement out of a webhook', () => {
	it('is the affiliate with the reward, flat', () => {
		const reward = {
			id: '31',
			offer_id: 12,
			milestone_reached: 'Gold',
			amount_given: '50.00',
			notes: '',
		};
		const affiliate = { id: 7, status: 'ACTIVE', email: 'b@shop.com', address_1: 'Main Street' };
		expect(readEvent('X', { ...affiliate, reward })).toEqual({
			events: ['bonusTierMovement'],
			items: [
				{
					id: 7,
					status: 'ACTIVE',
					email: 'b@shop.com',
					address1: 'Main Street',
					reward_id: 31,
					reward_offer_id: '12',
					reward_milestone_reached: 'Gold',
					reward_amount_given: 50,
					reward_notes: '',
				},
			],
		});
	});
});

describe('an affiliate out of a webhook', () => {
	const affiliate = { id: 7, status: 'ACTIVE', email: 'b@shop.com' };

	it('has times with a zone, and days as they are', () => {
		const times = { last_login: '2020-02-14 18:48:42', last_conversion: '2020-02-14' };
		expect(itemOf({ ...affiliate, ...times })).toMatchObject({
			last_login: '2020-02-14T18:48:42.000Z',
			last_conversion: '2020-02-14',
		});
	});

	it('keeps the ids of custom fields by their label', () => {
		const fields = [
			{ id: '12', name: 'Site', value: 'x' },
			{ id: 13, name: 'Size', value: '' },
		];
		expect(itemOf({ ...affiliate, custom_fields: fields })).toMatchObject({
			custom_fields: { Site: 'x', Size: '' },
			custom_field_ids: { Site: 12, Size: 13 },
		});
	});
});

describe('Refersion Time Zone', () => {
	it('is an IANA name', () => {
		expect(readTimeZone(' Europe/Berlin ')).toBe('Europe/Berlin');
		expect(() => readTimeZone('Berlin')).toThrow(
			'The parameter Refersion Time Zone is no time zone: "Berlin"',
		);
		expect(() => readTimeZone('')).toThrow('The parameter Refersion Time Zone is empty');
	});
});

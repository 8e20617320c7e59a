import type { INodeParameters } from 'n8n-workflow';
import { errorOf } from './support/engine';
import { locator, resetHub, startHub, type Hub } from './support/hub';
import { CONTINUE, itemsOf, pairedJson, runRefersion, sentTo } from './support/refersion';

let hub: Hub;
beforeAll(async () => {
	hub = await startHub();
});
beforeEach(() => resetHub(hub));
afterAll(async () => await hub.close());

const affiliate = locator('id', '7');
const VALUE = '={{ $json.value }}';

/** An operation with one parameter that an expression gives. */
const OPERATIONS: Record<string, INodeParameters> = {
	'Return All': { resource: 'affiliate', operation: 'getMany', returnAll: VALUE },
	Limit: { resource: 'affiliate', operation: 'getMany', limit: VALUE },
	'Include Tracking Link': {
		resource: 'affiliate',
		operation: 'getMany',
		options: { includeLink: VALUE },
	},
	'Include PayPal Address': {
		resource: 'affiliate',
		operation: 'getMany',
		options: { includePayPal: VALUE },
	},
	'Wait for Tracking Link (Seconds)': {
		resource: 'affiliate',
		operation: 'get',
		affiliate,
		options: { waitForLink: VALUE },
	},
	'Send Welcome Email': {
		resource: 'affiliate',
		operation: 'create',
		first_name: 'Bill',
		last_name: 'Smith',
		email: 'bill@shop-mail.com',
		additionalFields: { send_welcome: VALUE },
	},
	'New Status': { resource: 'affiliate', operation: 'changeStatus', affiliate, status: VALUE },
	'Accept Unchanged': {
		resource: 'affiliate',
		operation: 'update',
		affiliate,
		updateFields: { city: 'Rome' },
		options: { acceptUnchanged: VALUE },
	},
	'Accept Unchanged of a conversion': {
		resource: 'conversion',
		operation: 'changeStatus',
		conversionId: '1',
		options: { acceptUnchanged: VALUE },
	},
	Status: {
		resource: 'conversion',
		operation: 'creditByOrder',
		affiliate: locator('code', 'a3y7'),
		orderId: '1',
		status: VALUE,
	},
	Commission: { resource: 'conversion', operation: 'creditManually', affiliate, commission: VALUE },
	'Specify Items': {
		resource: 'conversion',
		operation: 'cancel',
		orderId: '1',
		specifyItems: VALUE,
		items: { item: [{ sku: 'A' }] },
	},
	Simplify: { resource: 'conversion', operation: 'getMany', simplify: VALUE },
	'Payment Status': {
		resource: 'conversion',
		operation: 'getMany',
		filters: { paymentStatus: VALUE },
	},
	Statuses: { resource: 'conversion', operation: 'getMany', filters: { statuses: VALUE } },
	'Created After': { resource: 'payment', operation: 'getMany', filters: { createdAfter: VALUE } },
	'Test Conversions': {
		resource: 'conversion',
		operation: 'getTotals',
		statuses: ['APPROVED'],
		filters: { is_test_conversion: VALUE },
	},
	Affiliate: {
		resource: 'conversion',
		operation: 'getTotals',
		statuses: ['APPROVED'],
		filters: { affiliate_id: locator('id', VALUE) },
	},
	'Offer of a conversion': {
		resource: 'conversion',
		operation: 'getTotals',
		statuses: ['APPROVED'],
		filters: { offer_id: locator('id', VALUE) },
	},
	Type: {
		resource: 'conversionTrigger',
		operation: 'create',
		affiliate: locator('code', 'a3y7'),
		trigger: 'TEN',
		type: VALUE,
	},
	'Commission Type': {
		resource: 'offer',
		operation: 'addSkuCommission',
		offer: locator('id', '1234'),
		sku: 'A',
		commissionAmount: 1,
		commissionType: VALUE,
	},
	'Size Limit (MB)': {
		resource: 'report',
		operation: 'download',
		reportId: '1',
		options: { sizeLimitMb: VALUE },
	},
};

const run = async (parameters: INodeParameters, value: unknown) =>
	await runRefersion(hub, parameters, [{ ...Object({ value }) }]);

describe('Refersion: what is not clearly meant', () => {
	it.each(Object.entries(OPERATIONS))(
		'%s: is an error, and nothing is sent',
		async (name, given) => {
			const [label] = name.split(' of a ');
			for (const [value, what] of [
				['maybe', /^(is|has) .*"maybe"$/],
				[undefined, /^is empty$/],
			] as const) {
				const error = errorOf(await run(given, value));
				expect(error).toMatchObject({ type: 'invalid_input' });
				expect(error?.message).toMatch(`The parameter ${label} `);
				expect(error?.message.replace(`The parameter ${label} `, '')).toMatch(what);
				expect(error?.description).toMatch(/^The item was not sent\. /);
			}
			expect(hub.world.refersion.requests).toEqual([]);
		},
	);

	it('is the error of its item alone', async () => {
		const items = [{ value: 'maybe' }, { value: 'No' }];
		const [bad, good] = pairedJson(
			await runRefersion(hub, OPERATIONS['Send Welcome Email'], items, CONTINUE),
		);
		expect(bad.error).toBe('The parameter Send Welcome Email is neither on nor off: "maybe"');
		expect(good.email).toBe('bill@shop-mail.com');
	});

	it.each([
		['search', { keyword: '@', options: { lastName: VALUE } }, 'Last Name is empty'],
		['update', { affiliate, updateFields: { phone: '={{ [1] }}' } }, 'Phone is no text: a list'],
		[
			'update',
			{ affiliate, updateFields: { customFields: { fields: [{ id: '1', value: VALUE }] } } },
			'Value (Custom Fields) has no value',
		],
	])('%s with %j sends nothing', async (operation, parameters, what) => {
		const error = errorOf(
			await run({ resource: 'affiliate', operation, ...parameters }, undefined),
		);
		expect(error?.message).toBe(`The parameter ${what}`);
		expect(hub.world.refersion.requests).toEqual([]);
	});
});

describe('Refersion: switches as words', () => {
	it.each(['true', 'Yes', ' TRUE '])('Return All as %j is all', async (value) => {
		for (let n = 0; n < 60; n++) hub.world.refersion.addAffiliate();
		expect(itemsOf(await run(OPERATIONS['Return All'], value))).toHaveLength(60);
		expect(itemsOf(await run(OPERATIONS['Return All'], 'no'))).toHaveLength(50);
	});

	it.each([
		['yes', 'TRUE'],
		['True', 'TRUE'],
		['No', 'FALSE'],
	])('Send Welcome Email as %j is sent as %s', async (value, sent) => {
		itemsOf(await run(OPERATIONS['Send Welcome Email'], value));
		expect(sentTo(hub, '/affiliate/new')).toMatchObject([{ send_welcome: sent }]);
	});

	it.each([
		['No', false],
		['yes', true],
	])('Test Conversions as %j is %s', async (value, sent) => {
		itemsOf(await run(OPERATIONS['Test Conversions'], value));
		expect(sentTo(hub, '/conversion/totals')).toMatchObject([{ is_test_conversion: sent }]);
	});

	it('Accept Unchanged as "yes" accepts', async () => {
		const { id } = hub.world.refersion.addAffiliate();
		const update = {
			...OPERATIONS['Accept Unchanged'],
			affiliate: locator('id', String(id)),
			// There is no such field, which Refersion does not say.
			updateFields: { customFields: { fields: [{ id: '55', value: 'x' }] } },
		};
		expect(errorOf(await run(update, 'no'))).toMatchObject({ type: 'not_changed' });
		expect(pairedJson(await run(update, 'yes'))).toMatchObject([{ id, changed: false }]);
	});

	it('an empty text in a filter of time leaves that end open', async () => {
		const filters = { createdAfter: '={{ "" }}', createdBefore: '2026-11-30T12:30:45Z' };
		itemsOf(await run({ ...OPERATIONS['Test Conversions'], filters }, undefined));
		expect(sentTo(hub, '/conversion/totals')).toEqual([
			{ status: ['APPROVED'], created_to: '2026-11-30 12:30:45' },
		]);
	});

	it('choices are found in any case, dates as they are written', async () => {
		const totals = {
			...OPERATIONS['Test Conversions'],
			statuses: '={{ ["approved", "Denied"] }}',
			filters: { payment_status: '={{ "paid" }}', createdAfter: '={{ new Date(0) }}' },
		};
		itemsOf(await run(totals, undefined));
		expect(sentTo(hub, '/conversion/totals')).toEqual([
			{
				status: ['APPROVED', 'DENIED'],
				payment_status: 'PAID',
				created_from: '1970-01-01 00:00:00',
			},
		]);
	});
});

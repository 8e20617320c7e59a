import { createHash, createHmac } from 'node:crypto';
import fc from 'fast-check';
import { chosenEvent, readEvent } from '../../../nodes/Refersion/events/events';
import { judge } from '../../../nodes/Refersion/events/request';
import { isGenuine } from '../../../nodes/Refersion/events/signature';
import { topicEventsOf } from '../../../nodes/Refersion/events/topics';

const SECRET = 'whsec_for_tests';
const sign = (body: Buffer | string, secret = SECRET) =>
	createHmac('sha256', secret).update(body).digest('base64');

const affiliate = {
	id: 37567438,
	code: 'a3y7',
	status: 'ACTIVE',
	first_name: 'Bill',
	last_name: 'Smith',
	email: 'bill@shop-mail.com',
	company: 'Bill & Co',
	address_1: 'Main Street 1',
	phone_number: '555',
	custom_fields: [{ id: 1234, name: 'What is your web site?', value: 'https://linktr.ee/bill' }],
	offer: { id: 1234, name: 'Standard' },
	is_marketplace_user: false,
};

describe('signature', () => {
	it('accepts the base64 HMAC-SHA256 of the raw body', () => {
		const body = Buffer.from('{"link":"https:\\/\\/shop.refersion.com","name":"J\\u00f6rg"}');
		expect(isGenuine(body, sign(body), SECRET)).toBe(true);
	});

	it('is for the bytes as they came, not for the JSON they mean', () => {
		const body = Buffer.from('{"link":"https:\\/\\/x"}');
		const again = Buffer.from(JSON.stringify(JSON.parse(body.toString())));
		expect(isGenuine(again, sign(body), SECRET)).toBe(false);
	});

	it.each([
		['missing', undefined],
		['empty', ''],
		['truncated', sign('{}').slice(0, 20)],
		['of another secret', sign('{}', 'other')],
		['hexadecimal', createHmac('sha256', SECRET).update('{}').digest('hex')],
		['with multi-byte characters of the same length', 'é'.repeat(44)],
	])('refuses one that is %s', (_what, received) => {
		expect(isGenuine(Buffer.from('{}'), received, SECRET)).toBe(false);
	});

	it('refuses everything when there is no secret', () => {
		expect(isGenuine(Buffer.from('{}'), sign('{}', ''), '')).toBe(false);
	});

	it('refuses any body that differs in one byte', () => {
		const property = fc.property(
			fc.uint8Array({ minLength: 1, maxLength: 200 }),
			fc.nat(),
			fc.integer({ min: 1, max: 255 }),
			(bytes, at, flip) => {
				const changed = Buffer.from(bytes);
				changed[at % changed.length] ^= flip;
				return !isGenuine(changed, sign(Buffer.from(bytes)), SECRET);
			},
		);
		fc.assert(property);
	});

	it('refuses arbitrary signatures without throwing', () => {
		fc.assert(fc.property(fc.string(), (text) => !isGenuine(Buffer.from('{}'), text, SECRET)));
	});
});

describe('judge', () => {
	const request = (body: string, extra: { signature?: string; topic?: string } = {}) => ({
		rawBody: Buffer.from(body),
		signature: sign(body),
		topic: 'NEW_AFFILIATE',
		...extra,
	});

	it('accepts a genuine event', () => {
		expect(judge(request('{"id":1}'), SECRET)).toEqual({
			accepted: true,
			topic: 'NEW_AFFILIATE',
			payload: { id: 1 },
			bodyHash: createHash('sha256').update('{"id":1}').digest('hex'),
		});
	});

	it.each([undefined, '', ' '])('accepts a genuine event with the topic %j', (topic) => {
		const verdict = judge(request('{"id":1}', { topic }), SECRET);
		expect(verdict).toMatchObject({ accepted: true, topic: '', payload: { id: 1 } });
	});

	it('takes bodies of any size that n8n gives it', () => {
		const body = `{"a":"${'x'.repeat(15_000_000)}"}`;
		expect(judge(request(body), SECRET)).toMatchObject({ accepted: true });
	});

	it.each([
		['a wrong signature', request('{}', { signature: sign('{"a":1}') }), 401],
		['no topic and a wrong signature', request('{}', { topic: undefined, signature: 'x' }), 401],
		['no topic and no JSON', request('hello', { topic: undefined }), 400],
		['text instead of JSON', request('hello'), 400],
		['a list', request('[1]'), 400],
		['null', request('null'), 400],
		['nothing', request(''), 400],
	])('refuses %s', (_what, input, status) => {
		expect(judge(input, SECRET)).toMatchObject({ accepted: false, status });
	});

	it('refuses a genuine event when there is no secret', () => {
		expect(judge(request('{}'), '')).toMatchObject({ accepted: false, status: 401 });
	});
});

/** How one topic may be spelled: its words in any order, case and form, put together in some way. */
const spellings = (...words: string[][]): fc.Arbitrary<string> =>
	fc
		.tuple(...words.map((forms) => fc.constantFrom(...forms)))
		.chain((chosen) => fc.shuffledSubarray(chosen, { minLength: chosen.length }))
		.chain((chosen) =>
			fc.constantFrom(
				...['_', '.', '-', ' ', '/', ''].flatMap((sign) => [
					chosen.join(sign).toUpperCase(),
					chosen.join(sign).toLowerCase(),
					chosen.map((word) => word[0].toUpperCase() + word.slice(1)).join(sign),
				]),
			),
		);

const CHANGE = [
	'change',
	'changed',
	'changes',
	'update',
	'updated',
	'updates',
	'modified',
	'edited',
];

describe('topics', () => {
	it.each([
		['NEW_AFFILIATE', 'newAffiliate'],
		['AFFILIATE_CREATED', 'newAffiliate'],
		['AFFILIATE_STATUS_CHANGE', 'affiliateStatusChange'],
		['STATUS_CHANGE_AFFILIATE', 'affiliateStatusChange'],
		['affiliate.status.changed', 'affiliateStatusChange'],
		['AffiliateStatusChange', 'affiliateStatusChange'],
		['Affiliate Status Change', 'affiliateStatusChange'],
		['AFFILIATE_STATUS_UPDATE', 'affiliateStatusChange'],
		['AFFILIATE_STATUS_UPDATED', 'affiliateStatusChange'],
		['affiliate.status.updated', 'affiliateStatusChange'],
		['UPDATED_AFFILIATE_STATUS', 'affiliateStatusChange'],
		['AFFILIATE_DISAPPROVED', 'affiliateStatusChange'],
		['AFFILIATE_DETAILS_CHANGE', 'affiliateDetailsChange'],
		['AFFILIATE_ADDRESS_CHANGE', 'affiliateDetailsChange'],
		['BONUS_TIER_MOVEMENT', 'bonusTierMovement'],
		['AFFILIATE_UPDATED', 'unknown'],
		['SOMETHING_ELSE', 'unknown'],
	])('reads %s of an affiliate as %s', (topic, event) => {
		expect(topicEventsOf(topic, affiliate)).toEqual([event]);
	});

	it('reads a change of status as one in whatever spelling', () => {
		const topics = spellings(['affiliate', 'affiliates'], ['status'], CHANGE);
		fc.assert(
			fc.property(topics, (topic) => {
				expect(readEvent(topic, affiliate).events).toEqual([
					'affiliateApproved',
					'affiliateStatusChange',
				]);
			}),
		);
	});

	it('reads a change of details as one in whatever spelling, never as an approval', () => {
		const topics = spellings(['affiliate'], ['details', 'detail', 'profile'], CHANGE);
		fc.assert(
			fc.property(topics, (topic) => {
				expect(readEvent(topic, affiliate).events).toEqual(['affiliateDetailsChange']);
			}),
		);
	});

	it('drops no approval under a topic that says neither details nor tier', () => {
		const topics = fc
			.oneof(
				fc.string({ unit: 'binary' }),
				spellings(['affiliate'], CHANGE, ['of', 'new', 'status']),
			)
			.filter((topic) => !/DETAIL|PROFILE|ADDRESS|BONUS|TIER/.test(topic.toUpperCase()));
		fc.assert(
			fc.property(topics, (topic) => {
				expect(readEvent(topic, affiliate).events[0]).toBe('affiliateApproved');
			}),
		);
	});

	const conversion = { id: 1, commission_total: '1.00', order_id: '7' };

	it.each([
		['NEW_CONVERSION', 'PENDING', ['newConversion']],
		['NEW_CONVERSION', 'APPROVED', ['conversionApproved', 'newConversion']],
		['CONVERSION_CREATED', 'DENIED', ['conversionDenied', 'newConversion']],
		['NEW_CONVERSION', 'UNQUALIFIED', ['newConversion']],
		['APPROVED_CONVERSION', 'APPROVED', ['conversionApproved']],
		['DENIED_CONVERSION', 'DENIED', ['conversionDenied']],
		['DISAPPROVED_CONVERSION', 'DENIED', ['conversionDenied']],
		['UNAPPROVED_CONVERSION', 'DENIED', ['conversionDenied']],
		['CONVERSION_STATUS_CHANGE', 'DENIED', ['conversionDenied']],
		['CONVERSION_STATUS_CHANGE', 'approved', ['conversionApproved']],
		['CONVERSION_STATUS_CHANGE', 'UNQUALIFIED', ['unknown']],
		['APPROVED_CONVERSION', 'PENDING', ['newConversion']],
		['APPROVED_CONVERSION', 'ODD', ['unknown']],
		['APPROVED_CONVERSION', undefined, ['conversionApproved']],
		['DISAPPROVED_CONVERSION', undefined, ['conversionDenied']],
		['CONVERSION_NOT_APPROVED', undefined, ['conversionDenied']],
		['UN_APPROVED_CONVERSION', undefined, ['conversionDenied']],
		['NEW_CONVERSION', undefined, ['newConversion']],
		['CONVERSION', undefined, ['unknown']],
	])('reads %s of a conversion that is %s as %j', (topic, status, events) => {
		expect(topicEventsOf(topic, { ...conversion, status })).toEqual(events);
	});

	it('takes a conversion for approved or denied only when its signed status says so', () => {
		const topics = fc.oneof(
			fc.string({ unit: 'binary' }),
			spellings(
				['conversion'],
				['approved', 'denied', 'disapproved', 'unapproved', 'new', 'status'],
			),
		);
		const statuses = fc.constantFrom('PENDING', 'APPROVED', 'DENIED', 'UNQUALIFIED');
		fc.assert(
			fc.property(topics, statuses, (topic, status) => {
				const events = topicEventsOf(topic, { ...conversion, status });
				expect(events.includes('conversionApproved')).toBe(status === 'APPROVED');
				expect(events.includes('conversionDenied')).toBe(status === 'DENIED');
			}),
		);
	});

	it('knows payments, triggers and tiers by their fields, whatever the topic', () => {
		expect(topicEventsOf('X', { data: { affiliates: {} } })).toEqual(['newPayment']);
		expect(topicEventsOf('X', { payment_total: '1' })).toEqual(['newPayment']);
		expect(topicEventsOf('X', { id: 1, commission_total: '1', total_conversions: 1 })).toEqual([
			'newPayment',
		]);
		expect(topicEventsOf('X', { affiliate_id: 1, trigger: 'A', type: 'COUPON' })).toEqual([
			'newConversionTrigger',
		]);
		expect(topicEventsOf('X', { ...affiliate, reward: {} })).toEqual(['bonusTierMovement']);
		expect(topicEventsOf('X', {})).toEqual(['unknown']);
	});
});

describe('events', () => {
	it.each([
		['AFFILIATE_STATUS_CHANGE', 'ACTIVE', ['affiliateApproved', 'affiliateStatusChange']],
		['NEW_AFFILIATE', 'ACTIVE', ['affiliateApproved', 'newAffiliate']],
		['NEW_AFFILIATE', 'PENDING', ['newAffiliate']],
		['NEW_AFFILIATE', 'DENIED', ['newAffiliate']],
		['AFFILIATE_STATUS_CHANGE', 'DENIED', ['affiliateDeactivated', 'affiliateStatusChange']],
		['AFFILIATE_STATUS_CHANGE', 'DISABLED', ['affiliateDeactivated', 'affiliateStatusChange']],
		['AFFILIATE_STATUS_CHANGE', 'PENDING', ['affiliateStatusChange']],
		['AFFILIATE_DETAILS_CHANGE', 'ACTIVE', ['affiliateDetailsChange']],
		['AFFILIATE_DETAILS_CHANGE', 'DISABLED', ['affiliateDetailsChange']],
		['BONUS_TIER_MOVEMENT', 'ACTIVE', ['bonusTierMovement']],
		['NOT_KNOWN_YET', 'ACTIVE', ['affiliateApproved', 'unknown']],
	])('%s with status %s counts as %j', (topic, status, events) => {
		expect(readEvent(topic, { ...affiliate, status }).events).toEqual(events);
	});

	it('gives the affiliate flat, in the spelling of the REST API', () => {
		expect(readEvent('NEW_AFFILIATE', affiliate).items[0]).toEqual({
			id: 37567438,
			code: 'a3y7',
			status: 'ACTIVE',
			first_name: 'Bill',
			last_name: 'Smith',
			email: 'bill@shop-mail.com',
			company_name: 'Bill & Co',
			address1: 'Main Street 1',
			phone: '555',
			custom_fields: { 'What is your web site?': 'https://linktr.ee/bill' },
			custom_field_ids: { 'What is your web site?': 1234 },
			offer_id: '1234',
			offer_name: 'Standard',
			is_marketplace_user: false,
		});
	});

	it('gives payloads of no known form as they are', () => {
		const payload = { something: { new: [1] } };
		expect(readEvent('X', payload)).toEqual({ events: ['unknown'], items: [payload] });
	});

	it('gives an item out under the most telling event that was asked for', () => {
		const { events } = readEvent('NEW_AFFILIATE', affiliate);
		expect(chosenEvent(events, ['newAffiliate', 'affiliateApproved'])).toBe('affiliateApproved');
		expect(chosenEvent(events, ['newAffiliate'])).toBe('newAffiliate');
		expect(chosenEvent(events, ['*'])).toBe('affiliateApproved');
		expect(chosenEvent(events, ['newPayment'])).toBeUndefined();
		expect(chosenEvent(['unknown'], ['*'])).toBe('unknown');
		expect(chosenEvent(['unknown'], ['affiliateApproved'])).toBeUndefined();
	});
});

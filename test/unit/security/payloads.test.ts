import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import { affiliateFromWebhook } from '../../../nodes/Refersion/affiliate';
import { readEvent } from '../../../nodes/Refersion/events/events';
import { errorTexts } from '../../../nodes/Refersion/transport/errors';
import { graphqlErrorTexts } from '../../../nodes/Refersion/transport/graphqlErrors';

const EVIL_KEYS = [
	'__proto__',
	'constructor',
	'prototype',
	'toString',
	'hasOwnProperty',
	'valueOf',
];

/** Keys by which payloads are told apart, so that each way of reading one is taken. */
const KNOWN_KEYS = [
	...['status', 'email', 'id', 'offer', 'custom_fields', 'reward', 'trigger', 'affiliate_id'],
	...['commission_total', 'affiliate', 'created', 'data', 'affiliates', 'payments'],
];

const parse = (text: string): IDataObject => JSON.parse(text);

/** JSON objects in which every key may be one that has a meaning to JavaScript. */
const evilObjects = fc.letrec<{ value: unknown; object: IDataObject }>((tie) => ({
	value: fc.oneof({ depthSize: 'small' }, fc.jsonValue(), tie('object')),
	object: fc
		.array(
			fc.tuple(fc.oneof(fc.constantFrom(...EVIL_KEYS, ...KNOWN_KEYS), fc.string()), tie('value')),
			{ maxLength: 6 },
		)
		// Written as text: an object literal would give "__proto__" its other meaning.
		.map((entries) => {
			const members = entries.map(([key, value]) => `${JSON.stringify(key)}:${asJson(value)}`);
			return parse(`{${members.join(',')}}`);
		}),
})).object;

function asJson(value: unknown): string {
	if (Array.isArray(value)) return `[${value.map(asJson).join(',')}]`;
	if (typeof value !== 'object' || value === null) return JSON.stringify(value);
	const members = Object.entries(value).map(
		([key, each]) => `${JSON.stringify(key)}:${asJson(each)}`,
	);
	return `{${members.join(',')}}`;
}

describe('keys that mean something to JavaScript', () => {
	const before = Object.getOwnPropertyNames(Object.prototype);

	it('change no prototype, whatever the payload', () => {
		const property = fc.property(evilObjects, fc.string(), (payload, topic) => {
			const { items } = readEvent(topic, payload);
			return (
				items.every((item) => Object.getPrototypeOf(item) === Object.prototype) &&
				Object.getOwnPropertyNames(Object.prototype).length === before.length
			);
		});
		fc.assert(property, { numRuns: 500 });
		expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(before);
	});

	it('give an affiliate no fields that it has not', () => {
		const payload = parse(
			'{"__proto__":{"status":"ACTIVE","email":"mallory@creator-mail.com"},"id":7}',
		);
		expect(affiliateFromWebhook(payload)).toMatchObject({ id: 7, status: '', email: '' });
	});

	it('keep their names', () => {
		const payload = parse(
			'{"constructor":"a","toString":"b","valueOf":"c","email":"x@creator-mail.com","status":"ACTIVE"}',
		);
		const affiliate = affiliateFromWebhook(payload);
		expect(Object.keys(affiliate).sort()).toEqual(
			['constructor', 'email', 'status', 'toString', 'valueOf'].sort(),
		);
	});

	it('are labels of custom fields like others', () => {
		const payload = parse(
			'{"email":"x@creator-mail.com","status":"ACTIVE","custom_fields":[{"name":"__proto__","value":"v"},null,7,[]]}',
		);
		const fields = affiliateFromWebhook(payload).custom_fields ?? {};
		expect(Object.getPrototypeOf(fields)).toBe(Object.prototype);
		expect(Object.entries(fields)).toContainEqual(['__proto__', 'v']);
	});
});

describe('genuine payloads of any form', () => {
	it('become an item and never throw', () => {
		const property = fc.property(evilObjects, fc.string({ unit: 'binary' }), (payload, topic) => {
			const { events, items } = readEvent(topic, payload);
			return events.length > 0 && items.length > 0;
		});
		fc.assert(property, { numRuns: 500 });
	});
});

describe('what Refersion says in errors', () => {
	it('is cut, so that an answer cannot fill the database', () => {
		const long = 'x'.repeat(1_000_000);
		const many = Array.from({ length: 1_000 }, () => long);
		for (const texts of [
			errorTexts({ error: long }),
			errorTexts({ errors: many }),
			graphqlErrorTexts({ errors: many.map((message) => ({ message })) }),
			graphqlErrorTexts({ errors: [], message: long }),
		]) {
			expect(texts.length).toBeGreaterThan(0);
			expect(texts.join(' ').length).toBeLessThan(11_000);
		}
	});

	it('is read from whatever comes', () => {
		const property = fc.property(fc.jsonValue(), (body) => {
			const texts = [...errorTexts(body), ...graphqlErrorTexts(body)];
			return texts.every((text) => typeof text === 'string' && text !== '');
		});
		fc.assert(property, { numRuns: 500 });
	});
});

import { affiliateFromRest, codeOfLink } from '../../../nodes/Refersion/affiliate';
import { errorTexts } from '../../../nodes/Refersion/transport/errors';
import { isTransient } from '../../../nodes/Refersion/transport/rest';

const answer = (statusCode: number, text = '') => ({ statusCode, text, json: undefined });

describe('affiliateFromRest', () => {
	it('flattens the documented example', () => {
		const raw = {
			id: 37567438,
			offer_id: '1234',
			status: 'ACTIVE',
			first_name: 'Bill',
			email: 'testing@refersion.com',
			link: 'https://site.refersion.com/c/a3y7',
			custom_fields: [{ label: 'What is your name?', value: 'Billy' }],
		};
		expect(affiliateFromRest(raw)).toEqual({
			...raw,
			code: 'a3y7',
			custom_fields: { 'What is your name?': 'Billy' },
		});
	});

	it('takes an id that is a string, as the contract calls it, for a number', () => {
		expect(affiliateFromRest({ id: '42' }).id).toBe(42);
	});

	it('has an empty link when Refersion has none', () => {
		expect(affiliateFromRest({ id: 1, link: null }, 'abc')).toMatchObject({
			link: '',
			code: 'abc',
		});
	});

	it('keeps labels that would be dangerous as properties of a plain object', () => {
		const { custom_fields: fields } = affiliateFromRest({
			custom_fields: [{ label: '__proto__', value: 'x' }],
		});
		expect(Object.keys(fields ?? {})).toEqual(['__proto__']);
		expect(Object.getPrototypeOf(fields)).toBe(Object.prototype);
	});
});

describe('codeOfLink', () => {
	it.each([
		['https://shop.refersion.com/c/a3y7', 'a3y7'],
		['https://shop.refersion.com/c/a3y7?utm_source=x', 'a3y7'],
		['https://www.shop.com?rfsn=123456.abc123', 'abc123'],
		['https://www.shop.com/c/sale?a=1&rfsn=123456.abc123', 'abc123'],
		['https://www.shop.com/c/summer/sale', undefined],
		['', undefined],
	])('reads %s as %s', (link, code) => {
		expect(codeOfLink(link)).toBe(code);
	});
});

describe('errors of Refersion', () => {
	it.each([
		[{ error: 'a' }, ['a']],
		[{ errors: ['a', 'b'] }, ['a', 'b']],
		[{ error: ['a', 'b'] }, ['a', 'b']],
		[{ message: 'Forbidden' }, ['Forbidden']],
		['<html>', []],
		[undefined, []],
	])('reads the texts of %j', (body, texts) => {
		expect(errorTexts(body)).toEqual(texts);
	});

	it('repeats what may pass by itself, and not a request with too many entries', () => {
		expect([408, 429, 500, 502, 503].map((status) => isTransient(answer(status)))).not.toContain(
			false,
		);
		expect([200, 204, 400, 401, 403, 404, 422].map((s) => isTransient(answer(s)))).not.toContain(
			true,
		);
		expect(isTransient(answer(429, 'Max number of elements on attribute (50) reached.'))).toBe(
			false,
		);
	});
});

import fc from 'fast-check';
import { NodeApiError, type INode } from 'n8n-workflow';
import { randomPassword } from '../../../nodes/Refersion/actions/affiliate/password';
import { utcText } from '../../../nodes/Refersion/transport/totals';
import { affiliateFromList } from '../../../nodes/Refersion/affiliate';
import { numberOf } from '../../../nodes/Refersion/transport/answers';
import { isRefersionUrl } from '../../../nodes/Refersion/transport/download';
import {
	errorTexts,
	isOutcomeUnknown,
	isRefusal,
	missingTriggers,
} from '../../../nodes/Refersion/transport/errors';

const node: INode = {
	id: '1',
	name: 'Refersion',
	type: 'refersion',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};
const apiError = (httpCode: string) =>
	new NodeApiError(node, { message: 'x' }, { message: 'x', httpCode });

describe('numbers of answers', () => {
	it.each([
		['3,498.03', 3498.03],
		['3,498.03,', 3498.03],
		['1,234,567', 1234567],
		[' -12.50 ', -12.5],
		['.5', 0.5],
		['11900254', 11900254],
		[7, 7],
		[0, 0],
	])('%j is %d', (value, number) => expect(numberOf(value)).toBe(number));

	it.each([undefined, null, '', ',', '-', 'many', '1e5', '1 000', '0x10', NaN, {}, [], true])(
		'%j is none',
		(value) => expect(numberOf(value)).toBeUndefined(),
	);

	it('reads back any amount written with commas', () => {
		fc.assert(
			fc.property(fc.integer({ min: -99_999_999, max: 99_999_999 }), (cents) => {
				const text = (cents / 100).toLocaleString('en-US', { minimumFractionDigits: 2 });
				expect(numberOf(text)).toBeCloseTo(cents / 100, 5);
			}),
		);
	});
});

describe('errors', () => {
	it.each([
		[{ error: 'a' }, ['a']],
		[{ error: ['a', 'b'] }, ['a', 'b']],
		[{ errors: ['a', ''], message: 'c' }, ['a', 'c']],
		['text', []],
		[null, []],
		[{ errors: [{ deep: 1 }] }, []],
	])('the texts of %j', (body, texts) => expect(errorTexts(body)).toEqual(texts));

	it('tells a refusal from a failure', () => {
		expect(['204', '400', '404', '422'].map((code) => isRefusal(apiError(code)))).not.toContain(
			false,
		);
		expect(
			['401', '403', '429', '500', '200'].map((code) => isRefusal(apiError(code))),
		).not.toContain(true);
		expect(isRefusal(new Error('422'))).toBe(false);
	});

	it.each([
		['The following conversion trigger does not exist in our records: A1, B 2', ['A1', 'B 2']],
		['The following conversion triggers does not exist in our records: A1', ['A1']],
		['The following affiliates does not exist in our records: 7', []],
		['Failed to delete conversion triggers.', []],
	])('reads the missing triggers of %j', (message, names) => {
		const error = new NodeApiError(node, { message }, { message, httpCode: '422' });
		expect(missingTriggers(error)).toEqual(names);
		expect(missingTriggers(new Error(message))).toEqual([]);
	});

	it('knows when it is open whether something was done', () => {
		const cut = ['ECONNRESET', 'ECONNABORTED', 'ETIMEDOUT'].map((code) => ({ code }));
		const open = [apiError('200'), apiError('408'), apiError('502'), ...cut];
		const clear = [apiError('422'), apiError('429'), { code: 'ECONNREFUSED' }, new Error('x')];
		expect(open.map(isOutcomeUnknown)).toEqual(open.map(() => true));
		expect(clear.map(isOutcomeUnknown)).toEqual(clear.map(() => false));
		expect(isOutcomeUnknown({ cause: { code: 'ENOTFOUND' } })).toBe(false);
	});
});

describe('random passwords', () => {
	it('fit the rules, and are never the same', () => {
		const passwords = Array.from({ length: 500 }, randomPassword);
		expect(new Set(passwords).size).toBe(500);
		for (const password of passwords) {
			expect(password.length).toBeGreaterThanOrEqual(9);
			expect(password.length).toBeLessThanOrEqual(72);
			for (const kind of [/[A-Z]/, /[a-z]/, /\d/, /[^A-Za-z0-9]/]) expect(password).toMatch(kind);
			expect(password).not.toMatch(/(.)\1{3}/);
		}
	});
});

describe('download links', () => {
	it.each([
		'https://refersion.com/a',
		'https://www.refersion.com/a?b',
		'https://a.b.refersion.com',
	])('%s is one', (link) => expect(isRefersionUrl(link)).toBe(true));

	it.each([
		'http://www.refersion.com/a',
		'https://refersion.com.evil.example',
		'https://evilrefersion.com',
		'https://evil.example/refersion.com',
		'https://www.refersion.com@evil.example',
		'https://www.refersion.com:444/',
		'//www.refersion.com/a',
		'',
	])('%s is none', (link) => expect(isRefersionUrl(link)).toBe(false));
});

describe('small parts', () => {
	it('writes times in UTC', () => {
		expect(utcText(1_790_000_000)).toBe('2026-09-21 14:13:20');
	});

	it("takes a list's id for the code", () => {
		const row = { id: '694c', offer_id: '1234', status: 'active', email: ' a@b.com ' };
		expect(affiliateFromList(row)).toEqual({
			code: '694c',
			offer_id: '1234',
			status: 'ACTIVE',
			email: 'a@b.com',
		});
	});
});

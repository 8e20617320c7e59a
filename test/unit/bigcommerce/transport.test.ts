import { saidIn } from '../../../nodes/BigCommerce/transport/errors';
import { resetMs } from '../../../nodes/BigCommerce/transport/quota';
import { storePath } from '../../../nodes/BigCommerce/transport/host';

describe('the path of a store', () => {
	it('has the store hash in it', () => {
		expect(storePath(' abc123 ')).toBe('/stores/abc123/v3');
	});

	it.each([
		'',
		'ABC',
		'a/../b',
		'a.b',
		'a@b',
		'a b',
		'a?b',
		'https://api.bigcommerce.com',
		null,
		5,
	])('is not made of %j', (hash) => {
		expect(() => storePath(hash)).toThrow('The BigCommerce store hash is not valid');
	});
});

describe('how long BigCommerce asks to be left alone', () => {
	it.each([
		[{ 'x-rate-limit-time-reset-ms': '15000' }, 15_000],
		[{ 'x-retry-after': '15' }, 15_000],
		[{ 'x-rate-limit-time-reset-ms': '1500', 'x-retry-after': '2' }, 2_000],
		[{ 'x-rate-limit-time-reset-ms': '2500', 'x-retry-after': '2' }, 2_500],
		[{ 'x-rate-limit-time-reset-ms': '0' }, 0],
		[{ 'x-rate-limit-time-reset-ms': '-5' }, 0],
		[{ 'x-rate-limit-time-reset-ms': '9000000' }, 60_000],
		[{ 'x-rate-limit-time-reset-ms': 'soon' }, undefined],
		[{ 'x-rate-limit-time-reset-ms': '' }, undefined],
		[{ 'retry-after': '3' }, undefined],
		[{}, undefined],
	])('%j is %s', (headers, expected) => {
		expect(resetMs(headers)).toBe(expected);
	});
});

describe('the words of an error', () => {
	it.each([
		[
			{ status: 422, title: 'Bad', errors: { code: 'must be unique' } },
			'Bad (code: must be unique)',
		],
		[
			{ errors: [{ status: 422, title: 'Parameter id:in is required' }] },
			'Parameter id:in is required',
		],
		[{ title: 'Forbidden', error: { message: 'No.' } }, 'Forbidden: No.'],
		[{ status: '400', title: 'Bad', detail: 'Code' }, 'Bad: Code'],
		[{ title: 'Bad', errors: [{ field: 'a', message: 'b' }] }, 'Bad (a: b)'],
		[{ title: 'Same', detail: 'Same' }, 'Same'],
		[{ title: 5, errors: 'x' }, ''],
		['text', ''],
		[undefined, ''],
	])('of %j are "%s"', (json, expected) => {
		expect(saidIn(json)).toBe(expected);
	});

	it('are cut', () => {
		expect(saidIn({ title: 'x'.repeat(100_000) }).length).toBeLessThan(600);
		const errors = Object.fromEntries(
			Array.from({ length: 1000 }, (_value, index) => [`f${index}`, 'y'.repeat(1000)]),
		);
		expect(saidIn({ errors }).length).toBeLessThan(20_000);
	});
});

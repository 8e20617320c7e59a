import { parseUrl, requestUrl } from '../../../nodes/shared/url';

/** Enough calls for Node.js to compile what is called. */
const OFTEN = 20_000;

describe('parseUrl', () => {
	it('reads an address', () => {
		expect(parseUrl('https://linktr.ee/jana')?.hostname).toBe('linktr.ee');
	});

	it.each(['', 'linktr.ee/jana', 'https://'])('reads no address in "%s"', (text) => {
		expect(parseUrl(text)).toBeUndefined();
	});

	it('goes on reading letters such as ü', () => {
		let read = 0;
		for (let call = 0; call < OFTEN; call += 1) if (parseUrl('https://a.example/ü')) read += 1;
		expect(read).toBe(OFTEN);
	});
});

describe('requestUrl', () => {
	it.each([
		{ request: { url: 'https://a.example/b' }, href: 'https://a.example/b' },
		{ request: { url: '/b', baseURL: 'https://a.example' }, href: 'https://a.example/b' },
		{
			request: { url: 'https://c.example/', baseURL: 'https://a.example' },
			href: 'https://c.example/',
		},
		{ request: { url: '', uri: 'https://a.example/b' }, href: 'https://a.example/b' },
	])('$request goes to $href', ({ request, href }) => {
		expect(requestUrl(request)?.href).toBe(href);
	});

	it.each([{ url: '' }, { url: '/b' }, { url: '', uri: 7 }])('%j goes nowhere', (request) => {
		expect(requestUrl(request)).toBeUndefined();
	});

	it('goes on reading letters such as ü', () => {
		let read = 0;
		const request = { url: '/?name=ü', baseURL: 'https://a.example' };
		for (let call = 0; call < OFTEN; call += 1) if (requestUrl(request)) read += 1;
		expect(read).toBe(OFTEN);
	});
});

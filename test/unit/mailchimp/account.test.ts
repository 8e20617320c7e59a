import fc from 'fast-check';
import { mailchimpHost, hostOfEndpoint } from '../../../nodes/Mailchimp/transport/urls';
import { isTransient } from '../../../nodes/Mailchimp/transport/client';
import { MailchimpAudienceApi } from '../../../credentials/MailchimpAudienceApi.credentials';

const KEY = `${'0123456789abcdef'.repeat(2)}-us21`;

describe('the host of an API key', () => {
	it('is the data centre behind the dash', () => {
		expect(mailchimpHost(KEY)).toBe('us21.api.mailchimp.com');
	});

	it.each([
		'x-evil.example/',
		'x-us1.evil',
		'x-us1.evil.example#',
		'x-us1/@evil',
		'x-us1:8080',
		'x-us1\n',
		'-us1',
		'us1',
		'x-',
		'',
		'x-us12345',
		'x-US1',
	])('is refused for %j', (key) => {
		expect(() => mailchimpHost(key)).toThrow('The Mailchimp API key is not valid');
	});

	it('never is another than one of Mailchimp, and the error never shows the key', () => {
		fc.assert(
			fc.property(fc.string({ minLength: 1 }), fc.string(), (secret, suffix) => {
				const key = `${secret}-${suffix}`;
				try {
					return /^[a-z]{2,4}\d{1,4}\.api\.mailchimp\.com$/.test(mailchimpHost(key));
				} catch (error) {
					return secret.length < 4 || !String(error).includes(key);
				}
			}),
		);
	});

	it('is taken from OAuth2 metadata only when it is one of Mailchimp', () => {
		expect(hostOfEndpoint('https://us6.api.mailchimp.com')).toBe('us6.api.mailchimp.com');
		expect(hostOfEndpoint('http://us6.api.mailchimp.com')).toBeUndefined();
		expect(hostOfEndpoint('https://us6.api.mailchimp.com.evil.example')).toBeUndefined();
		expect(hostOfEndpoint(undefined)).toBeUndefined();
	});
});

describe('the API key credential', () => {
	const { authenticate } = new MailchimpAudienceApi();

	it('adds the key to requests for its own host', async () => {
		const request = { url: 'https://us21.api.mailchimp.com/3.0/ping' };
		expect(await authenticate({ apiKey: ` ${KEY} ` }, request)).toMatchObject({
			auth: { password: KEY },
		});
	});

	it('reads the address where the HTTP Request node has it', async () => {
		const request = { url: '', uri: 'https://us21.api.mailchimp.com/3.0/ping' };
		expect(await authenticate({ apiKey: KEY }, request)).toMatchObject({ auth: { password: KEY } });
		const other = { url: '', uri: 'https://evil.example/3.0/ping' };
		await expect(authenticate({ apiKey: KEY }, other)).rejects.toThrow('only sent to');
	});

	it.each([
		{ url: 'https://us22.api.mailchimp.com/3.0/ping' },
		{ url: 'http://us21.api.mailchimp.com/3.0/ping' },
		{ url: 'https://evil.example/us21.api.mailchimp.com' },
		{ url: 'https://us21.api.mailchimp.com@evil.example/' },
		{ url: '/3.0/ping', baseURL: 'https://us21.api.mailchimp.com.evil.example' },
		{ url: '' },
	])('sends it nowhere else: %j', async (request) => {
		await expect(authenticate({ apiKey: KEY }, request)).rejects.toThrow(
			'only sent to https://us21.api.mailchimp.com',
		);
	});

	it('refuses a crafted key before any request', async () => {
		const request = { url: '/3.0/ping', baseURL: 'https://evil.example/.api.mailchimp.com' };
		await expect(authenticate({ apiKey: 'x-evil.example/' }, request)).rejects.toThrow(
			'is not valid',
		);
	});
});

describe('transient answers', () => {
	it('are too many connections, a bare 403 and faults of the service', () => {
		const answer = (statusCode: number, json?: unknown) => ({ statusCode, text: '', json });
		expect([403, 408, 429, 500, 502, 503].map((s) => isTransient(answer(s)))).not.toContain(false);
		expect([200, 400, 401, 404, 405].map((s) => isTransient(answer(s, {})))).not.toContain(true);
		expect(isTransient(answer(403, { title: 'Forbidden' }))).toBe(false);
	});
});

import type { IHttpRequestOptions } from 'n8n-workflow';
import { RefersionApi } from '../../../credentials/RefersionApi.credentials';

const credentials = {
	publicKey: 'pub_1',
	secretKey: 'sec_1',
	webhookSigningSecret: 'whs_1',
	graphqlToken: ' gql_1 ',
};

const authenticate = async (request: object) => {
	const rule = new RefersionApi().authenticate;
	if (typeof rule !== 'function') throw new Error('Not a function');
	return await rule(credentials, request as IHttpRequestOptions);
};

describe('Refersion credential', () => {
	it('shows the REST API the two keys and nothing else', async () => {
		const request = { url: 'https://api.refersion.com/v2/affiliate/get', headers: { Accept: 'a' } };
		expect((await authenticate(request)).headers).toEqual({
			Accept: 'a',
			'Refersion-Public-Key': 'pub_1',
			'Refersion-Secret-Key': 'sec_1',
		});
		expect(request.headers).toEqual({ Accept: 'a' });
	});

	it('shows the host that orders are reported to the two keys and nothing else', async () => {
		const url = 'https://inbound-webhooks.refersion.com/tracker/orders/paid';
		expect((await authenticate({ url })).headers).toEqual({
			'Refersion-Public-Key': 'pub_1',
			'Refersion-Secret-Key': 'sec_1',
		});
	});

	it('shows GraphQL its token and nothing else', async () => {
		const { headers } = await authenticate({ url: 'https://graphql.refersion.com' });
		expect(headers).toEqual({ 'X-Refersion-Key': 'gql_1' });
	});

	it('keeps the HTTP Request node working', async () => {
		const expected = { 'Refersion-Public-Key': 'pub_1', 'Refersion-Secret-Key': 'sec_1' };
		const uri = 'https://API.refersion.com:443/v2/affiliate/list';
		expect((await authenticate({ uri })).headers).toEqual(expected);
	});

	it.each([
		{ url: 'https://example.com/' },
		{ url: 'http://api.refersion.com/v2/affiliate/list' },
		{ url: 'https://api.refersion.com:8443/' },
		{ url: 'https://api.refersion.com@example.com/' },
		{ url: 'https://api.refersion.com.example.com/' },
		{ url: '//example.com/', baseURL: 'https://api.refersion.com' },
		{ url: 'https://example.com/', baseURL: 'https://api.refersion.com' },
		{ url: '/v2', baseURL: 'https://example.com' },
		{ url: '\\\\example.com/', baseURL: 'https://api.refersion.com' },
		{ uri: 'https://www.refersion.com/api' },
		{ url: 'http://inbound-webhooks.refersion.com/tracker/orders/paid' },
		{ url: 'https://webhooks.refersion.com/tracker/orders/paid' },
		{ url: 'https://constructor/' },
		{ url: '/v2' },
		{},
	])('refuses %j', async (request) => {
		const refusal = authenticate(request);
		await expect(refusal).rejects.toThrow('The Refersion credential is only for Refersion');
		await expect(refusal).rejects.not.toThrow(/sec_1|gql_1/);
	});
});

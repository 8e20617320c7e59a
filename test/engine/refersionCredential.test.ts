import type { IHttpRequestOptions } from 'n8n-workflow';
import { resetHub, startHub, type Hub } from './support/hub';
import { editorContext } from './support/pickers';

let hub: Hub;
beforeAll(async () => {
	hub = await startHub();
});
beforeEach(() => resetHub(hub));
afterAll(async () => await hub.close());

const request = async (options: IHttpRequestOptions) => {
	const context = editorContext(hub, 'refersion', {});
	return await context.helpers.httpRequestWithAuthentication.call(context, 'refersionApi', options);
};

const test = (): IHttpRequestOptions => {
	const credential = hub.engine.credentialType('refersionApi').test;
	if (!credential) throw new Error('The credential has no test');
	return { url: '', ...credential.request } as IHttpRequestOptions;
};

describe('Refersion credential', () => {
	it('is tested by listing one affiliate', async () => {
		hub.world.refersion.addAffiliate();
		expect(await request(test())).toMatchObject({ total: 1 });
		expect(hub.world.refersion.requests[0]).toMatchObject({
			host: 'api.refersion.com',
			path: '/v2/affiliate/list',
			body: { limit: '1', page: '1' },
		});
	});

	it('does not pass its test with wrong keys', async () => {
		hub.credentials.refersionApi.secretKey = 'sec_wrong';
		await expect(request(test())).rejects.toMatchObject({ httpCode: '401' });
	});

	it('sends nothing to another host', async () => {
		const error = await request({ url: 'https://example.com/' }).catch((reason) => reason);
		expect(String(error.message)).toContain('The Refersion credential is only for Refersion');
		expect(hub.served.refusedHosts).not.toContain('example.com');
		expect(hub.world.refersion.requests).toEqual([]);
	});
});

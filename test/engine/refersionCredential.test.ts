import { CredentialTestContext } from 'n8n-core';
import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IHttpRequestOptions,
} from 'n8n-workflow';
import { additionalData } from './support/engine';
import { oneNode, resetHub, startHub, type Hub } from './support/hub';
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

/** Runs the test as n8n does: the first node that has the credential, and holds a test for it. */
const tryKeys = async (node: string, data: IDataObject = {}) => {
	const { description, methods } = hub.engine.nodeType(node);
	const testedBy = description.credentials?.find(({ name }) => name === 'refersionApi')?.testedBy;
	const test = methods?.credentialTest?.[String(testedBy)];
	if (!test) throw new Error('No test');
	const file = oneNode('refersion', {});
	const context = new CredentialTestContext(additionalData(hub.engine, hub.credentials, file));
	const all: ICredentialDataDecryptedObject = { ...refersion().credentials, ...data };
	return await test.call(context, { id: '1', name: 'Refersion', type: 'refersionApi', data: all });
};

const refersion = () => hub.world.refersion;
const hosts = () => refersion().requests.map(({ host }) => host);

describe('Test of the Refersion credential', () => {
	it.each(['refersion', 'refersionTrigger', 'refersionPollingTrigger'])(
		'of the node %s tries all keys, each at its own host',
		async (node) => {
			expect(await tryKeys(node)).toEqual({
				status: 'OK',
				message: 'Refersion accepts the pair of Public Key and Secret Key and the GraphQL Token',
			});
			expect(hosts()).toEqual(['api.refersion.com', 'graphql.refersion.com']);
			const [rest, graphql] = refersion().requests;
			expect(rest).toMatchObject({
				method: 'POST',
				path: '/v2/affiliate/list',
				body: { limit: '1', page: '1' },
			});
			expect(Object.keys(rest.headers)).not.toContain('x-refersion-key');
			expect(Object.keys(graphql.headers)).not.toContain('refersion-secret-key');
		},
	);

	it('needs no token', async () => {
		expect(await tryKeys('refersion', { graphqlToken: ' ' })).toMatchObject({ status: 'OK' });
		expect(hosts()).toEqual(['api.refersion.com']);
	});

	it.each([
		[
			{ secretKey: 'sec_wrong' },
			'refuses the pair of Public Key and Secret Key',
			'Settings > Refersion API.',
		],
		[{ graphqlToken: 'gql_wrong' }, 'refuses the GraphQL Token', 'Refersion API > GraphQL.'],
		[{ publicKey: '' }, 'The Public Key is empty', 'Settings > Refersion API.'],
		[{ secretKey: ' ' }, 'The Secret Key is empty', 'Settings > Refersion API.'],
		[
			{ publicKey: 'sec_1' },
			'The field Public Key holds the other one',
			'Settings > Refersion API.',
		],
		[
			{ secretKey: 'pub_1' },
			'The field Secret Key holds the other one',
			'Settings > Refersion API.',
		],
	])('says with %j which key is wrong, and where the right one is', async (data, what, where) => {
		const { status, message } = await tryKeys('refersion', data);
		expect(status).toBe('Error');
		expect(message).toContain(what);
		expect(message).toContain(where);
		for (const key of Object.values(data)) if (key.trim()) expect(message).not.toContain(key);
	});

	it('does not take a used-up quota for a wrong token', async () => {
		refersion().switches.graphqlQuota = 0;
		const { status, message } = await tryKeys('refersion');
		expect(status).toBe('OK');
		expect(message).toContain('could not be tried: its quota is used up');
	});

	it.each([
		['reset-before', 'No answer came from Refersion'],
		['502-html', 'Refersion answered 502'],
	] as const)('says of %s that nothing is known', async (fault, what) => {
		hub.world.faults.failNext({ service: 'refersion', fault, times: 5 });
		const { status, message } = await tryKeys('refersion');
		expect(status).toBe('Error');
		expect(message).toContain(what);
		expect(message).toContain('not known whether');
	});
});

describe('Refersion credential', () => {
	it('sends nothing to another host', async () => {
		const error = await request({ url: 'https://example.com/' }).catch((reason) => reason);
		expect(String(error.message)).toContain('The Refersion credential is only for Refersion');
		expect(hub.served.refusedHosts).not.toContain('example.com');
		expect(hub.world.refersion.requests).toEqual([]);
	});
});

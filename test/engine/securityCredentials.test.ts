import type { IHttpRequestOptions } from 'n8n-workflow';
import { runUpsert } from './support/contacts';
import { errorOf, outputOf } from './support/engine';
import {
	connectOAuth2,
	listen,
	OAUTH_TOKEN,
	spellings,
	TRANSPORTS,
	type Sent,
} from './support/hostile';
import { locator, resetHub, startHub, type Hub } from './support/hub';
import { runMailchimp } from './support/mailchimp';
import { editorContext } from './support/pickers';
import { runRefersion } from './support/refersion';

let hub: Hub;
beforeAll(async () => {
	hub = await startHub();
});
beforeEach(() => {
	resetHub(hub);
	hub.served.refusedHosts.splice(0);
	jest.spyOn(Math, 'random').mockReturnValue(0);
});
afterEach(() => jest.restoreAllMocks());
afterAll(async () => await hub.close());

/** Everything that anybody could log in with. */
const allSecrets = () => [
	...Object.values(hub.credentials.refersionApi).map(String),
	hub.world.mailchimp.apiKey,
	OAUTH_TOKEN,
	String(hub.credentials.bigCommerceApi.accessToken),
];

const carries = ({ url, headers, body }: Sent, secret: string) => {
	const whole = JSON.stringify([url.href, headers, body]);
	return spellings(secret).some((text) => whole.includes(text));
};

/** Each host and the secrets that it was shown. */
function shown(sent: Sent[]): Record<string, string[]> {
	const result: Record<string, Set<string>> = {};
	for (const request of sent) {
		const secrets = allSecrets().filter((secret) => carries(request, secret));
		result[request.url.host] ??= new Set();
		for (const secret of secrets) result[request.url.host].add(secret);
	}
	return Object.fromEntries(Object.entries(result).map(([host, set]) => [host, [...set]]));
}

describe('each host gets its own credential and no other', () => {
	it.each(TRANSPORTS)('$name', async ({ host, secrets, run }) => {
		hub.world.refersion.addAffiliate({ status: 'ACTIVE' });
		const sent = listen(hub);
		await run(hub);
		const expected = secrets(hub);
		expect(shown(sent)[host]?.sort()).toEqual(expected.sort());
		expect(hub.served.refusedHosts).toEqual([]);
	});
});

/** Hosts to lure n8n to: unknown ones, and others of the emulated services, which would answer. */
const ELSEWHERE = [
	'https://evil.example/steal',
	'http://evil.example/steal',
	'//evil.example/steal',
	'https://us22.api.mailchimp.com/3.0/lists',
	'http://us21.api.mailchimp.com/3.0/lists',
	'https://linktr.ee/steal',
	'https://www.refersion.com/steal',
];

describe.each(TRANSPORTS)('redirects: $name', ({ host, run }) => {
	it.each([301, 302, 303, 307, 308])('%i leads nowhere', async (status) => {
		for (const location of ELSEWHERE) {
			jest.restoreAllMocks();
			const answer = () => new Response(null, { status, headers: { location } });
			const isStart = (url: URL) => url.hostname === host && !url.pathname.includes('steal');
			const sent = listen(hub, { to: isStart, answer });
			const result = await run(hub);
			const error = errorOf(result);
			expect(['NodeApiError', 'NodeOperationError']).toContain(error?.name);
			expect(outputOf(result, 'Node')).toEqual([]);
			expect(hub.served.refusedHosts).toEqual([]);
			const redirected = sent.filter(
				({ url }) => !isStart(url) && url.hostname !== 'api.refersion.com',
			);
			// OAuth2 asks login.mailchimp.com before the account's own host.
			expect(redirected.map(({ url }) => url.hostname)).toEqual(
				host === 'us21.api.mailchimp.com' && redirected.length > 0 ? ['login.mailchimp.com'] : [],
			);
		}
	});
});

describe('answers that name another host', () => {
	it.each([
		'https://evil.example',
		'https://us21.api.mailchimp.com.evil.example',
		'https://us21.api.mailchimp.com@evil.example',
		'https://evil.example/https://us21.api.mailchimp.com',
		'http://us21.api.mailchimp.com',
		'//evil.example',
	])('the OAuth2 endpoint %s gets nothing', async (endpoint) => {
		connectOAuth2(hub);
		hub.world.mailchimp.account.apiEndpoint = endpoint;
		const sent = listen(hub);
		const run = await runUpsert(hub, { parameters: { authentication: 'oAuth2' } });
		expect(errorOf(run)?.message).toContain('did not say which data centre');
		expect(shown(sent)).toEqual({ 'login.mailchimp.com': [OAUTH_TOKEN] });
		expect(hub.served.refusedHosts).toEqual([]);
	});

	it('another data centre in the OAuth2 metadata is still one of Mailchimp', async () => {
		connectOAuth2(hub);
		hub.world.mailchimp.account.apiEndpoint = 'https://us22.api.mailchimp.com';
		const sent = listen(hub);
		await runUpsert(hub, { parameters: { authentication: 'oAuth2' } });
		expect(Object.keys(shown(sent))).toEqual(['login.mailchimp.com', 'us22.api.mailchimp.com']);
	});

	it.each(['https://evil.example/x', 'https://www.refersion.com@evil.example/x'])(
		'the download link %s gets nothing',
		async (link) => {
			const sent = listen(hub, {
				to: ({ pathname }) => pathname === '/v2/reporting/link',
				answer: () => Response.json({ download_link: link }),
			});
			const run = await runRefersion(hub, {
				resource: 'report',
				operation: 'download',
				reportId: 7,
				binaryPropertyName: 'data',
				options: {},
			});
			expect(errorOf(run)?.message).toContain("one of Refersion's own hosts");
			expect(sent.map(({ url }) => url.hostname)).toEqual(['api.refersion.com']);
			expect(hub.served.refusedHosts).toEqual([]);
		},
	);

	it('links in answers are not followed', async () => {
		const links = {
			_links: [{ rel: 'next', href: 'https://evil.example/' }],
			next: '//evil.example',
		};
		listen(hub, {
			to: ({ pathname }) => pathname.endsWith('/members'),
			answer: () => Response.json({ members: [], total_items: 0, ...links }),
		});
		const run = await runMailchimp(hub, {
			resource: 'contact',
			operation: 'getMany',
			audience: locator('id', hub.audienceId),
			returnAll: true,
			filters: {},
		});
		expect(errorOf(run)).toBeUndefined();
		expect(hub.served.refusedHosts).toEqual([]);
	});
});

describe('crafted credentials', () => {
	const key = (tail: string) => `0123456789abcdef0123456789abcdef${tail}`;

	it.each([
		key('-us21.evil.example'),
		key('-us21@evil.example'),
		key('-evil.example/'),
		key('-us21/../..'),
		key('-us21#'),
		key('-us21?x='),
		key('-us21:443@evil.example'),
		key('-us21\\evil.example'),
		key('-us21%2eevil.example'),
		key('-us21\nX: y'),
		key('-login'),
		key(''),
	])('the API key %j reaches nobody, and is not in the error', async (apiKey) => {
		hub.credentials.mailchimpAudienceApi = { apiKey };
		const sent = listen(hub);
		const run = await runUpsert(hub);
		expect(errorOf(run)?.message).toContain('The Mailchimp API key is not valid');
		expect(JSON.stringify(run)).not.toContain('0123456789abcdef');
		expect(sent).toEqual([]);
		expect(hub.served.refusedHosts).toEqual([]);
	});

	it.each([
		['refersionApi', 'secretKey'],
		['refersionApi', 'publicKey'],
		['refersionApi', 'graphqlToken'],
	])('line ends in %s %s do not become headers', async (type, field) => {
		hub.credentials[type][field] = 'x\r\nX-Injected: yes';
		const sent = listen(hub);
		for (const { run } of TRANSPORTS.slice(0, 2)) await run(hub);
		for (const { headers } of sent) expect(headers).not.toHaveProperty('x-injected');
	});

	it('line ends in the OAuth2 token do not become headers', async () => {
		connectOAuth2(hub);
		hub.credentials.mailchimpAudienceOAuth2Api.oauthTokenData = {
			access_token: 'x\r\nX-Injected: yes',
			token_type: 'bearer',
		};
		const sent = listen(hub);
		const run = await runUpsert(hub, { parameters: { authentication: 'oAuth2' } });
		expect(errorOf(run)).toBeDefined();
		for (const { headers } of sent) expect(headers).not.toHaveProperty('x-injected');
	});
});

describe("the credentials in n8n's own HTTP Request node", () => {
	const request = async (
		node: 'refersion' | 'mailchimpAudience',
		type: string,
		options: IHttpRequestOptions,
	) => {
		const context = editorContext(hub, node, { authentication: 'apiKey' });
		return await context.helpers.httpRequestWithAuthentication.call(context, type, options);
	};

	it.each([
		'https://evil.example/',
		'https://us22.api.mailchimp.com/3.0/ping',
		'http://us21.api.mailchimp.com/3.0/ping',
		'https://us21.api.mailchimp.com:8443/3.0/ping',
		'https://us21.api.mailchimp.com.evil.example/',
		'https://us21.api.mailchimp.com@evil.example/',
		'https://api.refersion.com/v2/affiliate/list',
	])('the Mailchimp key is not sent to %s', async (url) => {
		const sent = listen(hub);
		await expect(request('mailchimpAudience', 'mailchimpAudienceApi', { url })).rejects.toThrow(
			'only sent to',
		);
		expect(sent).toEqual([]);
		expect(hub.served.refusedHosts).toEqual([]);
	});

	it.each([
		'https://evil.example/',
		'http://api.refersion.com/v2/affiliate/list',
		'https://api.refersion.com:8443/',
		'https://www.refersion.com/',
		'https://api.refersion.com.evil.example/',
		'https://api.refersion.com@evil.example/',
		'https://us21.api.mailchimp.com/3.0/ping',
	])('the Refersion keys are not sent to %s', async (url) => {
		const sent = listen(hub);
		await expect(request('refersion', 'refersionApi', { url })).rejects.toThrow(
			'only for Refersion',
		);
		expect(sent).toEqual([]);
		expect(hub.served.refusedHosts).toEqual([]);
	});
});

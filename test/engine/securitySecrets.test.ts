import { createHmac } from 'node:crypto';
import { inspect } from 'node:util';
import type { INode, IRun } from 'n8n-workflow';
import { refersionRequest } from '../../nodes/Refersion/transport/rest';
import { ConnectionReset } from '../emulators/faults';
import { errorOf, outputOf } from './support/engine';
import { listen, OAUTH_TOKEN, spellings, TRANSPORTS } from './support/hostile';
import { resetHub, startHub, type Hub } from './support/hub';
import { editorContext } from './support/pickers';
import { startPoller } from './support/poll';
import { callWebhook } from './support/webhook';

/** Stands in bodies, so that it is seen where one is passed on. */
const MARK = 'MARK-OF-A-BODY';

let hub: Hub;
let logged: string[];
beforeAll(async () => {
	hub = await startHub();
});
beforeEach(() => {
	resetHub(hub);
	hub.credentials.mailchimpAudienceOAuth2Api = {
		clientId: '593572104831',
		clientSecret: 'f1e2d3c4b5a697887766554433221100',
		oauthTokenData: { access_token: OAUTH_TOKEN, token_type: 'bearer' },
	};
	jest.spyOn(Math, 'random').mockReturnValue(0);
	logged = [];
	const { logger } = editorContext(hub, 'refersion', {});
	for (const level of ['error', 'warn', 'info', 'debug'] as const) {
		jest.spyOn(logger, level).mockImplementation((...line: unknown[]) => {
			logged.push(everythingIn(line));
		});
	}
});
afterEach(() => jest.restoreAllMocks());
afterAll(async () => await hub.close());

/** Everything that can be reached from a value: hidden fields, causes and stacks too. */
function everythingIn(value: unknown): string {
	return inspect(value, {
		depth: Infinity,
		showHidden: true,
		maxArrayLength: Infinity,
		maxStringLength: Infinity,
		breakLength: Infinity,
	});
}

const secrets = () => [
	...Object.values(hub.credentials.refersionApi).map(String),
	String(hub.credentials.bigCommerceApi.accessToken),
	hub.world.mailchimp.apiKey,
	OAUTH_TOKEN,
	'f1e2d3c4b5a697887766554433221100',
];

/** The secrets that stand in a text, in whatever form. */
const found = (text: string) =>
	secrets().filter((secret) => spellings(secret).some((form) => text.includes(form)));

/** What an error says; its node has the parameters as the user has set them. */
const words = (run: IRun) => {
	const { message, description, context, stack, cause } = errorOf(run) ?? {};
	return everythingIn([message, description, context, stack, cause]);
};

const html = (text: string) => new Response(text, { headers: { 'content-type': 'text/html' } });

const TOO_LARGE = Buffer.alloc(33 * 1024 * 1024, `${MARK} `);

/** Ways to fail; the second one echoes what it was sent, as debug pages do. */
const FAILURES: Array<[string, (headers: string) => Response]> = [
	['401', () => Response.json({ title: 'API Key Invalid', error: 'Invalid.' }, { status: 401 })],
	['a debug page with all headers', (headers) => html(`<pre>${MARK} ${headers}</pre>`)],
	['400', () => Response.json({ title: 'Bad', errors: [], body: MARK }, { status: 400 })],
	['403 without a body', () => new Response(null, { status: 403 })],
	['500 with a page', () => new Response(`<p>${MARK}</p>`, { status: 500 })],
	[
		'a redirect',
		() => new Response(MARK, { status: 302, headers: { location: 'https://evil.example/' } }),
	],
	['200 that is not understood', () => Response.json({ whatever: MARK })],
	['a body that is too large', () => new Response(TOO_LARGE)],
	[
		'a connection that breaks',
		() => {
			throw new ConnectionReset();
		},
	],
];

const MODES: Array<NonNullable<INode['onError']>> = ['stopWorkflow', 'continueRegularOutput'];

// The file of a report is not judged: what comes with 200 is the file.
const JUDGED = TRANSPORTS.filter(({ host }) => host !== 'www.refersion.com');

describe.each(JUDGED)('no secret is left behind: $name', ({ host, run }) => {
	it.each(FAILURES)('%s', async (_what, fail) => {
		for (const onError of MODES) {
			const sent = listen(hub, {
				to: ({ hostname }) => hostname === host,
				answer: () => {
					const { headers } = sent[sent.length - 1];
					return fail(Object.values(headers).join(' '));
				},
			});
			const result = await run(hub, { onError });
			expect(sent.length).toBeGreaterThan(0);
			// As n8n stores it and sends it to the editor, and as it is in memory.
			const kept = [JSON.stringify(result), everythingIn(result)];
			expect(kept.flatMap(found)).toEqual([]);
			expect(logged.flatMap(found)).toEqual([]);
			expect([...kept, ...logged].filter((text) => text.includes(MARK))).toEqual([]);

			const failed = onError === 'stopWorkflow' ? [errorOf(result)] : outputOf(result, 'Node');
			expect(failed.length).toBeGreaterThan(0);
			expect(words(result)).not.toContain('https://shop.refersion.com/c/');
			jest.mocked(hub.world.fetch).mockRestore();
		}
	});
});

describe('an error as it is thrown', () => {
	const thrownBy = async (call: Promise<unknown>): Promise<unknown> =>
		await call.then(
			() => undefined,
			(error: unknown) => error,
		);

	// Whoever asked judges what is in an answer.
	const judgedAtOnce = FAILURES.filter(([what]) => what !== '200 that is not understood');

	it.each(judgedAtOnce)('%s: has no secret, cause and stack included', async (_what, fail) => {
		listen(hub, { to: () => true, answer: () => fail('') });
		const mailchimp = editorContext(hub, 'mailchimpAudience', { authentication: 'apiKey' });
		const { listSearch } = hub.engine.nodeType('mailchimpAudience').methods ?? {};
		const errors = [
			await thrownBy(
				refersionRequest.call(editorContext(hub, 'refersion', {}), '/affiliate/get', { id: 1 }),
			),
			await thrownBy(Promise.resolve(listSearch?.searchAudiences.call(mailchimp))),
		];
		expect(errors[0]).toMatchObject({ name: 'NodeApiError' });
		for (const error of errors) {
			expect(found(everythingIn(error))).toEqual([]);
			expect(found(JSON.stringify(error) ?? '')).toEqual([]);
			expect(everythingIn(error)).not.toContain(MARK);
		}
	});

	it.each(FAILURES)('%s: nor when a poll fails', async (_what, fail) => {
		listen(hub, { to: () => true, answer: () => fail('') });
		const poller = startPoller(hub, { events: ['affiliateApproved'] });
		const error = await thrownBy(poller.poll());
		expect(error).toMatchObject({ name: expect.stringMatching(/Error$/) });
		expect(found(everythingIn(error))).toEqual([]);
		expect(logged.flatMap(found)).toEqual([]);
		expect(found(everythingIn(poller.inMemory()))).toEqual([]);
	});
});

describe('successes', () => {
	it.each(TRANSPORTS)('leave no secret behind either: $name', async ({ run }) => {
		hub.world.refersion.addAffiliate({ id: 37567438, status: 'ACTIVE' });
		const result = await run(hub);
		expect(errorOf(result)).toBeUndefined();
		expect(found(everythingIn(result))).toEqual([]);
		expect(logged.flatMap(found)).toEqual([]);
	});
});

describe('webhooks with something wrong', () => {
	it('are logged without body, signature or secret', async () => {
		const body = JSON.stringify({ email: `${MARK}@creator-mail.com`, status: 'ACTIVE' });
		const secret = String(hub.credentials.refersionApi.webhookSigningSecret);
		const broken = body.slice(1);
		const sign = (text: string) => createHmac('sha256', secret).update(text).digest('base64');
		const genuine = sign(body);
		const forged = `${genuine.slice(0, -4)}AAA=`;
		const topic = { 'refersion-topic': 'NEW_AFFILIATE' };
		const results = [
			await callWebhook(hub.engine, { events: ['*'] }, hub.credentials, {
				body,
				headers: { ...topic, 'refersion-signature': forged },
			}),
			await callWebhook(hub.engine, { events: ['*'] }, hub.credentials, {
				body: broken,
				headers: { ...topic, 'refersion-signature': sign(broken) },
			}),
		];
		expect(results.map(({ status }) => status)).toEqual([401, 400]);
		// Not refused: its items have the body. But a line is logged.
		await callWebhook(hub.engine, { events: ['*'] }, hub.credentials, {
			body,
			headers: { 'refersion-signature': genuine },
		});
		expect(logged).toHaveLength(3);
		const said = everythingIn([logged, results]);
		for (const hidden of [MARK, genuine, forged, genuine.slice(0, 20), sign(broken)]) {
			expect(said).not.toContain(hidden);
		}
		expect(found(said)).toEqual([]);
	});
});

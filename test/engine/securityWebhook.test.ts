import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import fc from 'fast-check';
import { loadEngine, type Engine } from './support/engine';
import { callWebhook, type WebhookCall, type WebhookResult } from './support/webhook';

const SECRET = 'whsec_for_tests';
const TOPIC = 'AFFILIATE_STATUS_CHANGE';

const approved = JSON.stringify({
	id: 7,
	code: 'a3y7',
	status: 'ACTIVE',
	email: 'zoë@creator-mail.com',
	first_name: 'Zo\u00eb \u{1f600}',
	custom_fields: [],
});

const sign = (body: Buffer | string, secret = SECRET) =>
	createHmac('sha256', secret).update(body).digest('base64');

const credential = (webhookSigningSecret?: string) => ({
	refersionApi: {
		publicKey: 'pub_1',
		secretKey: 'sec_1',
		...(webhookSigningSecret !== undefined && { webhookSigningSecret }),
	},
});

let engine: Engine;
beforeAll(async () => {
	engine = await loadEngine();
});

/** Calls the trigger for all events. It must never throw: n8n would make a failed execution of it. */
const call = async (webhook: WebhookCall, secret: string | undefined = SECRET) =>
	await callWebhook(engine, { events: ['*'] }, credential(secret), webhook);

const headers = (signature?: string, topic: string | undefined = TOPIC) => ({
	...(signature !== undefined && { 'refersion-signature': signature }),
	...(topic !== undefined && { 'refersion-topic': topic }),
});

/** Refused without an execution. */
const isRefused = ({ returned, status }: WebhookResult, expected = 401) =>
	status === expected && returned.noWebhookResponse === true && !('workflowData' in returned);

const items = ({ returned }: WebhookResult) => returned.workflowData?.[0].map(({ json }) => json);

describe('a webhook as n8n hands it over', () => {
	it('is accepted with its signature and nothing else', async () => {
		const body = Buffer.from(approved);
		expect(items(await call({ body, headers: headers(sign(body)) }))).toHaveLength(1);
		const texts = fc.oneof(fc.string({ unit: 'binary' }), fc.base64String());
		await fc.assert(
			fc.asyncProperty(texts, async (text) =>
				isRefused(await call({ body, headers: headers(text) })),
			),
		);
	});

	it.each(['', ' ', '\t', undefined])('is refused when the secret is %j', async (secret) => {
		for (const key of ['', ' ', secret ?? 'undefined']) {
			const signed = headers(createHmac('sha256', key).update(approved).digest('base64'));
			const webhook = { body: approved, headers: signed };
			expect(
				isRefused(await callWebhook(engine, { events: ['*'] }, credential(secret), webhook)),
			).toBe(true);
		}
	});

	it.each<[string, WebhookCall['request']]>([
		['that n8n cannot unpack', { rawBody: undefined, readable: true, readRawBody: broken }],
		['that n8n has not read', { rawBody: undefined, readable: true, readRawBody: async () => {} }],
		['that is a form, which n8n reads itself', { rawBody: undefined, readable: false }],
	])('is refused with a body %s', async (_what, request) => {
		const webhook = { body: approved, headers: headers(sign(approved)), request };
		expect(isRefused(await call(webhook))).toBe(true);
	});

	async function broken(): Promise<void> {
		throw Object.assign(new Error('incorrect header check'), { code: 'Z_DATA_ERROR' });
	}

	it('is refused when it is huge and forged, and when it is huge and no object', async () => {
		const body = Buffer.alloc(20_000_000, '[');
		expect(isRefused(await call({ body, headers: headers('forged') }))).toBe(true);
		expect(isRefused(await call({ body, headers: headers(sign(body)) }), 400)).toBe(true);
	});

	it.each([
		['nothing', ''],
		['text', 'hello'],
		['a list', '[{"id":7,"status":"ACTIVE"}]'],
		['null', 'null'],
		['a number', '7'],
		['true', 'true'],
		['a text in JSON', '"{}"'],
		['two objects', '{}{}'],
		['a comment', '{/* */}'],
		['cut off', approved.slice(0, -1)],
		['NUL bytes', `${approved}\0`],
		['a byte order mark', `\ufeff${approved}`],
		['packed', Buffer.from([0x1f, 0x8b, 8, 0, 0])],
		['no text', Buffer.from([0xff, 0xfe, 0x7b, 0x7d])],
		['a form', 'status=ACTIVE&email=x'],
	])('that is genuine but %s is refused with 400', async (_what, body) => {
		expect(isRefused(await call({ body, headers: headers(sign(body)) }), 400)).toBe(true);
	});

	it.each(['', ' ', '\t\n'])(
		'without a topic (%j) is refused unless it is signed',
		async (topic) => {
			for (const signature of [undefined, '', 'x', sign(`${approved} `)]) {
				const unsigned = { body: approved, headers: headers(signature, topic) };
				expect(isRefused(await call(unsigned))).toBe(true);
			}
			const signed = { body: approved, headers: headers(sign(approved), topic) };
			expect(items(await call(signed))).toMatchObject([{ topic: '' }]);
		},
	);

	it.each([
		[
			'keys of prototypes',
			'{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}',
		],
		['deep nesting', `{"a":${'['.repeat(200_000)}${']'.repeat(200_000)}}`],
		['NUL in a text', '{"email":"a\\u0000@b.com","status":"ACTIVE"}'],
		['half a character', '{"email":"\\ud800","status":"ACTIVE"}'],
		['huge numbers', '{"id":1e999,"status":"ACTIVE","email":"x"}'],
		[
			'fields of other types',
			'{"id":{},"status":["ACTIVE"],"email":{"a":1},"offer":[1],"custom_fields":{}}',
		],
	])('that is genuine with %s becomes an item', async (_what, body) => {
		const before = Object.getOwnPropertyNames(Object.prototype);
		const [item] = items(await call({ body, headers: headers(sign(body)) })) ?? [];
		expect(item).toMatchObject({ topic: TOPIC });
		expect('polluted' in {}).toBe(false);
		expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(before);
	});

	it('takes the last of two equal keys, as JSON.parse does, for status and item alike', async () => {
		const body = '{"status":"DENIED","email":"x@creator-mail.com","status":"ACTIVE"}';
		expect(items(await call({ body, headers: headers(sign(body)) }))).toMatchObject([
			{ status: 'ACTIVE', event: 'affiliateApproved' },
		]);
	});

	it('cannot choose its event or its topic', async () => {
		const body =
			'{"event":"affiliateApproved","topic":"X","status":"DENIED","email":"x@creator-mail.com"}';
		expect(items(await call({ body, headers: headers(sign(body)) }))).toMatchObject([
			{ event: 'affiliateDeactivated', topic: TOPIC },
		]);
	});
});

describe('a webhook as it comes over the wire', () => {
	let server: Server;
	let port: number;
	let results: WebhookResult[] = [];

	beforeAll(async () => {
		server = createServer((request, response) => {
			void bodyOf(request)
				.then(async (body) => await call({ body, headers: request.headers }))
				.then((result) => {
					results.push(result);
					response.writeHead(result.status ?? 200, { connection: 'close' }).end();
				});
		});
		server.listen(0, '127.0.0.1');
		await once(server, 'listening');
		({ port } = server.address() as AddressInfo);
	});
	beforeEach(() => {
		results = [];
	});
	afterAll(() => server.close());

	async function bodyOf(request: IncomingMessage): Promise<Buffer> {
		const parts: Buffer[] = [];
		for await (const part of request) parts.push(part as Buffer);
		return Buffer.concat(parts);
	}

	/** Sends header lines as they are, and gives the status. */
	async function post(lines: string[], body: Buffer | string = approved): Promise<number> {
		const socket = connect(port, '127.0.0.1');
		const head = [
			'POST /webhook HTTP/1.1',
			'Host: n8n',
			`Content-Length: ${Buffer.byteLength(body)}`,
		];
		socket.write(`${[...head, ...lines].join('\r\n')}\r\n\r\n`, 'latin1');
		socket.end(body);
		let answer = '';
		socket.on('data', (part: Buffer) => (answer += part.toString('latin1')));
		socket.on('error', () => undefined);
		await once(socket, 'close');
		return Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1]);
	}

	const right = sign(approved);
	const topic = `Refersion-Topic: ${TOPIC}`;
	const executions = () => results.filter(({ returned }) => returned.workflowData);

	it.each([
		'Refersion-Signature',
		'refersion-signature',
		'REFERSION-SIGNATURE',
		'rEfErSiOn-SiGnAtUrE',
	])(
		'has the signature in the header %s: upper and lower case are the same in HTTP',
		async (name) => {
			expect(await post([topic, `${name}: ${right}`])).toBe(200);
			expect(await post([topic, `${name}:\t ${right} \t`])).toBe(200);
			expect(executions()).toHaveLength(2);
		},
	);

	it.each([
		[`Refersion_Signature: ${right}`],
		[`RefersionSignature: ${right}`],
		[`X-Refersion-Signature: ${right}`],
		[`Refersion-Signatures: ${right}`],
		[`Refersion--Signature: ${right}`],
		[`Refersion-Signatur\u00e9: ${right}`],
		[`Refersion-Signature : ${right}`],
		[` Refersion-Signature: ${right}`],
		[`Refersion-Signature\0: ${right}`],
		[`Signature: ${right}`],
		[`Authorization: ${right}`],
		[`Cookie: refersion-signature=${right}`],
		[`Refersion-Signature: ${right}`, `Refersion-Signature: ${right}`],
		[`Refersion-Signature: ${right}`, 'Refersion-Signature: x'],
		['Refersion-Signature: x', `Refersion-Signature: ${right}`],
		['Refersion-Signature: ', `Refersion-Signature: ${right}`],
		[`Refersion-Signature: ${right},`],
		[`Refersion-Signature: ${right};v=1`],
		[`Refersion-Signature: ${right}\0`],
		[`Refersion-Signature: ${right.slice(0, 20)}\r\n ${right.slice(20)}`],
	])('is refused with the header lines %j', async (...lines) => {
		const status = await post([topic, ...lines]);
		// 400: Node itself refuses what is no header.
		expect([400, 401]).toContain(status);
		expect(executions()).toEqual([]);
		for (const result of results) expect(isRefused(result)).toBe(true);
	});

	it('is known by its signature alone, whatever becomes of its topic on the way', async () => {
		const lines = [`Refersion-Signature: ${right}`, 'Refersion-Topic: x', 'Refersion-Topic: y'];
		expect(await post(lines)).toBe(200);
		expect(executions()).toHaveLength(1);
	});

	it('is never accepted with arbitrary headers, and never breaks the trigger', async () => {
		const name = fc.oneof(
			fc.constantFrom('refersion-topic', 'content-type', 'x-forwarded-for', 'content-encoding'),
			fc.stringMatching(/^[a-z-]{1,12}$/),
		);
		const value = fc.string({ unit: 'binary-ascii', maxLength: 40 });
		const property = fc.asyncProperty(
			fc.array(fc.tuple(name, value), { maxLength: 6 }),
			async (pairs) => {
				results = [];
				const status = await post(pairs.map(([one, other]) => `${one}: ${other}`));
				return executions().length === 0 && status !== 200 && status !== 500;
			},
		);
		await fc.assert(property, { numRuns: 200 });
	});
});

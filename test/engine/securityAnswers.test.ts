import { gzipSync } from 'node:zlib';
import { send } from '../../nodes/shared/http';
import { mapped, runUpsert } from './support/contacts';
import { errorOf, outputOf } from './support/engine';
import { listen, TRANSPORTS } from './support/hostile';
import { resetHub, startHub, type Hub } from './support/hub';
import { editorContext } from './support/pickers';

let hub: Hub;
beforeAll(async () => {
	hub = await startHub();
});
beforeEach(() => {
	resetHub(hub);
	// Waits between two tries take no time.
	jest.spyOn(Math, 'random').mockReturnValue(0);
});
afterEach(() => jest.restoreAllMocks());
afterAll(async () => await hub.close());

const MB = 1024 * 1024;

const text = (body: string, type = 'application/json', status = 200) => {
	return () => new Response(body, { status, headers: { 'content-type': type } });
};
const json = (body: unknown) => text(JSON.stringify(body));

/** A body in pieces of 1 MB; without a number of them it never ends. */
function large(pieces = Infinity, piece = Buffer.alloc(MB, ' ')) {
	let given = 0;
	const body = new ReadableStream<Uint8Array>({
		pull(controller) {
			if (given++ < pieces) controller.enqueue(piece);
			else controller.close();
		},
	});
	return { body, given: () => given };
}

/** Valid JSON of 50 MB, as an object that has everything. */
const FIFTY_MB = Buffer.from(`{"filler":"${'x'.repeat(50 * MB)}"}`);

const FIFTY_MB_PACKED = gzipSync(FIFTY_MB);

const ANSWERS: Array<[string, () => Response]> = [
	[
		'50 MB of JSON',
		() => new Response(FIFTY_MB, { headers: { 'content-type': 'application/json' } }),
	],
	[
		'50 MB, packed into 50 kB',
		() => new Response(FIFTY_MB_PACKED, { headers: { 'content-encoding': 'gzip' } }),
	],
	['a body that never ends', () => new Response(large().body)],
	[
		'what is not packed as it says',
		() => new Response('hello', { headers: { 'content-encoding': 'gzip' } }),
	],
	['nothing', text('')],
	['a page of HTML with 200', text('<html><body>Please log in</body></html>', 'text/html')],
	['HTML that says it is JSON', text('<html></html>')],
	['JSON cut off in the middle', text('{"id":1,"data":{"paym')],
	['JSON that says it is a picture, and is empty', text('{}', 'image/png')],
	['two JSON objects', text('{}{}')],
	['null', json(null)],
	['a number', json(7)],
	['a text', json('ok')],
	['an empty object', json({})],
	['an object with an empty object', json({ data: {} })],
	['lists that hold null', json({ data: { payments: [null] }, members: [null], results: [null] })],
	['an empty list', json([])],
	['a list of null', json([null, null])],
	['null everywhere', json(nulls())],
	['lists everywhere', json(Object.fromEntries(Object.keys(nulls()).map((key) => [key, [null]])))],
	['texts everywhere', json(Object.fromEntries(Object.keys(nulls()).map((key) => [key, 'x'])))],
	['deep nesting', text('['.repeat(100_000) + ']'.repeat(100_000))],
	['keys of prototypes', text('{"__proto__":{"id":1},"constructor":{"prototype":{"id":1}}}')],
	['NUL bytes', text('\0\0\0')],
	['bytes that are no text', () => new Response(Buffer.from([0xff, 0xfe, 0xfd]))],
	[
		'an error of 3 MB',
		text(
			JSON.stringify({
				error: 'x'.repeat(MB),
				detail: 'x'.repeat(MB),
				errors: [{ message: 'x'.repeat(MB), field: 'x' }],
			}),
			'application/json',
			400,
		),
	],
	[
		'an error whose title is a key of prototypes',
		text('{"title":"constructor","detail":"__proto__","status":400}', 'application/json', 400),
	],
];

/** Every field that an answer is known to have, empty. */
function nulls(): Record<string, null> {
	const names = [
		...['id', 'link', 'status', 'email', 'code', 'total', 'results', 'download_link', 'data'],
		...['email_address', 'merge_fields', 'tags', 'tags_count', 'members', 'total_items'],
		...['new_members', 'updated_members', 'errors', 'error_count', 'api_endpoint', 'dc'],
	];
	return Object.fromEntries(names.map((name) => [name, null]));
}

// The file of a report, and the answer to an order, are taken as they come: what they look like is not known.
const UNKNOWN = ['www.refersion.com', 'inbound-webhooks.refersion.com'];
const JUDGED = TRANSPORTS.filter(({ host }) => !UNKNOWN.includes(host));

describe.each(JUDGED)('hostile answers: $name', ({ host, run }) => {
	it.each(ANSWERS)('%s is an error, and no success', async (_what, answer) => {
		listen(hub, { to: ({ hostname }) => hostname === host, answer });
		const result = await run(hub);
		const error = errorOf(result);
		expect(outputOf(result, 'Node')).toHaveLength(0);
		expect(['NodeApiError', 'NodeOperationError']).toContain(error?.name);
		expect(error?.message).toBeTruthy();
		expect(JSON.stringify(error).length).toBeLessThan(20_000);
		expect(typeof (error?.description ?? '')).toBe('string');
		expect(hub.world.outbox.mails).toEqual([]);
	});
});

describe('hostile answers: a contact without any required field', () => {
	const parameters = {
		trackingLink: '',
		linkMergeField: '',
		mergeFields: mapped({}),
	};

	it.each([
		['an empty object', {}],
		['a list', []],
		['a contact without a status', { id: 'x', email_address: 'jo@creator-mail.com' }],
		['a contact without an id', { email_address: 'jo@creator-mail.com', status: 'subscribed' }],
		['null for both', { id: null, status: null, tags: [null] }],
	])('%s adds no tag', async (_what, body) => {
		const sent = listen(hub, { to: () => true, answer: () => Response.json(body) });
		const result = await runUpsert(hub, { parameters });
		expect(errorOf(result)?.message).toContain('did not say what became of the contact');
		expect(outputOf(result, 'Node')).toEqual([]);
		expect(sent.map(({ method }) => method)).toEqual(['PUT']);
	});
});

describe('hostile answers: the file of a report', () => {
	const [{ run }] = TRANSPORTS.filter(({ host }) => host === 'www.refersion.com');
	const download = async (answer: () => Response) => {
		listen(hub, { to: ({ hostname }) => hostname === 'www.refersion.com', answer });
		return await run(hub);
	};

	it.each([
		['51 MB', () => new Response(large(51).body)],
		['a body that never ends', () => new Response(large().body)],
		[
			'60 MB, packed',
			() =>
				new Response(gzipSync(Buffer.alloc(60 * MB)), { headers: { 'content-encoding': 'gzip' } }),
		],
	])('%s is too large', async (_what, answer) => {
		const result = await download(answer);
		expect(errorOf(result)?.message).toBe('The report is larger than 50 MB');
	});

	it.each([
		['../../etc/passwd', 'passwd'],
		['C:\\Windows\\x.csv', 'x.csv'],
		['/', undefined],
	])('a name like %j gets no folder', async (name, expected) => {
		const answer = () =>
			new Response('a,b', { headers: { 'content-disposition': `attachment; filename="${name}"` } });
		const [item] = outputOf(await download(answer), 'Node');
		expect(item.json.file_name).toBe(expected ?? 'report-501.csv');
	});
});

describe('limits of an answer', () => {
	const ask = async (timeout: number, answer: () => Response): Promise<unknown> => {
		listen(hub, { to: () => true, answer });
		const context = editorContext(hub, 'refersion', {});
		const url = 'https://api.refersion.com/v2/affiliate/get';
		const request = { method: 'POST', url, body: { id: 1 }, timeout } as const;
		const policy = { attempts: 1, baseMs: 0, capMs: 0 };
		const options = { policy, isTransient: () => false };
		return await send
			.call(context, 'refersionApi', request, options)
			.catch((error: unknown) => error);
	};

	it('31 MB are read', async () => {
		const answer = () => new Response(large(31).body);
		expect(await ask(30_000, answer)).toMatchObject({ statusCode: 200 });
	});

	it('33 MB are not read, and no more than a little beyond 32 is asked for', async () => {
		const { body, given } = large();
		expect(await ask(30_000, () => new Response(body))).toMatchObject({
			name: 'NodeApiError',
			httpCode: '200',
			message: 'The answer is larger than 32 MB and was not read',
		});
		expect(given()).toBeLessThan(64);
	});

	it('an answer that drips ends when its time is over', async () => {
		const drip = new ReadableStream<Uint8Array>({
			async pull(controller) {
				await new Promise((resolve) => setTimeout(resolve, 50));
				controller.enqueue(Buffer.from(' '));
			},
		});
		const begun = Date.now();
		const error = await ask(500, () => new Response(drip));
		expect(error).toMatchObject({ name: 'NodeApiError', httpCode: 'ETIMEDOUT' });
		expect(Date.now() - begun).toBeLessThan(10_000);
	});

	it('an answer that stops in the middle ends when its time is over', async () => {
		const stalled = new ReadableStream<Uint8Array>({
			start: (controller) => controller.enqueue(Buffer.from('{"id":')),
		});
		expect(await ask(500, () => new Response(stalled))).toMatchObject({ httpCode: 'ETIMEDOUT' });
	});

	it('is text, whatever mark it begins with', async () => {
		const answer = () => new Response(Buffer.from('\ufeff{"id":7}'));
		expect(await ask(30_000, answer)).toMatchObject({ json: { id: 7 } });
	});
});

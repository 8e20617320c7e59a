import type { INodeParameters } from 'n8n-workflow';
import { refersionRequest } from '../../nodes/Refersion/transport/rest';
import { editorContext } from './support/pickers';
import { resetHub, startHub, type Hub } from './support/hub';

let hub: Hub;
beforeAll(async () => {
	hub = await startHub();
});
beforeEach(() => resetHub(hub));
afterEach(() => jest.restoreAllMocks());
afterAll(async () => await hub.close());

const PARAMETERS: INodeParameters = {};

/** Asks for something and gives the result, or the error; the service answers with what is given. */
async function ask(...answers: Array<() => Response>): Promise<unknown> {
	const fetch = jest.spyOn(hub.world, 'fetch');
	for (const answer of answers) fetch.mockImplementationOnce(async () => answer());
	const context = editorContext(hub, 'refersion', PARAMETERS);
	try {
		return await refersionRequest.call(context, '/affiliate/get', { id: 1 }, 'repeatable');
	} catch (error) {
		return error;
	}
}
const requests = () => jest.mocked(hub.world.fetch).mock.calls.length;
const json = (status: number, body: unknown) => () => Response.json(body, { status });
const text = (status: number, body: string, type = 'text/html') => {
	return () => new Response(body, { status, headers: { 'content-type': type } });
};

describe("Refersion's odd answers", () => {
	it('204: an error, whatever the body was', async () => {
		expect(await ask(() => new Response(null, { status: 204 }))).toMatchObject({
			name: 'NodeApiError',
			httpCode: '204',
			message: 'Refersion refused a field of the request',
			description: expect.stringContaining('ids must be whole numbers'),
		});
	});

	it.each([
		[json(404, { error: ['Bad request, no body', 'Offer does not exists on the database.'] })],
		[json(404, { errors: ['Bad request, no body', 'Offer does not exists on the database.'] })],
	])('404 with a list of errors: all of them', async (answer) => {
		expect(await ask(answer)).toMatchObject({
			httpCode: '404',
			message: 'Bad request, no body Offer does not exists on the database.',
		});
	});

	it.each([
		['400', json(400, { error: 'Missing required field id' }), 'Missing required field id'],
		['401', json(401, { error: 'Invalid API credentials (error 2).' }), 'Invalid API credentials'],
		['403', json(403, { message: 'Forbidden' }), 'Forbidden'],
		['422', json(422, { errors: ['One.', 'Two.'] }), 'One. Two.'],
	])('%s: its words, and only one request', async (code, answer, message) => {
		expect(await ask(answer)).toMatchObject({
			httpCode: code,
			message: expect.stringContaining(message),
		});
		expect(requests()).toBe(1);
	});

	it('429 about size: not repeated; 429 about speed: repeated', async () => {
		const size = json(429, { error: 'Max number of elements on attribute (50) reached.' });
		expect(await ask(size)).toMatchObject({
			httpCode: '429',
			description: 'Refersion takes at most 50 entries in one request.',
		});
		expect(requests()).toBe(1);
		expect(await ask(json(429, { message: 'Too Many Requests' }), json(200, { id: 7 }))).toEqual({
			id: 7,
		});
	});

	it('HTML of a gateway: repeated where it may pass', async () => {
		const gateway = text(502, '<html><title>502 Bad Gateway</title></html>');
		expect(await ask(gateway, json(200, { id: 7 }))).toEqual({ id: 7 });
		expect(requests()).toBe(2);
	});

	it('a request that is not said to be repeatable is sent once', async () => {
		const fetch = jest.spyOn(hub.world, 'fetch');
		fetch.mockImplementationOnce(async () => text(502, 'Bad Gateway')());
		const context = editorContext(hub, 'refersion', PARAMETERS);
		const request = refersionRequest.call(context, '/affiliate/get', { id: 1 });
		await expect(request).rejects.toMatchObject({ httpCode: '502' });
		expect(requests()).toBe(1);
	});

	it.each([
		['empty', text(200, '')],
		['HTML', text(200, '<html>Please log in</html>')],
		['JSON that is no object', text(200, '7', 'application/json')],
		['null', text(200, 'null', 'application/json')],
		['cut off', text(200, '{"id":', 'application/json')],
	])('200 that is %s: a clear error', async (_what, answer) => {
		expect(await ask(answer)).toMatchObject({
			name: 'NodeApiError',
			httpCode: '200',
			message: 'Refersion sent an answer that is not understood (200)',
			description: expect.stringContaining('proxy or firewall'),
		});
	});

	it('a redirect is not followed with the keys', async () => {
		const redirect = () =>
			new Response(null, { status: 302, headers: { location: 'https://elsewhere.example/' } });
		expect(await ask(redirect)).toMatchObject({ httpCode: '302' });
		expect(hub.served.refusedHosts).toEqual([]);
		expect(requests()).toBe(1);
	});
});

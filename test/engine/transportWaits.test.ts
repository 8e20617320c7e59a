import { PollContext } from 'n8n-core';
import { additionalData, createWorkflow } from './support/engine';
import { listen } from './support/hostile';
import { oneNode, resetHub, startHub, type Hub } from './support/hub';
import { editorContext } from './support/pickers';
import { executeContext, ping } from './support/transport';

/** How long nodes have waited, in milliseconds. They wait for nothing here. */
let waitedMs = 0;
jest.mock('n8n-workflow', () => ({
	...jest.requireActual<object>('n8n-workflow'),
	sleep: async (ms: number) => {
		waitedMs += ms;
	},
}));

let hub: Hub;
beforeAll(async () => {
	hub = await startHub();
});
beforeEach(() => {
	resetHub(hub);
	waitedMs = 0;
});
afterEach(() => jest.restoreAllMocks());
afterAll(async () => await hub.close());

const AUTHENTICATION = { authentication: 'apiKey' };
const contexts = {
	execution: () => executeContext(hub, 'mailchimpAudience'),
	poll: () => {
		const file = oneNode('mailchimpAudience', AUTHENTICATION);
		const [, node] = file.nodes;
		const additional = additionalData(hub.engine, hub.credentials, file);
		return new PollContext(
			createWorkflow(hub.engine, file),
			node,
			additional,
			'trigger',
			'activate',
		);
	},
	editor: () => editorContext(hub, 'mailchimpAudience', AUTHENTICATION),
};

describe('a service that asks for long waits again and again', () => {
	it.each([
		['execution', '120', 2, 120_000],
		['execution', '50', 4, 150_000],
		['poll', '120', 1, 0],
		['poll', '9', 3, 18_000],
		['editor', '120', 1, 0],
	] as const)(
		'is left alone soon: %s, Retry-After %s, %i requests',
		async (where, seconds, expected, waited) => {
			const requests = listen(hub, {
				to: () => true,
				answer: () => new Response('', { status: 429, headers: { 'retry-after': seconds } }),
			});
			const answer = await ping(contexts[where](), {
				policy: { attempts: 6, baseMs: 1, capMs: 1 },
			});
			expect(answer.statusCode).toBe(429);
			expect(requests).toHaveLength(expected);
			expect(waitedMs).toBe(waited);
		},
	);
});

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sendLoad } from '../../../scripts/bench/webhooks/load';
import { percentile, ratiosTo, type Round } from '../../../scripts/bench/webhooks/results';
import { webhookSection } from '../../../scripts/bench/webhooks/section';
import { ENVIRONMENT } from './support';

const run = (rate: number) => ({ accepted: 300, others: 0, rate, p50: 120, p99: 180.5 });

const ROUNDS: Round[] = [
	{ trigger: run(90), webhook: run(100), webhookWithAuth: run(90) },
	{ trigger: run(80), webhook: run(100), webhookWithAuth: run(80) },
	{ trigger: run(99), webhook: run(100), webhookWithAuth: run(90) },
];

describe('the comparison of triggers', () => {
	it.each([
		[[3], 0.5, 3],
		[[4, 1, 3, 2], 0.5, 2],
		[[5, 1, 4, 2, 3], 0.5, 3],
		[[1, 2, 3, 4], 0.99, 4],
	])('of %j the share of %d is %d', (values, share, expected) => {
		expect(percentile(values, share)).toBe(expected);
	});

	it('has no median of nothing', () => {
		expect(() => percentile([], 0.5)).toThrow('no values');
	});

	it('compares within each round', () => {
		expect(ratiosTo('webhook', ROUNDS)).toEqual([0.9, 0.8, 0.99]);
	});

	it('writes medians, the ratio and its range', () => {
		const section = webhookSection({
			conditions: { requests: 300, connections: 10, bodyBytes: 431 },
			startedAt: '2026-11-23T10:00:00.000Z',
			environment: ENVIRONMENT,
			n8n: { version: '2.0.0', node: '24.0.0' },
			rounds: ROUNDS,
		});
		expect(section).toContain('| Refersion Trigger | 90.0 | 120 ms | 181 ms | 900 of 900 |  |');
		expect(section).toContain('| 900 of 900 | 0.900 (0.80 to 0.99) |');
		expect(section).toContain('on n8n 2.0.0');
	});
});

describe('the load', () => {
	let server: Server;
	let most = 0;
	let open = 0;
	let count = 0;
	beforeAll(async () => {
		server = createServer((request, response) => {
			most = Math.max(most, (open += 1));
			request.resume();
			request.on('end', () => {
				response.statusCode = (count += 1) % 4 === 0 ? 503 : 200;
				setTimeout(() => response.end('{}', () => (open -= 1)), 5);
			});
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	});
	afterAll(() => void server.close());

	it('sends each request once, so many at a time, and counts only what was accepted', async () => {
		const { port } = server.address() as AddressInfo;
		const webhook = { headers: { 'content-type': 'application/json' }, body: '{"ü":1}' };
		const load = await sendLoad(`http://127.0.0.1:${port}/`, webhook, {
			requests: 40,
			connections: 4,
		});
		expect(count).toBe(40);
		expect(load).toMatchObject({ accepted: 30, others: 10 });
		expect(load.latenciesMs).toHaveLength(30);
		expect(most).toBe(4);
	});
});

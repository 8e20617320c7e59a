import type { IHttpRequestOptions } from 'n8n-workflow';
import { bigCommerceClient } from '../../nodes/BigCommerce/transport/client';
import { mapInOrder } from '../../nodes/shared/concurrency';
import { createGovernor } from '../../nodes/shared/governor';
import { openRequest } from '../../nodes/shared/request';
import { listen } from './support/hostile';
import { resetHub, startHub, type Hub } from './support/hub';
import { editorContext } from './support/pickers';
import { executeContext, ping, thrownBy } from './support/transport';

let hub: Hub;
beforeAll(async () => {
	hub = await startHub();
});
beforeEach(() => resetHub(hub));
afterEach(() => jest.restoreAllMocks());
afterAll(async () => await hub.close());

const sent = () => hub.world.mailchimp.requests.length;
const execution = () => executeContext(hub, 'mailchimpAudience');
const editor = () => editorContext(hub, 'mailchimpAudience', { authentication: 'apiKey' });
const rates = (fault: '429' | '502-html' | 'reset-after') =>
	hub.world.faults.set('mailchimp', { rates: { [fault]: 1 } });

describe('the time limit of a request', () => {
	const URL = 'https://us21.api.mailchimp.com/3.0/ping';
	/** Time limits of the requests that n8n's helpers got. */
	const limitsOf = (context: ReturnType<typeof execution> | ReturnType<typeof editor>) => {
		const limits: unknown[] = [];
		const note = async (request: IHttpRequestOptions) => {
			limits.push(request.timeout);
			return { statusCode: 200, headers: {}, body: undefined };
		};
		jest
			.spyOn(context.helpers, 'httpRequestWithAuthentication')
			.mockImplementation(async (_type, request) => await note(request));
		jest.spyOn(context.helpers, 'httpRequest').mockImplementation(note);
		return limits;
	};

	it.each([
		['half a minute when it names none', {}, 30_000],
		['its own', { timeout: 120_000 }, 120_000],
	])('is %s', async (_what, more, expected) => {
		const context = execution();
		const limits = limitsOf(context);
		await openRequest.call(context, { url: URL, ...more });
		await openRequest.call(context, { url: URL, ...more }, 'mailchimpAudienceApi');
		expect(limits).toEqual([expected, expected]);
	});

	it('is ten seconds at most for a list in the editor', async () => {
		const context = editor();
		const limits = limitsOf(context);
		await openRequest.call(context, { url: URL });
		await openRequest.call(context, { url: URL, timeout: 120_000 });
		await openRequest.call(context, { url: URL, timeout: 5_000 });
		expect(limits).toEqual([10_000, 10_000, 5_000]);
	});

	it('is there for BigCommerce as well', async () => {
		const context = executeContext(hub, 'bigCommerce', {});
		const limits = limitsOf(context);
		const client = await bigCommerceClient.call(context);
		await thrownBy(client.request({ method: 'GET', path: '/promotions' }));
		expect(limits).toEqual([30_000]);
	});
});

describe('a request that was not sent', () => {
	const useProxy = (url?: string) => {
		for (const [name, value] of Object.entries(hub.served.env)) {
			if (/^https?_proxy$/i.test(name)) process.env[name] = url ?? value;
		}
	};
	afterEach(() => useProxy());

	it.each([
		['refused', 'http://127.0.0.1:9'],
		['without an address', 'http://no-such-host.invalid:80'],
	])('because the connection was %s is sent again, even one for once', async (_what, proxy) => {
		const context = execution();
		useProxy(proxy);
		setTimeout(useProxy, 400);
		const policy = { attempts: 200, baseMs: 50, capMs: 50 };
		const answer = await ping(context, { policy, repeatLost: false });
		expect(answer.statusCode).toBe(200);
		expect(sent()).toBe(1);
	});

	it('keeps its code when it never goes through', async () => {
		useProxy('http://127.0.0.1:9');
		const error = await thrownBy(ping(execution(), { repeatLost: false }));
		expect(error).toMatchObject({ name: 'NodeApiError', httpCode: 'ECONNREFUSED' });
		expect(JSON.stringify(error)).not.toContain(hub.world.mailchimp.apiKey);
	});

	it('is not one that got lost: that one is sent once', async () => {
		rates('reset-after');
		const error = await thrownBy(ping(execution(), { repeatLost: false }));
		expect(error).toMatchObject({ name: 'NodeApiError' });
		expect(sent()).toBe(1);
	});
});

describe('faults of which only some are borne', () => {
	it.each(['502-html', 'reset-after'] as const)('end the tries: %s', async (fault) => {
		rates(fault);
		await thrownBy(ping(execution(), { mostFaults: 2 }));
		expect(sent()).toBe(2);
	});

	it('are not refusals, and no sign that the service is down', async () => {
		const governor = createGovernor({ start: 4, max: 8 });
		const context = execution();
		rates('429');
		for (let count = 0; count < 6; count++) await ping(context, { mostFaults: 2, governor });
		expect(sent()).toBe(24);
		expect(governor.signal.aborted).toBe(false);
	});
});

describe('a service that is down', () => {
	const ping200 = async () => {
		const governor = createGovernor({ start: 4, max: 8 });
		const context = execution();
		const results: string[] = [];
		await mapInOrder(Array.from({ length: 200 }), 8, async () => {
			const error = await thrownBy(
				ping(context, { governor }).then(({ statusCode }) => {
					results.push(String(statusCode));
				}),
			);
			if (error instanceof Error) results.push(error.constructor.name);
		});
		return results;
	};

	it.each([
		['502-html', '502'],
		['429', '429'],
		['reset-after', 'NodeApiError'],
	] as const)('ends the run after a few requests: %s', async (fault, first) => {
		rates(fault);
		const results = await ping200();
		expect(results.filter((result) => result === 'NotAttempted').length).toBeGreaterThan(150);
		expect(results[0]).toBe(first);
	});

	it('is one that answers nothing for long, not one that does now and then', async () => {
		hub.world.faults.set('mailchimp', { rates: { '502-html': 0.5 } });
		const results = await ping200();
		expect(results).toHaveLength(200);
		expect(results).not.toContain('NotAttempted');
	});

	it('is not waited for by those who are between two tries', async () => {
		rates('502-html');
		const governor = createGovernor({ start: 8, max: 8 });
		const context = execution();
		const begun = Date.now();
		const patient = ping(context, {
			governor,
			policy: { attempts: 10, baseMs: 150_000, capMs: 150_000 },
		});
		for (let count = 0; count < 5; count++) await ping(context, { governor });
		expect(await patient).toMatchObject({ statusCode: 502 });
		expect(Date.now() - begun).toBeLessThan(10_000);
	});

	it('gets fewer requests at once', async () => {
		rates('502-html');
		const governor = createGovernor({ start: 8, max: 8 });
		await ping(execution(), { governor });
		expect(governor.limit()).toBeLessThan(4);
	});
});

describe('a list in the editor', () => {
	it('is asked for twice, whatever the service wishes', async () => {
		const requests = listen(hub, {
			to: () => true,
			answer: () => new Response('', { status: 429, headers: { 'retry-after': '60' } }),
		});
		const begun = Date.now();
		const answer = await ping(editor(), { policy: { attempts: 10, baseMs: 500, capMs: 30_000 } });
		expect(answer.statusCode).toBe(429);
		expect(requests.length).toBeLessThanOrEqual(2);
		expect(Date.now() - begun).toBeLessThan(5_000);
	});

	it('is asked for twice when there is no answer', async () => {
		rates('reset-after');
		const policy = { attempts: 10, baseMs: 500, capMs: 30_000 };
		await thrownBy(ping(editor(), { policy }));
		expect(sent()).toBe(2);
	});
});

import { inspect } from 'node:util';
import type { IHttpRequestOptions } from 'n8n-workflow';
import { runBigCommerce, runCreate } from './support/bigCommerce';
import { errorOf } from './support/engine';
import { listen } from './support/hostile';
import { locator, resetHub, startHub, type Hub } from './support/hub';
import { editorContext } from './support/pickers';
import { itemsOf, pairedJson } from './support/refersion';
import { skipWaits } from './support/skipWaits';

let hub: Hub;
beforeAll(async () => {
	hub = await startHub();
});
beforeEach(() => resetHub(hub));
afterEach(() => jest.restoreAllMocks());
afterAll(async () => await hub.close());
skipWaits();

const bigcommerce = () => hub.world.bigcommerce;
const all = { operation: 'getMany', promotion: '', returnAll: true, filters: {} };

describe('BigCommerce, refusals', () => {
	it.each([
		['a wrong token', { accessToken: 'wrong' }, '401', 'access token must be a current one'],
		['a wrong store', { storeHash: 'other' }, '401', 'the store with this store hash'],
	])('says what to do about %s', async (_what, wrong, httpCode, remedy) => {
		Object.assign(hub.credentials.bigCommerceApi, wrong);
		const error = errorOf(await runBigCommerce(hub, all));
		expect(error).toMatchObject({ httpCode, description: expect.stringContaining(remedy) });
		expect(error?.message).toContain('Unauthorized');
		expect(bigcommerce().requests).toHaveLength(1);
	});

	it('says which scope is missing', async () => {
		const { id } = bigcommerce().addPromotion();
		bigcommerce().account.scope = 'read-only';
		expect(errorOf(await runBigCommerce(hub, all))).toBeUndefined();
		expect(errorOf(await runCreate(hub, id, ['SARAH10']))).toMatchObject({
			httpCode: '403',
			message: expect.stringContaining('Operation cannot be performed with existing privileges'),
			description: expect.stringContaining('Marketing: modify'),
		});
		expect(bigcommerce().codes()).toEqual([]);
	});

	it.each(['', 'ABC', 'abc123/../other', 'https://api.bigcommerce.com/stores/abc123/v3/'])(
		'sends nothing with the store hash "%s"',
		async (storeHash) => {
			hub.credentials.bigCommerceApi.storeHash = storeHash;
			const error = errorOf(await runBigCommerce(hub, all));
			expect(error?.message).toContain('The BigCommerce store hash is not valid');
			expect(bigcommerce().requests).toEqual([]);
		},
	);

	it.each([false, true])(
		'waits until the quota is new, as the headers say (X-Retry-After: %s)',
		async (retryAfter) => {
			// No backoff of its own, so that only the headers make it wait.
			jest.spyOn(Math, 'random').mockReturnValue(0);
			Object.assign(bigcommerce().switches, { quota: 4, windowMs: 1500, retryAfter });
			const { id } = bigcommerce().addPromotion();
			const codes = ['A1', 'B1', 'C1', 'D1'];
			expect(pairedJson(await runCreate(hub, id, codes))).toMatchObject(
				codes.map((code) => ({ code, created: true })),
			);
			const refused = bigcommerce().requests.filter(({ status }) => status === 429);
			// 9 requests in windows of 4; those that are under way together may be refused together.
			expect(refused.length).toBeGreaterThanOrEqual(2);
			expect(refused.length).toBeLessThanOrEqual(8);
			const names = bigcommerce()
				.codes()
				.map(({ code }) => code);
			expect(names.sort()).toEqual(codes);
		},
		60_000,
	);

	it('tries again after a 429 without headers, writes included', async () => {
		const { id } = bigcommerce().addPromotion();
		for (const method of ['GET', 'POST']) {
			hub.world.faults.failNext({ service: 'bigcommerce', method, fault: '429', times: 2 });
		}
		const [json] = pairedJson(await runCreate(hub, id, ['SARAH10']));
		expect(json).toMatchObject({ created: true });
		expect(bigcommerce().codes()).toHaveLength(1);
	}, 60_000);

	it('gives up when the quota stays used up, with what to do', async () => {
		jest.spyOn(Math, 'random').mockReturnValue(0);
		hub.world.faults.failNext({ service: 'bigcommerce', fault: '429', times: 6 });
		expect(errorOf(await runBigCommerce(hub, all))).toMatchObject({
			httpCode: '429',
			description: expect.stringContaining('quota'),
		});
		expect(bigcommerce().requests).toHaveLength(6);
	});

	it.each(['502-html', 'reset-before', 'reset-after'] as const)(
		'reads again after %s',
		async (fault) => {
			bigcommerce().addCode(bigcommerce().addPromotion().id, 'SARAH10');
			hub.world.faults.failNext({ service: 'bigcommerce', fault, times: 2 });
			expect(itemsOf(await runBigCommerce(hub, all))).toHaveLength(1);
		},
		60_000,
	);
});

describe('BigCommerce, what must not go on without end', () => {
	it('ends with the execution, also while it waits for the quota', async () => {
		Object.assign(bigcommerce().switches, { quota: 1, windowMs: 60_000 });
		const started = Date.now();
		const run = await runBigCommerce(hub, all, [{}, {}], {}, (cancel) => setTimeout(cancel, 500));
		expect(Date.now() - started).toBeLessThan(10_000);
		expect(errorOf(run)).toMatchObject({ httpCode: '429' });
		expect(bigcommerce().requests).toHaveLength(2);
	}, 30_000);

	it('does not read an answer of any size', async () => {
		listen(hub, {
			to: () => true,
			answer: () => new Response(' '.repeat(33 * 1024 * 1024), { status: 200 }),
		});
		expect(errorOf(await runBigCommerce(hub, all))?.message).toContain('larger than 32 MB');
	}, 60_000);
});

describe('BigCommerce credential', () => {
	const request = async (options: IHttpRequestOptions) => {
		const context = editorContext(hub, 'bigCommerce', {});
		const { httpRequestWithAuthentication } = context.helpers;
		return await httpRequestWithAuthentication.call(context, 'bigCommerceApi', options);
	};
	const test = (): IHttpRequestOptions => {
		const rule = hub.engine.credentialType('bigCommerceApi').test?.request;
		if (!rule) throw new Error('The credential has no test');
		const baseURL = String(rule.baseURL).replace(
			/^=(.*)\{\{\$credentials\.storeHash\.trim\(\)\}\}(.*)$/,
			`$1${String(hub.credentials.bigCommerceApi.storeHash)}$2`,
		);
		return { ...rule, url: String(rule.url), baseURL } as IHttpRequestOptions;
	};

	it('is tested by listing one promotion', async () => {
		expect(await request(test())).toMatchObject({ data: [] });
		expect(bigcommerce().requests).toMatchObject([
			{ path: '/stores/abc123/v3/promotions', query: { limit: '1' } },
		]);
		bigcommerce().account.scope = 'none';
		await expect(request(test())).rejects.toMatchObject({ httpCode: '403' });
	});

	it.each([
		'https://example.com/',
		'http://api.bigcommerce.com/stores/abc123/v3/promotions',
		'https://api.bigcommerce.com.example.com/',
		'https://api.bigcommerce.com:444/',
		'https://api.bigcommerce.com@example.com/',
	])('is not sent to %s', async (url) => {
		const sent = listen(hub);
		const error = await request({ url }).catch((reason: Error) => reason);
		expect(String(error)).toContain('The BigCommerce credential is only for BigCommerce');
		expect(sent).toEqual([]);
		expect(hub.served.refusedHosts).not.toContain('example.com');
	});

	it('goes to BigCommerce alone, and into no error', async () => {
		const { id } = bigcommerce().addPromotion();
		const token = String(hub.credentials.bigCommerceApi.accessToken);
		const sent = listen(hub, {
			to: ({ pathname }) => pathname.endsWith('/codes'),
			answer: () => new Response('<html>', { status: 400 }),
		});
		const run = await runBigCommerce(hub, { ...all, promotion: locator('id', String(id)) });
		expect(sent.map(({ url }) => url.origin)).toEqual(Array(2).fill('https://api.bigcommerce.com'));
		expect(sent.map(({ headers }) => headers['x-auth-token'])).toEqual([token, token]);
		expect(sent.some(({ url, body }) => `${url.href}${body}`.includes(token))).toBe(false);
		const error = errorOf(run);
		expect(error?.message).toContain('BigCommerce answered with status 400');
		expect(JSON.stringify([error, error?.message, error?.stack])).not.toContain(token);
	});

	it.each(['reset-before', 'reset-after'] as const)(
		'is in no part of the error after %s',
		async (fault) => {
			jest.spyOn(Math, 'random').mockReturnValue(0);
			hub.world.faults.failNext({ service: 'bigcommerce', fault, times: 6 });
			const error = errorOf(await runBigCommerce(hub, all));
			expect(error?.message).toBeTruthy();
			const text = inspect(error, { depth: Infinity, showHidden: true, maxStringLength: Infinity });
			expect(text).not.toContain(String(hub.credentials.bigCommerceApi.accessToken));
		},
	);

	it('is not carried on by a redirect', async () => {
		const sent = listen(hub, {
			to: () => true,
			answer: () =>
				new Response(null, { status: 302, headers: { location: 'https://linktr.ee/anna' } }),
		});
		expect(errorOf(await runBigCommerce(hub, all))?.message).toContain('status 302');
		expect(sent).toHaveLength(1);
	});
});

describe('picker of promotions', () => {
	const search = async (filter?: string) => {
		const method = hub.engine.nodeType('bigCommerce').methods?.listSearch?.searchPromotions;
		return await method?.call(editorContext(hub, 'bigCommerce', {}), filter);
	};

	it('lists those with coupon codes, by name', async () => {
		const creators = bigcommerce().addPromotion({ name: 'Creators 10%' });
		const summer = bigcommerce().addPromotion({
			name: 'Summer',
			status: 'DISABLED',
			coupon_type: 'SINGLE',
		});
		bigcommerce().addPromotion({ name: 'Free shipping', redemption_type: 'AUTOMATIC' });
		expect(await search()).toEqual({
			results: [
				{ name: 'Creators 10%', value: String(creators.id) },
				{ name: 'Summer (disabled, single code)', value: String(summer.id) },
			],
		});
		expect((await search('creat'))?.results).toHaveLength(1);
		expect((await search('nothing'))?.results).toEqual([]);
	});
});

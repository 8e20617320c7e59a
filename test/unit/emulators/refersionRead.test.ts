import { createWorld, type World } from '../../emulators';
import { inProcess, refersionClient, refersionKeys, type Answer } from './support';

const GET = 'https://api.refersion.com/v2/affiliate/get';

describe('Refersion REST: requests and affiliates read', () => {
	let world: World;
	let call: ReturnType<typeof refersionClient>;

	beforeEach(() => {
		world = createWorld();
		call = refersionClient(world);
	});

	describe('requests', () => {
		const post = (headers: Record<string, string>, body?: unknown): Promise<Answer> =>
			inProcess(world)(GET, { method: 'POST', headers, body });

		it.each(['refersion-public-key', 'refersion-secret-key'])(
			'needs the header %s',
			async (name) => {
				const headers = refersionKeys(world);
				const missing = Object.fromEntries(Object.entries(headers).filter(([key]) => key !== name));
				for (const bad of [missing, { ...headers, [name]: 'pub_00000000000000000000' }]) {
					const answer = await post(bad, { id: 1 });
					expect(answer.status).toBe(401);
					expect(answer.json).toEqual({ error: 'Invalid API credentials (error 2).' });
				}
			},
		);

		it('answers an empty body, or one that is no JSON, with 404', async () => {
			const headers = refersionKeys(world);
			const json = { ...headers, 'content-type': 'application/json' };
			const answers = [
				await post(json),
				await post(json, 'limit=1'),
				await post({ ...headers, 'content-type': 'text/plain' }, '{"id":1}'),
			];
			for (const answer of answers) {
				expect(answer.status).toBe(404);
				expect(answer.json).toEqual({ error: 'Bad request, no body' });
			}
		});

		it.each([
			[false, 422],
			[true, 404],
		])('emptyObjectIsNoBody %s: {} is answered with %i', async (emptyObjectIsNoBody, status) => {
			world.refersion.switches.emptyObjectIsNoBody = emptyObjectIsNoBody;
			expect((await call('/affiliate/get', {})).status).toBe(status);
		});

		it('knows POST and its fifteen routes only', async () => {
			const headers = refersionKeys(world);
			const get = await inProcess(world)(GET, { headers });
			const unknown = await call('/offer/list');
			expect([get.status, unknown.status]).toEqual([403, 403]);
			expect(unknown.json).toEqual({ message: 'Forbidden' });
		});

		it('answers an invalid field with an empty 204', async () => {
			for (const body of [{ id: '12' }, { id: 1, expand: true }, { affiliate_code: 7 }]) {
				const answer = await call('/affiliate/get', body);
				expect(answer.status).toBe(204);
				expect(answer.text).toBe('');
			}
		});
	});

	describe('affiliate/get', () => {
		it('gives the numeric id and the link, by id and by code', async () => {
			const { id } = world.refersion.addAffiliate({
				code: 'a3y7',
				status: 'ACTIVE',
				company: 'Company',
				custom_fields: [{ id: 9, label: 'What is your name?', value: 'Billy' }],
			});
			const byId = await call('/affiliate/get', { id });
			const byCode = await call('/affiliate/get', { affiliate_code: 'a3y7' });
			expect(byId.json).toEqual({
				id,
				offer_id: '1234',
				status: 'ACTIVE',
				first_name: 'Bill',
				last_name: 'Smith',
				company_name: 'Company',
				email: `creator${id}@creators.example`,
				link: 'https://shop.refersion.com/c/a3y7',
				custom_fields: [{ label: 'What is your name?', value: 'Billy' }],
			});
			expect(byCode.json).toEqual(byId.json);
		});

		it('answers 422 without a filter and for nobody', async () => {
			const none = await call('/affiliate/get', {});
			const nobody = await call('/affiliate/get', { id: 1 });
			const noCode = await call('/affiliate/get', { affiliate_code: 'zzzz' });
			expect(none.json).toEqual({ errors: ['Request filter not provided.'] });
			expect(nobody.json).toEqual({ errors: ['Affiliate not found.'] });
			expect(noCode.json).toEqual({ errors: ['Affiliate not found.'] });
			expect([none.status, nobody.status, noCode.status]).toEqual([422, 422, 422]);
		});

		it.each([
			[false, 'number'],
			[true, 'string'],
		])('getIdAsString %s: id is a %s', async (getIdAsString, type) => {
			world.refersion.switches.getIdAsString = getIdAsString;
			const { id } = world.refersion.addAffiliate();
			expect(typeof (await call('/affiliate/get', { id })).json.id).toBe(type);
		});
	});

	describe('the tracking link', () => {
		const linkOf = async (id: number): Promise<unknown> =>
			(await call('/affiliate/get', { id })).json.link;

		it.each([
			['refersion-domain', 'https://shop.refersion.com/c/a3y7'],
			['store-domain', 'https://shop.example/?rfsn=5.a3y7'],
		] as const)('linkMode %s', async (linkMode, link) => {
			world.refersion.switches.linkMode = linkMode;
			world.refersion.addAffiliate({ id: 5, code: 'a3y7', status: 'ACTIVE' });
			expect(await linkOf(5)).toBe(link);
		});

		it.each([
			[false, ''],
			[true, 'https://shop.refersion.com/c/a3y7'],
		])('linkBeforeApproval %s', async (linkBeforeApproval, link) => {
			world.refersion.switches.linkBeforeApproval = linkBeforeApproval;
			world.refersion.addAffiliate({ id: 5, code: 'a3y7' });
			expect(await linkOf(5)).toBe(link);
			world.refersion.approve(5);
			expect(await linkOf(5)).toBe('https://shop.refersion.com/c/a3y7');
		});

		it.each([
			['empty', ''],
			['null', null],
			['absent', undefined],
		] as const)('missingLink %s', async (missingLink, link) => {
			world.refersion.switches.missingLink = missingLink;
			world.refersion.addAffiliate({ id: 5, status: 'ACTIVE', link: null });
			expect(await linkOf(5)).toBe(link);
		});

		it('appears linkDelayMs after the approval', async () => {
			let time = 1_000_000;
			world = createWorld({ now: () => new Date(time), refersion: { linkDelayMs: 5000 } });
			call = refersionClient(world);
			world.refersion.addAffiliate({ id: 5, code: 'a3y7' });
			world.refersion.approve(5);
			time += 4999;
			expect(await linkOf(5)).toBe('');
			time += 1;
			expect(await linkOf(5)).toBe('https://shop.refersion.com/c/a3y7');
		});

		it.each([
			[0, 'ACTIVE'],
			[5000, 'PENDING'],
		])('statusDelayMs %d: the status is as late, where it is read', async (statusDelayMs, seen) => {
			let time = 1_000_000;
			world = createWorld({ now: () => new Date(time), refersion: { statusDelayMs } });
			call = refersionClient(world);
			const shown = async () => {
				const one = await call('/affiliate/get', { id: 5 });
				const all = await call('/affiliate/list', { limit: '10' });
				const hits = await call('/affiliate/search', { keyword: '5' });
				return [one.json, ...[all, hits].map(({ json }) => Object(json.results)[0])].map(
					({ status }) => status,
				);
			};
			world.refersion.addAffiliate({ id: 5, code: 'a3y7' });
			world.refersion.approve(5);
			expect(world.refersion.affiliatePayload(5).status).toBe('ACTIVE');
			expect(await shown()).toEqual([seen, seen, seen]);
			time += statusDelayMs;
			expect(await shown()).toEqual(['ACTIVE', 'ACTIVE', 'ACTIVE']);
			world.refersion.setStatus(5, 'DENIED');
			expect((await shown())[0]).toBe(statusDelayMs > 0 ? 'ACTIVE' : 'DENIED');
		});

		it('can be fixed, and given back', async () => {
			world.refersion.addAffiliate({ id: 5, code: 'a3y7', status: 'ACTIVE' });
			world.refersion.setLink(5, 'https://shop.example/summer');
			expect(await linkOf(5)).toBe('https://shop.example/summer');
			world.refersion.setLink(5, null);
			expect(await linkOf(5)).toBe('');
			world.refersion.setLink(5, undefined);
			expect(await linkOf(5)).toBe('https://shop.refersion.com/c/a3y7');
		});
	});

	describe('affiliate/list and affiliate/search', () => {
		const ids = ({ json }: Answer): unknown[] =>
			Array.isArray(json.results) ? json.results.map(({ id }: { id: unknown }) => id) : [];

		beforeEach(() => {
			for (let id = 1; id <= 120; id += 1) {
				world.refersion.addAffiliate({ id, code: `c${id}`, first_name: `First${id}` });
			}
		});

		it('lists codes, without numeric ids and links, page by page', async () => {
			const first = await call('/affiliate/list', { limit: '100', page: '1' });
			const second = await call('/affiliate/list', { limit: '100', page: '2' });
			const third = await call('/affiliate/list', { limit: '100', page: '3' });
			expect(first.json.total).toBe(120);
			expect(ids(first)).toHaveLength(100);
			expect(ids(second)).toHaveLength(20);
			expect(ids(third)).toEqual([]);
			expect(new Set([...ids(first), ...ids(second)]).size).toBe(120);
			expect(Array.isArray(first.json.results) && first.json.results[0]).toEqual({
				id: 'c1',
				offer_id: '1234',
				status: 'PENDING',
				first_name: 'First1',
				last_name: 'Smith',
				email: 'creator1@creators.example',
				custom_fields: [],
			});
		});

		it('wants limit and page as strings, from 1', async () => {
			for (const body of [{ limit: 1 }, { page: 1 }, { page: '0' }, { limit: 'all' }]) {
				expect((await call('/affiliate/list', body)).status).toBe(204);
			}
		});

		it.each([
			['invalid', 204, 0],
			['cut', 200, 100],
		] as const)('limitOver100 %s', async (limitOver100, status, count) => {
			world.refersion.switches.limitOver100 = limitOver100;
			const answer = await call('/affiliate/list', { limit: '101' });
			expect(answer.status).toBe(status);
			expect(ids(answer)).toHaveLength(count);
		});

		it('gives defaultPageSize without a limit', async () => {
			expect(ids(await call('/affiliate/list', {}))).toHaveLength(10);
			world.refersion.switches.defaultPageSize = 25;
			expect(ids(await call('/affiliate/list', {}))).toHaveLength(25);
		});

		it('has no documented order: oldest first, newest first or shuffled, nobody twice', async () => {
			const all = async (): Promise<unknown[]> => [
				...ids(await call('/affiliate/list', { limit: '100' })),
				...ids(await call('/affiliate/list', { limit: '100', page: '2' })),
			];
			const oldest = await all();
			world.refersion.switches.listOrder = 'newest-first';
			expect(await all()).toEqual([...oldest].reverse());
			world.refersion.switches.listOrder = 'shuffled';
			const shuffled = await all();
			expect(shuffled).not.toEqual(oldest);
			expect([...shuffled].sort()).toEqual([...oldest].sort());
		});

		it('searches by exact id or part of the e-mail, and by name on top', async () => {
			const byId = await call('/affiliate/search', { keyword: '12' });
			expect(ids(byId)).toContain('c12');
			expect((await call('/affiliate/search', { keyword: 'REATOR12@' })).json.total).toBe(1);
			const named = { keyword: 'creators.example', first_name: 'first7' };
			expect(ids(await call('/affiliate/search', named))).toEqual(['c7']);
		});

		it('answers a search without a keyword with 400, without a hit with 422', async () => {
			const without = await call('/affiliate/search', {});
			expect(without.status).toBe(400);
			expect(without.json).toEqual({ error: 'Missing required field keyword' });
			const nobody = await call('/affiliate/search', { keyword: 'nobody@nowhere.example' });
			expect(nobody.status).toBe(422);
			expect(nobody.json).toEqual({ errors: ['Could not find affiliates with this keyword.'] });
		});
	});
});

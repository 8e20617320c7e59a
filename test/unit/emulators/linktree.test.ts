import { gunzipSync } from 'node:zlib';
import { createWorld, type Profile, type World } from '../../emulators';
import { inProcess, type Answer } from './support';

const LINK = 'https://shop.example/?rfsn=1.a3y7';

describe('Linktree profile pages', () => {
	let world: World;

	beforeEach(() => {
		world = createWorld();
	});

	const get = (path = '/anna'): Promise<Answer> => inProcess(world)(`https://linktr.ee${path}`);
	const set = (profile: Partial<Profile>): void => world.linktree.setProfile('anna', profile);
	const data = async (path?: string) => {
		const { text } = await get(path);
		const [, json = 'null'] = /<script id="__NEXT_DATA__"[^>]*>(.*?)<\/script>/s.exec(text) ?? [];
		return JSON.parse(json);
	};
	const props = async () => (await data()).props.pageProps;

	it('has both link arrays: string ids and locked, integer ids', async () => {
		set({
			links: [
				{ title: 'Shops', type: 'HEADER', url: '' },
				{ title: 'My shop', url: LINK },
			],
			socialLinks: [{ type: 'EMAIL_ADDRESS', url: 'mailto:anna@creators.example' }],
		});
		const page = await data();
		expect(page).toMatchObject({
			page: '/[profile]',
			query: { profile: 'anna' },
			props: { __N_SSP: true },
		});
		const { account, links, socialLinks } = page.props.pageProps;
		expect(account).toMatchObject({ username: 'anna', isActive: true });
		expect(account.links).toMatchObject([
			{ id: 90693023, type: 'HEADER', url: '', position: 0 },
			{ id: 90693024, type: 'CLASSIC', url: LINK, position: 1, parent: null },
		]);
		expect(links).toMatchObject([
			{ id: '90693023', type: 'HEADER', locked: false },
			{ id: '90693024', type: 'CLASSIC', url: LINK, locked: false },
		]);
		expect(socialLinks).toHaveLength(1);
	});

	it('nests groups in childLinks, and flattens them with parent', async () => {
		set({ links: [{ title: 'Shops', children: [{ title: 'My shop', url: LINK }] }] });
		const { account, links } = await props();
		expect(links).toMatchObject([{ type: 'GROUP', childLinks: [{ id: '90693024', url: LINK }] }]);
		expect(links).toHaveLength(1);
		expect(account.links).toMatchObject([
			{ type: 'GROUP' },
			{ url: LINK, parent: { id: 90693023 } },
		]);
	});

	it('shape 2021 has modifiers and short gates, no childLinks', async () => {
		world.linktree.switches.shape = '2021';
		set({
			links: [{ title: 'G', children: [{ title: 'My shop', url: LINK, gate: { age: 18 } }] }],
		});
		const { account, links } = await props();
		expect(links[0]).not.toHaveProperty('childLinks');
		expect(account.links[1]).toMatchObject({
			url: LINK,
			modifiers: { isForwarding: false },
			rules: { gate: { activeOrder: null, age: 18 } },
		});
		expect(account).not.toHaveProperty('activeGates');
	});

	it('withholds the address of a locked link, and shows gates', async () => {
		set({
			links: [
				{ title: 'x', url: LINK, locked: true, gate: { passcode: '1', activeOrder: ['passcode'] } },
			],
			activeGates: ['age'],
		});
		const { text } = await get();
		const { account, links } = await props();
		expect(text).not.toContain('a3y7');
		expect(links).toMatchObject([{ locked: true, url: '', rules: { gate: { passcode: '1' } } }]);
		expect(account.activeGates).toEqual(['age']);
	});

	it('may show the address of a locked link', async () => {
		world.linktree.switches.withholdLocked = false;
		set({ links: [{ title: 'x', url: LINK, locked: true }] });
		expect((await props()).links).toMatchObject([{ locked: true, url: LINK }]);
	});

	it('is not gated unless told so', async () => {
		set({ links: [{ title: 'x', url: LINK }] });
		expect(await props()).toMatchObject({ contentGating: 'none', links: [{ locked: false }] });
		world.linktree.switches.shape = '2021';
		expect((await props()).links).toMatchObject([{ locked: null }]);
	});

	it.each([
		[false, LINK],
		[
			true,
			`${LINK}&utm_source=linktree&utm_medium=profile&ltclid=c0ffee00-0000-4000-8000-000000000000`,
		],
	])('appendTracking %s', async (appendTracking, url) => {
		world.linktree.switches.appendTracking = appendTracking;
		set({ links: [{ title: 'x', url: LINK }] });
		const { account, links } = await props();
		expect([account.links[0].url, links[0].url]).toEqual([url, url]);
	});

	it.each([404, 200] as const)(
		'an unknown profile is a 404 in its data, status %i',
		async (status) => {
			world.linktree.switches.notFoundStatus = status;
			expect((await get('/nobody')).status).toBe(status);
			expect((await data('/nobody')).props.pageProps).toEqual({ statusCode: 404 });
		},
	);

	it('may be without data, with broken data, or closed', async () => {
		set({ page: 'no-data' });
		expect((await get()).text).not.toContain('__NEXT_DATA__');
		set({ page: 'broken-data' });
		await expect(data()).rejects.toThrow(SyntaxError);
		set({ page: 'ok', isActive: false });
		expect((await props()).account.isActive).toBe(false);
		set({ page: 'not-found' });
		expect((await get()).status).toBe(404);
	});

	it('keeps text from ending the script', async () => {
		set({ links: [{ title: '</script><b>', url: LINK }], description: '</script>' });
		expect((await props()).links[0].title).toBe('</script><b>');
	});

	it('is read by name whatever its case; has a robots.txt; takes GET only', async () => {
		set({ links: [] });
		expect((await get('/Anna')).status).toBe(200);
		expect((await get('/robots.txt')).text).toContain('Sitemap:');
		const post = await inProcess(world)('https://linktr.ee/anna', { method: 'POST', body: {} });
		expect(post.status).toBe(405);
		world.linktree.removeProfile('ANNA');
		expect((await get()).status).toBe(404);
		expect(world.linktree.requests.map(({ path }) => path)).toEqual([
			'/Anna',
			'/robots.txt',
			'/anna',
			'/anna',
		]);
	});

	it.each(['huge', 'packed'] as const)('a page may be %s: 20 MB', async (page) => {
		set({ links: [{ title: 'x', url: LINK }], page });
		const response = await world.fetch(new Request('https://linktr.ee/anna'));
		const sent = Buffer.from(await response.arrayBuffer());
		const isPacked = response.headers.get('content-encoding') === 'gzip';
		expect(isPacked).toBe(page === 'packed');
		const text = (isPacked ? gunzipSync(sent) : sent).toString();
		expect(text.length).toBeGreaterThan(19 * 1024 * 1024);
		expect(text).toContain(LINK);
		if (isPacked) expect(sent.length).toBeLessThan(100_000);
	});

	it('a page may never end, or stop in the middle', async () => {
		set({ links: [{ title: 'x', url: LINK }], page: 'endless' });
		const endless = await world.fetch(new Request('https://linktr.ee/anna'));
		const reader = endless.body?.getReader();
		let bytes = 0;
		while (bytes < 30 * 1024 * 1024) bytes += (await reader?.read())?.value?.length ?? NaN;
		await reader?.cancel();

		set({ page: 'stalls' });
		const stalled = (await world.fetch(new Request('https://linktr.ee/anna'))).body?.getReader();
		expect((await stalled?.read())?.value?.length).toBeGreaterThan(100);
		const more = stalled?.read().then(() => 'more');
		const wait = new Promise((resolve) => setTimeout(resolve, 50, 'nothing'));
		expect(await Promise.race([more, wait])).toBe('nothing');
	});

	it('may lead elsewhere: a page that moved, and a name in upper case', async () => {
		set({ redirectTo: 'https://elsewhere.example/' });
		const moved = await get();
		expect([moved.status, moved.headers.location]).toEqual([301, 'https://elsewhere.example/']);
		set({ redirectTo: '' });
		world.linktree.switches.redirectUpperCase = true;
		const upper = await get('/Anna');
		expect([upper.status, upper.headers.location]).toEqual([301, 'https://linktr.ee/anna']);
		expect((await get('/anna')).status).toBe(200);
	});

	it.each([
		['403', 403, undefined],
		['429', 429, undefined],
		['cloudflare', 503, 'cf-mitigated'],
		['aws-waf', 202, 'x-amzn-waf-action'],
	] as const)('may refuse everybody: %s', async (block, status, header) => {
		set({ links: [{ title: 'x', url: LINK }] });
		world.linktree.switches.block = block;
		const answer = await get();
		expect(answer.status).toBe(status);
		expect(answer.text).not.toContain('a3y7');
		if (header) expect(answer.headers[header]).toBe('challenge');
	});

	it('may ask whether somebody is a person, with status 200', async () => {
		set({ links: [{ title: 'x', url: LINK }], page: 'challenge' });
		const answer = await get();
		expect(answer.status).toBe(200);
		expect(answer.text).toContain('Just a moment');
		expect(answer.text).not.toContain('__NEXT_DATA__');
	});
});

import type { IDataObject } from 'n8n-workflow';
import type { LinktreeSwitches, Profile } from '../emulators';
import { listen } from './support/hostile';
import { resetHub, startHub, type Hub } from './support/hub';
import { asked, LINK, runCheck, setProfile, type LinktreeRun } from './support/linktree';
import { hintsOf, pairedJson } from './support/refersion';

let hub: Hub;
beforeAll(async () => {
	hub = await startHub();
});
beforeEach(() => resetHub(hub));
afterEach(() => jest.restoreAllMocks());
afterAll(async () => await hub.close());

const check = async (run?: LinktreeRun): Promise<IDataObject> => {
	const [json] = pairedJson(await runCheck(hub, run));
	return json;
};
const mine = { title: 'My shop', url: LINK };
const FAST = { parameters: { options: { timeout: 1 } } };

describe('Linktree, Profile: Check Link', () => {
	it('answers with evidence and time', async () => {
		setProfile(hub, { links: [{ title: 'Blog', url: 'https://blog.example' }, mine] });
		const begun = Date.now();
		const json = await check({ items: [{ profile: 'https://www.linktr.ee/Anna?utm_source=x' }] });
		expect(json).toEqual({
			status: 'live',
			reason: null,
			message: 'Your link is live on linktr.ee/anna.',
			username: 'anna',
			profileUrl: 'https://linktr.ee/anna',
			link: LINK,
			evidence: { title: 'My shop', url: LINK, position: 2, group: null, gates: [] },
			linkCount: 2,
			checkedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
		});
		expect(Date.parse(String(json.checkedAt))).toBeGreaterThanOrEqual(begun);
		expect(asked(hub)).toEqual(['GET /anna']);
	});

	const nested: Profile['links'] = [{ title: 'Shops', children: [mine] }];
	const PAGES: Array<[string, Partial<Profile>, string, string | null]> = [
		['the link', { links: [mine] }, 'live', null],
		['the link in a group', { links: nested }, 'live', null],
		[
			'another code',
			{ links: [{ title: 'x', url: 'https://shop.example/?rfsn=9.z' }] },
			'wrong_code',
			null,
		],
		[
			'no code',
			{ links: [{ title: 'x', url: 'https://shop.example/' }] },
			'not_found',
			'code_missing',
		],
		[
			'the code on a page /c/ of the shop',
			{ links: [{ title: 'x', url: 'https://shop.example/c/shoes?rfsn=123456.a3y7' }] },
			'live',
			null,
		],
		[
			'a page of the shop, which may lead on',
			{ links: [{ title: 'x', url: 'https://shop.example/anna' }] },
			'unverifiable',
			'code_not_seen',
		],
		[
			"a domain of the creator's, which may lead on",
			{ links: [{ title: 'x', url: 'https://anna.example/' }] },
			'unverifiable',
			'may_redirect',
		],
		[
			'a link without its address',
			{ links: [{ title: 'x', url: 'https://tiktok.com/@anna' }, { title: 'My shop' }] },
			'unverifiable',
			'format_changed',
		],
		[
			'other links',
			{ links: [{ title: 'x', url: 'https://tiktok.com/@anna' }] },
			'not_found',
			null,
		],
		['headings only', { links: [{ title: 'Shops', type: 'HEADER', url: '' }] }, 'not_found', null],
		['no links', { links: [] }, 'not_found', null],
		['a locked link', { links: [{ ...mine, locked: true }] }, 'unverifiable', 'gated'],
		['the link with a gate', { links: [{ ...mine, gate: { age: 18 } }] }, 'unverifiable', 'gated'],
		[
			'a short link',
			{ links: [{ title: 'x', url: 'https://tr.ee/abc' }] },
			'unverifiable',
			'short_link',
		],
		[
			'the other form of its link',
			{ links: [{ title: 'x', url: 'https://site.refersion.com/c/a3y7' }] },
			'live',
			null,
		],
		[
			'its code elsewhere',
			{ links: [{ title: 'x', url: 'https://old.example/?rfsn=123456.a3y7' }] },
			'unverifiable',
			'other_address',
		],
		['no data', { page: 'no-data' }, 'unverifiable', 'format_changed'],
		['broken data', { page: 'broken-data' }, 'unverifiable', 'format_changed'],
		['a challenge', { page: 'challenge' }, 'unverifiable', 'blocked'],
		['no profile', { page: 'not-found' }, 'unverifiable', 'profile_missing'],
		['a closed account', { isActive: false, links: [mine] }, 'unverifiable', 'profile_missing'],
		['a redirect away', { redirectTo: 'https://elsewhere.example/' }, 'unverifiable', 'redirected'],
		[
			'a redirect on Linktree',
			{ redirectTo: 'https://linktr.ee/anna2' },
			'unverifiable',
			'redirected',
		],
		['20 MB', { links: [mine], page: 'huge' }, 'unverifiable', 'too_large'],
		['20 MB, packed', { links: [mine], page: 'packed' }, 'unverifiable', 'too_large'],
		['no end', { links: [mine], page: 'endless' }, 'unverifiable', 'too_large'],
	];

	describe.each<[string, Partial<LinktreeSwitches>]>([
		['as of 2024', {}],
		['as of 2021', { shape: '2021' }],
		['that adds parameters', { appendTracking: true }],
		['that shows locked addresses', { withholdLocked: false }],
		['that answers 200 for a missing profile', { notFoundStatus: 200 }],
		['with text blocks and forms', { blocksWithoutAddress: 'null' }],
		['with text blocks and forms, as of 2021', { blocksWithoutAddress: 'empty', shape: '2021' }],
		['with text blocks and forms, in few words', { blocksWithoutAddress: 'left-out' }],
	])('a Linktree %s', (_what, switches) => {
		it.each(PAGES)('%s', async (_page, profile, status, reason) => {
			Object.assign(hub.world.linktree.switches, switches);
			setProfile(hub, profile);
			setProfile(hub, { links: [mine] }, 'anna2');
			const json = await check();
			expect([json.status, json.reason]).toEqual([status, reason]);
			expect(json.message).toEqual(expect.stringContaining('linktr.ee/anna'));
			expect(asked(hub)).toEqual(['GET /anna']);
			expect(hub.world.refusedHosts).toEqual([]);
			expect(hub.served.refusedHosts).toEqual([]);
		});
	});

	it('a gate of the whole page hides the link', async () => {
		setProfile(hub, { links: [mine], activeGates: ['passcode'] });
		expect(await check()).toMatchObject({
			status: 'unverifiable',
			reason: 'gated',
			evidence: { url: LINK, gates: ['passcode'] },
		});
	});

	it.each(['403', '429', 'cloudflare', 'aws-waf'] as const)(
		'a block (%s) is an answer, and no other page is asked for in the run',
		async (block) => {
			setProfile(hub, { links: [mine] });
			setProfile(hub, { links: [mine] }, 'bob');
			hub.world.linktree.switches.block = block;
			const run = await runCheck(hub, { items: [{ profile: 'anna' }, { profile: 'bob' }] });
			for (const json of pairedJson(run)) {
				expect(json).toMatchObject({ status: 'unverifiable', reason: 'blocked', evidence: null });
			}
			expect(asked(hub)).toEqual(['GET /anna']);
			expect(hintsOf(run)).toEqual([expect.stringContaining('Linktree refused')]);
		},
	);

	it.each(['502-html', 'reset-before', 'reset-after'] as const)(
		'%s is unreachable, and is not tried again',
		async (fault) => {
			setProfile(hub, { links: [mine] });
			hub.world.faults.failNext({ service: 'linktree', fault });
			expect(await check()).toMatchObject({ status: 'unverifiable', reason: 'unreachable' });
			expect(asked(hub)).toEqual(['GET /anna']);
		},
	);

	it('a page that does not begin in time is unreachable', async () => {
		setProfile(hub, { links: [mine] });
		hub.world.faults.failNext({ service: 'linktree', fault: 'stall', stallMs: 4_000 });
		const begun = Date.now();
		expect(await check(FAST)).toMatchObject({ status: 'unverifiable', reason: 'unreachable' });
		expect(Date.now() - begun).toBeLessThan(3_500);
		expect(asked(hub)).toEqual(['GET /anna']);
	});

	it('a page that stops in the middle is unreachable', async () => {
		setProfile(hub, { links: [mine], page: 'stalls' });
		expect(await check(FAST)).toMatchObject({ status: 'unverifiable', reason: 'unreachable' });
		expect(asked(hub)).toEqual(['GET /anna']);
	});

	it('a page that drips is cut off', async () => {
		const drip = new ReadableStream<Uint8Array>({
			async pull(controller) {
				await new Promise((resolve) => setTimeout(resolve, 50));
				controller.enqueue(Buffer.from(' '));
			},
		});
		const sent = listen(hub, { to: () => true, answer: () => new Response(drip) });
		expect(await check(FAST)).toMatchObject({ status: 'unverifiable', reason: 'unreachable' });
		expect(sent).toHaveLength(1);
	});

	it('no more than a little beyond 5 MB is taken of a page', async () => {
		let given = 0;
		const body = new ReadableStream<Uint8Array>({
			pull: (controller) => {
				given += 1;
				controller.enqueue(Buffer.alloc(1024 * 1024, ' '));
			},
		});
		listen(hub, { to: () => true, answer: () => new Response(body) });
		expect(await check()).toMatchObject({ reason: 'too_large' });
		expect(given).toBeLessThan(20);
	});

	it('says who it is, and sends nothing else', async () => {
		setProfile(hub, { links: [mine] });
		const sent = listen(hub);
		await check();
		expect(sent).toHaveLength(1);
		const [{ method, url, headers, body }] = sent;
		expect([method, url.href, body]).toEqual(['GET', 'https://linktr.ee/anna', '']);
		expect(headers['user-agent']).toContain('n8n-nodes-creator-hub');
		expect(headers['user-agent']).not.toMatch(/mozilla|chrome|safari/i);
		expect(headers).not.toHaveProperty('cookie');
		expect(headers).not.toHaveProperty('authorization');
	});

	it('a name in upper case needs no redirect', async () => {
		hub.world.linktree.switches.redirectUpperCase = true;
		setProfile(hub, { links: [mine] });
		expect((await check({ items: [{ profile: 'LINKTR.EE/ANNA' }] })).status).toBe('live');
		expect(asked(hub)).toEqual(['GET /anna']);
	});

	it('asks once for a page that several items are about', async () => {
		setProfile(hub, { links: [mine] });
		const items = [
			{ profile: 'anna' },
			{ profile: '@Anna', link: 'https://shop.example/?rfsn=1.b' },
		];
		const json = pairedJson(await runCheck(hub, { items }));
		expect(json.map(({ status }) => status)).toEqual(['live', 'wrong_code']);
		expect(asked(hub)).toEqual(['GET /anna']);
	});

	it('cuts what the page says', async () => {
		const url = `${LINK}&x=${'x'.repeat(5_000)}`;
		setProfile(hub, { links: [{ title: 'x'.repeat(100_000), url }] });
		expect(JSON.stringify(await check()).length).toBeLessThan(2_500);
	});
});

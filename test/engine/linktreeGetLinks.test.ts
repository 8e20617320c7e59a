import { NodeHelpers } from 'n8n-workflow';
import { errorOf } from './support/engine';
import { resetHub, startHub, type Hub } from './support/hub';
import { asked, LINK, runGetLinks, setProfile } from './support/linktree';
import { CONTINUE, itemsOf } from './support/refersion';

let hub: Hub;
beforeAll(async () => {
	hub = await startHub();
});
beforeEach(() => resetHub(hub));
afterAll(async () => await hub.close());

describe('Linktree, Profile: Get Links', () => {
	it('gives an item for each link, with its group and gates', async () => {
		setProfile(hub, {
			links: [
				{ title: 'Shops', children: [{ title: 'Mine', url: LINK }] },
				{ title: 'Secret', url: 'https://secret.example', locked: true, gate: { age: 18 } },
			],
			socialLinks: [{ type: 'INSTAGRAM', url: 'https://instagram.com/anna' }],
		});
		const items = itemsOf(await runGetLinks(hub));
		const common = {
			username: 'anna',
			profileUrl: 'https://linktr.ee/anna',
			checkedAt: expect.any(String),
		};
		expect(items.map(({ json }) => json)).toEqual([
			{
				...common,
				id: '90693023',
				title: 'Shops',
				type: 'GROUP',
				url: null,
				position: 1,
				group: null,
				gates: [],
			},
			{
				...common,
				id: '90693024',
				title: 'Mine',
				type: 'CLASSIC',
				url: LINK,
				position: 1,
				group: 'Shops',
				gates: [],
			},
			{
				...common,
				id: '90693025',
				title: 'Secret',
				type: 'CLASSIC',
				url: null,
				position: 2,
				group: null,
				gates: ['age', 'locked'],
			},
			{
				...common,
				id: null,
				title: 'INSTAGRAM',
				type: 'SOCIAL_LINK',
				url: 'https://instagram.com/anna',
				position: 1,
				group: null,
				gates: [],
			},
		]);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual(Array(4).fill({ item: 0 }));
		expect(asked(hub)).toEqual(['GET /anna']);
	});

	it('is the same for pages of 2021, where groups are named in one list only', async () => {
		hub.world.linktree.switches.shape = '2021';
		setProfile(hub, { links: [{ title: 'Shops', children: [{ title: 'Mine', url: LINK }] }] });
		const items = itemsOf(await runGetLinks(hub));
		expect(items.map(({ json }) => [json.title, json.url])).toEqual([
			['Shops', null],
			['Mine', LINK],
		]);
	});

	it('names the gates of the page with each link', async () => {
		setProfile(hub, { links: [{ title: 'Mine', url: LINK }], activeGates: ['passcode'] });
		const [item] = itemsOf(await runGetLinks(hub));
		expect(item.json.gates).toEqual(['passcode']);
	});

	it.each([
		['profile_missing', 'has no open profile', { page: 'not-found' }],
		['blocked', 'did not let the page be read', { page: 'challenge' }],
		['redirected', 'redirects', { redirectTo: 'https://linktr.ee/x' }],
		['too_large', 'more than 5 MB', { page: 'endless' }],
		['format_changed', 'not understood', { page: 'no-data' }],
	] as const)('a page that cannot be read is an error: %s', async (reason, words, profile) => {
		setProfile(hub, profile);
		setProfile(hub, { links: [{ title: 'Mine', url: LINK }] }, 'bob');
		const items = [{ profile: 'bob' }, { profile: 'anna' }];
		const [first, second] = itemsOf(await runGetLinks(hub, { items, node: CONTINUE }));
		expect(first.json.url).toBe(LINK);
		expect(second).toMatchObject({
			json: { error: expect.stringContaining(words), details: { reason } },
			pairedItem: { item: 1 },
		});
		expect(asked(hub)).toEqual(['GET /bob', 'GET /anna']);
	});

	it('no answer is an error, and is not asked for again', async () => {
		hub.world.faults.failNext({ service: 'linktree', fault: '502-html' });
		expect(errorOf(await runGetLinks(hub))?.message).toBe(
			'Linktree did not answer with the page: linktr.ee/anna',
		);
		expect(asked(hub)).toEqual(['GET /anna']);
	});
});

describe('the Linktree node', () => {
	it('says what the terms restrict, where it is set up, for each operation', () => {
		const { description } = hub.engine.nodeType('linktree');
		for (const operation of ['checkLink', 'getLinks']) {
			const parameters = { resource: 'profile', operation };
			const node = { typeVersion: 1, parameters };
			const shown = description.properties.filter((property) =>
				NodeHelpers.displayParameter(parameters, property, node, description),
			);
			const [notice] = shown;
			expect(notice).toMatchObject({ type: 'notice' });
			expect(notice.displayName).toContain('https://linktr.ee/s/terms/');
			expect(notice.displayName).toContain('restrict automated reading');
			expect(notice.displayName).toContain('the creator of the page has asked for');
		}
	});

	it('has no credential', () => {
		expect(hub.engine.nodeType('linktree').description.credentials).toBeUndefined();
	});
});

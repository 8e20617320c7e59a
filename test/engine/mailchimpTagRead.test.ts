import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { locator, resetHub, startHub, type Hub } from './support/hub';
import {
	addContact,
	distinct,
	JO,
	runOnContacts,
	sentShapes,
	type ContactSeed,
} from './support/mailchimpContact';
import { CONTINUE, itemsOf, pairedJson } from './support/refersion';

const MANY = Array.from({ length: 60 }, (_value, index) => `tag-${index}`);

let hub: Hub;
beforeAll(async () => {
	hub = await startHub();
});
beforeEach(() => resetHub(hub));
afterAll(async () => await hub.close());

const add = (seed?: ContactSeed) => addContact(hub, seed);

describe('Mailchimp Audience, Tag: Get Many', () => {
	const getMany = (more: INodeParameters = {}): INodeParameters => ({
		resource: 'tag',
		operation: 'getMany',
		returnAll: true,
		...more,
	});
	const read = async (parameters: INodeParameters) =>
		itemsOf(await runOnContacts(hub, parameters, [{}])).map((item) => item.json);

	it('gives all tags in one request', async () => {
		add({ tags: MANY });
		const found = await read(getMany());
		expect(distinct(found, 'name')).toBe(60);
		expect(found).toContainEqual({
			id: expect.any(Number),
			name: 'tag-0',
			audience_id: hub.audienceId,
		});
		expect(sentShapes(hub)).toEqual(['GET /lists/<list>/tag-search']);
	});

	it('gives those with a prefix, whatever the case, and no more than the limit', async () => {
		add({ tags: ['Tier-1', 'tier-2', 'vip'] });
		const names = async (more: INodeParameters) =>
			(await read(getMany({ filters: { prefix: ' tier- ' }, ...more }))).map(({ name }) => name);
		expect((await names({})).sort()).toEqual(['Tier-1', 'tier-2']);
		expect(await names({ returnAll: false, limit: 1 })).toEqual([expect.stringMatching(/^tier-/i)]);
		expect(await read(getMany({ filters: { prefix: 'x' } }))).toEqual([]);
	});

	it('loses none should the search not give all that it counts', async () => {
		add({ tags: [...MANY, 'vip'] });
		hub.world.mailchimp.switches.tagSearchLimit = 10;
		expect(distinct(await read(getMany()), 'name')).toBe(61);
		expect(await read(getMany({ filters: { prefix: 'TAG-' } }))).toHaveLength(60);
	});

	it('goes on after an audience that is gone', async () => {
		add({ tags: ['vip'] });
		const items = [{ list: 'gone1' }, { list: hub.audienceId }];
		const parameters = getMany({ audience: '={{ $json.list }}' });
		const output = pairedJson(await runOnContacts(hub, parameters, items, CONTINUE));
		expect(output).toMatchObject([{ details: { httpCode: '404' } }, { name: 'vip' }]);
	});
});

describe('Mailchimp Audience, Tag: Get Members', () => {
	const getMembers = (more: INodeParameters = {}): INodeParameters => ({
		resource: 'tag',
		operation: 'getMembers',
		tag: locator('list', 'New-Affiliate'),
		returnAll: true,
		...more,
	});
	const read = async (parameters: INodeParameters) =>
		itemsOf(await runOnContacts(hub, parameters, [{}])).map((item) => item.json);

	it('gives those who have the tag, also who has unsubscribed or bounced', async () => {
		for (const status of ['subscribed', 'unsubscribed', 'cleaned', 'transactional'] as const) {
			add({ email: `${status}@creator-mail.com`, status, tags: ['new-affiliate'] });
		}
		add({ tags: ['new-affiliate-2'] });
		const members = await read(getMembers());
		expect(members.map(({ status }) => status)).toEqual([
			'subscribed',
			'unsubscribed',
			'cleaned',
			'transactional',
		]);
		expect(members[0]).toMatchObject({ email_address: 'subscribed@creator-mail.com' });
		expect(sentShapes(hub)).toEqual([
			'GET /lists/<list>/tag-search',
			'GET /lists/<list>/segments/<id>/members',
		]);
	});

	it.each([true, false])('gives subscribed ones only (pending listed: %s)', async (listed) => {
		hub.world.mailchimp.switches.segmentsListPending = listed;
		for (const status of ['subscribed', 'unsubscribed', 'pending'] as const) {
			add({ email: `${status}@creator-mail.com`, status, tags: ['new-affiliate'] });
		}
		expect(await read(getMembers({ options: { subscribedOnly: true } }))).toMatchObject([
			{ status: 'subscribed' },
		]);
		expect(await read(getMembers())).toHaveLength(listed ? 3 : 2);
	});

	it('reads 2,500 in three pages, or no more than the limit', async () => {
		for (let index = 0; index < 2500; index++) {
			add({ email: `jo${index}@creator-mail.com`, tags: ['new-affiliate'] });
		}
		expect(distinct(await read(getMembers()), 'email_address')).toBe(2500);
		expect(sentShapes(hub)).toHaveLength(4);
		hub.world.mailchimp.clearRequests();
		expect(await read(getMembers({ returnAll: false, limit: 3 }))).toHaveLength(3);
		expect(hub.world.mailchimp.requests[1].query.count).toBe('3');
	});

	it('gives chosen fields', async () => {
		add({ tags: ['new-affiliate'] });
		const chosen = { simplify: false, fields: 'email_address' };
		expect(await read(getMembers(chosen))).toEqual([{ email_address: JO }]);
		const [raw] = await read(getMembers({ simplify: false }));
		expect(raw).toHaveProperty('stats');
		expect(raw).not.toHaveProperty('_links');
	});

	it('gives those of all tags that begin so, each with the tag', async () => {
		add({ tags: ['tier-bonus-2', 'tier-bonus-1', 'tier-offer-1'] });
		add({ email: 'al@creator-mail.com', tags: ['tier-bonus-1'] });
		const begin = (more: INodeParameters = {}) =>
			getMembers({
				tag: locator('name', 'Tier-Bonus-'),
				options: { matchBeginning: true },
				...more,
			});
		const shown = (members: IDataObject[]) =>
			members.map(({ email_address: address, tag }) => `${String(address)} ${String(tag)}`);
		const all = [`${JO} tier-bonus-1`, 'al@creator-mail.com tier-bonus-1', `${JO} tier-bonus-2`];
		expect(shown(await read(begin()))).toEqual(all);
		expect(shown(await read(begin({ returnAll: false, limit: 2 })))).toEqual(all.slice(0, 2));
		hub.world.mailchimp.clearRequests();
		expect(await read(begin({ tag: locator('name', 'nobody-') }))).toEqual([]);
		expect(sentShapes(hub)).toEqual(['GET /lists/<list>/tag-search']);
	});

	describe.each([true, false])('of tags that begin so (pending listed: %s)', (listed) => {
		const options = { matchBeginning: true };
		const begin = (more: INodeParameters = {}) =>
			getMembers({ tag: locator('name', 'Tier-Bonus-'), options, ...more });
		beforeEach(() => {
			hub.world.mailchimp.switches.segmentsListPending = listed;
			for (const status of ['subscribed', 'pending', 'archived', 'unsubscribed'] as const) {
				const given = ['tier-bonus-1', 'tier-offer-1', 'tier-bonus-2'];
				add({ email: `${status}@creator-mail.com`, status, tags: given });
				add({ email: `${status}.none@creator-mail.com`, status, tags: ['vip'] });
			}
			add({ email: 'many@creator-mail.com', status: 'pending', tags: [...MANY, 'tier-bonus-1'] });
		});
		const shown = (members: IDataObject[]) =>
			members
				.map(({ email_address: address, tag }) => `${String(address).split('@')[0]} ${String(tag)}`)
				.sort();

		it('gives those who have not confirmed and the archived ones too, each once a tag', async () => {
			const all = ['archived', 'pending', 'subscribed', 'unsubscribed'].flatMap((status) => [
				`${status} tier-bonus-1`,
				`${status} tier-bonus-2`,
			]);
			const members = await read(begin());
			expect(shown(members)).toEqual(['many tier-bonus-1', ...all].sort());
			// Whatever list they come from, they have the same fields.
			expect(new Set(members.map((member) => Object.keys(member).sort().join())).size).toBe(1);
			expect(await read(begin({ returnAll: false, limit: 4 }))).toHaveLength(4);
		});

		it('gives subscribed ones only', async () => {
			const only = { options: { ...options, subscribedOnly: true } };
			expect(shown(await read(begin(only)))).toEqual([
				'subscribed tier-bonus-1',
				'subscribed tier-bonus-2',
			]);
		});

		it('gives chosen fields', async () => {
			const members = await read(begin({ simplify: false, fields: 'email_address' }));
			expect(members).toHaveLength(9);
			for (const member of members) {
				expect(member).toEqual({ email_address: expect.any(String), tag: expect.any(String) });
			}
			expect((await read(begin({ simplify: false })))[0]).toHaveProperty('stats');
		});
	});

	it.each([
		['nope', 'The audience has no tag "nope"', 'no_such_tag'],
		['', 'The parameter Tag is not set', 'invalid_input'],
	])('for the tag %j says "%s"', async (name, error, reason) => {
		add({ tags: ['new-affiliate'] });
		const items = [{ name }, { name: 'NEW-AFFILIATE' }];
		const parameters = getMembers({ tag: locator('name', '={{ $json.name }}') });
		const output = pairedJson(await runOnContacts(hub, parameters, items, CONTINUE));
		expect(output).toMatchObject([{ error, details: { reason } }, { email_address: JO }]);
	});
});

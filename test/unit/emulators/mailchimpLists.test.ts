import { createWorld, subscriberHash, type World } from '../../emulators';
import { mailchimpClient } from './support';

const ANNA = 'anna@creators.example';
const STATUSES = ['subscribed', 'unsubscribed', 'cleaned', 'pending', 'transactional', 'archived'];

describe('Mailchimp lists of contacts, tags and events', () => {
	let world: World;
	let call: ReturnType<typeof mailchimpClient>;

	beforeEach(() => {
		world = createWorld();
		call = mailchimpClient(world);
		world.mailchimp.addAudience({ id: 'a1' });
	});

	const addOneOfEach = () => {
		for (const status of STATUSES) {
			const seed = { email: `${status}@creators.example`, tags: ['tier-1'] };
			Object.assign(world.mailchimp.addMember('a1', seed), { status });
		}
	};

	const statusesIn = async (path: string): Promise<unknown[]> => {
		const { json } = await call('GET', path);
		const members: unknown = json.members;
		return Array.isArray(members) ? members.map(({ status }) => status) : [];
	};

	const segment = () => [...world.mailchimp.audience('a1').tagsById.keys()][0];

	describe('members', () => {
		it('without a status are all but the archived ones, unless switched', async () => {
			addOneOfEach();
			const path = '/lists/a1/members?count=100';
			expect(await statusesIn(path)).toEqual(STATUSES.filter((each) => each !== 'archived'));
			world.mailchimp.switches.membersListArchived = true;
			expect(await statusesIn(path)).toEqual(STATUSES);
		});

		it.each(STATUSES)('are filtered by the status %s', async (status) => {
			addOneOfEach();
			expect(await statusesIn(`/lists/a1/members?status=${status}`)).toEqual([status]);
		});

		it('refuse a status there is none of', async () => {
			const { status, json } = await call('GET', '/lists/a1/members?status=deleted');
			expect(status).toBe(400);
			expect(json).toMatchObject({ errors: [{ field: 'status' }] });
		});

		it('are filtered by the time of their last change', async () => {
			for (const [email, time] of [
				[ANNA, '2026-11-01T10:00:00Z'],
				['bo@creators.example', '2026-11-01T12:00:00Z'],
			]) {
				world.mailchimp.addMember('a1', { email }).lastChanged = new Date(time);
			}
			const since = async (time: string) =>
				await call('GET', `/lists/a1/members?since_last_changed=${encodeURIComponent(time)}`);
			for (const time of ['2026-11-01T11:00:00+00:00', '2026-11-01T11:00:00.999Z']) {
				expect((await since(time)).json).toMatchObject({
					total_items: 1,
					members: [{ email_address: 'bo@creators.example' }],
				});
			}
			for (const time of ['yesterday', '2026-11-01', '2026-11-01T11:00:00 00:00']) {
				expect((await since(time)).status).toBe(400);
			}
		});
	});

	describe('members of a segment', () => {
		it('are the subscribed ones, and others when asked for; never archived ones', async () => {
			addOneOfEach();
			const path = `/lists/a1/segments/${segment()}/members`;
			expect(await statusesIn(path)).toEqual(['subscribed', 'pending']);
			expect(await statusesIn(`${path}?include_unsubscribed=true`)).toContain('unsubscribed');
			const all = '?include_unsubscribed=true&include_cleaned=true&include_transactional=true';
			expect(await statusesIn(path + all)).toEqual(STATUSES.filter((each) => each !== 'archived'));
			world.mailchimp.switches.segmentsListPending = false;
			expect(await statusesIn(path)).toEqual(['subscribed']);
		});

		it('have neither tags nor a contact id', async () => {
			world.mailchimp.addMember('a1', { email: ANNA, tags: ['tier-1'] });
			const path = `/lists/a1/segments/${segment()}/members`;
			const { json } = await call('GET', path);
			expect(json.members).toEqual([
				expect.objectContaining({ email_address: ANNA, merge_fields: expect.anything() }),
			]);
			for (const field of ['tags', 'tags_count', 'contact_id', 'web_id']) {
				expect(json.members).not.toEqual([expect.objectContaining({ [field]: expect.anything() })]);
				expect((await call('GET', `${path}?fields=members.${field}`)).status).toBe(400);
			}
		});
	});

	describe('tags', () => {
		beforeEach(() => {
			world.mailchimp.addMember('a1', { email: ANNA, tags: ['tier-1', 'tier-2', 'Tier-3'] });
		});

		it('a search gives all of them, or by switch fewer than it counts', async () => {
			expect((await call('GET', '/lists/a1/tag-search')).json.tags).toHaveLength(3);
			world.mailchimp.switches.tagSearchLimit = 2;
			const { json } = await call('GET', '/lists/a1/tag-search?name=tier');
			expect(json.tags).toHaveLength(2);
			expect(json.total_items).toBe(3);
		});

		it('are static segments, and of no other type', async () => {
			const names = await call('GET', '/lists/a1/segments?type=static');
			expect(names.json.total_items).toBe(3);
			expect((await call('GET', '/lists/a1/segments?type=saved')).json.total_items).toBe(0);
		});
	});

	describe('events', () => {
		const post = async (body: object) =>
			await call('POST', `/lists/a1/members/${subscriberHash(ANNA)}/events`, body);

		beforeEach(() => {
			world.mailchimp.addMember('a1', { email: ANNA });
		});

		it('take a time with a zone, and refuse others', async () => {
			for (const time of ['2026-11-01T10:00:00+00:00', '2026-11-01T10:00:00Z']) {
				expect((await post({ name: 'paid', occurred_at: time })).status).toBe(204);
			}
			for (const time of ['2026-11-01', '2026-11-01 10:00:00', 5]) {
				const { status, json } = await post({ name: 'paid', occurred_at: time });
				expect(status).toBe(400);
				expect(json).toMatchObject({ errors: [{ field: 'occurred_at' }] });
			}
		});

		it('keep a property that is null as empty', async () => {
			expect((await post({ name: 'paid', properties: { note: null } })).status).toBe(204);
			const { json } = await call('GET', `/lists/a1/members/${subscriberHash(ANNA)}/events`);
			expect(json.events).toMatchObject([{ properties: { note: '' } }]);
		});
	});
});

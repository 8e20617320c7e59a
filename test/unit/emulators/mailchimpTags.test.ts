import { createWorld, subscriberHash, type World } from '../../emulators';
import { mailchimpClient, type Answer } from './support';

const ANNA = 'anna@creators.example';
const MEMBER = `/lists/a1/members/${subscriberHash(ANNA)}`;

describe('Mailchimp tags and segments', () => {
	let world: World;
	let call: ReturnType<typeof mailchimpClient>;

	beforeEach(() => {
		world = createWorld();
		call = mailchimpClient(world);
		world.mailchimp.addAudience({
			id: 'a1',
			mergeFields: [{ tag: 'LTV', name: 'Value', type: 'number' }],
		});
	});

	const seed = (email = ANNA, rest = {}) => world.mailchimp.addMember('a1', { email, ...rest });
	const tags = (email = ANNA) => world.mailchimp.tagsOf('a1', email);
	const tag = (body: unknown): Promise<Answer> => call('POST', `${MEMBER}/tags`, body);
	const active = (...names: string[]) => ({
		tags: names.map((name) => ({ name, status: 'active' })),
	});

	describe('tags of a contact', () => {
		it('adds, creating what is missing, and removes', async () => {
			seed(ANNA, { tags: ['old'] });
			const { status, text } = await tag({
				tags: [
					{ name: 'new', status: 'active' },
					{ name: 'old', status: 'inactive' },
				],
			});
			expect({ status, text }).toEqual({ status: 204, text: '' });
			expect(tags()).toEqual(['new']);
		});

		it.each([
			[{ name: 'new', status: 'active' }],
			[{ tags: { name: 'new', status: 'active' } }],
			[{ tags: [] }],
			[[]],
		])('answers 204 to %j and does nothing', async (body) => {
			seed();
			expect((await tag(body)).status).toBe(204);
			expect(tags()).toEqual([]);
		});

		it.each([
			[{ tags: ['new'] }],
			[{ tags: [{ name: 'new' }] }],
			[{ tags: [{ name: 'new', status: 'on' }] }],
		])('refuses %j', async (body) => {
			seed();
			expect((await tag(body)).status).toBe(400);
			expect(tags()).toEqual([]);
		});

		it('answers 404 for a contact that is not there, 400 to broken JSON', async () => {
			expect((await tag(active('new'))).json).toMatchObject({
				status: 404,
				title: 'Resource Not Found',
			});
			seed();
			expect((await tag('{"tags":')).json.title).toBe('JSON Parse Exception');
		});

		it('takes the raw address in the path too', async () => {
			seed();
			await call('POST', `/lists/a1/members/${ANNA}/tags`, active('new'));
			expect(tags()).toEqual(['new']);
		});

		it('does not tell names apart by case, and keeps the first spelling', async () => {
			seed();
			await tag(active('New-Affiliate'));
			await tag(active('new-affiliate'));
			expect(tags()).toEqual(['New-Affiliate']);
			await tag({ tags: [{ name: 'NEW-AFFILIATE', status: 'inactive' }] });
			expect(tags()).toEqual([]);
		});

		it('shows 50 in a member, all in pages', async () => {
			const names = Array.from({ length: 60 }, (_, index) => `t${index}`);
			seed(ANNA, { tags: names });
			const { json } = await call('GET', MEMBER);
			expect(json.tags_count).toBe(60);
			expect(json.tags).toHaveLength(50);
			const page = await call('GET', `${MEMBER}/tags?count=1000`);
			expect(page.json.total_items).toBe(60);
			expect(page.json.tags).toHaveLength(60);
			expect((await call('GET', `${MEMBER}/tags`)).json.tags).toHaveLength(10);
		});

		it.each([
			['accepted', 204],
			['not-found', 404],
		] as const)('tagsOnArchived %s', async (tagsOnArchived, status) => {
			seed(ANNA, { status: 'archived' });
			world.mailchimp.switches.tagsOnArchived = tagsOnArchived;
			expect((await tag(active('new'))).status).toBe(status);
		});
	});

	it('searches tags by prefix', async () => {
		seed(ANNA, { tags: ['New-affiliate', 'newsletter', 'old'] });
		const found = await call('GET', '/lists/a1/tag-search?name=NEW');
		expect(found.json.total_items).toBe(2);
		expect(found.json.tags).toHaveLength(2);
		expect(found.json.tags).toEqual(
			expect.arrayContaining([
				expect.objectContaining({ name: 'New-affiliate' }),
				expect.objectContaining({ name: 'newsletter' }),
			]),
		);
		expect((await call('GET', '/lists/a1/tag-search')).json.total_items).toBe(3);
	});

	describe('segments', () => {
		it('creates a tag, once', async () => {
			seed();
			const body = { name: 'new', static_segment: [ANNA, 'nobody@creators.example'] };
			const { json } = await call('POST', '/lists/a1/segments', body);
			expect(json).toMatchObject({ name: 'new', type: 'static', member_count: 1 });
			expect(tags()).toEqual(['new']);
			const again = await call('POST', '/lists/a1/segments', { ...body, name: 'NEW' });
			expect(again.json).toMatchObject({
				title: 'Bad Request',
				detail: 'Sorry, that tag already exists.',
			});
		});

		it('adds and removes up to 500, ignoring addresses that are not on the list', async () => {
			seed();
			seed('bo@creators.example', { tags: ['new'] });
			const [id] = [...world.mailchimp.audience('a1').tagsById.keys()];
			const { json } = await call('POST', `/lists/a1/segments/${id}`, {
				members_to_add: [ANNA, 'nobody@creators.example'],
				members_to_remove: ['bo@creators.example'],
			});
			expect(json).toMatchObject({ total_added: 1, total_removed: 1, error_count: 1 });
			expect(json.errors).toMatchObject([{ email_addresses: ['nobody@creators.example'] }]);
			expect(tags()).toEqual(['new']);
			const many = { members_to_add: Array(501).fill(ANNA) };
			expect((await call('POST', `/lists/a1/segments/${id}`, many)).status).toBe(400);
			expect((await call('POST', '/lists/a1/segments/9', {})).status).toBe(404);
		});

		it('are read and deleted', async () => {
			seed(ANNA, { tags: ['new'] });
			const [id] = [...world.mailchimp.audience('a1').tagsById.keys()];
			expect((await call('GET', '/lists/a1/segments')).json).toMatchObject({
				segments: [{ id, name: 'new', member_count: 1 }],
				total_items: 1,
			});
			expect((await call('GET', `/lists/a1/segments/${id}/members`)).json).toMatchObject({
				members: [{ email_address: ANNA }],
			});
			expect((await call('DELETE', `/lists/a1/segments/${id}`)).status).toBe(204);
			expect(tags()).toEqual([]);
		});
	});
});

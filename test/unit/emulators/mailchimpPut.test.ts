import { subscriberHash, type World } from '../../emulators';
import { ANNA, HASH, memberFixture, type MemberFixture } from './fixtures';

describe('Mailchimp members: PUT', () => {
	let world: World;
	let put: MemberFixture['put'];
	let anna: MemberFixture['anna'];
	let seed: MemberFixture['seed'];

	beforeEach(() => {
		({ world, put, anna, seed } = memberFixture());
	});

	it('creates by the MD5 of the lower-cased address', async () => {
		const { status, json } = await put({
			status_if_new: 'subscribed',
			merge_fields: { FNAME: 'Anna', LNAME: 'Lee' },
			interests: { i1: true },
			marketing_permissions: [{ marketing_permission_id: 'p1', enabled: true }],
		});
		expect(status).toBe(200);
		expect(json).toMatchObject({
			id: HASH,
			email_address: ANNA,
			full_name: 'Anna Lee',
			status: 'subscribed',
			merge_fields: { FNAME: 'Anna', LNAME: 'Lee', AFFLINK: '', NOTE: '' },
			interests: { i1: true },
			marketing_permissions: [{ marketing_permission_id: 'p1', enabled: true }],
			tags_count: 0,
			tags: [],
			list_id: 'a1',
		});
	});

	it('does not apply double opt-in by itself: subscribed is subscribed', async () => {
		await put({ status_if_new: 'subscribed' });
		expect(anna().status).toBe('subscribed');
	});

	it('needs status or status_if_new for a new contact', async () => {
		const { status, json } = await put({});
		expect(status).toBe(400);
		expect(json).toMatchObject({
			title: 'Invalid Resource',
			errors: [{ field: 'status_if_new' }],
		});
		expect(world.mailchimp.member('a1', ANNA)).toBeUndefined();
	});

	it('keeps what is not sent, clears what is sent empty, drops unknown keys with 200', async () => {
		await put({ status_if_new: 'subscribed', merge_fields: { FNAME: 'Anna', NOTE: 'n' } });
		const { status, json } = await put({ merge_fields: { NOTE: '', NOSUCH: 'lost' } });
		expect(status).toBe(200);
		expect(json.merge_fields).toMatchObject({ FNAME: 'Anna', NOTE: '' });
		expect(json.merge_fields).not.toHaveProperty('NOSUCH');
	});

	it.each(['subscribed', 'unsubscribed', 'cleaned', 'pending', 'archived'] as const)(
		'status_if_new leaves a contact that is %s as it is',
		async (status) => {
			seed(status);
			const answer = await put({ status_if_new: 'subscribed', merge_fields: { NOTE: 'new' } });
			expect(answer.status).toBe(200);
			expect(answer.json).toMatchObject({ status, merge_fields: { NOTE: 'new' } });
		},
	);

	it.each(['hash', 'address', 'contact id'])('finds the contact by %s', async (kind) => {
		const { contactId } = seed('subscribed');
		const keys = { hash: HASH, address: encodeURIComponent(ANNA), 'contact id': contactId };
		const key = Object.entries(keys).find(([name]) => name === kind)?.[1];
		const { json } = await put({ merge_fields: { NOTE: 'found' } }, key);
		expect(json).toMatchObject({ id: HASH, merge_fields: { NOTE: 'found' } });
	});

	it('renames by the address in the body', async () => {
		seed('subscribed');
		const { json } = await put({ email_address: 'anna.lee@creators.example' });
		expect(json).toMatchObject({
			id: subscriberHash('anna.lee@creators.example'),
			merge_fields: { NOTE: 'kept' },
		});
		expect(world.mailchimp.member('a1', ANNA)).toBeUndefined();
	});

	it('refuses to rename to somebody else, or a cleaned contact', async () => {
		seed('subscribed');
		world.mailchimp.addMember('a1', { email: 'bo@creators.example' });
		world.mailchimp.addMember('a1', { email: 'cy@creators.example', status: 'cleaned' });
		const taken = await put({ email_address: 'bo@creators.example' });
		expect(taken.json).toMatchObject({ status: 400, title: 'Member Exists' });
		const cleaned = await put(
			{ email_address: 'new@creators.example' },
			subscriberHash('cy@creators.example'),
		);
		expect(cleaned.json.detail).toContain('status is "cleaned."');
	});

	it('with a wrong hash: creates under the body address, or says Member Exists', async () => {
		const wrong = 'f'.repeat(32);
		const created = await put({ status_if_new: 'subscribed' }, wrong);
		expect(created.json.id).toBe(HASH);
		const again = await put({ status_if_new: 'subscribed' }, wrong);
		expect(again.status).toBe(400);
		expect(again.json).toEqual({
			title: 'Member Exists',
			status: 400,
			detail: `${ANNA} is already a list member. Use PUT to insert or update list members.`,
			instance: again.headers['x-request-id'],
		});
	});

	it.each([
		[true, 400],
		[false, 200],
	])('putRequiresEmail %s', async (putRequiresEmail, status) => {
		seed('subscribed');
		world.mailchimp.switches.putRequiresEmail = putRequiresEmail;
		expect((await put({ email_address: undefined, merge_fields: {} })).status).toBe(status);
	});

	it.each([
		['ignored', ['old']],
		['added', ['old', 'new']],
	] as const)('putTagsOnExisting %s', async (putTagsOnExisting, tags) => {
		seed('subscribed');
		world.mailchimp.switches.putTagsOnExisting = putTagsOnExisting;
		expect((await put({ tags: ['new'] })).status).toBe(200);
		expect(world.mailchimp.tagsOf('a1', ANNA)).toEqual(tags);
	});

	it('honours tags when it creates', async () => {
		const { json } = await put({ status_if_new: 'subscribed', tags: ['one', 'two'] });
		expect(json).toMatchObject({ tags_count: 2 });
		expect(world.mailchimp.tagsOf('a1', ANNA)).toEqual(['one', 'two']);
	});

	it.each([
		['status', { status: 'active' }],
		['status_if_new', { status_if_new: 'archived' }],
		['merge_fields', { merge_fields: 'x' }],
		['tags', { tags: [{ name: 'x', status: 'active' }] }],
		['interests', { interests: { i1: 'yes' } }],
		['ip_signup', { ip_signup: '300.1.1.1' }],
		['timestamp_opt', { timestamp_opt: '2026-03-04 05:03' }],
		['vip', { vip: 'true' }],
	])('a wrong %s is a schema error that names it', async (field, body) => {
		const { status, json } = await put({ status_if_new: 'subscribed', ...body });
		expect(status).toBe(400);
		expect(json).toMatchObject({
			title: 'Invalid Resource',
			detail:
				"The resource submitted could not be validated. For field-specific details, see the 'errors' array.",
			errors: [{ field }],
		});
	});

	it('refuses unknown interests and marketing permissions', async () => {
		const permission = [{ marketing_permission_id: 'nope', enabled: true }];
		for (const body of [{ interests: { nope: true } }, { marketing_permissions: permission }]) {
			expect((await put({ status_if_new: 'subscribed', ...body })).status).toBe(400);
		}
	});
});

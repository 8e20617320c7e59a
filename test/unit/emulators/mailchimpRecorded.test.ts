import { subscriberHash, type World } from '../../emulators';
import { addAudience, ANNA, HASH, memberFixture, type MemberFixture } from './fixtures';

const NEW = 'anna.lee@creators.example';

/** The values of one key in a list of an answer. */
function column(list: unknown, key: string): unknown[] {
	return Array.isArray(list) ? list.map((each) => Object(each)[key]) : [];
}

/** What recorded traffic of the real service shows (reference, section 9), beside merge values and lists. */
describe('Mailchimp, as recorded', () => {
	let world: World;
	let call: MemberFixture['call'];
	let put: MemberFixture['put'];
	let anna: MemberFixture['anna'];
	let seed: MemberFixture['seed'];

	beforeEach(() => {
		({ world, call, put, anna, seed } = memberFixture());
	});

	describe('the unique id', () => {
		it('belongs to the address; the contact keeps its own ids when it is renamed', async () => {
			seed('subscribed');
			const before = anna();
			const { json } = await put({ email_address: NEW });
			expect(json).toMatchObject({ contact_id: before.contact_id, web_id: before.web_id });
			expect(json.unique_email_id).not.toBe(before.unique_email_id);
			const back = await put({ email_address: ANNA }, subscriberHash(NEW));
			expect(back.json.unique_email_id).toBe(before.unique_email_id);
		});

		it('is the same in two audiences and in any case, unlike the contact id', () => {
			seed('subscribed');
			world.mailchimp.addAudience({ id: 'a2' });
			world.mailchimp.addMember('a2', { email: ANNA.toUpperCase() });
			const there = world.mailchimp.member('a2', ANNA);
			expect(there?.unique_email_id).toBe(anna().unique_email_id);
			expect(there?.unique_email_id).toMatch(/^[0-9a-f]{10}$/);
			expect(there?.contact_id).not.toBe(anna().contact_id);
		});

		it('of an address that was left finds nobody, and that of the new one finds the contact', async () => {
			seed('subscribed');
			const old = String(anna().unique_email_id);
			const { json } = await put({ email_address: NEW });
			const find = async (id: unknown) =>
				(await call('GET', `/lists/a1/members?unique_email_id=${String(id)}`)).json;
			expect(await find(old)).toMatchObject({ total_items: 0 });
			expect(await find(json.unique_email_id)).toMatchObject({ total_items: 1 });
		});
	});

	describe('order', () => {
		const names = Array.from({ length: 12 }, (_, index) => `tag-${index}`);
		const FIELDS = ['FNAME', 'LNAME', 'ADDRESS', 'PHONE', 'AFFLINK', 'NOTE'];
		const lists = async () => {
			const tagList = await call('GET', `/lists/a1/members/${HASH}/tags?count=100`);
			const fields = await call('GET', '/lists/a1/merge-fields?count=100');
			const search = await call('GET', '/lists/a1/tag-search');
			const segments = await call('GET', '/lists/a1/segments?count=100');
			return {
				'tags of a contact': column(anna().tags, 'name'),
				'list of its tags': column(tagList.json.tags, 'name'),
				'tag search': column(search.json.tags, 'name'),
				'static segments': column(segments.json.segments, 'name'),
				'values of a contact': Object.keys(Object(anna().merge_fields)),
				'merge fields': column(fields.json.merge_fields, 'tag'),
			};
		};
		const made = (list: string) => (/values|fields/.test(list) ? FIELDS : names);

		beforeEach(() => {
			world.mailchimp.addMember('a1', { email: ANNA, tags: names });
		});

		it('of tags and merge fields means nothing, yet is the same in every answer', async () => {
			const first = await lists();
			expect(await lists()).toEqual(first);
			for (const [list, found] of Object.entries(first)) {
				expect([...found].sort()).toEqual([...made(list)].sort());
				expect(found).not.toEqual(made(list));
				expect(found).not.toEqual([...found].sort());
			}
		});

		it('differs by seed and by contact; with seed 0 it is that of creation', async () => {
			const first = await lists();
			world.mailchimp.addMember('a1', { email: NEW, tags: names });
			expect(column(world.mailchimp.member('a1', NEW)?.tags, 'name')).not.toEqual(
				first['tags of a contact'],
			);
			world.mailchimp.switches.orderSeed = 2;
			expect((await lists())['merge fields']).not.toEqual(first['merge fields']);
			world.mailchimp.switches.orderSeed = 0;
			for (const [list, found] of Object.entries(await lists())) expect(found).toEqual(made(list));
		});

		it('lets pages fit together', async () => {
			const page = async (offset: number) => {
				const { json } = await call('GET', `/lists/a1/merge-fields?count=2&offset=${offset}`);
				return column(json.merge_fields, 'tag');
			};
			const all = [...(await page(0)), ...(await page(2)), ...(await page(4))];
			expect(all.sort()).toEqual([...FIELDS].sort());
		});
	});

	describe('audiences', () => {
		it('have no contact, unless an address is set', async () => {
			expect((await call('GET', '/lists/a1')).json).not.toHaveProperty('contact');
			const { json } = await call('GET', '/lists');
			expect(column(json.lists, 'contact')).toEqual([undefined]);
			for (const address of ['1 Main St', '']) {
				world.mailchimp.addAudience({ id: 'a2', address });
				expect((await call('GET', '/lists/a2')).json).toMatchObject({
					contact: { address1: address },
				});
			}
		});

		it('may be asked for the contact by name all the same', async () => {
			const { status } = await call('GET', '/lists?fields=lists.id,lists.contact,total_items');
			expect(status).toBe(200);
		});
	});

	describe('answers', () => {
		it('405 of a contact that cannot be archived names what it can do', async () => {
			seed('pending');
			const { status, headers } = await call('DELETE', `/lists/a1/members/${HASH}`);
			expect({ status, allow: headers.allow }).toEqual({ status: 405, allow: 'GET, PUT' });
		});

		it('errors link the schema of problems, an empty answer links none', async () => {
			const missing = await call('GET', '/lists/nope');
			expect(missing.headers.link).toContain('/ProblemDetailDocument.json>; rel="describedBy"');
			seed('subscribed');
			const archived = await call('DELETE', `/lists/a1/members/${HASH}`);
			expect(archived.status).toBe(204);
			expect(archived.headers).not.toHaveProperty('link');
		});

		it.each([
			[{ status: 'archived' }, /^Data presented is not one of the accepted values: subscribed, /],
			[{ status: 5 }, /^Schema describes string, integer found instead$/],
			[{ merge_fields: [] }, /^Schema describes object, array found instead$/],
			[{ vip: 'yes' }, /^Schema describes boolean, string found instead$/],
		])('%j is a schema error in the words that were seen', async (body, message) => {
			const { json } = await put({ status_if_new: 'subscribed', ...body });
			expect(json.errors).toEqual([
				{ field: Object.keys(body)[0], message: expect.stringMatching(message) },
			]);
		});

		it('names what is left out in an entry without a field', async () => {
			const { json } = await call('POST', '/lists/a1/members', {});
			expect(json.errors).toEqual([
				{ field: '', message: 'Required fields were not provided: email_address, status' },
			]);
		});
	});

	describe('consent', () => {
		const consent = {
			ip_opt: '192.0.2.1',
			ip_signup: '2001:db8::1',
			timestamp_opt: '2026-03-04 05:06:07',
			timestamp_signup: '2026-03-04T05:06:07+02:00',
		};
		const shown = {
			...consent,
			timestamp_opt: '2026-03-04T05:06:07+00:00',
			timestamp_signup: '2026-03-04T03:06:07+00:00',
		};
		const member = { email_address: ANNA, status: 'subscribed' };

		it.each([
			['PUT', `/lists/a1/members/${HASH}`, member],
			['POST', '/lists/a1/members', member],
			['PATCH', `/lists/a1/members/${HASH}`, {}],
			['POST', '/lists/a1', { members: [{ ...member, ...consent }], update_existing: true }],
		])('%s %s stores addresses and times', async (method, path, body) => {
			if (method === 'PATCH') seed('subscribed');
			expect((await call(method, path, { ...consent, ...body })).status).toBe(200);
			expect(anna()).toMatchObject(shown);
		});

		it.each(Object.keys(consent))('refuses a wrong %s', async (field) => {
			for (const bad of ['yesterday', '300.1.1.1', 5]) {
				const { status, json } = await put({ status_if_new: 'subscribed', [field]: bad });
				expect(status).toBe(400);
				expect(json).toMatchObject({ errors: [{ field }] });
			}
		});
	});

	it('delete-permanent of nobody is a 404', async () => {
		const path = `/lists/a1/members/${HASH}/actions/delete-permanent`;
		expect((await call('POST', path)).status).toBe(404);
	});

	it('a batch whose member does not fit the schema is refused as a whole, by switch not', async () => {
		const members = [
			{ email_address: ANNA, status_if_new: 'subscribed' },
			{ email_address: NEW, status: '' },
			{ email_address: 'x@creators.example', status: 'subscribed', merge_fields: { NOTE: ['a'] } },
		];
		const whole = await call('POST', '/lists/a1', { members });
		expect(whole.status).toBe(400);
		expect(column(whole.json.errors, 'field')).toEqual([
			'members.item:1.status',
			'members.item:2.merge_fields.NOTE',
		]);
		expect(world.mailchimp.audience('a1').members.size).toBe(0);
		world.mailchimp.switches.batchSchemaErrors = 'item';
		const { json } = await call('POST', '/lists/a1', { members });
		expect(json).toMatchObject({ total_created: 1, error_count: 2 });
	});

	it('forgets its switches and counters with the world', () => {
		world.mailchimp.switches.orderSeed = 0;
		world.reset();
		addAudience(world);
		expect(world.mailchimp.switches.orderSeed).toBe(1);
	});
});

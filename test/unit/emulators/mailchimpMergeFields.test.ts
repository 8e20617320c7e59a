import { createWorld, type MergeFieldInput, type World } from '../../emulators';
import { mailchimpClient, type Answer } from './support';

const ADDRESS = { addr1: '1 Main St', city: 'Oslo', state: 'OS', zip: '0150' };

describe('Mailchimp merge fields', () => {
	let world: World;
	let call: ReturnType<typeof mailchimpClient>;
	let count = 0;

	beforeEach(() => {
		world = createWorld();
		call = mailchimpClient(world);
		world.mailchimp.addAudience({ id: 'a1' });
	});

	/** Creates a contact with these merge fields. */
	const write = (merge_fields: object, query = ''): Promise<Answer> => {
		count += 1;
		return call('POST', `/lists/a1/members${query}`, {
			email_address: `m${count}@creators.example`,
			status: 'subscribed',
			merge_fields,
		});
	};
	const add = (field: MergeFieldInput) => world.mailchimp.addMergeField('a1', field);
	const field = (tag: string, type: MergeFieldInput['type'], rest = {}) =>
		add({ tag, name: tag, type, ...rest });

	describe('values', () => {
		it('cuts text at 255 bytes, without a word and never inside a character', async () => {
			const cut = async (text: string): Promise<unknown> => {
				const { status, json } = await write({ FNAME: text });
				expect(status).toBe(200);
				return Object(json.merge_fields).FNAME;
			};
			expect(await cut('x'.repeat(255))).toBe('x'.repeat(255));
			expect(await cut('x'.repeat(256))).toBe('x'.repeat(255));
			expect(await cut('é'.repeat(200))).toBe('é'.repeat(127));
			expect(await cut(`xx${'é'.repeat(200)}`)).toBe(`xx${'é'.repeat(126)}`);
			expect(await cut(`x${'😀'.repeat(100)}`)).toBe(`x${'😀'.repeat(63)}`);
		});

		it('does not cut a url', async () => {
			field('AFFLINK', 'url');
			const link = `https://shop.example/?x=${'y'.repeat(400)}`;
			expect((await write({ AFFLINK: link })).json.merge_fields).toMatchObject({ AFFLINK: link });
		});

		it.each([
			['url', 'https://shop.example/?rfsn=1.a', 'shop.example', 'That is not a valid URL'],
			['url', 'http://shop.example', 'https://shop', 'That is not a valid URL'],
			['imageurl', 'https://shop.example/a.png', 'ftp://shop.example', 'That is not a valid URL'],
			['number', '12.5', 'twelve', 'Please enter a number'],
			['zip', '12345', '1234', 'Please enter a zip code (5 digits)'],
			['birthday', '02/29', '13/01', 'Please enter a month (01-12) and a day (01-31)'],
			['date', '2026-02-28', '2026-02-30', 'Please enter the date'],
			['dropdown', 'Red', 'red', 'Value must be one of: Red, Blue'],
			['radio', 'Blue', 'Green', 'Value must be one of: Red, Blue'],
		] as const)('%s takes %p, refuses %p', async (type, good, bad, message) => {
			field('X', type, { options: { choices: ['Red', 'Blue'] } });
			expect((await write({ X: good })).status).toBe(200);
			const refused = await write({ X: bad });
			expect(refused.status).toBe(400);
			expect(refused.json).toMatchObject({
				title: 'Invalid Resource',
				detail: 'Your merge fields were invalid.',
				errors: [{ field: 'X', message }],
			});
		});

		it.each([
			['2026-03-04', '2026-03-04'],
			['2026/03/04', '2026-03-04'],
			['04-03-2026', '2026-03-04'],
			['03/04/2026', '2026-03-04'],
		])('date %s is kept as %s', async (sent, kept) => {
			field('DAY', 'date');
			expect((await write({ DAY: sent })).json.merge_fields).toMatchObject({ DAY: kept });
		});

		it('takes a number as number or text, and gives a number', async () => {
			field('LTV', 'number');
			for (const value of [7, '7']) {
				expect((await write({ LTV: value })).json.merge_fields).toMatchObject({ LTV: 7 });
			}
		});

		it('wants whole addresses', async () => {
			const { json } = await write({ ADDRESS });
			expect(json.merge_fields).toMatchObject({
				ADDRESS: { ...ADDRESS, addr2: '', country: 'US' },
			});
			for (const bad of [{ ...ADDRESS, zip: '' }, { addr1: 'x' }, 'Oslo']) {
				expect((await write({ ADDRESS: bad })).json).toMatchObject({
					errors: [{ field: 'ADDRESS', message: 'Please enter a complete address' }],
				});
			}
		});

		it.each([null, true, false])('refuses %p with a schema error', async (value) => {
			const { status, json } = await write({ FNAME: value });
			expect(status).toBe(400);
			expect(json).toMatchObject({
				errors: [
					{
						field: 'merge_fields.FNAME',
						message: 'Data did not match any of the schemas described in anyOf.',
					},
				],
			});
		});

		it('takes an empty text for every type', async () => {
			for (const type of ['url', 'number', 'date', 'dropdown', 'zip', 'birthday'] as const) {
				field(type.slice(0, 8).toUpperCase(), type);
				expect((await write({ [type.slice(0, 8).toUpperCase()]: '' })).status).toBe(200);
			}
		});

		it('names every bad field', async () => {
			field('A', 'number');
			field('B', 'zip');
			expect((await write({ A: 'x', B: 'y' })).json.errors).toMatchObject([
				{ field: 'A' },
				{ field: 'B' },
			]);
		});

		it('leaves a required field alone that has a value and is not sent', async () => {
			field('AFFLINK', 'url', { required: true });
			const link = 'https://shop.example/?rfsn=1.a';
			world.mailchimp.addMember('a1', {
				email: 'a@creators.example',
				mergeFields: { AFFLINK: link },
			});
			const change = (merge_fields: object, query = '') =>
				call('PATCH', `/lists/a1/members/a@creators.example${query}`, { merge_fields });
			expect((await change({ FNAME: 'Anna' })).status).toBe(200);
			expect((await change({ AFFLINK: '' })).json).toMatchObject({
				errors: [{ field: 'AFFLINK', message: 'Please enter a value' }],
			});
			expect((await change({ AFFLINK: '' }, '?skip_merge_validation=true')).status).toBe(200);
		});

		it('says of a required address that it is not complete', async () => {
			field('HOME', 'address', { required: true });
			expect((await write({})).json).toMatchObject({
				errors: [{ field: 'HOME', message: 'Please enter a complete address' }],
			});
		});

		it('wants required fields, unless skip_merge_validation, which does not skip types', async () => {
			field('AFFLINK', 'url', { required: true });
			expect((await write({})).json).toMatchObject({
				errors: [{ field: 'AFFLINK', message: 'Please enter a value' }],
			});
			expect((await write({}, '?skip_merge_validation=true')).status).toBe(200);
			expect((await write({ AFFLINK: 'x' }, '?skip_merge_validation=true')).status).toBe(400);
		});
	});

	describe('resource', () => {
		const path = '/lists/a1/merge-fields';

		it('lists ten by default, a thousand at most, with the plan limit', async () => {
			for (let index = 0; index < 12; index += 1) field(`F${index}`, 'text');
			const { json } = await call('GET', path);
			expect(json).toMatchObject({ total_items: 16, merge_field_limit: 30 });
			expect(json.merge_fields).toHaveLength(10);
			expect((await call('GET', `${path}?count=1000`)).json.merge_fields).toHaveLength(16);
			expect((await call('GET', `${path}?count=1001`)).status).toBe(400);
			expect((await call('GET', `${path}?type=address`)).json).toMatchObject({ total_items: 1 });
		});

		it('leaves the plan limit out, as the API spec of 2021 has it', async () => {
			world.mailchimp.switches.showMergeFieldLimit = false;
			expect((await call('GET', path)).json).not.toHaveProperty('merge_field_limit');
		});

		it('creates, changes and deletes', async () => {
			const created = await call('POST', path, { name: 'Link', type: 'url', tag: 'AFFLINK' });
			expect(created.json).toMatchObject({
				merge_id: 5,
				tag: 'AFFLINK',
				type: 'url',
				required: false,
			});
			world.mailchimp.addMember('a1', {
				email: 'a@creators.example',
				mergeFields: { AFFLINK: 'x' },
			});
			const one = `${path}/5`;
			const changed = await call('PATCH', one, {
				name: 'L',
				tag: 'LINK2',
				type: 'text',
				required: true,
			});
			expect(changed.json).toMatchObject({ name: 'L', tag: 'LINK2', type: 'url', required: true });
			expect(world.mailchimp.member('a1', 'a@creators.example')).toMatchObject({
				merge_fields: { LINK2: 'x' },
			});
			expect((await call('PATCH', one, { required: false })).status).toBe(400);
			expect((await call('DELETE', one)).status).toBe(204);
			expect((await call('GET', one)).status).toBe(404);
		});

		it.each([
			['no name', { type: 'text' }],
			['no type', { name: 'X' }],
			['an unknown type', { name: 'X', type: 'email' }],
			['a tag of 11 characters', { name: 'X', type: 'text', tag: 'AFFILIATEURL'.slice(0, 11) }],
			['a tag with a hyphen', { name: 'X', type: 'text', tag: 'AFF-LINK' }],
			['a tag that is taken', { name: 'X', type: 'text', tag: 'FNAME' }],
		])('refuses %s', async (_, body) => {
			expect((await call('POST', path, body)).status).toBe(400);
			expect(world.mailchimp.audience('a1').mergeFields).toHaveLength(4);
		});

		it('takes a tag of 10 characters, upper-cased', async () => {
			const { json } = await call('POST', path, { name: 'X', type: 'text', tag: 'afflink_10' });
			expect(json.tag).toBe('AFFLINK_10');
		});

		it('refuses a field over the limit of the plan', async () => {
			world.mailchimp.addAudience({ id: 'full', mergeFieldLimit: 4 });
			const { status, json } = await call('POST', '/lists/full/merge-fields', {
				name: 'X',
				type: 'text',
			});
			expect({ status, title: json.title }).toEqual({
				status: 400,
				title: 'Merge Max Limit Exceeded',
			});
		});
	});
});

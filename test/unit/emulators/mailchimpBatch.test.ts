import { createWorld, type World } from '../../emulators';
import { mailchimpClient, type Answer } from './support';

const ANNA = 'anna@creators.example';

describe('Mailchimp batches', () => {
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

	describe('batch subscribe', () => {
		const batch = (members: object[], rest = {}, query = ''): Promise<Answer> =>
			call('POST', `/lists/a1${query}`, { members, ...rest });
		const one = (email_address: string, rest = {}) => ({
			email_address,
			status_if_new: 'subscribed',
			...rest,
		});

		it('creates and updates in one request, with tags and merge fields', async () => {
			seed('bo@creators.example', { status: 'unsubscribed', tags: ['old'] });
			const { json } = await batch(
				[
					one(ANNA, { tags: ['new'], merge_fields: { LTV: 5 } }),
					one('BO@creators.example', { tags: ['new'] }),
				],
				{ update_existing: true },
			);
			expect(json).toMatchObject({
				total_created: 1,
				total_updated: 1,
				error_count: 0,
				new_members: [{ email_address: ANNA, merge_fields: { LTV: 5 }, tags: [{ name: 'new' }] }],
				updated_members: [{ status: 'unsubscribed', tags_count: 2 }],
			});
			expect(tags('bo@creators.example')).toEqual(['old', 'new']);
		});

		it('reports contacts that are there, unless update_existing', async () => {
			seed();
			const { status, json } = await batch([one(ANNA)]);
			expect(status).toBe(200);
			expect(json).toMatchObject({
				errors: [{ email_address: ANNA, error_code: 'ERROR_CONTACT_EXISTS' }],
				error_count: 1,
			});
		});

		it('reports each bad contact and takes the rest', async () => {
			seed('gone@creators.example', { status: 'unsubscribed' });
			const { json } = await batch(
				[
					one('bad'),
					one('num@creators.example', { merge_fields: { LTV: 'x' } }),
					one('gone@creators.example', { status: 'subscribed' }),
					{ email_address: 'none@creators.example' },
					one(ANNA),
				],
				{ update_existing: true },
			);
			expect(json).toMatchObject({ total_created: 1, error_count: 4 });
			expect(json.errors).toMatchObject([
				{ error: 'Please provide a valid email address.', error_code: 'ERROR_GENERIC' },
				{ error_code: 'ERROR_GENERIC', field: 'LTV', field_message: 'Please enter a number' },
				{ error_code: 'ERROR_GENERIC' },
				{ error_code: 'ERROR_GENERIC', field: 'status' },
			]);
		});

		it('takes 500, not 501', async () => {
			const many = (count: number) =>
				Array.from({ length: count }, (_, index) => one(`m${index}@creators.example`));
			expect((await batch(many(501))).status).toBe(400);
			expect(world.mailchimp.audience('a1').members.size).toBe(0);
			expect((await batch(many(500))).json.total_created).toBe(500);
		});

		it('sync_tags replaces the tags, with update_existing only', async () => {
			seed(ANNA, { tags: ['old', 'kept'] });
			await batch([one(ANNA, { tags: ['new'] })], { sync_tags: true });
			expect(tags()).toEqual(['old', 'kept']);
			await batch([one(ANNA, { tags: ['KEPT', 'new'] })], {
				sync_tags: true,
				update_existing: true,
			});
			expect(tags()).toEqual(['kept', 'new']);
		});

		it.each([
			['', 1],
			['?skip_duplicate_check=true', 0],
		])('duplicates with %p: the first counts, %i errors', async (query, errors) => {
			const { json } = await batch(
				[one(ANNA, { tags: ['first'] }), one(ANNA.toUpperCase(), { tags: ['second'] })],
				{ update_existing: true },
				query,
			);
			expect(json).toMatchObject({ total_created: 1, total_updated: 0, error_count: errors });
			expect(tags()).toEqual(['first']);
		});
	});

	describe('asynchronous batches', () => {
		it('run operations and count the errors', async () => {
			const created = await call('POST', '/batches', {
				operations: [
					{
						method: 'POST',
						path: '/lists/a1/members',
						body: JSON.stringify({ email_address: ANNA, status: 'subscribed' }),
						operation_id: 'x',
					},
					{ method: 'GET', path: '/lists/nope', operation_id: 'y' },
				],
			});
			expect(created.json).toMatchObject({ status: 'pending', total_operations: 2 });
			const id = String(created.json.id);
			const done = await call('GET', `/batches/${id}`);
			expect(done.json).toMatchObject({
				status: 'finished',
				finished_operations: 2,
				errored_operations: 1,
			});
			expect(world.mailchimp.batchResults(id)).toMatchObject([
				{ status_code: 200, operation_id: 'x' },
				{ status_code: 404, operation_id: 'y' },
			]);
			expect(tags()).toEqual([]);
		});

		it('are listed and deleted', async () => {
			const { json } = await call('POST', '/batches', { operations: [] });
			expect((await call('GET', '/batches')).json).toMatchObject({ total_items: 1 });
			expect((await call('DELETE', `/batches/${String(json.id)}`)).status).toBe(204);
			expect((await call('GET', `/batches/${String(json.id)}`)).status).toBe(404);
		});

		it('are limited while pending, and validated', async () => {
			world.mailchimp.switches.maxPendingBatches = 1;
			expect((await call('POST', '/batches', { operations: [{ method: 'GET' }] })).status).toBe(
				400,
			);
			expect((await call('POST', '/batches', { operations: [] })).status).toBe(200);
			expect((await call('POST', '/batches', { operations: [] })).status).toBe(429);
			expect((await call('POST', '/batches', {})).status).toBe(400);
		});
	});
});

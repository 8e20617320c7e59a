import { subscriberHash, type World } from '../../emulators';
import { ANNA, HASH, memberFixture, type MemberFixture, addAudience } from './fixtures';

describe('Mailchimp members', () => {
	let world: World;
	let call: MemberFixture['call'];
	let put: MemberFixture['put'];
	let post: MemberFixture['post'];
	let anna: MemberFixture['anna'];
	let seed: MemberFixture['seed'];

	beforeEach(() => {
		({ world, call, put, post, anna, seed } = memberFixture());
	});

	describe('status', () => {
		it('cannot be subscribed again when the person unsubscribed, or the address bounced', async () => {
			for (const status of ['unsubscribed', 'cleaned'] as const) {
				world.reset();
				addAudience(world);
				seed(status);
				for (const answer of [
					await put({ status: 'subscribed' }),
					await call('PATCH', `/lists/a1/members/${HASH}`, { status: 'subscribed' }),
				]) {
					expect(answer.status).toBe(400);
					expect(answer.json).toMatchObject({
						title: 'Member In Compliance State',
						detail: `${ANNA} is in a compliance state due to unsubscribe, bounce, or compliance review and cannot be subscribed.`,
					});
				}
				expect(anna().status).toBe(status);
			}
		});

		it('can be subscribed again when the API had unsubscribed', async () => {
			seed('subscribed');
			await put({ status: 'unsubscribed' });
			expect((await put({ status: 'subscribed' })).json.status).toBe('subscribed');
		});

		it('pending is the way out for who unsubscribed, not for cleaned; once, not twice', async () => {
			const member = seed('unsubscribed');
			expect((await put({ status: 'pending' })).json.status).toBe('pending');
			await put({ status: 'pending' });
			expect(member.confirmationsSent).toBe(1);
			world.mailchimp.confirm('a1', ANNA);
			expect(anna().status).toBe('subscribed');
			member.status = 'cleaned';
			expect((await put({ status: 'pending' })).status).toBe(400);
		});

		it('revives an archived contact by status only, with its tags and values', async () => {
			seed('archived');
			await put({ status_if_new: 'subscribed' });
			expect(anna().status).toBe('archived');
			await put({ status: 'subscribed' });
			expect(anna()).toMatchObject({
				status: 'subscribed',
				tags: [{ name: 'old' }],
				merge_fields: { NOTE: 'kept' },
			});
		});

		it('does not revive who had unsubscribed before being archived', async () => {
			world.mailchimp.addMember('a1', {
				email: ANNA,
				status: 'archived',
				statusBeforeArchive: 'unsubscribed',
			});
			expect((await put({ status: 'subscribed' })).json.title).toBe('Member In Compliance State');
		});
	});

	describe('POST', () => {
		it('creates, with tags', async () => {
			const { status, json } = await post({ status: 'pending', tags: ['new-affiliate'] });
			expect(status).toBe(200);
			expect(json).toMatchObject({ status: 'pending', tags: [{ name: 'new-affiliate' }] });
		});

		it('needs a status, and refuses a contact that is there', async () => {
			expect((await post({})).json).toMatchObject({
				errors: [{ field: '', message: 'Required fields were not provided: status' }],
			});
			seed('unsubscribed');
			expect((await post({ status: 'subscribed' })).json.title).toBe('Member Exists');
		});

		it('revives an archived contact, keeping tags and values', async () => {
			seed('archived');
			const { json } = await post({ status: 'subscribed', tags: ['new'] });
			expect(json).toMatchObject({ status: 'subscribed', merge_fields: { NOTE: 'kept' } });
			expect(world.mailchimp.tagsOf('a1', ANNA)).toEqual(['old', 'new']);
		});
	});

	describe('addresses', () => {
		it.each([
			'anna',
			'anna@',
			'@creators.example',
			'a b@creators.example',
			'a@b',
			'a..b@c.example',
		])('refuses %p as invalid', async (email) => {
			const { status, json } = await post({ email_address: email, status: 'subscribed' });
			expect(status).toBe(400);
			expect(json.detail).toBe('Please provide a valid email address.');
		});

		it('refuses example.com as fake, other reserved ones by switch', async () => {
			const fake = 'X looks fake or invalid, please enter a real email address.';
			const create = (email: string) => post({ email_address: email, status: 'subscribed' });
			expect((await create('anna@example.com')).json.detail).toBe(
				fake.replace('X', 'anna@example.com'),
			);
			expect((await create('bo@creators.example')).status).toBe(200);
			world.mailchimp.switches.fakeTopLevelDomains = ['example'];
			expect((await create('cy@creators.example')).json.detail).toBe(
				fake.replace('X', 'cy@creators.example'),
			);
		});

		it('takes capitals, a plus and unicode, as one contact each', async () => {
			for (const email of ['Élodie@creators.example', 'a+b@creators.example']) {
				await put({ email_address: email, status_if_new: 'subscribed' }, subscriberHash(email));
				const again = await put({ email_address: email }, subscriberHash(email.toUpperCase()));
				expect(again.json).toMatchObject({ id: subscriberHash(email), status: 'subscribed' });
			}
			expect(world.mailchimp.audience('a1').members.size).toBe(2);
		});
	});

	describe('other methods', () => {
		it('PATCH changes a known contact and ignores tags', async () => {
			expect((await call('PATCH', `/lists/a1/members/${HASH}`, {})).status).toBe(404);
			seed('subscribed');
			await call('PATCH', `/lists/a1/members/${HASH}`, {
				merge_fields: { NOTE: 'p' },
				tags: ['x'],
			});
			expect(anna()).toMatchObject({ merge_fields: { NOTE: 'p' }, tags: [{ name: 'old' }] });
		});

		it.each([
			['subscribed', 204],
			['unsubscribed', 204],
			['archived', 405],
			['pending', 405],
			['cleaned', 405],
		] as const)('DELETE of a contact that is %s answers %i', async (status, expected) => {
			seed(status);
			const answer = await call('DELETE', `/lists/a1/members/${HASH}`);
			expect(answer.status).toBe(expected);
			expect(anna().status).toBe(expected === 204 ? 'archived' : status);
			if (expected === 405) {
				expect(answer.json.detail).toBe(
					'This list member cannot be removed. Can not archive a contact that is bounced, pending or archived',
				);
			}
		});

		it('delete-permanent cannot be undone', async () => {
			seed('subscribed');
			const remove = `/lists/a1/members/${HASH}/actions/delete-permanent`;
			expect((await call('POST', remove)).status).toBe(204);
			for (const answer of [
				await put({ status_if_new: 'subscribed' }),
				await post({ status: 'subscribed' }),
			]) {
				expect(answer.json).toMatchObject({
					status: 400,
					title: 'Forgotten Email Not Subscribed',
				});
			}
		});

		it('lists members with filters, ten by default', async () => {
			for (let index = 0; index < 12; index += 1) {
				const status = index < 3 ? 'unsubscribed' : 'subscribed';
				world.mailchimp.addMember('a1', { email: `m${index}@creators.example`, status });
			}
			const all = await call('GET', '/lists/a1/members');
			expect(all.json).toMatchObject({ total_items: 12 });
			expect(all.json.members).toHaveLength(10);
			const rest = await call('GET', '/lists/a1/members?count=1000&offset=10');
			expect(rest.json.members).toHaveLength(2);
			const gone = await call('GET', '/lists/a1/members?status=unsubscribed');
			expect(gone.json).toMatchObject({ total_items: 3 });
			expect((await call('GET', '/lists/a1/members?count=1001')).status).toBe(400);
			expect((await call('GET', `/lists/a1/members/${HASH}`)).json.title).toBe(
				'Resource Not Found',
			);
		});

		it('posts events with a name of 2 to 30 characters', async () => {
			seed('subscribed');
			const path = `/lists/a1/members/${HASH}/events`;
			const ok = await call('POST', path, { name: 'link_live', properties: { url: 'x' } });
			expect(ok.status).toBe(204);
			for (const bad of [
				{ name: 'x' },
				{ name: 'x'.repeat(31) },
				{ name: 'ok', properties: { n: 1 } },
			]) {
				expect((await call('POST', path, bad)).status).toBe(400);
			}
			expect((await call('GET', path)).json).toMatchObject({ total_items: 1 });
		});
	});
});

import { createWorld, type World } from '../../emulators';
import { inProcess, MAILCHIMP, mailchimpClient, type Send } from './support';

describe('Mailchimp API: reads and OAuth', () => {
	let world: World;
	let send: Send;
	let call: ReturnType<typeof mailchimpClient>;

	beforeEach(() => {
		world = createWorld();
		send = inProcess(world);
		call = mailchimpClient(world);
	});

	const ping = (authorization?: string, url = `${MAILCHIMP}/ping`) =>
		send(url, { headers: authorization === undefined ? {} : { authorization } });

	describe('reads', () => {
		beforeEach(() => {
			for (let index = 1; index <= 12; index += 1) {
				world.mailchimp.addAudience({
					id: `a${index}`,
					name: `List ${index}`,
					doubleOptin: index === 2,
				});
			}
		});

		it('root, lists and one list', async () => {
			expect((await call('GET', '/')).json).toMatchObject({ account_name: 'Demo Shop' });
			const lists = await call('GET', '/lists');
			expect(lists.json).toMatchObject({
				total_items: 12,
				constraints: { current_total_instances: 12 },
			});
			expect(lists.json.lists).toHaveLength(10);
			const rest = await call('GET', '/lists?count=100&offset=10');
			expect(rest.json.lists).toMatchObject([{ id: 'a11' }, { id: 'a12' }]);
			expect((await call('GET', '/lists/a2')).json).toMatchObject({ id: 'a2', double_optin: true });
		});

		it('fields and exclude_fields need the collection prefix', async () => {
			const some = await call(
				'GET',
				'/lists?fields=lists.id,lists.stats.member_count,total_items&count=1',
			);
			expect(some.json).toEqual({
				lists: [{ id: 'a1', stats: { member_count: 0 } }],
				total_items: 12,
			});
			const less = await call('GET', '/lists?exclude_fields=lists,_links');
			expect(Object.keys(less.json)).toEqual(['total_items', 'constraints']);
			expect((await call('GET', '/lists?fields=id')).status).toBe(400);
			expect((await call('GET', '/lists?fields=lists.nope')).status).toBe(400);
			expect((await call('GET', '/lists?fields=lists.id&exclude_fields=lists.name')).status).toBe(
				400,
			);
		});

		it('interest categories and interests', async () => {
			world.mailchimp.addAudience({
				id: 'b',
				interestCategories: [
					{ id: 'c1', title: 'Topics', type: 'radio', interests: [{ id: 'i1', name: 'Bikes' }] },
				],
			});
			const categories = await call('GET', '/lists/b/interest-categories');
			expect(categories.json).toMatchObject({ categories: [{ id: 'c1', title: 'Topics' }] });
			const interests = await call('GET', '/lists/b/interest-categories/c1/interests');
			expect(interests.json).toMatchObject({ interests: [{ id: 'i1', name: 'Bikes' }] });
			expect((await call('GET', '/lists/b/interest-categories/c2/interests')).status).toBe(404);
		});

		it('templates: create, read, change, delete', async () => {
			expect((await call('POST', '/templates', { name: 'Welcome' })).status).toBe(400);
			const { json } = await call('POST', '/templates', { name: 'Welcome', html: '<p>Hi</p>' });
			const one = `/templates/${String(json.id)}`;
			await call('PATCH', one, { name: 'Hello' });
			expect((await call('GET', one)).json).toMatchObject({ name: 'Hello', type: 'user' });
			expect((await call('GET', '/templates')).json).toMatchObject({ total_items: 1 });
			expect((await call('GET', one)).json).not.toHaveProperty('html');
			expect((await call('DELETE', one)).status).toBe(204);
			expect((await call('GET', one)).json).toMatchObject({ active: false });
			expect((await call('GET', '/templates/9')).status).toBe(404);
		});
	});

	it('templates: filtered by type and folder', async () => {
		world.mailchimp.addTemplate({ name: 'Own', folder_id: 'f1' });
		world.mailchimp.addTemplate({ name: 'Ready-made', type: 'gallery' });
		const names = async (query: string) =>
			(await call('GET', `/templates${query}`)).json.templates as Array<{ name: string }>;
		expect(await names('')).toHaveLength(2);
		expect(await names('?type=user')).toMatchObject([{ name: 'Own', content_type: 'html' }]);
		expect(await names('?folder_id=f1')).toHaveLength(1);
		expect(await names('?folder_id=f2')).toEqual([]);
	});

	it('shows sender and permission reminder of an audience', async () => {
		world.mailchimp.addAudience({ id: 'b', fromEmail: '', permissionReminder: 'You applied.' });
		expect((await call('GET', '/lists/b')).json).toMatchObject({
			campaign_defaults: { from_email: '' },
			permission_reminder: 'You applied.',
		});
	});

	describe('OAuth', () => {
		const LOGIN = 'https://login.mailchimp.com/oauth2';
		const redirect = 'http://127.0.0.1:5678/rest/oauth2-credential/callback';

		it('authorises, gives a token that never expires, and tells the data centre', async () => {
			const { clientId, clientSecret } = world.mailchimp.account.oauth;
			const query = new URLSearchParams({
				response_type: 'code',
				client_id: clientId,
				redirect_uri: redirect,
				state: 's1',
			});
			const consent = await send(`${LOGIN}/authorize?${query.toString()}`);
			expect(consent.status).toBe(302);
			const target = new URL(String(consent.headers.location));
			expect(target.searchParams.get('state')).toBe('s1');
			const form = new URLSearchParams({
				grant_type: 'authorization_code',
				client_id: clientId,
				client_secret: clientSecret,
				redirect_uri: redirect,
				code: target.searchParams.get('code') ?? '',
			});
			const token = () =>
				send(`${LOGIN}/token`, {
					method: 'POST',
					body: form.toString(),
					headers: { 'content-type': 'application/x-www-form-urlencoded' },
				});
			const granted = await token();
			expect(granted.json).toMatchObject({ expires_in: 0, scope: null });
			expect((await token()).json).toEqual({ error: 'invalid_grant' });
			const access = String(granted.json.access_token);
			const metadata = await send(`${LOGIN}/metadata`, {
				headers: { authorization: `OAuth ${access}` },
			});
			expect(metadata.json).toMatchObject({
				dc: 'us21',
				api_endpoint: 'https://us21.api.mailchimp.com',
			});
			expect((await ping(`Bearer ${access}`)).status).toBe(200);
			world.mailchimp.account.apiEndpoint = 'https://evil.example';
			const wrong = await send(`${LOGIN}/metadata`, {
				headers: { authorization: `OAuth ${access}` },
			});
			expect(wrong.json).toMatchObject({ api_endpoint: 'https://evil.example' });
			world.reset();
			expect(world.mailchimp.account.apiEndpoint).toBeUndefined();
		});

		it('refuses other clients and unknown tokens', async () => {
			const query = `response_type=code&client_id=1&redirect_uri=${encodeURIComponent(redirect)}`;
			expect((await send(`${LOGIN}/authorize?${query}`)).status).toBe(400);
			const headers = { authorization: 'OAuth nope' };
			expect((await send(`${LOGIN}/metadata`, { headers })).status).toBe(401);
			expect((await send(`${LOGIN}/token`, { method: 'POST', body: '' })).status).toBe(401);
		});
	});
});

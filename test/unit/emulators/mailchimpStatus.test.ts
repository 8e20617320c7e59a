import { createWorld, type World } from '../../emulators';
import { mailchimpClient } from './support';

const ANNA = 'anna@creators.example';

describe('Mailchimp, contacts that are refused or written in part', () => {
	let world: World;
	let call: ReturnType<typeof mailchimpClient>;

	beforeEach(() => {
		world = createWorld();
		call = mailchimpClient(world);
		world.mailchimp.addAudience({
			id: 'a1',
			marketingPermissions: [{ id: 'p1', text: 'Email' }],
			interestCategories: [
				{
					id: 'c1',
					title: 'Niche',
					type: 'checkboxes',
					interests: Array.from({ length: 12 }, (_value, index) => ({
						id: `i${index}`,
						name: `Interest ${index}`,
					})),
				},
			],
		});
	});

	const batchWithConsent = async () =>
		await call('POST', '/lists/a1', {
			members: [
				{
					email_address: ANNA,
					status_if_new: 'subscribed',
					vip: true,
					interests: { i3: true },
					marketing_permissions: [{ marketing_permission_id: 'p1', enabled: true }],
				},
			],
		});

	it('a batch ignores marketing permissions, and takes the documented fields', async () => {
		expect((await batchWithConsent()).json).toMatchObject({ total_created: 1, error_count: 0 });
		expect(world.mailchimp.member('a1', ANNA)).toMatchObject({
			vip: true,
			interests: { i3: true, i4: false },
			marketing_permissions: [{ marketing_permission_id: 'p1', enabled: false }],
		});
	});

	it('or refuses the contact for them', async () => {
		world.mailchimp.switches.batchMarketingPermissions = 'refused';
		expect((await batchWithConsent()).json).toMatchObject({
			total_created: 0,
			errors: [{ email_address: ANNA, field: 'marketing_permissions' }],
		});
	});

	it('an address that signed up too often is refused as new and as revived, until it is not', async () => {
		world.mailchimp.switches.busyAddresses = [ANNA];
		const put = async (body: object) =>
			await call('PUT', `/lists/a1/members/${ANNA}`, { email_address: ANNA, ...body });
		expect((await put({ status_if_new: 'subscribed' })).json).toMatchObject({
			title: 'Invalid Resource',
			detail: expect.stringContaining('has signed up to a lot of lists very recently'),
		});
		world.mailchimp.addMember('a1', { email: ANNA, status: 'archived' });
		expect((await put({ status_if_new: 'subscribed' })).json).toMatchObject({ status: 'archived' });
		expect((await put({ status: 'subscribed' })).status).toBe(400);
		world.mailchimp.switches.busyAddresses = [];
		expect((await put({ status: 'subscribed' })).json).toMatchObject({ status: 'subscribed' });
	});

	it('ten interests unless more are asked for', async () => {
		const path = '/lists/a1/interest-categories/c1/interests';
		const ten = await call('GET', path);
		expect(ten.json.interests).toHaveLength(10);
		expect(ten.json.total_items).toBe(12);
		expect((await call('GET', `${path}?count=1000`)).json.interests).toHaveLength(12);
		expect((await call('GET', `${path}?count=1001`)).status).toBe(400);
	});
});

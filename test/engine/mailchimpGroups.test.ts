import { locator, resetHub, startHub, type Hub } from './support/hub';
import { editorContext } from './support/pickers';

let hub: Hub;
beforeAll(async () => {
	hub = await startHub();
});
beforeEach(() => resetHub(hub));
afterAll(async () => await hub.close());

const options = async (name: 'getGroups' | 'getMarketingPermissions', audienceId: string) => {
	const context = editorContext(hub, 'mailchimpAudience', {
		authentication: 'apiKey',
		resource: 'contact',
		operation: 'upsert',
		audience: locator('list', audienceId),
	});
	const method = hub.engine.nodeType('mailchimpAudience').methods?.loadOptions?.[name];
	if (!method) throw new Error(`There is no ${name}`);
	return await method.call(context);
};

const requests = () =>
	hub.world.mailchimp.requests.map(({ method, path, query }) => ({ method, path, query }));

describe('the lists of groups and marketing permissions', () => {
	it('groups come with their category, all of them and not the first ten', async () => {
		const categories = ['Niche', 'Size'].map((title) => ({
			id: title.toLowerCase(),
			title,
			type: 'checkboxes',
			interests: Array.from({ length: 15 }, (_value, index) => ({
				id: `${title}${index}`,
				name: `Group ${index}`,
			})),
		}));
		const { id } = hub.world.mailchimp.addAudience({ interestCategories: categories });
		const groups = await options('getGroups', id);
		expect(groups).toHaveLength(30);
		expect(groups[0]).toEqual({ name: 'Niche: Group 0', value: 'Niche0' });
		expect(groups[29]).toEqual({ name: 'Size: Group 14', value: 'Size14' });
		expect(requests().map(({ path }) => path)).toEqual([
			`/3.0/lists/${id}/interest-categories`,
			`/3.0/lists/${id}/interest-categories/niche/interests`,
			`/3.0/lists/${id}/interest-categories/size/interests`,
		]);
	});

	it('more than ten categories are read', async () => {
		const categories = Array.from({ length: 11 }, (_value, index) => ({
			id: `c${index}`,
			title: `Category ${index}`,
			type: 'radio',
			interests: [{ id: `i${index}`, name: 'Yes' }],
		}));
		const { id } = hub.world.mailchimp.addAudience({ interestCategories: categories });
		expect(await options('getGroups', id)).toHaveLength(11);
	});

	it('an audience without groups has an empty list', async () => {
		expect(await options('getGroups', hub.audienceId)).toEqual([]);
	});

	it('marketing permissions are read from a contact', async () => {
		const { id } = hub.world.mailchimp.addAudience({
			marketingPermissions: [
				{ id: 'p1', text: 'Email' },
				{ id: 'p2', text: 'Customized online advertising' },
			],
		});
		hub.world.mailchimp.addMember(id, { email: 'jo@creator-mail.com' });
		expect(await options('getMarketingPermissions', id)).toEqual([
			{ name: 'Email', value: 'p1' },
			{ name: 'Customized online advertising', value: 'p2' },
		]);
		expect(requests()).toHaveLength(1);
	});

	it('without a contact, or without GDPR fields, it is said what to do', async () => {
		const { id } = hub.world.mailchimp.addAudience({
			marketingPermissions: [{ id: 'p1', text: 'Email' }],
		});
		await expect(options('getMarketingPermissions', id)).rejects.toMatchObject({
			message: expect.stringContaining('it has no contact yet'),
			description: expect.stringContaining('Add one to the audience'),
		});
		hub.world.mailchimp.addMember(hub.audienceId, { email: 'jo@creator-mail.com' });
		await expect(options('getMarketingPermissions', hub.audienceId)).rejects.toMatchObject({
			message: 'The audience has no marketing permissions',
			description: expect.stringContaining('Turn on GDPR fields'),
		});
	});

	it('are those of the only audience where none is chosen', async () => {
		hub.world.mailchimp.addMember(hub.audienceId, { email: 'jo@creator-mail.com' });
		expect(await options('getGroups', '')).toEqual(await options('getGroups', hub.audienceId));
		await expect(options('getMarketingPermissions', '')).rejects.toMatchObject({
			message: 'The audience has no marketing permissions',
		});
	});

	it('of several audiences one has to be chosen, and none is asked before', async () => {
		hub.world.mailchimp.addAudience({ name: 'Another one' });
		await expect(options('getGroups', '')).rejects.toMatchObject({
			message: expect.stringContaining('several audiences'),
		});
		expect(requests().map(({ path }) => path)).toEqual(['/3.0/lists']);
	});

	it('an audience that is not there is an error', async () => {
		await expect(options('getGroups', 'none')).rejects.toMatchObject({ httpCode: '404' });
	});
});

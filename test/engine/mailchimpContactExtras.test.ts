import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { creators, runUpsert } from './support/contacts';
import { outputOf } from './support/engine';
import { locator, resetHub, startHub, type Hub } from './support/hub';
import { ERROR_OUTPUT } from './support/refersion';
import { skipSockets } from './support/withoutSockets';

const GROUPS = [
	{
		id: 'c1',
		title: 'Niche',
		type: 'checkboxes',
		interests: [
			{ id: 'i1', name: 'Fashion' },
			{ id: 'i2', name: 'Beauty' },
		],
	},
	{ id: 'c2', title: 'News', type: 'checkboxes', interests: [{ id: 'i3', name: 'Fashion' }] },
];
const PERMISSIONS = [
	{ id: 'p1', text: 'Email' },
	{ id: 'p2', text: 'Customized online advertising' },
];

let hub: Hub;
let audienceId: string;
beforeAll(async () => {
	hub = await startHub();
});
beforeEach(() => {
	resetHub(hub);
	audienceId = hub.world.mailchimp.addAudience({
		mergeFields: [{ tag: 'AFFLINK', name: 'Link', type: 'url' }],
		interestCategories: GROUPS,
		marketingPermissions: PERMISSIONS,
	}).id;
});
afterAll(async () => await hub.close());
skipSockets(() => hub.world);

const contact = (index = 0) =>
	hub.world.mailchimp.member(audienceId, `jo${index}@creator-mail.com`) ?? {};
const add = (index = 0) =>
	hub.world.mailchimp.addMember(audienceId, { email: `jo${index}@creator-mail.com` });
const permissions = (...rows: Array<{ permission: string; enabled?: boolean | string }>) => ({
	permissions: rows.map((row) => ({ enabled: true, ...row })),
});

const paths = () =>
	hub.world.mailchimp.requests.map(({ method, path }) =>
		`${method} ${path}`.replace(`/3.0/lists/${audienceId}`, '').replace(/[0-9a-f]{32}/, ':hash'),
	);

describe.each([
	{ way: 'one by one', count: 2 },
	{ way: 'in bulk', count: 25 },
])('$way', ({ count }) => {
	const upsert = async (
		options: INodeParameters,
		more: (index: number) => IDataObject = () => ({}),
	) => {
		const run = await runUpsert(hub, {
			items: creators(count, more),
			parameters: { audience: locator('id', audienceId) },
			options,
			node: ERROR_OUTPUT,
		});
		return { done: outputOf(run, 'Node', 0), failed: outputOf(run, 'Node', 1) };
	};

	/** Runs it for items of which the second is wrong; all others must be done. */
	const refused = async (
		options: INodeParameters,
		more: (index: number) => IDataObject,
	): Promise<IDataObject> => {
		const { done, failed } = await upsert(options, more);
		expect(done).toHaveLength(count - 1);
		expect(failed.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 1 }]);
		expect(contact(1)).toEqual({});
		return failed[0].json;
	};

	describe('groups', () => {
		it('are joined and left by name, in any case, and read once', async () => {
			add().interests.set('i2', true);
			const { done } = await upsert(
				{ groupsToJoin: '={{ $json.join }}', groupsToLeave: '={{ [$json.leave] }}' },
				() => ({ join: ['niche: FASHION', ' news:fashion'], leave: 'beauty' }),
			);
			expect(done).toHaveLength(count);
			for (const index of [0, 1]) {
				expect(contact(index).interests).toEqual({ i1: true, i2: false, i3: true });
			}
			expect(paths().filter((path) => path.startsWith('GET'))).toEqual([
				'GET /interest-categories',
				'GET /interest-categories/c1/interests',
				'GET /interest-categories/c2/interests',
			]);
		});

		it('can be chosen from the list, and one in both lists is joined', async () => {
			await upsert({ groupsToJoin: ['i3'], groupsToLeave: ['i3', 'i1'] });
			expect(contact().interests).toEqual({ i1: false, i2: false, i3: true });
		});

		it('that are not named stay as they are', async () => {
			add().interests.set('i2', true);
			await upsert({ groupsToJoin: 'Niche: Fashion' });
			expect(contact().interests).toEqual({ i1: true, i2: true, i3: false });
		});

		it('that the audience does not have are named, with those it has', async () => {
			const json = await refused({ groupsToJoin: '={{ $json.group }}' }, (index) => ({
				group: index === 1 ? ['Beauty', 'Cars', 'Boats'] : 'Beauty',
			}));
			expect(json).toMatchObject({
				error: expect.stringMatching(
					/^The parameter Groups to Join names what is no group .*"Cars", "Boats"$/,
				),
				details: {
					reason: 'invalid_input',
					description: expect.stringContaining(
						'"Niche: Fashion", "Niche: Beauty", "News: Fashion"',
					),
				},
			});
		});

		it('that could be two are an error that says which', async () => {
			const json = await refused({ groupsToLeave: '={{ $json.group }}' }, (index) => ({
				group: index === 1 ? 'fashion' : 'Beauty',
			}));
			expect(json).toMatchObject({
				error: expect.stringContaining('names more than one group of the audience: "fashion"'),
				details: {
					description: expect.stringContaining('"Niche: Fashion", "News: Fashion"'),
				},
			});
		});
	});

	describe('language and VIP', () => {
		it.each([true, false])('are set, VIP to %s', async (vip) => {
			Object.assign(add(), { vip: !vip, language: 'en' });
			await upsert({ vip, language: ' fr ' });
			expect(contact()).toMatchObject({ vip, language: 'fr' });
			expect(contact(1)).toMatchObject({ vip, language: 'fr' });
		});

		it('stay as they are without the options, or without a value', async () => {
			Object.assign(add(), { vip: true, language: 'en' });
			await upsert({});
			await upsert({ vip: '={{ $json.nothing }}', language: '={{ $json.nothing }}' });
			expect(contact()).toMatchObject({ vip: true, language: 'en' });
			expect(JSON.stringify(hub.world.mailchimp.requests)).not.toContain('"language"');
			expect(paths().filter((path) => path.startsWith('GET'))).toEqual([]);
		});

		it('takes VIP as a text too, and no other text', async () => {
			const json = await refused({ vip: '={{ $json.vip }}' }, (index) => ({
				vip: index === 1 ? 'maybe' : 'TRUE',
			}));
			expect(json.error).toBe('The parameter VIP is neither on nor off: "maybe"');
			expect(contact()).toMatchObject({ vip: true });
		});
	});

	describe('marketing permissions', () => {
		const consent = () => contact().marketing_permissions;

		it.each(['ignored', 'refused'] as const)(
			'go by single requests: in a batch they would be %s',
			async (inBatch) => {
				hub.world.mailchimp.switches.batchMarketingPermissions = inBatch;
				add().marketingPermissions.set('p2', true);
				const { done } = await upsert({
					marketingPermissions: permissions(
						{ permission: 'email' },
						{ permission: 'p2', enabled: false },
					),
				});
				expect(done).toHaveLength(count);
				expect(consent()).toMatchObject([{ enabled: true }, { enabled: false }]);
				expect(contact(count - 1)).toMatchObject({
					marketing_permissions: [{ enabled: true }, { enabled: false }],
					tags: [{ name: 'new-affiliate' }],
				});
				const sent = paths();
				expect(sent.filter((path) => path === 'PUT /members/:hash')).toHaveLength(count);
				expect(sent.filter((path) => path.startsWith('GET'))).toEqual(['GET /members']);
				expect(sent).not.toContain('POST ');
			},
		);

		it('that are not named stay as they are', async () => {
			add().marketingPermissions.set('p2', true);
			await upsert({ marketingPermissions: permissions({ permission: 'Email' }) });
			expect(consent()).toMatchObject([{ enabled: true }, { enabled: true }]);
		});

		it('that the audience does not have are named, with those it has', async () => {
			add(0);
			const json = await refused(
				{ marketingPermissions: permissions({ permission: '={{ $json.text }}' }) },
				(index) => ({ text: index === 1 ? 'Direct mail' : 'Email' }),
			);
			expect(json).toMatchObject({
				error: expect.stringContaining('no permission of the audience: "Direct mail"'),
				details: { description: expect.stringContaining('"Customized online advertising"') },
			});
		});

		it('are never guessed', async () => {
			add(0);
			const json = await refused(
				{
					marketingPermissions: permissions({ permission: 'Email', enabled: '={{ $json.yes }}' }),
				},
				(index) => ({ yes: index === 1 ? '' : true }),
			);
			expect(json).toMatchObject({
				error: expect.stringContaining('without a value for Enabled'),
				details: { description: expect.stringContaining('Consent is not guessed') },
			});
		});

		it('need a contact to be read from', async () => {
			const { done, failed } = await upsert({
				marketingPermissions: permissions({ permission: 'Email' }),
			});
			expect(done).toEqual([]);
			expect(failed).toHaveLength(count);
			expect(failed[count - 1].json).toMatchObject({
				error: expect.stringContaining('it has no contact yet'),
				details: {
					reason: 'no_contact',
					description: expect.stringContaining('Add one to the audience'),
				},
			});
			expect(paths()).toEqual(['GET /members']);
		});
	});
});

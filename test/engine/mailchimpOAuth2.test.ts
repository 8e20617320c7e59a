import type { INodeParameters } from 'n8n-workflow';
import { errorOf, outputOf } from './support/engine';
import { locator, resetHub, startHub, type Hub } from './support/hub';
import { runMailchimp } from './support/mailchimp';
import { editorContext } from './support/pickers';
import { CONTINUE, itemsOf } from './support/refersion';
import { skipWaits } from './support/skipWaits';

const TOKEN = 'a1b2c3d4e5f60718293a4b5c6d7e8f90';

let hub: Hub;
beforeAll(async () => {
	hub = await startHub();
});
beforeEach(() => {
	resetHub(hub);
	hub.world.mailchimp.account.tokens.add(TOKEN);
	hub.credentials = {
		mailchimpAudienceOAuth2Api: { oauthTokenData: { access_token: TOKEN, token_type: 'bearer' } },
	};
	for (let index = 0; index < 30; index += 1) {
		hub.world.mailchimp.addMember(hub.audienceId, { email: `jo${index}@creator-mail.com` });
	}
	hub.world.mailchimp.journeys.add({
		audienceId: hub.audienceId,
		journeyId: 1,
		stepId: 2,
		subject: 'x',
		html: 'x',
	});
});
afterAll(async () => await hub.close());
skipWaits();

const items = (count: number) =>
	Array.from({ length: count }, (_value, index) => ({
		email: `jo${index}@creator-mail.com`,
		tag: `F${index}`,
	}));

const metadata = () =>
	hub.world.mailchimp.requests.filter(({ host }) => host === 'login.mailchimp.com');

const api = () => hub.world.mailchimp.requests.filter(({ host }) => host !== 'login.mailchimp.com');

const run = async (parameters: INodeParameters, count = 1, extra = {}) =>
	await runMailchimp(
		hub,
		{ authentication: 'oAuth2', audience: locator('id', hub.audienceId), ...parameters },
		items(count),
		extra,
	);

const upsert: INodeParameters = {
	resource: 'contact',
	operation: 'upsert',
	email: '={{ $json.email }}',
	mergeFields: { mappingMode: 'defineBelow', value: {}, schema: [] },
	linkMergeField: '',
	tagsToAdd: { tags: [{ tag: locator('name', 'new-affiliate') }] },
	tagsToRemove: {},
	options: {},
};
const audiences: INodeParameters = { resource: 'audience', operation: 'getMany', returnAll: true };

describe('Mailchimp Audience with OAuth2', () => {
	it.each<[string, number, INodeParameters]>([
		['Contact: Create or Update', 25, upsert],
		[
			'Merge Field: Create If Missing',
			9,
			{
				resource: 'mergeField',
				operation: 'createIfMissing',
				mergeTag: '={{ $json.tag }}',
				name: 'x',
				type: 'text',
				options: {},
			},
		],
		['Merge Field: Get Many', 3, { resource: 'mergeField', operation: 'getMany', returnAll: true }],
		['Audience: Prepare', 2, { resource: 'audience', operation: 'prepare' }],
		['Audience: Get Many', 3, audiences],
		[
			'Journey: Trigger Step',
			12,
			{
				resource: 'journey',
				operation: 'triggerStep',
				stepBy: 'id',
				journeyId: '1',
				stepId: '2',
				email: '={{ $json.email }}',
			},
		],
		[
			'Template: Create or Update',
			5,
			{
				resource: 'template',
				operation: 'upsert',
				name: '={{ $json.tag }}',
				html: 'x',
				options: {},
			},
		],
	])('%s of %d items: asks once for the data centre', async (_name, count, parameters) => {
		itemsOf(await run(parameters, count));
		expect(metadata()).toMatchObject([{ method: 'GET', path: '/oauth2/metadata', status: 200 }]);
		expect(api().length).toBeGreaterThan(1);
		expect(new Set(api().map(({ host }) => host))).toEqual(new Set(['us21.api.mailchimp.com']));
	});

	it('asks once for all pages of a list', async () => {
		for (let index = 0; index < 1_100; index += 1)
			hub.world.mailchimp.addAudience({ id: `l${index}` });
		expect(itemsOf(await run(audiences))).toHaveLength(1_101);
		expect(api()).toHaveLength(2);
		expect(metadata()).toHaveLength(1);
	});

	it('asks once for Contact: Look Up in two audiences', async () => {
		const other = hub.world.mailchimp.addAudience({ name: 'Others' });
		const audience = `={{ $itemIndex % 2 ? '${other.id}' : '${hub.audienceId}' }}`;
		const json = itemsOf(
			await run(
				{
					resource: 'contact',
					operation: 'lookUp',
					audience: locator('id', audience),
					email: '={{ $json.email }}',
					outputField: 'contact',
				},
				4,
			),
		).map(({ json: { contact } }) => contact);
		expect(json).toEqual([expect.anything(), null, expect.anything(), null]);
		expect(metadata()).toHaveLength(1);
	});

	it('asks again in the next execution: the account may have moved', async () => {
		await run(audiences);
		hub.world.mailchimp.account.dataCentre = 'us7';
		itemsOf(await run(audiences));
		expect(metadata()).toHaveLength(2);
		expect(api().map(({ host }) => host)).toEqual([
			'us21.api.mailchimp.com',
			'us7.api.mailchimp.com',
		]);
	});

	it('repeats the metadata call when Mailchimp is busy or does not answer', async () => {
		for (const fault of ['429', '502-html', 'reset-before'] as const) {
			hub.world.faults.failNext({ service: 'mailchimp', path: '/oauth2/metadata', fault });
		}
		itemsOf(await run(audiences));
		expect(metadata()).toHaveLength(4);
	});

	it('says that the access was revoked, once for all items', async () => {
		hub.world.mailchimp.account.tokens.clear();
		const result = await run(upsert, 5, CONTINUE);
		expect(outputOf(result, 'Node').map(({ json, pairedItem }) => [json, pairedItem])).toEqual(
			items(5).map((_item, item) => [
				{
					error: 'Mailchimp no longer accepts the connected account',
					details: {
						httpCode: '401',
						description: expect.stringContaining('connect the account again'),
					},
				},
				{ item },
			]),
		);
		expect(metadata()).toHaveLength(1);
		expect(api()).toEqual([]);
		expect(JSON.stringify(result.data.resultData)).not.toContain(TOKEN);
	});

	it('says so too when the access is revoked while the node runs', async () => {
		hub.world.faults.set('mailchimp', { latencyMs: 20 });
		const running = run({ ...upsert, options: { concurrency: 1 } }, 20);
		setTimeout(() => hub.world.mailchimp.account.tokens.clear(), 100);
		const error = errorOf(await running);
		expect(error).toMatchObject({
			message: 'Mailchimp no longer accepts the connected account',
			httpCode: '401',
		});
		expect(error?.description).not.toContain('API key');
		expect(metadata()).toHaveLength(1);
	});

	it.each([
		'https://evil.example',
		'https://us21.api.mailchimp.com.evil.example',
		'https://evil.example/us21.api.mailchimp.com',
		'https://us21.api.mailchimp.com@evil.example',
		'http://us21.api.mailchimp.com',
		'https://us21.api.mailchimp.com:8443',
		'us21',
		'',
	])('sends nothing when the metadata names %j', async (apiEndpoint) => {
		hub.world.mailchimp.account.apiEndpoint = apiEndpoint;
		const error = errorOf(await run(audiences));
		expect(error?.message).toBe(
			'Mailchimp did not say which data centre the connected account is in',
		);
		expect(error?.description).toContain('connect the account again');
		expect(api()).toEqual([]);
		expect(hub.served.refusedHosts).toEqual([]);
		expect(hub.world.refusedHosts).toEqual([]);
	});

	it('asks once for a list in the editor', async () => {
		const context = editorContext(hub, 'mailchimpAudience', { authentication: 'oAuth2' });
		const { listSearch } = hub.engine.nodeType('mailchimpAudience').methods ?? {};
		const found = await listSearch?.searchAudiences.call(context);
		expect(found?.results).toEqual([{ name: 'Creators', value: hub.audienceId }]);
		expect(metadata()).toHaveLength(1);
	});
});

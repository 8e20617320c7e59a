import type { INodeParameters } from 'n8n-workflow';
import { errorOf } from './support/engine';
import { locator, resetHub, startHub, type Hub } from './support/hub';
import { bodiesOf, runMailchimp, sentToMailchimp } from './support/mailchimp';
import { fields, prepare, states, TAGS } from './support/mailchimpAudience';
import { CONTINUE, ERROR_OUTPUT, itemsOf, pairedJson } from './support/refersion';

let hub: Hub;
beforeAll(async () => {
	hub = await startHub();
});
beforeEach(() => resetHub(hub));
afterAll(async () => await hub.close());

const audience = () => hub.world.mailchimp.audience(hub.audienceId);
const tagsOfAudience = () => [...audience().tags.values()].map(({ name }) => name);

describe('Mailchimp Audience, Audience: Prepare', () => {
	it('makes the merge fields and tags of the programme by its defaults', async () => {
		const [json] = pairedJson(await runMailchimp(hub, prepare(hub)));
		expect(json).toEqual({
			audience_id: hub.audienceId,
			name: 'Creators',
			ready: true,
			dry_run: false,
			merge_fields: [
				{ tag: 'AFFLINK', name: 'Tracking Link', type: 'url', state: 'present' },
				{ tag: 'AFFCODE', name: 'Code', type: 'text', state: 'created' },
				{ tag: 'COUPON', name: 'Coupon Code', type: 'text', state: 'created' },
				{ tag: 'OFFER', name: 'Offer', type: 'text', state: 'created' },
				{ tag: 'TIER', name: 'Tier', type: 'text', state: 'created' },
				{ tag: 'NEXTTIER', name: 'Next Tier', type: 'text', state: 'created' },
				{ tag: 'LASTCOMM', name: 'Last Commission', type: 'number', state: 'created' },
				{ tag: 'TOTALCOMM', name: 'Total Commission', type: 'number', state: 'created' },
				{ tag: 'UNPAID', name: 'Waits to Be Paid', type: 'text', state: 'created' },
				{ tag: 'LINKTREE', name: 'Linktree', type: 'url', state: 'created' },
				{ tag: 'LINKSTATUS', name: 'Linktree Status', type: 'text', state: 'created' },
				{ tag: 'LINKDATE', name: 'Linktree Checked On', type: 'date', state: 'created' },
				{ tag: 'COUPONID', name: 'Coupon Number', type: 'number', state: 'created' },
				{ tag: 'COUPONOLD', name: 'Old Coupon Codes', type: 'text', state: 'created' },
				{ tag: 'LINKCHECKS', name: 'Linktree Checks That Day', type: 'number', state: 'created' },
			],
			tags: TAGS.map((name) => ({ name, state: 'created' })),
			problems: [],
			double_optin: false,
			member_count: 0,
			merge_fields_free: 11,
		});
		expect(
			audience()
				.mergeFields.slice(5)
				.map(({ tag, type }) => [tag, type]),
		).toEqual([
			['AFFCODE', 'text'],
			['COUPON', 'text'],
			['OFFER', 'text'],
			['TIER', 'text'],
			['NEXTTIER', 'text'],
			['LASTCOMM', 'number'],
			['TOTALCOMM', 'number'],
			['UNPAID', 'text'],
			['LINKTREE', 'url'],
			['LINKSTATUS', 'text'],
			['LINKDATE', 'date'],
			['COUPONID', 'number'],
			['COUPONOLD', 'text'],
			['LINKCHECKS', 'number'],
		]);
		expect(tagsOfAudience()).toEqual(TAGS);
	});

	it('writes nothing the second time', async () => {
		await runMailchimp(hub, prepare(hub));
		hub.world.mailchimp.clearRequests();
		const [json] = pairedJson(await runMailchimp(hub, prepare(hub)));
		expect(json).toMatchObject({ ready: true, problems: [], merge_fields_free: 11 });
		expect(new Set(Object.values(states(json.merge_fields)))).toEqual(new Set(['present']));
		expect(new Set(Object.values(states(json.tags)))).toEqual(new Set(['present']));
		expect(sentToMailchimp(hub)).toEqual([
			`GET /lists/${hub.audienceId}`,
			`GET /lists/${hub.audienceId}/merge-fields`,
			`GET /lists/${hub.audienceId}/tag-search`,
		]);
	});

	it('only says what it would do in a dry run', async () => {
		const before = structuredClone(audience().mergeFields);
		const [json] = pairedJson(await runMailchimp(hub, prepare(hub, { dryRun: true })));
		expect(json).toMatchObject({ ready: false, dry_run: true, merge_fields_free: 11 });
		expect(states(json.merge_fields)).toMatchObject({
			AFFLINK: 'present',
			LINKDATE: 'would_create',
		});
		expect(states(json.tags)).toEqual(Object.fromEntries(TAGS.map((tag) => [tag, 'would_create'])));
		expect(hub.world.mailchimp.requests.every(({ method }) => method === 'GET')).toBe(true);
		expect(audience().mergeFields).toEqual(before);
		await runMailchimp(hub, prepare(hub));
		const [ready] = pairedJson(await runMailchimp(hub, prepare(hub, { dryRun: true })));
		expect(ready).toMatchObject({ ready: true, problems: [] });
	});

	it('takes the fields and tags that are asked for, and finds tags in any case', async () => {
		hub.world.mailchimp.addMember(hub.audienceId, { email: 'a@b.com', tags: ['VIP'] });
		const run = await runMailchimp(
			hub,
			prepare(hub, {
				...fields(['LEVEL', 'dropdown', ['Silver', 'Gold']]),
				wantedTags: ['vip', 'Creator', 'creator'],
			}),
		);
		const [json] = pairedJson(run);
		expect(json).toMatchObject({
			ready: true,
			merge_fields: [{ tag: 'LEVEL', type: 'dropdown', state: 'created' }],
			tags: [
				{ name: 'vip', state: 'present' },
				{ name: 'creator', state: 'created' },
			],
			member_count: 1,
		});
		expect(tagsOfAudience()).toEqual(['VIP', 'creator']);
		expect(bodiesOf(hub, 'POST')).toEqual([
			expect.objectContaining({ tag: 'LEVEL', options: { choices: ['Silver', 'Gold'] } }),
			{ name: 'creator', static_segment: [] },
		]);
	});

	it('takes a list of merge fields in the place of a row, and tags in one text', async () => {
		const list = [
			{ mergeTag: 'SIZE', name: 'Size', type: 'text' },
			{ mergeTag: 'SHOP', name: 'Shop', type: 'url' },
		];
		const mergeTag = '={{ $json.list }}';
		const wanted = {
			wantedMergeFields: {
				fields: [
					{ mergeTag, name: 'A list', type: 'text' },
					{ mergeTag: 'OWN', name: 'Own', type: 'text' },
				],
			},
			wantedTags: ['={{ $json.tags }}'],
		};
		const items = [{ list, tags: 'one, two' }];
		const [json] = pairedJson(await runMailchimp(hub, prepare(hub, wanted), items));
		expect(states(json.merge_fields)).toEqual({ SIZE: 'created', SHOP: 'created', OWN: 'created' });
		expect(tagsOfAudience()).toEqual(['one', 'two']);
		const broken = [{ list: [4], tags: '' }];
		const error = errorOf(await runMailchimp(hub, prepare(hub, wanted), broken));
		expect(error?.message).toBe('The parameter Merge Fields is no list of rows: a list');
	});

	it('takes several items for one audience one after another', async () => {
		const output = pairedJson(await runMailchimp(hub, prepare(hub), [{}, {}]));
		expect(states(output[0].merge_fields).COUPON).toBe('created');
		expect(states(output[1].merge_fields).COUPON).toBe('present');
	});

	it.each([
		[fields(['AFFILIATEURL', 'url']), 'The parameter Merge Tag is not a merge tag: "AFFILIATEURL"'],
		[fields(['A', 'text'], ['a', 'url']), 'The parameter Merge Fields has the merge tag A twice'],
		[fields(['A', 'radio']), 'The parameter Choices is empty for A'],
	])('changes nothing for a list that is not right', async (wanted, message) => {
		const error = errorOf(await runMailchimp(hub, prepare(hub, wanted)));
		expect(error?.message).toContain(message);
		expect(sentToMailchimp(hub)).toEqual([]);
	});

	it('changes nothing in an audience that does not exist, and goes on with the next', async () => {
		const items = [{ id: 'nosuch' }, { id: hub.audienceId }];
		const run = await runMailchimp(
			hub,
			prepare(hub, { audience: locator('id', '={{ $json.id }}') }),
			items,
			CONTINUE,
		);
		const output = itemsOf(run);
		expect(output.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
		expect(output[0].json.error).toContain('Resource Not Found');
		expect(output[1].json).toMatchObject({ ready: true });
	});

	it('moves the item to the error output with its own fields', async () => {
		const wrong = prepare(hub, { audience: locator('id', '={{ $json.id }}') });
		const run = await runMailchimp(hub, wrong, [{ id: 'nosuch' }], ERROR_OUTPUT);
		expect(itemsOf(run, 1)[0].json).toMatchObject({ id: 'nosuch', details: { httpCode: '404' } });
	});
});

describe('Mailchimp Audience, Audience: Get Many', () => {
	const getMany = (more: INodeParameters = {}): INodeParameters => ({
		resource: 'audience',
		operation: 'getMany',
		returnAll: true,
		...more,
	});

	it('gives id, name, opt-in and number of members', async () => {
		hub.world.mailchimp.addMember(hub.audienceId, { email: 'a@b.com' });
		const output = itemsOf(await runMailchimp(hub, getMany()));
		expect(output).toEqual([
			{
				json: {
					id: hub.audienceId,
					name: 'Creators',
					web_id: expect.any(Number),
					double_optin: false,
					marketing_permissions: false,
					member_count: 1,
					unsubscribe_count: 0,
					cleaned_count: 0,
					merge_field_count: 5,
					date_created: expect.any(String),
				},
				pairedItem: { item: 0 },
			},
		]);
	});

	it('gives more than the ten that Mailchimp gives by itself, or keeps to the limit', async () => {
		for (let index = 0; index < 14; index += 1) hub.world.mailchimp.addAudience({});
		expect(itemsOf(await runMailchimp(hub, getMany()))).toHaveLength(15);
		const limited = await runMailchimp(hub, getMany({ returnAll: false, limit: 3 }));
		expect(itemsOf(limited)).toHaveLength(3);
		expect(hub.world.mailchimp.requests.at(-1)?.query.count).toBe('3');
	});

	it('gives the error of a wrong key to each item, when set to continue', async () => {
		hub.credentials.mailchimpAudienceApi = { apiKey: `${'f'.repeat(32)}-us21` };
		const run = await runMailchimp(hub, getMany(), [{}, {}], CONTINUE);
		expect(itemsOf(run).map(({ json, pairedItem }) => [json.error, pairedItem])).toEqual(
			[0, 1].map((item) => [expect.stringContaining('API Key Invalid'), { item }]),
		);
	});
});

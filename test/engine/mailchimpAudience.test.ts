import type { INodeParameters } from 'n8n-workflow';
import { errorOf, outputOf } from './support/engine';
import { locator, resetHub, startHub, type Hub } from './support/hub';
import { bodiesOf, runMailchimp, sentToMailchimp } from './support/mailchimp';
import { CONTINUE, ERROR_OUTPUT, itemsOf, pairedJson } from './support/refersion';

let hub: Hub;
beforeAll(async () => {
	hub = await startHub();
});
beforeEach(() => resetHub(hub));
afterAll(async () => await hub.close());

const TAGS = ['new-affiliate', 'affiliate-inactive', 'link-live', 'link-not-found'];

const audience = () => hub.world.mailchimp.audience(hub.audienceId);
const tagsOfAudience = () => [...audience().tags.values()].map(({ name }) => name);

const prepare = (more: INodeParameters = {}): INodeParameters => ({
	resource: 'audience',
	operation: 'prepare',
	audience: locator('id', hub.audienceId),
	...more,
});

const fields = (...rows: Array<[tag: string, type: string, choices?: string[]]>) => ({
	wantedMergeFields: {
		fields: rows.map(([mergeTag, type, choices = []]) => ({
			mergeTag,
			name: mergeTag.toLowerCase(),
			type,
			choices,
		})),
	},
});

const states = (rows: unknown) =>
	Object.fromEntries(
		(rows as Array<Record<string, unknown>>).map((row) => [row.tag ?? row.name, row.state]),
	);

const problem = (code: string) => expect.objectContaining({ code });

describe('Mailchimp Audience, Audience: Prepare', () => {
	it('makes the merge fields and tags of the programme by its defaults', async () => {
		const [json] = pairedJson(await runMailchimp(hub, prepare()));
		expect(json).toEqual({
			audience_id: hub.audienceId,
			name: 'Creators',
			ready: true,
			dry_run: false,
			merge_fields: [
				{ tag: 'AFFLINK', name: 'Tracking Link', type: 'url', state: 'present' },
				{ tag: 'COUPON', name: 'Coupon Code', type: 'text', state: 'created' },
				{ tag: 'OFFER', name: 'Offer', type: 'text', state: 'created' },
				{ tag: 'TIER', name: 'Tier', type: 'text', state: 'created' },
				{ tag: 'NEXTTIER', name: 'Next Tier', type: 'text', state: 'created' },
				{ tag: 'LASTCOMM', name: 'Last Commission', type: 'number', state: 'created' },
				{ tag: 'TOTALCOMM', name: 'Total Commission', type: 'number', state: 'created' },
				{ tag: 'LINKTREE', name: 'Linktree', type: 'url', state: 'created' },
				{ tag: 'LINKSTATUS', name: 'Linktree Status', type: 'text', state: 'created' },
				{ tag: 'LINKDATE', name: 'Linktree Checked On', type: 'date', state: 'created' },
				{ tag: 'COUPONID', name: 'Coupon Number', type: 'number', state: 'created' },
				{ tag: 'LINKCHECKS', name: 'Linktree Checks That Day', type: 'number', state: 'created' },
			],
			tags: TAGS.map((name) => ({ name, state: 'created' })),
			problems: [],
			double_optin: false,
			member_count: 0,
			merge_fields_free: 14,
		});
		expect(
			audience()
				.mergeFields.slice(5)
				.map(({ tag, type }) => [tag, type]),
		).toEqual([
			['COUPON', 'text'],
			['OFFER', 'text'],
			['TIER', 'text'],
			['NEXTTIER', 'text'],
			['LASTCOMM', 'number'],
			['TOTALCOMM', 'number'],
			['LINKTREE', 'url'],
			['LINKSTATUS', 'text'],
			['LINKDATE', 'date'],
			['COUPONID', 'number'],
			['LINKCHECKS', 'number'],
		]);
		expect(tagsOfAudience()).toEqual(TAGS);
	});

	it('writes nothing the second time', async () => {
		await runMailchimp(hub, prepare());
		hub.world.mailchimp.clearRequests();
		const [json] = pairedJson(await runMailchimp(hub, prepare()));
		expect(json).toMatchObject({ ready: true, problems: [], merge_fields_free: 14 });
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
		const [json] = pairedJson(await runMailchimp(hub, prepare({ dryRun: true })));
		expect(json).toMatchObject({ ready: false, dry_run: true, merge_fields_free: 14 });
		expect(states(json.merge_fields)).toMatchObject({
			AFFLINK: 'present',
			LINKDATE: 'would_create',
		});
		expect(states(json.tags)).toEqual(Object.fromEntries(TAGS.map((tag) => [tag, 'would_create'])));
		expect(hub.world.mailchimp.requests.every(({ method }) => method === 'GET')).toBe(true);
		expect(audience().mergeFields).toEqual(before);
		await runMailchimp(hub, prepare());
		const [ready] = pairedJson(await runMailchimp(hub, prepare({ dryRun: true })));
		expect(ready).toMatchObject({ ready: true, problems: [] });
	});

	it('takes the fields and tags that are asked for, and finds tags in any case', async () => {
		hub.world.mailchimp.addMember(hub.audienceId, { email: 'a@b.com', tags: ['VIP'] });
		const run = await runMailchimp(
			hub,
			prepare({
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

	it('reports a text field where a link belongs, and makes the rest', async () => {
		const { id } = hub.world.mailchimp.addAudience({
			name: 'Old',
			mergeFields: [{ tag: 'AFFLINK', name: 'Link', type: 'text' }],
		});
		const run = await runMailchimp(hub, prepare({ audience: locator('id', id) }));
		const [json] = pairedJson(run);
		expect(json).toMatchObject({
			ready: false,
			problems: [
				{
					severity: 'error',
					code: 'wrong_type',
					message:
						'AFFLINK is a text field, which Mailchimp cuts at 255 bytes, and must be a url field',
					fix: expect.stringContaining('cannot be changed'),
				},
			],
		});
		expect(json.merge_fields).toContainEqual({
			tag: 'AFFLINK',
			name: 'Link',
			type: 'text',
			wanted_type: 'url',
			state: 'wrong_type',
		});
		expect(hub.world.mailchimp.audience(id).mergeFields).toHaveLength(16);
	});

	it('only warns about a text field that can hold what is wanted', async () => {
		hub.world.mailchimp.addMergeField(hub.audienceId, {
			tag: 'LASTCOMM',
			name: 'Last',
			type: 'text',
		});
		const [json] = pairedJson(await runMailchimp(hub, prepare()));
		expect(json).toMatchObject({ ready: true });
		expect(json.problems).toEqual([
			expect.objectContaining({ severity: 'warning', code: 'wrong_type' }),
		]);
	});

	it.each([false, true])(
		'makes what fits into a full audience, and names the rest; dry run: %s',
		async (dryRun) => {
			audience().mergeFieldLimit = 6;
			const wanted = fields(['A', 'text'], ['B', 'text'], ['AFFLINK', 'url'], ['C', 'text']);
			const [json] = pairedJson(await runMailchimp(hub, prepare({ ...wanted, dryRun })));
			expect(json).toMatchObject({ ready: false, merge_fields_free: 0 });
			expect(states(json.merge_fields)).toEqual({
				A: dryRun ? 'would_create' : 'created',
				B: 'no_room',
				AFFLINK: 'present',
				C: 'no_room',
			});
			expect(json.problems).toEqual([
				{
					severity: 'error',
					code: 'merge_fields_full',
					message:
						'The audience has no room for B, C: it has the 6 merge fields that the plan allows',
					fix: expect.stringContaining('Delete merge fields that you do not need'),
				},
			]);
		},
	);

	it('reports fields that Mailchimp refuses where it does not give the limit', async () => {
		hub.world.mailchimp.switches.showMergeFieldLimit = false;
		audience().mergeFieldLimit = 6;
		const wanted = fields(['A', 'text'], ['B', 'text']);
		const [json] = pairedJson(await runMailchimp(hub, prepare(wanted)));
		expect(json).toMatchObject({ ready: false, merge_fields_free: null });
		expect(states(json.merge_fields)).toEqual({ A: 'created', B: 'refused' });
		expect(json.problems).toEqual([
			expect.objectContaining({
				code: 'merge_field_refused',
				message: expect.stringContaining('Merge Max Limit Exceeded'),
				fix: expect.stringContaining('as many merge fields as the plan allows'),
			}),
		]);
		expect(tagsOfAudience()).toEqual(TAGS);
	});

	it('reports opt-in, required fields, and what mails lack', async () => {
		const { id } = hub.world.mailchimp.addAudience({
			doubleOptin: true,
			fromEmail: '',
			address: '',
			permissionReminder: '',
			mergeFields: [{ tag: 'SHOP', name: 'Shop', type: 'text', required: true }],
		});
		const run = await runMailchimp(hub, prepare({ audience: locator('id', id) }));
		const [json] = pairedJson(run);
		// Warnings only: the audience can be like this on purpose.
		expect(json).toMatchObject({ ready: true, double_optin: true });
		expect(json.problems).toEqual([
			problem('double_optin'),
			problem('no_from_email'),
			problem('no_address'),
			problem('no_permission_reminder'),
			problem('required_merge_fields'),
		]);
		expect(JSON.stringify(json.problems)).toContain('Pending and gets no mail before');
		expect(JSON.stringify(json.problems)).toContain('without a value for SHOP');
	});

	it.each(['reset-after', 'reset-before', '502-html', '429'] as const)(
		'%s: makes everything once',
		async (fault) => {
			hub.world.faults.failNext({ service: 'mailchimp', method: 'POST', fault, times: 1 });
			hub.world.faults.failNext({
				service: 'mailchimp',
				method: 'POST',
				path: /\/segments$/,
				fault,
			});
			const [json] = pairedJson(await runMailchimp(hub, prepare()));
			expect(json).toMatchObject({ ready: true, problems: [] });
			expect(tagsOfAudience()).toEqual(TAGS);
			expect(audience().mergeFields).toHaveLength(16);
		},
	);

	it('makes a tag that is missing with one request', async () => {
		pairedJson(await runMailchimp(hub, prepare()));
		const sent = sentToMailchimp(hub);
		expect(sent.filter((line) => line.includes('/tag-search'))).toHaveLength(1);
		expect(sent.filter((line) => line === `POST /lists/${hub.audienceId}/segments`)).toHaveLength(
			TAGS.length,
		);
	});

	it('says what is true when it is cancelled half-way, and goes on the next time', async () => {
		hub.world.faults.set('mailchimp', { latencyMs: 50 });
		const run = await runMailchimp(hub, prepare(), [{}], CONTINUE, (cancel) => {
			const waiting = setInterval(() => {
				if (audience().mergeFields.length < 7) return;
				clearInterval(waiting);
				cancel();
			}, 1);
		});
		const [error] = outputOf(run, 'Node');
		expect(error.json).toMatchObject({
			error: expect.stringContaining('may be prepared in part only'),
			details: {
				reason: 'not_finished',
				description: expect.stringContaining('are there and stay'),
			},
		});
		expect(JSON.stringify(error.json)).not.toContain('Nothing was');
		hub.world.faults.set('mailchimp', {});
		const [json] = pairedJson(await runMailchimp(hub, prepare()));
		expect(json).toMatchObject({ ready: true });
	});

	it('takes several items for one audience one after another', async () => {
		const output = pairedJson(await runMailchimp(hub, prepare(), [{}, {}]));
		expect(states(output[0].merge_fields).COUPON).toBe('created');
		expect(states(output[1].merge_fields).COUPON).toBe('present');
	});

	it.each([
		[fields(['AFFILIATEURL', 'url']), 'The parameter Merge Tag is not a merge tag: "AFFILIATEURL"'],
		[fields(['A', 'text'], ['a', 'url']), 'The parameter Merge Fields has the merge tag A twice'],
		[fields(['A', 'radio']), 'The parameter Choices is empty for A'],
	])('changes nothing for a list that is not right', async (wanted, message) => {
		const error = errorOf(await runMailchimp(hub, prepare(wanted)));
		expect(error?.message).toContain(message);
		expect(sentToMailchimp(hub)).toEqual([]);
	});

	it('changes nothing in an audience that does not exist, and goes on with the next', async () => {
		const items = [{ id: 'nosuch' }, { id: hub.audienceId }];
		const run = await runMailchimp(
			hub,
			prepare({ audience: locator('id', '={{ $json.id }}') }),
			items,
			CONTINUE,
		);
		const output = itemsOf(run);
		expect(output.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
		expect(output[0].json.error).toContain('Resource Not Found');
		expect(output[1].json).toMatchObject({ ready: true });
	});

	it('moves the item to the error output with its own fields', async () => {
		const wrong = prepare({ audience: locator('id', '={{ $json.id }}') });
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

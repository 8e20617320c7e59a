import type { INodeParameters } from 'n8n-workflow';
import { errorOf, outputOf } from './support/engine';
import { locator, resetHub, startHub, type Hub } from './support/hub';
import { bodiesOf, runMailchimp, sentToMailchimp } from './support/mailchimp';
import { CONTINUE, ERROR_OUTPUT, itemsOf, pairedJson } from './support/refersion';
import { skipWaits } from './support/skipWaits';

let hub: Hub;
beforeAll(async () => {
	hub = await startHub();
});
beforeEach(() => resetHub(hub));
afterAll(async () => await hub.close());
skipWaits();

const audience = (id = hub.audienceId) => hub.world.mailchimp.audience(id);
const fieldOf = (tag: string) => audience().mergeFields.find((field) => field.tag === tag);
const path = () => `/lists/${hub.audienceId}/merge-fields`;

const missing = (more: INodeParameters = {}): INodeParameters => ({
	resource: 'mergeField',
	operation: 'createIfMissing',
	audience: locator('id', hub.audienceId),
	mergeTag: '={{ $json.tag ?? "COUPON" }}',
	name: '={{ $json.name ?? "Coupon Code" }}',
	type: '={{ $json.type ?? "text" }}',
	choices: '={{ $json.choices ?? [] }}',
	options: {},
	...more,
});

describe('Mailchimp Audience, Merge Field: Create If Missing', () => {
	it('creates the field, not on the signup form', async () => {
		const [json] = pairedJson(await runMailchimp(hub, missing()));
		expect(json).toMatchObject({
			tag: 'COUPON',
			name: 'Coupon Code',
			type: 'text',
			audience_id: hub.audienceId,
			created: true,
			warnings: [],
		});
		expect(json).not.toHaveProperty('_links');
		expect(sentToMailchimp(hub)).toEqual([`GET ${path()}`, `POST ${path()}`]);
		expect(bodiesOf(hub, 'POST')).toEqual([
			{ tag: 'COUPON', name: 'Coupon Code', type: 'text', public: false },
		]);
		expect(fieldOf('COUPON')).toMatchObject({ type: 'text', public: false });
	});

	it('leaves a field of the same type as it is', async () => {
		await runMailchimp(hub, missing());
		hub.world.mailchimp.clearRequests();
		const [json] = pairedJson(await runMailchimp(hub, missing({ name: 'Another name' })));
		expect(json).toMatchObject({ tag: 'COUPON', name: 'Coupon Code', created: false });
		expect(sentToMailchimp(hub)).toEqual([`GET ${path()}`]);
	});

	it('sends choices and settings', async () => {
		const options = {
			default_value: 'Silver',
			help_text: 'Your level',
			public: true,
			required: true,
		};
		await runMailchimp(
			hub,
			missing({ mergeTag: ' level ', type: 'dropdown', choices: ['Silver', 'Gold', ''], options }),
		);
		expect(bodiesOf(hub, 'POST')).toEqual([
			{
				tag: 'LEVEL',
				name: 'Coupon Code',
				type: 'dropdown',
				options: { choices: ['Silver', 'Gold'] },
				...options,
			},
		]);
	});

	it('warns about choices that a field lacks', async () => {
		const dropdown = { tag: 'LEVEL', name: 'Level', type: 'dropdown' } as const;
		hub.world.mailchimp.addMergeField(hub.audienceId, {
			...dropdown,
			options: { choices: ['Silver'] },
		});
		const items = [{ ...dropdown, choices: ['Silver', 'Gold'] }];
		const [json] = pairedJson(await runMailchimp(hub, missing(), items));
		expect(json).toMatchObject({
			created: false,
			warnings: [expect.stringContaining('without the choice "Gold"')],
		});
	});

	it('reads the fields of an audience once for all items, and counts on', async () => {
		audience().mergeFieldLimit = 7;
		const items = ['A1', 'A2', 'A1', 'A3'].map((tag) => ({ tag }));
		const run = await runMailchimp(hub, missing(), items, CONTINUE);
		const output = itemsOf(run);
		expect(output.map(({ json }) => json.created)).toEqual([true, true, false, undefined]);
		expect(output.map(({ pairedItem }) => pairedItem)).toEqual(
			items.map((_item, item) => ({ item })),
		);
		expect(output[3].json.error).toBe(
			'The audience has no room for A3: it has the 7 merge fields that the plan allows',
		);
		expect(sentToMailchimp(hub)).toEqual([`GET ${path()}`, `POST ${path()}`, `POST ${path()}`]);
	});

	it('does not ask for a field for which there is no room', async () => {
		audience().mergeFieldLimit = 5;
		const error = errorOf(await runMailchimp(hub, missing()));
		expect(error?.message).toContain('no room for COUPON');
		expect(error?.description).toContain('Delete merge fields that you do not need');
		expect(bodiesOf(hub, 'POST')).toEqual([]);
	});

	it('explains a full audience also where Mailchimp does not give the limit', async () => {
		audience().mergeFieldLimit = 5;
		hub.world.mailchimp.switches.showMergeFieldLimit = false;
		const error = errorOf(await runMailchimp(hub, missing()));
		expect(error).toMatchObject({ name: 'NodeApiError', httpCode: '400' });
		expect(error?.message).toContain('Merge Max Limit Exceeded');
		expect(error?.description).toContain('as many merge fields as the plan allows');
	});

	it('refuses a text field where a link belongs, because it would be cut', async () => {
		hub.world.mailchimp.addMergeField(hub.audienceId, {
			tag: 'LINKTREE',
			name: 'Linktree',
			type: 'text',
		});
		const items = [{ tag: 'LINKTREE', type: 'url' }];
		const run = await runMailchimp(hub, missing(), items, ERROR_OUTPUT);
		const [{ json }] = itemsOf(run, 1);
		expect(json).toMatchObject({
			error: 'LINKTREE is a text field, which Mailchimp cuts at 255 bytes, and must be a url field',
			details: {
				reason: 'wrong_type',
				description: expect.stringContaining('The type of a merge field cannot be changed'),
			},
		});
		expect(bodiesOf(hub, 'POST')).toEqual([]);
	});

	it.each([
		['AFFILIATEURL', 'is not a merge tag: "AFFILIATEURL" (12 characters)'],
		['AFF-LINK', 'is not a merge tag: "AFF-LINK" (8 characters)'],
		['', 'is empty'],
	])('sends nothing for the merge tag %j', async (tag, what) => {
		const error = errorOf(await runMailchimp(hub, missing(), [{ tag }]));
		expect(error?.message).toBe(`The parameter Merge Tag ${what}`);
		expect(error?.description).toContain('at most 10 characters');
		expect(sentToMailchimp(hub)).toEqual([]);
	});

	it.each([
		[{ type: 'email' }, 'The parameter Type is not a type of merge field: "email"'],
		[{ name: ' ' }, 'The parameter Name is empty for COUPON'],
		[{ type: 'radio' }, 'The parameter Choices is empty for COUPON'],
	])('sends nothing for %j', async (item, message) => {
		expect(errorOf(await runMailchimp(hub, missing(), [item]))?.message).toBe(message);
		expect(sentToMailchimp(hub)).toEqual([]);
	});

	it.each(['reset-after', '502-html', '429', '403-no-body', 'reset-before'] as const)(
		'%s: the field is there once, and the item is no error',
		async (fault) => {
			hub.world.faults.failNext({ service: 'mailchimp', method: 'POST', fault });
			const [json] = pairedJson(await runMailchimp(hub, missing()));
			// The repeat of a creation whose answer got lost finds the field.
			expect(json).toMatchObject({ tag: 'COUPON', created: fault !== 'reset-after' });
			expect(audience().mergeFields.filter(({ tag }) => tag === 'COUPON')).toHaveLength(1);
		},
	);

	it('gives the error of an audience that does not exist', async () => {
		const items = [{}, {}];
		const wrong = { audience: locator('id', 'nosuch') };
		const run = await runMailchimp(hub, missing(wrong), items, CONTINUE);
		expect(itemsOf(run).map(({ json, pairedItem }) => [json.error, pairedItem])).toEqual(
			items.map((_item, item) => [expect.stringContaining('Resource Not Found'), { item }]),
		);
	});
});

describe('Mailchimp Audience, Merge Field: Get Many', () => {
	const getMany = (more: INodeParameters = {}): INodeParameters => ({
		resource: 'mergeField',
		operation: 'getMany',
		audience: locator('id', hub.audienceId),
		returnAll: true,
		...more,
	});

	it('gives all fields, more than Mailchimp gives by itself', async () => {
		for (let index = 0; index < 12; index += 1) {
			hub.world.mailchimp.addMergeField(hub.audienceId, {
				tag: `F${index}`,
				name: `Field ${index}`,
				type: 'text',
			});
		}
		const output = itemsOf(await runMailchimp(hub, getMany()));
		expect(output).toHaveLength(17);
		expect(output.every(({ pairedItem }) => JSON.stringify(pairedItem) === '{"item":0}')).toBe(
			true,
		);
		expect(output.find(({ json }) => json.tag === 'AFFLINK')?.json).toEqual({
			tag: 'AFFLINK',
			name: 'Tracking Link',
			type: 'url',
			merge_id: 5,
			required: false,
			public: false,
			default_value: '',
			help_text: '',
			options: {},
			display_order: 6,
			audience_id: hub.audienceId,
		});
		expect(sentToMailchimp(hub)).toHaveLength(1);
	});

	it('keeps to the limit', async () => {
		const run = await runMailchimp(hub, getMany({ returnAll: false, limit: 2 }));
		expect(itemsOf(run)).toHaveLength(2);
		expect(hub.world.mailchimp.requests[0].query).toMatchObject({ count: '2' });
	});

	it('names the item of an audience that does not exist, and goes on', async () => {
		const items = [{ id: 'nosuch' }, { id: hub.audienceId }];
		const byItem = getMany({
			audience: locator('id', '={{ $json.id }}'),
			returnAll: false,
			limit: 1,
		});
		const run = await runMailchimp(hub, byItem, items, CONTINUE);
		expect(itemsOf(run)).toEqual([
			expect.objectContaining({
				json: expect.objectContaining({ error: expect.stringContaining('Resource Not Found') }),
				pairedItem: { item: 0 },
			}),
			expect.objectContaining({ pairedItem: { item: 1 } }),
		]);
		const onErrorOutput = await runMailchimp(hub, byItem, items, ERROR_OUTPUT);
		expect(outputOf(onErrorOutput, 'Node', 0)).toHaveLength(1);
		expect(outputOf(onErrorOutput, 'Node', 1)[0].json).toMatchObject({
			id: 'nosuch',
			details: { httpCode: '404' },
		});
	});
});

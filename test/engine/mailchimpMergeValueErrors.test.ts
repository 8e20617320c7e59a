import type { INodeParameters } from 'n8n-workflow';
import type { MergeFieldInput } from '../emulators/mailchimp/types';
import { creators, mapped, runUpsert, type UpsertRun } from './support/contacts';
import { outputOf } from './support/engine';
import { locator, resetHub, startHub, type Hub } from './support/hub';
import { editorContext } from './support/pickers';
import { ERROR_OUTPUT, pairedJson } from './support/refersion';
import { skipSockets } from './support/withoutSockets';

let hub: Hub;
beforeAll(async () => {
	hub = await startHub();
});
beforeEach(() => resetHub(hub));
afterAll(async () => await hub.close());
skipSockets(() => hub.world);

const emailOf = (index: number) => `jo${index}@creator-mail.com`;

const seed = (index: number, mergeFields: Record<string, string | number> = {}) =>
	hub.world.mailchimp.addMember(hub.audienceId, { email: emailOf(index), mergeFields });

const stored = (index: number) =>
	Object(hub.world.mailchimp.member(hub.audienceId, emailOf(index))).merge_fields;

const addField = (input: Omit<MergeFieldInput, 'name' | 'tag'>) =>
	hub.world.mailchimp.addMergeField(hub.audienceId, { tag: 'VALUE', name: 'Value', ...input });

const shapes = () =>
	hub.world.mailchimp.requests.map(({ method, path }) =>
		`${method} ${path}`
			.replace(`/3.0/lists/${hub.audienceId}`, '')
			.replace(/[0-9a-f]{32}/, ':hash'),
	);

const mapping = (more: INodeParameters = {}, types: Record<string, string | undefined> = {}) => ({
	mergeFields: mapped(more, types),
});

const VALUE = { VALUE: '={{ $json.value }}' };
const asNumber = mapping(VALUE, { VALUE: 'number' });

describe.each([
	{ way: 'one by one', count: 3 },
	{ way: 'in bulk', count: 25 },
])('$way', ({ count }) => {
	const upsert = async (run: UpsertRun) => {
		const result = await runUpsert(hub, { items: creators(count), ...run, node: ERROR_OUTPUT });
		return { done: outputOf(result, 'Node', 0), failed: outputOf(result, 'Node', 1) };
	};

	it.each<[Omit<MergeFieldInput, 'name'>, string, string]>([
		[{ type: 'number' }, '1,234', 'takes a number, not "1,234"'],
		[{ type: 'date' }, 'next week', 'takes a date, not "next week"'],
		[{ type: 'date' }, '2026-02-30', 'takes a date, not "2026-02-30"'],
		[{ type: 'birthday' }, '31/31', 'takes a month and a day, not "31/31"'],
		[{ type: 'zip' }, 'SW1A', 'takes a zip code of five digits, not "SW1A"'],
		[
			{ type: 'phone', options: { phone_format: 'US' } },
			'12345',
			'takes a phone number of the US format, not "12345"',
		],
	])('a bad value for %j, %j, is an error of its item alone', async (field, value, what) => {
		addField(field);
		const { done, failed } = await upsert({
			items: creators(count, (index) => ({ value: index === 1 ? value : '' })),
			// What n8n would have said itself names neither the field's type nor a way out.
			parameters: asNumber,
		});
		expect(failed.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 1 }]);
		expect(failed[0].json).toMatchObject({
			error: `The merge field VALUE ${what}`,
			details: {
				reason: 'invalid_merge_field',
				description: expect.stringContaining('Check what is mapped to VALUE under Merge Fields'),
			},
		});
		expect(done).toHaveLength(count - 1);
		expect(stored(1)).toBeUndefined();
		expect(JSON.stringify(hub.world.mailchimp.requests)).not.toContain(emailOf(1));
	});

	it('an address without a street says what is missing', async () => {
		addField({ type: 'address' });
		const { failed } = await upsert({
			items: creators(count, (index) => ({ value: index === 1 ? { city: 'Springfield' } : '' })),
			parameters: mapping(VALUE, { VALUE: undefined }),
		});
		expect(failed.map(({ json }) => json.error)).toEqual([
			expect.stringContaining('(missing: addr1, state, zip)'),
		]);
	});

	describe('a required field', () => {
		beforeEach(() => {
			addField({ type: 'text', required: true });
			for (let index = 0; index < count; index++) seed(index, { VALUE: 'kept' });
		});

		it.each([
			['not mapped', mapping()],
			['mapped to nothing', mapping({ VALUE: '={{ $json.nothing }}' })],
		])('that has a value can be left out (%s)', async (_how, parameters) => {
			const { done, failed } = await upsert({ parameters });
			expect(failed).toEqual([]);
			expect(done).toHaveLength(count);
			expect(stored(count - 1)).toMatchObject({ VALUE: 'kept' });
		});
	});

	describe('Clear Empty Fields', () => {
		const parameters = mapping({ ...VALUE, LNAME: '={{ $json.value }}' }, { VALUE: 'number' });
		beforeEach(() => {
			addField({ type: 'number' });
			for (let index = 0; index < count; index++) seed(index, { VALUE: 125.5, LNAME: 'Doe' });
		});

		it('empties what is mapped and has no value', async () => {
			const { done } = await upsert({ parameters, options: { clearEmptyFields: true } });
			expect(done.map(({ json }) => json.warnings)).toEqual(done.map(() => []));
			expect(done).toHaveLength(count);
			expect(stored(0)).toMatchObject({ VALUE: '', LNAME: '' });
		});

		it.each([{}, { clearEmptyFields: false }, { clearEmptyFields: '={{ "no" }}' }])(
			'is off with the options %j',
			async (options) => {
				const { done } = await upsert({ parameters, options });
				expect(done).toHaveLength(count);
				expect(stored(0)).toMatchObject({ VALUE: 125.5, LNAME: 'Doe' });
			},
		);

		it('does not empty the link, which has to be there', async () => {
			const { failed } = await upsert({
				items: creators(count, (index) => ({ link: index === 1 ? '' : 'https://shop.com/c' })),
				parameters,
				options: { clearEmptyFields: true },
			});
			expect(failed.map(({ json }) => json.details)).toMatchObject([{ reason: 'empty_link' }]);
			expect(stored(1)).toMatchObject({ VALUE: 125.5 });
		});
	});

	it('fields are looked up once a run, where one is neither text nor link', async () => {
		addField({ type: 'number' });
		pairedJson(
			await runUpsert(hub, {
				items: creators(count, (index) => ({ value: index })),
				parameters: asNumber,
			}),
		);
		const asked = shapes().filter((shape) => shape.startsWith('GET'));
		expect(asked).toEqual(['GET /merge-fields']);
		expect(shapes()).toHaveLength(1 + count + (count > 20 ? 1 : count));
	});

	it('texts and links need no look', async () => {
		pairedJson(await runUpsert(hub, { items: creators(count), parameters: mapping() }));
		expect(shapes().filter((shape) => shape.startsWith('GET'))).toEqual([]);
	});
});

it('an approval with text and link takes two requests, one with a number three', async () => {
	addField({ type: 'number' });
	const two = ['PUT /members/:hash', 'POST /members/:hash/tags'];
	pairedJson(await runUpsert(hub, { items: creators(1) }));
	expect(shapes()).toEqual(two);
	hub.world.mailchimp.clearRequests();
	const items = [{ ...creators(2)[1], value: 1 }];
	pairedJson(await runUpsert(hub, { items, parameters: asNumber }));
	expect(shapes()).toEqual(['GET /merge-fields', ...two]);
});

it.each([
	['create', true],
	['update', false],
	['upsert', false],
])('for %s the panel demands required fields: %s', async (operation, isRequired) => {
	addField({ type: 'text', required: true });
	const context = editorContext(hub, 'mailchimpAudience', {
		authentication: 'apiKey',
		operation,
		audience: locator('id', hub.audienceId),
	});
	const { resourceMapping } = hub.engine.nodeType('mailchimpAudience').methods ?? {};
	const fields = (await resourceMapping?.getMergeFields.call(context))?.fields ?? [];
	expect(fields.find(({ id }) => id === 'VALUE')?.required).toBe(isRequired);
});

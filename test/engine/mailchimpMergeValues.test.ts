import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { MergeFieldInput } from '../emulators/mailchimp/types';
import { creators, mapped, runUpsert, type UpsertRun } from './support/contacts';
import { createWorkflow, outputOf } from './support/engine';
import { oneNode, resetHub, startHub, type Hub } from './support/hub';
import { CONTINUE, pairedJson } from './support/refersion';
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

/** Merge Fields with VALUE, which each item has as `value` unless an expression is given. */
const valueOfType = (type?: string, value = '={{ $json.value }}') =>
	mapped({ VALUE: value }, { VALUE: type });

/** The merge fields that were sent for each contact, one by one or together. */
const sentFields = () =>
	hub.world.mailchimp.requests
		.filter(({ path, method }) => method !== 'GET' && !path.endsWith('/tags'))
		.flatMap(({ body }) => Object(body).members ?? [body])
		.map((member: unknown) => Object(member).merge_fields);

it('runs in a zone that is not UTC, so that days can be told apart', () => {
	expect(createWorkflow(hub.engine, oneNode('mailchimpAudience', {})).timezone).toBe(
		'America/New_York',
	);
});

describe.each([
	{ way: 'one item', count: 1 },
	{ way: '25 items', count: 25 },
])('$way', ({ count }) => {
	/** Writes a value for each contact; all of them must be done, without a warning. */
	const write = async (
		value: IDataObject[string],
		mergeFields: INodeParameters,
		options: UpsertRun['options'] = {},
	) => {
		const run = await runUpsert(hub, {
			items: creators(count, () => ({ value })),
			parameters: { mergeFields },
			options,
		});
		const json = pairedJson(run);
		expect(json.map(({ warnings }) => warnings)).toEqual(json.map(() => []));
		expect(json.map(({ tags_added: added }) => added)).toEqual(json.map(() => ['new-affiliate']));
	};

	it.each(['', null, '  ', []])(
		'an empty number, here %j, leaves the one that is there',
		async (empty) => {
			addField({ type: 'number' });
			for (let index = 0; index < count; index++) seed(index, { VALUE: 125.5 });
			await write(empty, valueOfType('number'));
			for (let index = 0; index < count; index++) expect(stored(index).VALUE).toBe(125.5);
			for (const fields of sentFields()) expect(fields).not.toHaveProperty('VALUE');
		},
	);

	it('0 is a number', async () => {
		addField({ type: 'number' });
		seed(0, { VALUE: 125.5 });
		await write(0, valueOfType('number'));
		expect(stored(0).VALUE).toBe(0);
	});

	it.each<[string, Omit<MergeFieldInput, 'name'>, string, unknown]>([
		['number', { type: 'number' }, '12.50', 12.5],
		['dateTime', { type: 'date' }, '12/31/2026', '2026-12-31'],
		['dateTime', { type: 'date' }, '11/12/2026', '2026-11-12'],
		[
			'dateTime',
			{ type: 'date', options: { date_format: 'DD/MM/YYYY' } },
			'11/12/2026',
			'2026-12-11',
		],
		['dateTime', { type: 'date' }, '2026-12-31', '2026-12-31'],
		// Half past eleven in the evening of the day before, in the zone of the workflow.
		['dateTime', { type: 'date' }, '2026-12-31T04:30:00Z', '2026-12-30'],
		['dateTime', { type: 'date' }, '2026-12-30T22:30:00-08:00', '2026-12-31'],
		['', { type: 'birthday' }, '31.12.', '12/31'],
		['', { type: 'birthday' }, '12/31', '12/31'],
		['', { type: 'birthday', options: { date_format: 'DD/MM' } }, '31/12', '12/31'],
		['', { type: 'birthday' }, '1990-12-31', '12/31'],
	])('%s %j: %j is stored as %j, and no difference', async (panelType, field, value, kept) => {
		addField(field);
		await write(value, valueOfType(panelType || undefined), { requiredMergeFields: 'VALUE' });
		for (let index = 0; index < count; index++) expect(stored(index).VALUE).toBe(kept);
	});

	it.each(['by-format', 'month-first'] as const)(
		'a birthday of a field with the day first is known again where Mailchimp shows it so (%s)',
		async (shown) => {
			addField({ type: 'birthday', options: { date_format: 'DD/MM' } });
			hub.world.mailchimp.switches.birthdayStored = shown;
			const parameters = { mergeFields: valueOfType() };
			const items = creators(count, () => ({ value: '05/12' }));
			const json = pairedJson(await runUpsert(hub, { items, parameters }));
			expect(new Set(sentFields().map((fields) => Object(fields).VALUE))).toEqual(
				new Set(['05/12']),
			);
			// Otherwise nothing tells it from the 12th of May, and it is said rather than passed over.
			const told =
				shown === 'by-format' ? [] : ['Mailchimp stored VALUE differently from what was sent'];
			expect(json.map(({ warnings }) => warnings)).toEqual(json.map(() => told));
		},
	);

	it('the end of today is today in the zone of the workflow, as DateTime and as Date', async () => {
		const today = () =>
			new Intl.DateTimeFormat('en-CA', { timeZone: 'America/New_York' }).format(new Date());
		addField({ type: 'date' });
		const before = today();
		for (const value of ["={{ $now.endOf('day') }}", "={{ $now.endOf('day').toJSDate() }}"]) {
			seed(0);
			await write(undefined, valueOfType('dateTime', value));
			expect([before, today()]).toContain(stored(0).VALUE);
			resetHub(hub);
			addField({ type: 'date' });
		}
	});

	it('an address has its zip code as a number and an empty part', async () => {
		addField({ type: 'address' });
		const address = { addr1: 'Main Street 1', addr2: null, city: 'Springfield', state: 'IL' };
		await write({ ...address, zip: 62701 }, valueOfType());
		expect(stored(count - 1).VALUE).toMatchObject({ addr1: 'Main Street 1', zip: '62701' });
	});

	it('an address of blanks is none', async () => {
		addField({ type: 'address' });
		await write({ addr1: ' ', city: '', state: null, zip: '' }, valueOfType());
		for (const fields of sentFields()) expect(fields).not.toHaveProperty('VALUE');
	});

	describe('choices', () => {
		const oldSchema = () => {
			const parameters = valueOfType('options');
			const schema = ['FNAME', 'VALUE'].map((id) => ({
				id,
				displayName: id,
				required: id === 'VALUE',
				defaultMatch: false,
				display: true,
				type: id === 'VALUE' ? 'options' : 'string',
				...(id === 'VALUE' && { options: [{ name: 'Gold', value: 'Gold' }] }),
			}));
			return { ...parameters, schema };
		};

		it.each(['dropdown', 'radio'] as const)('an empty %s is left out', async (type) => {
			addField({ type, options: { choices: ['Gold'] } });
			seed(0, { VALUE: 'Gold' });
			await write('', oldSchema());
			expect(stored(0).VALUE).toBe('Gold');
		});

		it('one that the audience got later is taken', async () => {
			addField({ type: 'dropdown', options: { choices: ['Gold', 'Platinum'] } });
			await write('platinum', oldSchema());
			expect(stored(count - 1).VALUE).toBe('Platinum');
		});

		it('one that the audience no longer has is an error that names those it has', async () => {
			addField({ type: 'dropdown', options: { choices: ['Platinum'] } });
			const run = await runUpsert(hub, {
				items: creators(count, () => ({ value: 'Gold' })),
				parameters: { mergeFields: oldSchema() },
				node: CONTINUE,
			});
			expect(outputOf(run, 'Node')[count - 1].json).toMatchObject({
				error: 'The merge field VALUE takes one of its choices, not "Gold"',
				details: { description: expect.stringContaining('"Platinum"') },
			});
			expect(stored(0)).toBeUndefined();
		});
	});
});

import type { IDataObject } from 'n8n-workflow';
import { loadEngine, errorOf, outputOf, type Engine } from './support/engine';
import { runSet, settingsOf } from './support/creatorProgram';

let engine: Engine;
beforeAll(async () => {
	engine = await loadEngine();
});

const DEFAULTS = {
	dryRun: false,
	takeOver: false,
	welcomeTag: 'new-affiliate',
	inactiveTag: 'affiliate-inactive',
	linkMergeField: 'AFFLINK',
	keyMergeField: 'AFFCODE',
	fields: [
		{ mergeField: 'FNAME', itemField: 'first_name' },
		{ mergeField: 'LNAME', itemField: 'last_name' },
	],
	tagGroups: [],
	newContactStatus: 'subscribed',
	offboardOrphans: false,
	readAllLinks: false,
	brakePeople: 25,
	brakePercent: 20,
	toDoLimit: 500,
};

/** What the Mailchimp node takes, in its own words. */
const contacts = (toDoLimit: number) => ({
	keyMergeField: 'AFFCODE',
	linkMergeField: 'AFFLINK',
	activeTag: 'new-affiliate',
	inactiveTag: 'affiliate-inactive',
	mergeFields: { rows: DEFAULTS.fields },
	tagGroups: { rows: [] },
	takeOver: false,
	brakePeople: 25,
	brakePercent: 20,
	newContactStatus: 'subscribed',
	dryRun: false,
	options: { toDoLimit, offboardOrphans: false },
});

describe('Settings: what a run is', () => {
	it('gives everything there is to set, as the node has it when it is put on the canvas', async () => {
		const [item] = await settingsOf(engine);
		expect(item).toEqual({ ...DEFAULTS, everybody: true, byHand: true, contacts: contacts(0) });
	});

	it('gives one item for a schedule or a hand, however many come in', async () => {
		const result = await runSet(
			engine,
			{},
			{ items: [{}, { event: '' }, { id: 4, code: 'a' }, { event: 'x' }] },
		);
		const items = outputOf(result, 'Node');
		expect(items).toHaveLength(1);
		expect(items[0]).toMatchObject({ json: { everybody: true }, pairedItem: { item: 0 } });
		expect(items[0].json).not.toHaveProperty('event');
	});

	it.each(['trigger', 'webhook', 'retry', 'cli'] as const)(
		'limits what is to be done in a run of mode %s, which nobody started by hand',
		async (mode) => {
			const [item] = await settingsOf(engine, { options: { toDoLimit: 7 } }, { mode });
			expect(item).toMatchObject({ byHand: false, toDoLimit: 7, everybody: true });
			expect(item.contacts).toEqual(contacts(7));
		},
	);

	it('gives one item for each webhook, and says which of them approve', async () => {
		const items = [
			{ event: 'affiliateApproved', id: 12, code: 'a3y7', email: 'anna@example.com' },
			{},
			{ event: 'affiliateStatusChange', id: 13, code: 4711 },
		];
		const result = await runSet(engine, {}, { items, mode: 'webhook' });
		const look = { ...DEFAULTS, everybody: false, byHand: false, contacts: contacts(500) };
		expect(outputOf(result, 'Node')).toEqual([
			expect.objectContaining({
				json: { ...look, code: 'a3y7', id: 12, event: 'affiliateApproved', approved: true },
				pairedItem: { item: 0 },
			}),
			expect.objectContaining({
				json: { ...look, code: '4711', id: 13, event: 'affiliateStatusChange', approved: false },
				pairedItem: { item: 2 },
			}),
		]);
	});

	it.each<IDataObject>([
		{ event: 'newConversion', id: 12 },
		{ event: 'newConversion', id: 12, code: ' ' },
		{ event: 'newConversion', id: 12, code: { a: 1 } },
		{ event: 'newConversion', code: 'a b' },
	])('the webhook %j without a code that can be used is an error', async (item) => {
		const error = errorOf(await runSet(engine, {}, { items: [item], mode: 'webhook' }));
		expect(error).toMatchObject({
			message: 'The webhook "newConversion" has no code of an affiliate in it',
			type: 'no_code',
			context: { itemIndex: 0 },
		});
	});
});

describe('Settings: Dry Run', () => {
	it.each([
		['trigger', false],
		['webhook', false],
		['integrated', false],
		['manual', true],
		// Somebody who only looked, and clicks "Retry" at the execution.
		['retry', true],
		['cli', true],
		['error', true],
		['internal', true],
		['evaluation', true],
		['chat', true],
	] as const)('When Run by Hand: a run of mode %s is dry: %s', async (mode, dryRun) => {
		const result = await runSet(engine, { dryRun: 'byHand' }, { mode, items: [{}] });
		expect(outputOf(result, 'Node')).toMatchObject([{ json: { dryRun } }]);
	});
});

describe('Settings: Take Over', () => {
	it('is for runs by hand', async () => {
		expect(await settingsOf(engine, { takeOver: true })).toMatchObject([
			{ takeOver: true, byHand: true },
		]);
	});

	it.each(['trigger', 'webhook', 'retry', 'integrated'] as const)(
		'ends a run of mode %s, and says what to do',
		async (mode) => {
			for (const items of [[{}], [{ event: 'affiliateApproved', code: 'a3y7' }]]) {
				const result = await runSet(engine, { takeOver: true }, { mode, items });
				expect(errorOf(result)).toMatchObject({
					message: 'Take Over is switched on, and nobody started this run by hand',
					type: 'take_over_is_on',
					description: expect.stringMatching(
						/^Nothing was changed\. .*by hand.*switch Take Over off/,
					),
				});
				expect(outputOf(result, 'Node')).toEqual([]);
			}
		},
	);
});

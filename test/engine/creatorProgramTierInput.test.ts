import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { standingItem } from '../unit/creatorProgram/tiers/support';
import { runProgram } from './support/creatorProgram';
import { errorOf, loadEngine, outputOf, type Engine } from './support/engine';

let engine: Engine;
beforeAll(async () => {
	engine = await loadEngine();
});

const row = [
	{ name: 'Standard', offerId: '1', measure: 'approvedCommission', threshold: 0 },
	{ name: 'Silver', offerId: '2', measure: 'approvedCommission', threshold: 500 },
];
const RICH = standingItem({ approved_commission: 600 });

async function run(operation: string, parameters: INodeParameters, items: IDataObject[]) {
	const all = { resource: 'tier', operation, ...parameters };
	const { run: made } = await runProgram(engine, { parameters: all, items });
	const json = (output: number) => outputOf(made, 'Node', output).map((item) => item.json);
	return { error: errorOf(made)?.message, outputs: [0, 1, 2, 3].map(json) };
}

describe('Creator Program, Tier: Decide', () => {
	it('takes its own fields, a list of tiers, or the item of Settings', async () => {
		const list = { row: [{ name: `={{ ${JSON.stringify(row)} }}` }] };
		const item = JSON.stringify({ tiers: row, currency: '', moveDown: false, dryRun: false });
		for (const parameters of [
			{ tiers: { row } },
			{ tiers: list },
			{ specifySettings: 'settings', settings: `={{ ${item} }}` },
			{
				specifySettings: 'settings',
				settings: `={{ ${item} }}`,
				tiers: { row: row.slice(0, 1) },
				dryRun: true,
			},
		]) {
			const { error, outputs } = await run('decide', parameters, [RICH]);
			expect(error).toBeUndefined();
			expect(outputs[0]).toEqual([
				expect.objectContaining({ verdict: 'promote', offer_to: '2', key: 'a3y7', id: 7 }),
			]);
		}
	});

	it('gives Totals also for an empty list, and nobody else', async () => {
		const { outputs } = await run('decide', { tiers: { row } }, [{}]);
		expect(outputs.map((items) => items.length)).toEqual([0, 0, 0, 1]);
		expect(outputs[3][0]).toMatchObject({ affiliates: 0, text: 'Nobody is to be promoted.' });
	});

	it('holds what is no standing, each on its own', async () => {
		const items = [RICH, { error: 'Refersion did not answer' }, { code: 'x' }];
		const { outputs } = await run('decide', { tiers: { row } }, items);
		expect(outputs[0]).toHaveLength(1);
		expect(outputs[1].map(({ reason, what_happened: what }) => [reason, what])).toEqual([
			['no_standing', 'The item does not say how an affiliate stands. Refersion did not answer'],
			['no_standing', 'The item does not say how an affiliate stands.'],
		]);
	});

	it.each<[INodeParameters, string]>([
		[{}, 'Tiers is empty'],
		[{ specifySettings: 'settings', settings: '={{ "yes" }}' }, 'Settings is no collection: "yes"'],
		[{ specifySettings: 'settings', settings: '={{ [1] }}' }, 'Settings is no collection: a list'],
		[{ tiers: { row }, moveDown: '={{ "maybe" }}' }, 'Move Down is neither on nor off'],
		[{ tiers: { row }, language: '={{ "fr" }}' }, 'Language is none of its choices'],
		[{ tiers: { row: [{ name: '={{ [1] }}' }] } }, 'Tiers is no list of rows'],
		[
			{ tiers: { row: [row[0], { ...row[1], threshold: '={{ "" }}' }] } },
			'Threshold (row 2 of Tiers) is empty',
		],
		[
			{ tiers: { row: [row[0], { ...row[1], measure: '={{ "clicks" }}' }] } },
			'Measure (row 2 of Tiers) is none of its choices',
		],
	])('refuses %j', async (parameters, message) => {
		expect((await run('decide', parameters, [RICH])).error).toContain(message);
	});
});

describe('Creator Program, Tier: Confirm', () => {
	it('holds everything of which it cannot be seen what was proposed', async () => {
		const { outputs } = await run('confirm', { approved: true }, [RICH]);
		expect(outputs.map((items) => items.length)).toEqual([0, 1, 0, 0]);
		expect(outputs[1][0]).toMatchObject({ reason: 'no_proposal' });
	});

	it('takes nothing but on or off for an approval', async () => {
		const { error } = await run('confirm', { approved: '={{ undefined }}' }, [RICH]);
		expect(error).toContain('Approved is empty');
	});
});

import type { IDataObject, WorkflowExecuteMode } from 'n8n-workflow';
import { errorOf, loadEngine, outputOf, type Engine } from './support/engine';
import { runProgram } from './support/creatorProgram';

let engine: Engine;
beforeAll(async () => {
	engine = await loadEngine();
});

const anna = { email: 'anna@example.com', name: 'Anna Bell', key: 'a3y7' };

function held(reason: string, about: IDataObject = anna): IDataObject {
	return {
		verdict: 'held',
		reason,
		what_happened: `It is ${reason}`,
		what_to_do: 'Look',
		...about,
	};
}

const totals = (more: IDataObject = {}) => ({
	totals: true,
	compared: true,
	right: 9,
	left: 0,
	...more,
});

interface Look {
	items: IDataObject[];
	mode?: WorkflowExecuteMode;
	stored?: string;
}

async function look({ items, mode = 'trigger', stored }: Look) {
	const result = await runProgram(engine, {
		parameters: { resource: 'changes', operation: 'summarise' },
		items,
		mode,
		stored,
	});
	expect(errorOf(result.run)).toBeUndefined();
	const output = outputOf(result.run, 'Node');
	expect(output).toHaveLength(1);
	return { item: output[0].json, output, stored: result.stored };
}

describe('Changes: Summarise, on the engine', () => {
	it('makes one item of a whole run, whatever the number of items', async () => {
		const items = [
			totals(),
			{ verdict: 'add', mail: 'welcome', changes: [], dry_run: false, ...anna },
			held('no_link'),
		];
		const { item, output } = await look({ items, mode: 'manual' });
		expect(item).toMatchObject({
			tell: true,
			failed: false,
			dry_run: false,
			counts: { added: 1, welcomed: 1, right: 9, held: 1 },
			held_count: 1,
			told: [{ reason: 'no_link', key: 'a3y7' }],
		});
		expect(output[0].pairedItem).toEqual({ item: 0 });
	});

	it('says of the empty item of Always Output Data that there was nothing', async () => {
		const { item, stored } = await look({ items: [{}] });
		expect(item).toMatchObject({ text: 'Nothing was to be done.', tell: false, failed: false });
		expect(stored).toBeUndefined();
	});

	it('tells of somebody once in runs by schedule, with what n8n stores between them', async () => {
		const items = [totals(), held('no_link')];
		const first = await look({ items });
		expect(first.item).toMatchObject({ tell: true, told_count: 1 });
		expect(first.stored?.length).toBeLessThan(120);
		const second = await look({ items, stored: first.stored });
		expect(second.item).toMatchObject({ tell: false, told_count: 0, held_count: 1 });
		// Nothing is new, so that n8n has nothing to store.
		expect(second.stored).toBeUndefined();
		const webhook = await look({ items: [held('no_link')], mode: 'webhook', stored: first.stored });
		expect(webhook.item).toMatchObject({ tell: false });
	});

	it('tells again what was well in between', async () => {
		const first = await look({ items: [totals(), held('no_link')] });
		const well = await look({ items: [totals()], stored: first.stored });
		const again = await look({ items: [totals(), held('no_link')], stored: well.stored });
		expect(again.item).toMatchObject({ tell: true });
	});

	it('tells everything in a run by hand, and remembers nothing of it', async () => {
		const items = [totals(), held('no_link')];
		const first = await look({ items });
		for (const stored of [undefined, first.stored]) {
			const byHand = await look({ items, mode: 'manual', stored });
			expect(byHand.item).toMatchObject({ tell: true, told_count: 1 });
			expect(byHand.stored).toBeUndefined();
		}
	});

	it.each([
		'"rubbish"',
		'null',
		'[1]',
		'{"told":"rubbish"}',
		'{"told":{"x":"y","z":{}}}',
		'{"told":null}',
	])('goes on with the memory %s', async (memory) => {
		const stored = `{"node:Node":${memory}}`;
		const { item } = await look({ items: [totals(), held('no_link')], stored });
		expect(item).toMatchObject({ tell: true, told_count: 1 });
	});

	it('takes items of an error output of n8n for what they are', async () => {
		const { item } = await look({
			items: [
				{
					verdict: 'add',
					...anna,
					error: 'Refersion has no affiliate a3y7',
					details: { description: 'Look there', httpCode: '404' },
				},
			],
		});
		expect(item).toMatchObject({
			failed: true,
			told: [
				{
					reason: 'http_404',
					what_happened: 'Refersion has no affiliate a3y7',
					what_to_do: 'Look there',
					key: 'a3y7',
				},
			],
		});
	});
});

import type { IDataObject, INode, INodeParameters, WorkflowExecuteMode } from 'n8n-workflow';
import { runProgram } from './support/creatorProgram';
import {
	errorOf,
	loadEngine,
	outputOf,
	runWorkflow,
	type Engine,
	type WorkflowFile,
} from './support/engine';
import { template } from './support/hub';
import { putBetween, rename, wiresOf } from './support/rewire';
import { measure } from './support/templateRules';

let engine: Engine;
beforeAll(async () => {
	engine = await loadEngine();
});
afterEach(() => jest.useRealTimers());

const FAILED = {
	execution: {
		id: '231',
		url: 'https://n8n.example/workflow/7/executions/231',
		error: {
			message: 'The list is empty',
			description: 'Look at the filter.',
			node: { name: 'Sync', type: 'n8n-nodes-creator-hub.mailchimpAudience' },
		},
		lastNodeExecuted: 'Sync',
		mode: 'trigger',
	},
	workflow: { id: '7', name: 'Keep creators in step' },
};

const NAME = 'tell-when-it-fails';

/** The template; in the place of its mail node one that shows what would be sent. */
function fileWith(settings: INodeParameters = {}): WorkflowFile {
	const file = template(NAME, '');
	for (const node of file.nodes) {
		if (node.name === 'Settings') Object.assign(node.parameters, settings);
		if (node.name !== 'Send a mail') continue;
		const { subject, text, html } = node.parameters;
		const assignments = Object.entries({ subject, text, html }).map(([name, value]) => ({
			id: name,
			name,
			value: String(value),
			type: 'string',
		}));
		node.type = 'n8n-nodes-base.set';
		node.typeVersion = 3.4;
		node.parameters = { assignments: { assignments }, options: {} };
	}
	return file;
}

async function sent(file: WorkflowFile, node = 'Send a mail', items: IDataObject[] = [FAILED]) {
	const run = await runWorkflow(engine, file, {
		start: file.nodes.find(({ type }) => type.endsWith('.errorTrigger'))?.name ?? '',
		credentials: {},
		items,
		mode: 'error',
	});
	expect(errorOf(run)?.message).toBeUndefined();
	return outputOf(run, node).map(({ json }) => json);
}

const TEXT = [
	'The workflow "Keep creators in step" has failed.',
	'Where: Sync',
	'What happened: The list is empty',
	'What to do: Look at the filter.',
	'Open the execution: https://n8n.example/workflow/7/executions/231',
].join('\n');

describe('template: tell when it fails', () => {
	it('is wiring, settings and words only', () => {
		const { nodes, longest, sum, programs, html } = measure(NAME);
		expect(nodes).toBeLessThanOrEqual(12);
		expect(longest).toBeLessThanOrEqual(120);
		expect(sum).toBeLessThanOrEqual(350);
		expect([programs, html]).toEqual([[], undefined]);
	});

	it('sends what failed, where, why and what to do, with a link', async () => {
		expect(await sent(fileWith())).toEqual([
			{
				subject: 'Failed: Keep creators in step',
				text: TEXT,
				html: expect.stringContaining('>Open the execution</a>'),
			},
		]);
	});

	it('sends it in German', async () => {
		const [{ subject }] = await sent(fileWith({ language: 'de' }));
		expect(subject).toBe('Fehlgeschlagen: Keep creators in step');
	});

	it("shows n8n's example of a failure when it is executed by hand", async () => {
		const run = await runWorkflow(engine, fileWith(), { start: 'Error Trigger', credentials: {} });
		const [{ json }] = outputOf(run, 'Send a mail');
		expect(json.subject).toBe('Failed: Example Workflow');
		expect(json.text).toContain('Where: Node With Error');
	});

	it('any node may get another name', async () => {
		let file = fileWith();
		const isNote = ({ type }: INode) => type === 'n8n-nodes-base.stickyNote';
		for (const { name } of file.nodes.filter((node) => !isNote(node))) {
			file = rename(file, name, `My *${name}*`);
		}
		expect(await sent(file, 'My *Send a mail*')).toMatchObject([{ text: TEXT }]);
	});

	it.each(wiresOf(NAME))('a Slack node between $from and $to breaks nothing', async (wire) => {
		expect(await sent(putBetween(fileWith(), wire))).toMatchObject([{ text: TEXT }]);
	});
});

const DESCRIBE = { resource: 'failure', operation: 'describe', tellAgainAfter: 60 };

interface Heard {
	items?: IDataObject[];
	mode?: WorkflowExecuteMode;
	stored?: string;
}

async function heard({ items = [FAILED], mode = 'error', stored }: Heard = {}) {
	const result = await runProgram(engine, { parameters: DESCRIBE, items, mode, stored });
	expect(errorOf(result.run)).toBeUndefined();
	return {
		told: outputOf(result.run, 'Node').map(({ json }) => json.tell),
		text: outputOf(result.run, 'Node').map(({ json }) => String(json.text)),
		stored: result.stored,
	};
}

describe('Failure: Describe, on the engine', () => {
	it('tells the same failure once an hour, and then how often it came', async () => {
		jest.useFakeTimers({
			now: Date.UTC(2026, 10, 28, 12),
			doNotFake: ['nextTick', 'setImmediate'],
		});
		const first = await heard();
		expect(first.told).toEqual([true]);
		expect(first.stored?.length).toBeLessThan(80);
		jest.setSystemTime(Date.UTC(2026, 10, 28, 12, 59));
		const second = await heard({ stored: first.stored });
		expect(second.told).toEqual([false]);
		jest.setSystemTime(Date.UTC(2026, 10, 28, 13));
		const third = await heard({ stored: second.stored });
		expect(third.told).toEqual([true]);
		expect(third.text[0]).toContain('has failed. It has failed in the same way once more since');
	});

	it('tells everything in a run by hand, and remembers nothing of it', async () => {
		const first = await heard();
		const byHand = await heard({ mode: 'manual', stored: first.stored });
		expect(byHand).toMatchObject({ told: [true], stored: undefined });
	});

	it.each(['"rubbish"', 'null', '[1]', '{"told":"rubbish"}', '{"told":{"x":"y"}}'])(
		'goes on with the memory %s',
		async (memory) => {
			const { told } = await heard({ stored: `{"node:Node":${memory}}` });
			expect(told).toEqual([true]);
		},
	);

	it('gives an item for each failure, and an error for what is none', async () => {
		const node = { onError: 'continueRegularOutput' } as const;
		const items = [FAILED, { some: 'thing' }, FAILED];
		const { run } = await runProgram(engine, { parameters: DESCRIBE, items, node, mode: 'error' });
		const output = outputOf(run, 'Node');
		expect(output.map(({ json }) => json)).toMatchObject([
			{ tell: true, workflow: 'Keep creators in step', workflow_id: '7', node: 'Sync' },
			{ error: 'The item does not come from an Error Trigger' },
			{ tell: false },
		]);
		expect(output.map(({ pairedItem }) => pairedItem)).toEqual([0, 1, 2].map((item) => ({ item })));
	});

	it.each<[INodeParameters, string]>([
		[{ tellAgainAfter: -1 }, 'Tell Again After (Minutes) is not a whole number from 0 to 10080'],
		[{ tellAgainAfter: '={{ "" }}' }, 'Tell Again After (Minutes) is empty'],
		[{ language: '={{ "fr" }}' }, 'Language is none of its choices: "fr"'],
	])('%j is an error that names the field, here and in Settings', async (parameters, message) => {
		const settings = { resource: 'settings', operation: 'setFailureNotices' };
		for (const operation of [DESCRIBE, settings]) {
			const items = [FAILED];
			const all = { ...operation, ...parameters };
			const { run } = await runProgram(engine, { parameters: all, items, mode: 'error' });
			expect(errorOf(run)?.message).toContain(`The parameter ${message}`);
		}
	});
});

// First: it gives n8n-core a folder of its own.
import {
	createWorkflow,
	errorOf,
	loadEngine,
	outputOf,
	runWorkflow,
	type Engine,
} from './support/engine';
import {
	NodeHelpers,
	type IDataObject,
	type IExecuteFunctions,
	type INode,
	type INodeConnections,
	type INodeExecutionData,
	type INodeParameters,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { isEmptyItem, readInput } from '../../nodes/shared/inputs';
import { ItemInput } from '../../nodes/shared/input';
import {
	inputsOf,
	outputsOf,
	resourceProperties,
	resourceSelector,
	type BranchingOperation,
	type Operation,
	type Resource,
} from '../../nodes/shared/operations';
import { runOperation } from '../../nodes/shared/runOperation';

/** Says what came to each input, so that a test sees what an operation sees. */
const count: BranchingOperation = {
	option: { name: 'Count', value: 'count', action: 'Count' },
	properties: [{ displayName: 'Label', name: 'label', type: 'string', default: '' }],
	inputs: ['People', 'Contacts', 'Orders'],
	outputs: ['Counts', 'People'],
	async executeBranches() {
		const inputs = [0, 1, 2].map((index) => readInput(this, index));
		const counts = inputs.map(
			(items) => items?.filter((item) => !isEmptyItem(item)).length ?? null,
		);
		const label = new ItemInput(this, 0).text('label', 'Label');
		const people = (inputs[1] ?? []).map(({ json }, item) => ({
			json,
			pairedItem: { item, input: 1 },
		}));
		return [[{ json: { counts, label }, pairedItem: { item: 0, input: 0 } }], people];
	},
};

const plain: Operation = {
	option: { name: 'Plain', value: 'plain', action: 'Plain' },
	properties: [],
	async execute(itemCount) {
		return [{ json: { itemCount }, pairedItem: { item: 0 } }];
	},
};

const resources: Resource[] = [
	{ option: { name: 'List', value: 'list' }, operations: [count, plain] },
];

class Lists implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Lists',
		name: 'lists',
		group: ['transform'],
		version: 1,
		description: '',
		defaults: { name: 'Lists' },
		inputs: inputsOf(resources),
		outputs: outputsOf(resources),
		properties: [resourceSelector(resources), ...resources.flatMap(resourceProperties)],
	};

	async execute(this: IExecuteFunctions) {
		return await runOperation.call(this, resources);
	}
}

const lists = new Lists();
let engine: Engine;
beforeAll(async () => {
	const own = await loadEngine();
	const nodeTypes = {
		...own.nodeTypes,
		getByNameAndVersion: (type: string, version?: number) =>
			type === 'test.lists' ? lists : own.nodeTypes.getByNameAndVersion(type, version),
	};
	engine = { ...own, nodeTypes };
});

/** What a node that reads a list gives; undefined where it is not wired. */
type List = { items: IDataObject[]; always?: boolean } | undefined;

/** Runs Start, a node for each list, the node that takes them, and one that looks back at who a person was. */
async function run(given: List[], parameters: INodeParameters = {}) {
	const common = { typeVersion: 1, position: [0, 0] satisfies [number, number], parameters: {} };
	const noOp = 'n8n-nodes-base.noOp';
	const reads = given.map((list, index): INode => {
		const name = `Read ${index}`;
		return { ...common, id: name, name, type: noOp, alwaysOutputData: list?.always };
	});
	const lists = { resource: 'list', operation: 'count', ...parameters };
	const back = { assignments: [{ id: '1', name: 'was', type: 'string', value: PERSON }] };
	const nodes: INode[] = [
		{ ...common, id: 's', name: 'Start', type: noOp },
		...reads,
		{ ...common, id: 'n', name: 'Lists', type: 'test.lists', parameters: lists },
		{
			...common,
			id: 'a',
			name: 'After',
			type: 'n8n-nodes-base.set',
			typeVersion: 3.4,
			parameters: { assignments: back },
		},
	];
	const to = (node: string, index = 0) => ({ node, type: 'main' as const, index });
	const wires = reads.flatMap(({ name }, index): Array<[string, INodeConnections]> =>
		given[index] ? [[name, { main: [[to('Lists', index)]] }]] : [],
	);
	const connections = {
		Start: { main: [reads.map(({ name }) => to(name))] },
		...Object.fromEntries(wires),
		Lists: { main: [[], [to('After')]] },
	};
	const pinData = Object.fromEntries(
		given.map((list, index) => [
			`Read ${index}`,
			(list?.items ?? []).map((json): INodeExecutionData => ({ json })),
		]),
	);
	const file = { name: 'lists', nodes, connections };
	const result = await runWorkflow(engine, file, { start: 'Start', credentials: {}, pinData });
	expect(errorOf(result)).toBeUndefined();
	return result;
}

const PERSON = "={{ $('Read 1').item.json.name }}";

const two = { items: [{ name: 'Anna' }, { name: 'Ben' }] };
const one = { items: [{ name: 'Cleo' }] };
const empty = { items: [] };

describe('an operation with named inputs', () => {
	it('has the inputs of the operation that is chosen', () => {
		const inputs = (operation: string) => {
			const parameters = { resource: 'list', operation };
			const node = { parameters, id: 'n', name: 'Lists', type: 'test.lists', typeVersion: 1 };
			const file = { name: 'f', nodes: [{ ...node, position: [0, 0] as [number, number] }] };
			const workflow = createWorkflow(engine, { ...file, connections: {} });
			const inWorkflow = workflow.getNode('Lists');
			if (!inWorkflow) throw new Error('The node is not there');
			return NodeHelpers.getNodeInputs(workflow, inWorkflow, lists.description);
		};
		expect(inputs('count')).toEqual([
			{ type: 'main', displayName: 'People' },
			{ type: 'main', displayName: 'Contacts' },
			{ type: 'main', displayName: 'Orders' },
		]);
		expect(inputs('plain')).toEqual(['main']);
	});

	it('runs once with all its lists', async () => {
		const result = await run([two, one, two]);
		expect(result.data.resultData.runData.Lists).toHaveLength(1);
		expect(outputOf(result, 'Lists').map(({ json }) => json.counts)).toEqual([[2, 1, 2]]);
	});

	it('tells an empty list from one that was not read', async () => {
		const always = await run([two, { ...empty, always: true }, empty]);
		expect(outputOf(always, 'Lists')[0].json.counts).toEqual([2, 0, null]);
	});

	it('runs when inputs are not wired, the first one also, and reads its parameters', async () => {
		const label = "={{ $('Read 1').first().json.name }}";
		const result = await run([undefined, two, undefined], { label });
		expect(outputOf(result, 'Lists')[0].json).toEqual({ counts: [null, 2, null], label: 'Anna' });
	});

	it('runs when only the last one is wired, and when the others got nothing', async () => {
		const alone = await run([undefined, undefined, one]);
		expect(outputOf(alone, 'Lists')[0].json.counts).toEqual([null, null, 1]);
		const others = await run([empty, empty, one]);
		expect(outputOf(others, 'Lists')[0].json.counts).toEqual([null, null, 1]);
	});

	it('does not run when nothing came at all', async () => {
		const result = await run([empty, empty, empty]);
		expect(result.data.resultData.runData.Lists).toBeUndefined();
	});

	it('hands on which item of which input an item comes from', async () => {
		const result = await run([one, two, one]);
		expect(outputOf(result, 'After').map(({ json }) => json.was)).toEqual(['Anna', 'Ben']);
	});

	it('has one input and counts its items where the operation names none', async () => {
		const result = await run([two], { operation: 'plain' });
		expect(outputOf(result, 'Lists')[0].json).toEqual({ itemCount: 2 });
	});
});

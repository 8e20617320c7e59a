// First: it gives n8n-core a folder of its own.
import {
	additionalData,
	createWorkflow,
	errorOf,
	outputOf,
	type Engine,
	type WorkflowFile,
} from './engine';
import { WorkflowExecute } from 'n8n-core';
import {
	createRunExecutionData,
	type IDataObject,
	type INode,
	type INodeParameters,
	type IRun,
	type WorkflowExecuteMode,
} from 'n8n-workflow';

export interface ProgramRun {
	parameters?: INodeParameters;
	items?: IDataObject[];
	node?: Partial<INode>;
	/** "manual" for a run in the editor, which it is by default. */
	mode?: WorkflowExecuteMode;
	/** What n8n has stored with the workflow. */
	stored?: string;
}

/** A run, and what n8n stores after it: undefined when there is nothing to store. */
export interface ProgramResult {
	run: IRun;
	stored?: string;
}

/** The node behind one that does nothing. */
function oneProgramNode(parameters: INodeParameters, extra: Partial<INode>): WorkflowFile {
	const common = { typeVersion: 1, position: [0, 0] satisfies [number, number], parameters: {} };
	const start: INode = { ...common, id: '0', name: 'Start', type: 'n8n-nodes-base.noOp' };
	const type = 'n8n-nodes-creator-hub.creatorProgram';
	const node: INode = { ...common, id: '1', name: 'Node', type, parameters, ...extra };
	return {
		name: 'creatorProgram',
		nodes: [start, node],
		connections: { Start: { main: [[{ node: 'Node', type: 'main', index: 0 }]] } },
	};
}

/** Runs the node in a mode of n8n's, with the memory of earlier runs. */
export async function runProgram(engine: Engine, run: ProgramRun): Promise<ProgramResult> {
	const { parameters = {}, items = [{}], node = {}, mode = 'manual', stored } = run;
	const file = oneProgramNode(parameters, node);
	const workflow = createWorkflow(engine, file);
	if (stored !== undefined) {
		workflow.overrideStaticData(JSON.parse(stored));
		// It counts as changed from then on; what n8n loads does not.
		workflow.staticData.__dataChanged = false;
	}
	const start = workflow.getNode('Start');
	if (!start) throw new Error('The workflow has no start');
	const input = items.map((json) => ({ json }));
	const execution = new WorkflowExecute(
		additionalData(engine, {}, file),
		mode,
		createRunExecutionData({
			executionData: {
				nodeExecutionStack: [{ node: start, data: { main: [input] }, source: null }],
			},
		}),
	);
	const result = await execution.processRunExecutionData(workflow);
	// n8n-core hands changed data to n8n (processSuccessExecution), which stores it as JSON unless the mode is
	// "manual" (n8n, execution-lifecycle-hooks.js).
	const isChanged = workflow.staticData.__dataChanged === true;
	return {
		run: result,
		stored: isChanged && mode !== 'manual' ? JSON.stringify(workflow.staticData) : undefined,
	};
}

/** Runs Settings: Set with parameters as a user has set them. */
export async function runSet(
	engine: Engine,
	parameters: INodeParameters = {},
	run: ProgramRun = {},
): Promise<IRun> {
	const all = { resource: 'settings', operation: 'set', ...parameters };
	const { run: result } = await runProgram(engine, { ...run, parameters: all });
	return result;
}

/** The data of its items, when nothing is wrong. */
export async function settingsOf(
	engine: Engine,
	parameters: INodeParameters = {},
	run: ProgramRun = {},
): Promise<IDataObject[]> {
	const result = await runSet(engine, parameters, run);
	expect(errorOf(result)).toBeUndefined();
	return outputOf(result, 'Node').map(({ json }) => json);
}

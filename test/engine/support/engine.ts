import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

// n8n-core writes its settings file when it is loaded, so it must not find the developer's own.
const userFolder = join(tmpdir(), `creator-hub-engine-${process.env.JEST_WORKER_ID ?? '0'}`);
mkdirSync(userFolder, { recursive: true });
process.env.N8N_USER_FOLDER = userFolder;
process.env.N8N_LOG_LEVEL ??= 'silent';

import {
	ExecutionLifecycleHooks,
	ExternalSecretsProxy,
	LazyPackageDirectoryLoader,
	PackageDirectoryLoader,
	WorkflowExecute,
} from 'n8n-core';
import {
	createRunExecutionData,
	NodeHelpers,
	Workflow,
	type ICredentialType,
	type IDataObject,
	type INode,
	type INodeExecutionData,
	type INodeType,
	type INodeTypes,
	type IPinData,
	type IRun,
	type IVersionedNodeType,
	type IWorkflowBase,
	type IWorkflowExecuteAdditionalData,
	type WorkflowExecuteMode,
} from 'n8n-workflow';
import { CredentialsInMemory, type CredentialData } from './credentials';
import { withoutRegexLimit } from './regexes';

const PACKAGE = 'n8n-nodes-creator-hub';
export const ROOT = join(__dirname, '../../..');

/** The parts of a workflow file that the engine needs. */
export interface WorkflowFile {
	name: string;
	nodes: INode[];
	connections: IWorkflowBase['connections'];
	pinData?: IPinData;
}

/** The built package and n8n's own nodes, loaded as n8n loads them. */
export interface Engine {
	nodeTypes: INodeTypes;
	credentialType(name: string): ICredentialType;
	nodeType(name: string): INodeType;
}

/** What lives on while Jest runs the next test file; a program that is no test has nothing like it. */
const kept: Partial<typeof testProcess> = globalThis.testProcess ?? {};

/** Reads nine megabytes of descriptions. */
async function loadNodesBase(): Promise<LazyPackageDirectoryLoader> {
	const folder = dirname(require.resolve('n8n-nodes-base/package.json'));
	const loader = new LazyPackageDirectoryLoader(folder);
	await loader.loadAll();
	return loader;
}

/** Loads the built package anew, and n8n's own nodes once a process. */
export async function loadEngine(): Promise<Engine> {
	withoutRegexLimit();
	const own = new PackageDirectoryLoader(ROOT);
	await own.loadAll();
	kept.nodesBase ??= loadNodesBase();
	const base = await kept.nodesBase;

	const getByName = (type: string): INodeType | IVersionedNodeType => {
		const dot = type.lastIndexOf('.');
		const loader = type.slice(0, dot) === PACKAGE ? own : base;
		return loader.getNode(type.slice(dot + 1)).type;
	};
	const nodeTypes: INodeTypes = {
		getByName,
		getByNameAndVersion: (type, version) =>
			NodeHelpers.getVersionedNodeType(getByName(type), version),
		getKnownTypes: () => ({}),
	};
	return {
		nodeTypes,
		credentialType: (name) => (name in own.credentialTypes ? own : base).getCredential(name).type,
		nodeType: (name) => nodeTypes.getByNameAndVersion(`${PACKAGE}.${name}`),
	};
}

export interface RunOptions {
	/** Name of the node at which the run starts. */
	start: string;
	/** The start node's input items. */
	items?: IDataObject[];
	credentials: CredentialData;
	pinData?: IPinData;
	/** What started it; by hand unless another way is named. */
	mode?: WorkflowExecuteMode;
	/** Called when the run has begun; it gets the function that cancels it. */
	onStart?: (cancel: () => void) => void;
	/** Called with what nodes send to the browser's console. */
	onMessage?: (data: unknown) => void;
}

export function createWorkflow(engine: Engine, file: WorkflowFile): Workflow {
	return new Workflow({
		id: 'test',
		name: file.name,
		nodes: file.nodes,
		connections: file.connections,
		active: false,
		nodeTypes: engine.nodeTypes,
		settings: { executionOrder: 'v1' },
		staticData: {},
	});
}

/** Runs a workflow on n8n's engine in this process. */
export async function runWorkflow(
	engine: Engine,
	file: WorkflowFile,
	options: RunOptions,
): Promise<IRun> {
	const workflow = createWorkflow(engine, file);
	const start = workflow.getNode(options.start);
	if (!start) throw new Error(`The workflow has no node "${options.start}"`);
	const input = (options.items ?? [{}]).map((json): INodeExecutionData => ({ json }));
	const execution = new WorkflowExecute(
		{
			...additionalData(engine, options.credentials, file),
			sendDataToUI: (_type, data) => options.onMessage?.(data),
		},
		options.mode ?? 'manual',
		createRunExecutionData({
			resultData: { runData: {}, pinData: options.pinData },
			executionData: {
				nodeExecutionStack: [{ node: start, data: { main: [input] }, source: null }],
			},
		}),
	);
	const running = execution.processRunExecutionData(workflow);
	options.onStart?.(() => running.cancel());
	return await running;
}

/** What n8n hands to every run; only what a run here can reach is real. */
export function additionalData(
	engine: Engine,
	credentials: CredentialData,
	file: WorkflowFile,
): IWorkflowExecuteAdditionalData {
	const url = 'http://127.0.0.1:5678';
	const unreachable = async () => {
		throw new Error('Not available in this test');
	};
	return {
		credentialsHelper: new CredentialsInMemory(engine.credentialType, credentials),
		executeWorkflow: unreachable,
		getRunExecutionData: async () => undefined,
		getRuntimeCredential: async () => undefined,
		executionId: '1',
		currentNodeExecutionIndex: 0,
		restApiUrl: url,
		instanceBaseUrl: url,
		formBaseUrl: url,
		formWaitingBaseUrl: url,
		formTestBaseUrl: url,
		webhookBaseUrl: `${url}/webhook`,
		webhookWaitingBaseUrl: url,
		webhookTestBaseUrl: `${url}/webhook-test`,
		mcpBaseUrl: url,
		mcpTestBaseUrl: url,
		variables: {},
		setExecutionStatus: () => undefined,
		sendDataToUI: () => undefined,
		logAiEvent: () => undefined,
		startRunnerTask: unreachable,
		externalSecretsProxy: new ExternalSecretsProxy(),
		hooks: new ExecutionLifecycleHooks('manual', '1', {
			...file,
			id: 'test',
			active: false,
			isArchived: false,
			createdAt: new Date(0),
			updatedAt: new Date(0),
			activeVersionId: null,
			versionId: 'test',
		}),
	};
}

/** The items on an output of a node; output 1 of a node with an error output is the error output. */
export function outputOf(run: IRun, node: string, output = 0): INodeExecutionData[] {
	return run.data.resultData.runData[node]?.[0]?.data?.main[output] ?? [];
}

/** A run's one error, or the error of a node. */
export function errorOf(run: IRun) {
	return run.data.resultData.error;
}

import type { IRun } from 'n8n-workflow';
import { errorOf, loadEngine, outputOf, runWorkflow } from '../../test/engine/support/engine';
import type { WorkflowFile } from '../../test/engine/support/engine';
import { createScenario } from './contacts';
import type { FlowId } from './flows';
import { answerParent } from './ipc';
import { watchMemory, type MemoryUse } from './memoryUse';
import { flowWorkflow, noOpWorkflow, START } from './workflows';

export interface EngineTask {
	/** a flow, or `no-op`: the items and nothing else */
	flow: FlowId | 'no-op';
	continueOnError: boolean;
	contacts: number;
	seed: number;
	audienceId: string;
	apiKey: string;
	/** whether memory is weighed without garbage, which takes time */
	weigh: boolean;
}

export interface EngineResult {
	/** time of the run alone */
	seconds: number;
	/** processor time that the engine's process took meanwhile */
	cpuSeconds: number;
	memory: MemoryUse;
	/** items on error outputs that lead nowhere */
	errorItems: number;
	/** what stopped the run, if anything */
	error: string | null;
}

const loading = loadEngine();

/** Items on the error output of each node that is the end of a branch. */
function errorItems(run: IRun, { nodes, connections }: WorkflowFile): number {
	return nodes
		.filter(({ name, onError }) => onError === 'continueErrorOutput' && !connections[name]?.main[1])
		.reduce((sum, { name }) => sum + outputOf(run, name, 1).length, 0);
}

/** n8n's engine with one workflow, in a process of its own so that its memory is its own. */
export const commands = {
	async run(task: EngineTask): Promise<EngineResult> {
		const { flow, continueOnError, contacts, seed, audienceId, apiKey } = task;
		const engine = await loading;
		const file =
			flow === 'no-op' ? noOpWorkflow() : flowWorkflow(flow, audienceId, continueOnError);
		const { items } = createScenario(contacts, seed);
		const watch = watchMemory(task.weigh);
		const cpuBefore = process.cpuUsage();
		const started = performance.now();
		const run = await runWorkflow(engine, file, {
			start: START,
			items,
			credentials: { mailchimpAudienceApi: { apiKey }, mailchimpApi: { apiKey } },
		});
		const seconds = (performance.now() - started) / 1000;
		const { user, system } = process.cpuUsage(cpuBefore);
		return {
			seconds,
			cpuSeconds: (user + system) / 1e6,
			memory: watch.end(),
			errorItems: errorItems(run, file),
			error: errorOf(run)?.message ?? null,
		};
	},
};
export type EngineCommands = typeof commands;

answerParent(commands);

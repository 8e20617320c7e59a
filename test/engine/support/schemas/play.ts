import type { IDataObject, INodeParameters, IPinData, IRun } from 'n8n-workflow';
import { errorOf, runWorkflow, type WorkflowFile } from '../engine';
import { oneNode, template, type Hub } from '../hub';

/** A workflow that was run, and what came of it. */
export interface Played {
	file: WorkflowFile;
	run: IRun;
	/** What went wrong, where nothing may. */
	problem?: string;
}

/** Runs operations on an account of its own. */
export type Scene = (hub: Hub) => Promise<Played[]>;

/** Runs one operation, which must not end with an error. */
export async function playNode(
	hub: Hub,
	type: Parameters<typeof oneNode>[0],
	parameters: INodeParameters,
	items: IDataObject[] = [{}],
): Promise<Played> {
	const file = oneNode(type, parameters);
	const run = await runWorkflow(hub.engine, file, {
		start: 'Start',
		items,
		credentials: hub.credentials,
	});
	const error = errorOf(run);
	const { resource, operation } = parameters;
	const name = `${type}, ${String(resource)}: ${String(operation)}`;
	return { file, run, problem: error && `${name}: ${error.message}` };
}

/** How a template is run. */
export interface PlayOptions {
	/** The node that starts it; "By hand" unless another one is named. */
	start?: string;
	items?: IDataObject[];
	/** Parameters of nodes, by their names. */
	set?: Record<string, INodeParameters>;
	/** Output of nodes that cannot be run. */
	pinData?: IPinData;
}

/** Runs a template. It may end as failed: that is how a template tells that somebody is held. */
export async function playTemplate(
	hub: Hub,
	name: string,
	{ start = 'By hand', items, set = {}, pinData }: PlayOptions = {},
): Promise<Played> {
	const file = template(name, hub.audienceId);
	for (const [node, parameters] of Object.entries(set)) {
		const found = file.nodes.find((each) => each.name === node);
		if (!found) throw new Error(`${name} has no node "${node}"`);
		Object.assign(found.parameters, parameters);
	}
	const { engine, credentials } = hub;
	return { file, run: await runWorkflow(engine, file, { start, items, pinData, credentials }) };
}

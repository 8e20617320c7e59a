import {
	NodeOperationError,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
} from 'n8n-workflow';

type Context = Pick<IExecuteFunctions, 'getNode'>;

/** Whether the node is the tool of an AI agent. */
export function isTool(context: Context): boolean {
	// By the same name n8n decides whether to show "@tool" (n8n-workflow, getPropertyValues).
	return context.getNode().type.endsWith('Tool');
}

/**
 * All items on the first output, which is all that n8n hands to an agent (n8n-core, get-input-connection-data.js). Each
 * says in `output` where it would have come out: an agent has to see what was held. An item of an error says so itself.
 *
 * @param names of the outputs
 * @param branches the items of each output
 */
export function onFirstOutput(
	names: string[],
	branches: INodeExecutionData[][],
): INodeExecutionData[][] {
	const items = branches.flatMap((branch, index) =>
		branch.map((item) => {
			const isError = item.json.error !== undefined;
			return isError ? item : { ...item, json: { ...item.json, output: names[index] } };
		}),
	);
	return [items];
}

const NO_TOOL_FIX =
	'Let the agent call a workflow that begins with When Executed by Another Workflow, reads the lists, and has this operation behind them.';

/** What the panel of a tool says of an operation that needs several inputs. */
export const noToolNotice: INodeProperties = {
	displayName: `An agent cannot use this operation: it takes lists at several inputs, and a tool has none. ${NO_TOOL_FIX}`,
	name: 'noToolNotice',
	type: 'notice',
	default: '',
	displayOptions: { show: { '@tool': [true] } },
};

/** @param title of an operation that needs several inputs, e.g. "Funnel: Measure" */
export function noTool(context: Context, title: string): NodeOperationError {
	const message = `${title} needs several inputs and cannot be used as a tool`;
	return new NodeOperationError(context.getNode(), message, { description: NO_TOOL_FIX });
}

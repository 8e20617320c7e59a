import { NodeOperationError, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';
import { readInput } from './inputs';
import type { BranchingOperation, Operation, Resource } from './operations';
import { failedRun } from './outcomes';
import { isTool, noTool, onFirstOutput } from './tool';

/** The output for what was decided not to be done; without one, what comes last is told and not done. */
const HELD = 'Held';

/** What a node is set to, with its name in words, as in "Contact: Get Many". */
interface Chosen {
	operation: Operation | BranchingOperation;
	title: string;
}

/**
 * Runs the operation that the node is set to.
 *
 * @param resources the node's resources
 * @returns the items of each of the node's outputs; those of a tool on its first one. When all of it failed and the node
 *   is set to continue: the error, at the output from which nothing is done
 * @throws NodeOperationError also when resource and operation are not ones of this node, as an expression or
 *   a workflow of a newer version may ask for
 */
export async function runOperation(
	this: IExecuteFunctions,
	resources: Resource[],
): Promise<INodeExecutionData[][]> {
	const itemCount = readInput(this, 0)?.length ?? 0;
	let outputs = [''];
	let failures = itemCount;
	try {
		const { operation, title } = chosenOperation(this, resources);
		if (operation.needsInputs && isTool(this)) throw noTool(this, title);
		if ('execute' in operation) return [await operation.execute.call(this, itemCount)];
		outputs = operation.outputs;
		// Lists fail as one.
		if (operation.inputs) failures = 1;
		const branches = await operation.executeBranches.call(this);
		return isTool(this) ? onFirstOutput(outputs, branches) : branches;
	} catch (error) {
		// What is thrown for an item is an error of n8n already; this is for what belongs to no item.
		const items = failedRun.call(this, failures, error);
		if (isTool(this)) return [items];
		const safe = outputs.includes(HELD) ? outputs.indexOf(HELD) : outputs.length - 1;
		return outputs.map((_name, index) => (index === safe ? items : []));
	}
}

function chosenOperation(context: IExecuteFunctions, resources: Resource[]): Chosen {
	const resourceName = context.getNodeParameter('resource', 0);
	const operationName = context.getNodeParameter('operation', 0);
	const resource = resources.find(({ option }) => option.value === resourceName);
	const operation = resource?.operations.find(({ option }) => option.value === operationName);
	if (resource && operation) {
		return { operation, title: `${resource.option.name}: ${operation.option.name}` };
	}
	throw new NodeOperationError(
		context.getNode(),
		`This version of the node has no operation "${String(operationName)}" for "${String(resourceName)}"`,
		{ description: 'Choose the operation again, or update the package.' },
	);
}

import {
	NodeOperationError,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
	type INodePropertyOptions,
} from 'n8n-workflow';
import { toNodeError } from './outcomes';

/** One operation of a node: everything about it stands in one file. */
export interface Operation {
	/** The entry in the Operation list: name, value, description and action. */
	option: INodePropertyOptions;
	/** The operation's own parameters; when they are shown is added by `resourceProperties`. */
	properties: INodeProperties[];
	/**
	 * Does the work for all input items at once, so that an operation may gather them into larger
	 * requests.
	 *
	 * @returns the output items, each with `pairedItem`
	 */
	execute(this: IExecuteFunctions, itemCount: number): Promise<INodeExecutionData[]>;
}

/** One resource of a node, with its operations in the order in which they are listed. */
export interface Resource {
	option: INodePropertyOptions;
	operations: Operation[];
}

const RESOURCE: INodeProperties = {
	displayName: 'Resource',
	name: 'resource',
	type: 'options',
	noDataExpression: true,
	options: [],
	default: '',
};

const OPERATION: INodeProperties = {
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	options: [],
	default: '',
};

/** The Resource list of a node; the first one is the default. */
export function resourceSelector(resources: Resource[]): INodeProperties {
	const options = resources.map((resource) => resource.option);
	return { ...RESOURCE, options, default: options[0].value };
}

/**
 * The Operation list of a resource, the first one being the default, followed by the parameters of
 * each of its operations.
 */
export function resourceProperties(resource: Resource): INodeProperties[] {
	const show = { resource: [resource.option.value] };
	const options = resource.operations.map((operation) => operation.option);
	const selector = { ...OPERATION, options, default: options[0].value, displayOptions: { show } };
	const properties = resource.operations.flatMap((operation) =>
		operation.properties.map((property) => shownFor(property, resource, operation)),
	);
	return [selector, ...properties];
}

function shownFor(
	property: INodeProperties,
	resource: Resource,
	operation: Operation,
): INodeProperties {
	const show = {
		...property.displayOptions?.show,
		resource: [resource.option.value],
		operation: [operation.option.value],
	};
	return { ...property, displayOptions: { ...property.displayOptions, show } };
}

/**
 * Runs the operation that the node is set to.
 *
 * @param resources the node's resources
 * @returns the node's one output
 * @throws NodeOperationError when resource and operation are not ones of this node, as an expression or
 *   a workflow of a newer version may ask for
 */
export async function runOperation(
	this: IExecuteFunctions,
	resources: Resource[],
): Promise<INodeExecutionData[][]> {
	const resourceName = this.getNodeParameter('resource', 0);
	const operationName = this.getNodeParameter('operation', 0);
	const operation = resources
		.find((resource) => resource.option.value === resourceName)
		?.operations.find((candidate) => candidate.option.value === operationName);
	if (!operation) {
		throw new NodeOperationError(
			this.getNode(),
			`This version of the node has no operation "${String(operationName)}" for "${String(resourceName)}"`,
			{ description: 'Choose the operation again, or update the package.' },
		);
	}
	try {
		return [await operation.execute.call(this, this.getInputData().length)];
	} catch (error) {
		// What is thrown for an item is an error of n8n already; this is for what belongs to no item.
		throw toNodeError(this.getNode(), error);
	}
}

import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
	type INodePropertyOptions,
	type INodeTypeDescription,
	type NodeHint,
} from 'n8n-workflow';
import { noToolNotice } from './tool';

/** The operation that a node is set to, in the language of n8n's expressions. */
const CHOSEN = '$parameter["resource"] + " " + $parameter["operation"]';

/** How n8n marks a part of a description that it evaluates. */
type ExpressionString = `={{${string}}}`;

/** A hint of an operation. With `when`, an expression without braces, it is shown only where that is true. */
export type OperationHint = Omit<NodeHint, 'displayCondition'> & { when?: string };

/** What every operation of a node has: everything about it stands in one file. */
interface Described {
	/** The entry in the Operation list: name, value, description and action. */
	option: INodePropertyOptions;
	/** Hints in its panel. */
	hints?: OperationHint[];
	/** The operation's own parameters; when they are shown is added by `resourceProperties`. */
	properties: INodeProperties[];
	/**
	 * Names of its inputs, always the same ones, when it takes several lists; read them with `readInput` of inputs.ts.
	 * One input without a name when it is left out.
	 */
	inputs?: string[];
	/** Whether it can do nothing with the first of its inputs alone, which is all that an agent's tool has. */
	needsInputs?: boolean;
}

/** An operation with one output. */
export interface Operation extends Described {
	/**
	 * Does the work for all input items at once, so that an operation may gather them into larger
	 * requests.
	 *
	 * @returns the output items, each with `pairedItem`
	 */
	execute(this: IExecuteFunctions, itemCount: number): Promise<INodeExecutionData[]>;
}

/** An operation with several outputs. */
export interface BranchingOperation extends Described {
	/** Names of its outputs, always the same ones: a wire is drawn from a place, not from a name. */
	outputs: string[];
	/**
	 * Does the work for all input items at once.
	 *
	 * @returns the items of each output, each with `pairedItem`
	 */
	executeBranches(this: IExecuteFunctions): Promise<INodeExecutionData[][]>;
}

/** One resource of a node, with its operations in the order in which they are listed. */
export interface Resource {
	option: INodePropertyOptions;
	operations: Array<Operation | BranchingOperation>;
	/** The operation of a node that was just added: one that only reads. The first one when it is left out. */
	defaultOperation?: Operation | BranchingOperation;
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
 * The Operation list of a resource with its default, followed by the parameters of each of its operations.
 */
export function resourceProperties(resource: Resource): INodeProperties[] {
	const show = { resource: [resource.option.value] };
	const options = resource.operations.map(withWires);
	const first = resource.defaultOperation ?? resource.operations[0];
	const selector = {
		...OPERATION,
		options,
		default: first.option.value,
		displayOptions: { show },
	};
	const properties = resource.operations.flatMap((operation) => {
		const own = operation.needsInputs
			? [noToolNotice, ...operation.properties]
			: operation.properties;
		return own.map((property) => shownFor(property, resource, operation));
	});
	return [selector, ...properties];
}

/**
 * What n8n's AI builder has to know of an operation to draw its wires: it sees no more of inputs and outputs than an
 * expression (n8n-workflow, INodePropertyOptions.builderHint; n8n 1 knows no such hints and ignores them).
 */
function withWires(operation: Operation | BranchingOperation): INodePropertyOptions {
	const { option, inputs } = operation;
	const hints = [
		wires('Inputs', inputs),
		wires('Outputs', 'outputs' in operation ? operation.outputs : undefined),
		option.builderHint?.propertyHint,
	].filter((hint) => hint !== undefined);
	return hints.length > 0 ? { ...option, builderHint: { propertyHint: hints.join(' ') } } : option;
}

function wires(what: string, names: string[] | undefined): string | undefined {
	return names && `${what}, in this order: ${names.join(', ')}.`;
}

function shownFor(
	property: INodeProperties,
	resource: Resource,
	operation: Described,
): INodeProperties {
	const show = {
		...property.displayOptions?.show,
		resource: [resource.option.value],
		operation: [operation.option.value],
	};
	return { ...property, displayOptions: { ...property.displayOptions, show } };
}

/** What stands below a node on the canvas: resource and operation as the panel names them, e.g. "Contact: Get Many". */
export function subtitleOf(resources: Resource[]): ExpressionString {
	const titles = resources.flatMap(({ option, operations }) =>
		operations.map((operation) => [
			`${String(option.value)} ${String(operation.option.value)}`,
			`${option.name}: ${operation.option.name}`,
		]),
	);
	return `={{ (${JSON.stringify(Object.fromEntries(titles))})[${CHOSEN}] }}`;
}

/** The hints of a node: those of the operation that is chosen. */
export function hintsOf(resources: Resource[]): NodeHint[] {
	return resources.flatMap(({ option, operations }) =>
		operations.flatMap(({ option: { value }, hints = [] }) =>
			hints.map(({ when, ...hint }): NodeHint => {
				const isChosen = `${CHOSEN} === ${JSON.stringify(`${String(option.value)} ${String(value)}`)}`;
				const condition = when === undefined ? isChosen : `${isChosen} && (${when})`;
				return { ...hint, displayCondition: `={{ ${condition} }}` };
			}),
		),
	);
}

/**
 * The outputs of a node, as its description has them: an expression that n8n's editor and engine evaluate, as in
 * n8n's own Switch node.
 */
export function outputsOf(resources: Resource[]): INodeTypeDescription['outputs'] {
	return endsOf(resources, (operation) => ('outputs' in operation ? operation.outputs : undefined));
}

/**
 * The inputs of a node, as its description has them: an expression, as in n8n's own Merge node. n8n runs a node with
 * several inputs once, when nothing else is left to run and one of them got an item.
 */
export function inputsOf(resources: Resource[]): INodeTypeDescription['inputs'] {
	return endsOf(resources, (operation) => operation.inputs);
}

/** @param namesOf the names of an operation's inputs or outputs; undefined for a single one without a name */
function endsOf(
	resources: Resource[],
	namesOf: (operation: Operation | BranchingOperation) => string[] | undefined,
): ExpressionString {
	const main = (displayName: string) => ({ type: NodeConnectionTypes.Main, displayName });
	const named = resources.flatMap(({ option, operations }) =>
		operations.flatMap((operation) => {
			const key = `${String(option.value)} ${String(operation.option.value)}`;
			const names = namesOf(operation);
			return names ? [[key, names.map(main)] as const] : [];
		}),
	);
	const ends = JSON.stringify(Object.fromEntries(named));
	return `={{ (${ends})[${CHOSEN}] ?? ["${NodeConnectionTypes.Main}"] }}`;
}

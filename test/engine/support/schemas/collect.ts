import { NodeHelpers, type IDataObject, type INode, type INodeExecutionData } from 'n8n-workflow';
import type { Operation, BranchingOperation, Resource } from '../../../../nodes/shared/operations';
import type { Engine } from '../engine';
import type { Played } from './play';

const PACKAGE = 'n8n-nodes-creator-hub.';

/** What an operation gave, by its outputs. */
export type Outputs = IDataObject[][];

/** Names an operation as the maps below do: `node resource operation`. */
export const keyOf = (node: string, resource: unknown, operation: unknown) =>
	`${node} ${String(resource)} ${String(operation)}`;

/** Names of the outputs of an operation; one without a name where it has one only. */
export const outputNames = (operation: Operation | BranchingOperation): string[] =>
	'outputs' in operation ? operation.outputs : [''];

/** Gathers what the operations gave in runs: the items of their outputs, without those of errors. */
export class Collected {
	/** What went wrong in runs in which nothing may. */
	readonly problems: string[] = [];
	private readonly outputs = new Map<string, Outputs>();

	/** @param nodes the operations of each node, by the node's name */
	constructor(
		private readonly engine: Engine,
		nodes: Record<string, Resource[]>,
	) {
		for (const [node, resources] of Object.entries(nodes)) {
			for (const { option, operations } of resources) {
				for (const operation of operations) {
					const key = keyOf(node, option.value, operation.option.value);
					this.outputs.set(
						key,
						outputNames(operation).map(() => []),
					);
				}
			}
		}
	}

	add({ file, run, problem }: Played): void {
		if (problem) this.problems.push(problem);
		for (const node of file.nodes) {
			const outputs = this.outputs.get(this.keyOfNode(node));
			if (!outputs) continue;
			for (const { data } of run.data.resultData.runData[node.name] ?? []) {
				// What lies behind the operation's own outputs is n8n's error output.
				outputs.forEach((items, index) => items.push(...good(data?.main[index] ?? [])));
			}
		}
	}

	of(node: string, resource: string, operation: string): Outputs {
		return this.outputs.get(keyOf(node, resource, operation)) ?? [];
	}

	private keyOfNode(node: INode): string {
		if (!node.type.startsWith(PACKAGE)) return '';
		const name = node.type.slice(PACKAGE.length);
		const { description } = this.engine.nodeType(name);
		const { properties } = description;
		const all = NodeHelpers.getNodeParameters(
			properties,
			node.parameters,
			true,
			false,
			node,
			description,
		);
		// The schemas of n8n's own nodes are those of the simplified form as well: a node as it was just added has it.
		return all?.simplify === false ? '' : keyOf(name, all?.resource, all?.operation);
	}
}

/** Items that are no errors; errors are the same for all operations (`errorJson`). */
function good(items: INodeExecutionData[]): IDataObject[] {
	return items.map(({ json }) => json).filter((json) => !('error' in json && 'details' in json));
}

import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { isRecord } from './record';

/** The most nodes that are gone back; a template has fewer. */
const FARTHEST = 20;

/**
 * Makes what finds out what an item stands for, by n8n's own linking of items: a node between, such as Slack, may
 * have put its answer in the place of what the item was.
 *
 * @returns takes the index of an input item and what tells the data that is looked for; gives the item's own
 *   data, or else that of the nearest earlier item it comes from; undefined for none
 *
 * Only for an operation with one input: n8n gives links for the items of the first input that has any.
 */
export function itemsBehind(context: IExecuteFunctions) {
	const items = context.getInputData();
	let names: string[] | undefined;
	return (itemIndex: number, isIt: (json: IDataObject) => boolean): IDataObject | undefined => {
		const { json } = items[itemIndex];
		if (isIt(json)) return json;
		names ??= nodesBefore(context, context.getNode().name);
		const proxy = context.getWorkflowDataProxy(itemIndex);
		for (const name of names) {
			const earlier = linkedItem(proxy.$, name);
			if (earlier && isIt(earlier)) return earlier;
		}
		return undefined;
	};
}

/** Outputs that are looked at; a node of this package has fewer. */
const OUTPUTS = 4;

/**
 * Finds the list that an input stands for, where a node between has put its answers in the place of the items: the output of
 * the nearest node before it that has such a list. For lists that are taken as a whole.
 *
 * @param index of the input, from 0
 * @param isIt tells the list that is looked for
 * @returns undefined for none
 */
export function listBehind(
	context: IExecuteFunctions,
	index: number,
	isIt: (items: INodeExecutionData[]) => boolean,
): INodeExecutionData[] | undefined {
	const nearest = nodeAt(context, index);
	if (nearest === undefined) return undefined;
	const { $ } = context.getWorkflowDataProxy(0);
	for (const name of nodesBefore(context, nearest)) {
		for (let output = 0; output < OUTPUTS; output++) {
			const items = allOf($, name, output);
			if (items.length > 0 && isIt(items)) return items;
		}
	}
	return undefined;
}

/** Name of the node that is wired to an input; undefined when n8n does not know. */
function nodeAt(context: IExecuteFunctions, index: number): string | undefined {
	try {
		return context.getInputSourceData(index).previousNode;
	} catch {
		return undefined;
	}
}

/** All items of an output of a node; none where it did not run, or has no such output. */
function allOf($: unknown, name: string, output: number): INodeExecutionData[] {
	if (typeof $ !== 'function') return [];
	try {
		const node: unknown = $(name);
		if (!isRecord(node) || typeof node.all !== 'function') return [];
		const items: unknown = node.all(output);
		return Array.isArray(items) ? items.filter(isItem) : [];
	} catch {
		return [];
	}
}

function isItem(item: unknown): item is INodeExecutionData {
	return isRecord(item) && isRecord(item.json);
}

/** Names of the nodes before one, the nearest first. */
function nodesBefore(context: IExecuteFunctions, of: string): string[] {
	const names = new Set<string>();
	for (let depth = 1; depth <= FARTHEST; depth++) {
		const found = context.getParentNodes(of, { depth });
		const before = names.size;
		for (const { name } of found) names.add(name);
		if (names.size === before) break;
	}
	return [...names];
}

/**
 * @param $ n8n's own way to other nodes, as expressions have it
 * @returns undefined where the node did not run, or no link leads to it
 */
function linkedItem($: unknown, name: string): IDataObject | undefined {
	if (typeof $ !== 'function') return undefined;
	try {
		const node: unknown = $(name);
		if (!isRecord(node) || node.isExecuted !== true || !('item' in node)) return undefined;
		const item: unknown = node.item;
		return isRecord(item) && isRecord(item.json) ? item.json : undefined;
	} catch {
		// n8n throws where items are not linked; then there is nothing to be found there.
		return undefined;
	}
}

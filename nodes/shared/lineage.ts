import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
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
		names ??= nodesBefore(context);
		const proxy = context.getWorkflowDataProxy(itemIndex);
		for (const name of names) {
			const earlier = linkedItem(proxy.$, name);
			if (earlier && isIt(earlier)) return earlier;
		}
		return undefined;
	};
}

/** Names of the nodes before this one, the nearest first. */
function nodesBefore(context: IExecuteFunctions): string[] {
	const names = new Set<string>();
	for (let depth = 1; depth <= FARTHEST; depth++) {
		const found = context.getParentNodes(context.getNode().name, { depth });
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

import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { itemsBehind } from '../../../shared/lineage';
import { Run } from '../../../shared/run';
import type { Find } from '../../page/items';

/** What becomes of an item, and on which output. */
export interface Branch {
	output: number;
	json: IDataObject;
}

/**
 * Gives each item to one of the outputs. One that failed goes to the last one, from which n8n moves it to the error output.
 *
 * @param outputs how many there are
 * @param handle gets what finds the data that an item stands for
 */
export async function branchEachItem(
	context: IExecuteFunctions,
	outputs: number,
	handle: (find: Find, itemIndex: number) => Branch | Promise<Branch>,
): Promise<INodeExecutionData[][]> {
	const behind = itemsBehind(context);
	const chosen = new Map<number, number>();
	const items = await new Run(context).forEachItem(async ({ itemIndex }) => {
		const { output, json } = await handle((isIt) => behind(itemIndex, isIt), itemIndex);
		chosen.set(itemIndex, output);
		return json;
	});
	const branches: INodeExecutionData[][] = Array.from({ length: outputs }, () => []);
	for (const item of items) {
		const { pairedItem } = item;
		const index = typeof pairedItem === 'object' && 'item' in pairedItem ? pairedItem.item : 0;
		branches[chosen.get(index) ?? outputs - 1].push(item);
	}
	return branches;
}

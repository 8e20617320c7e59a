import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { Input } from '../../shared/input';
import { outputItem, pick, readToolOutput } from '../../shared/output';

/** Makes the data of an item of a flat record. */
export type ToItem = (record: IDataObject) => IDataObject;

/**
 * How much is given out of records that are flat as they are: all of it, unless an agent's tool is set to less.
 *
 * @param simple names of the fields that make the simplified form
 */
export function flatOutput(
	context: Pick<IExecuteFunctions, 'getNode'>,
	input: Input,
	simple: string[],
): ToItem {
	const output = readToolOutput(context, input);
	if (!output) return (record) => record;
	return (raw) => outputItem(output, { raw, simple: pick(raw, simple) });
}

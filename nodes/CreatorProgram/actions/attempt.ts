import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { createOutcomes } from '../../shared/outcomes';

/**
 * Does the work of an operation that makes one thing of all its items. When that fails and the node is set to continue,
 * there is one item of the error, at the first output, from where n8n moves it to the error output if there is one.
 *
 * @param outputs how many outputs there are
 */
export function attempt(
	context: IExecuteFunctions,
	outputs: number,
	work: () => INodeExecutionData[][],
): INodeExecutionData[][] {
	try {
		return work();
	} catch (error) {
		const outcomes = createOutcomes.call(context, 1);
		outcomes.settle(0, { error });
		return [outcomes.items(), ...Array.from({ length: outputs - 1 }, () => [])];
	}
}

import type { INode } from 'n8n-workflow';
import { ItemInput } from '../../../nodes/shared/input';
import type { OutcomeContext } from '../../../nodes/shared/outcomes';
import { ProblemError } from '../../../nodes/shared/problem';

const node: INode = {
	id: '1',
	name: 'Node',
	type: 'node',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

/** What n8n tells of a run: whether errors end it, and whether it was cancelled. */
export function contextOf(continues: boolean, signal?: AbortSignal): OutcomeContext {
	return {
		continueOnFail: () => continues,
		getExecutionCancelSignal: () => signal,
		getNode: () => node,
	};
}

/** The parameters of an item, as n8n resolves them; those that are left out have their defaults. */
export function inputOf(parameters: Record<string, unknown>, itemIndex = 0): ItemInput {
	const getNodeParameter = jest.fn();
	getNodeParameter.mockImplementation((name: string, _itemIndex: number, fallback: unknown) =>
		name in parameters ? parameters[name] : fallback,
	);
	const getInputData = jest.fn().mockReturnValue([{ json: { name: 'item' } }]);
	return new ItemInput({ getInputData, getNodeParameter }, itemIndex);
}

/** What reading the parameter Label ends as: the value, or what is wrong. */
export function resultOf(task: () => unknown): unknown {
	try {
		return task();
	} catch (error) {
		if (!(error instanceof ProblemError)) throw error;
		expect(error.problem.code).toBe('invalid_input');
		expect(error.problem.fix).toMatch(/^The item was not sent\. ./);
		return `! ${error.message.replace('The parameter Label ', '')}`;
	}
}

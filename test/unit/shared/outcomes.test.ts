import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import { NotAttempted } from '../../../nodes/shared/governor';
import { createOutcomes, toNodeError, type Outcome } from '../../../nodes/shared/outcomes';
import { ProblemError } from '../../../nodes/shared/problem';
import { contextOf } from './runContext';

const node = contextOf(false).getNode();
const problem = (code: string) =>
	new ProblemError({ code, message: `What ${code} is`, fix: 'Do this.' });

/** The outcomes of items that were settled in this order; undefined ones were not. */
function outcomesOf(continues: boolean, settled: Array<Outcome | undefined>, signal?: AbortSignal) {
	const outcomes = createOutcomes.call(contextOf(continues, signal), settled.length);
	settled.forEach((outcome, itemIndex) => outcome && outcomes.settle(itemIndex, outcome));
	return outcomes;
}

describe('the error of a node', () => {
	it.each([
		['not another item that had no turn', [new NotAttempted(), problem('held')], 1, 'held'],
		['not one of which a part had no turn', [problem('not_attempted'), problem('held')], 1, 'held'],
		['the first in the order of the input', [problem('held'), problem('other')], 0, 'held'],
		['that nothing was attempted, when that is all', [new NotAttempted()], 0, 'not_attempted'],
	])('is %s', (_what, errors, itemIndex, type) => {
		const outcomes = outcomesOf(
			false,
			errors.map((error) => ({ error })),
		);
		expect(() => outcomes.items()).toThrow(
			expect.objectContaining({ type, context: expect.objectContaining({ itemIndex }) }),
		);
	});

	it('is the real one also when items before it were never settled', () => {
		const outcomes = outcomesOf(false, [undefined, { output: {} }, { error: problem('held') }]);
		expect(() => outcomes.items()).toThrow('What held is');
	});
});

describe('outcomes', () => {
	it('become items in the order of the input, paired, with their files', () => {
		const binary = { data: { data: '', mimeType: 'text/csv' } };
		const outcomes = createOutcomes.call(contextOf(false), 4);
		outcomes.settle(3, { output: [] });
		outcomes.settle(2, { output: [{ b: 1 }, { b: 2 }] });
		outcomes.settle(0, { output: { a: 1 }, binary });
		outcomes.settle(1, { output: { a: 2 } });
		expect(outcomes.items()).toEqual([
			{ json: { a: 1 }, binary, pairedItem: { item: 0 } },
			{ json: { a: 2 }, pairedItem: { item: 1 } },
			{ json: { b: 1 }, pairedItem: { item: 2 } },
			{ json: { b: 2 }, pairedItem: { item: 2 } },
		]);
	});

	it('can be read back by the index of their item, before the items are made', () => {
		const outcomes = outcomesOf(true, [
			{ output: { a: 1 } },
			undefined,
			{ error: problem('held') },
		]);
		expect([0, 1, 2].map((itemIndex) => outcomes.of(itemIndex))).toEqual([
			{ output: { a: 1 } },
			undefined,
			{ error: problem('held') },
		]);
	});

	it('become error items when the node continues on fail, what had no turn too', () => {
		const api = new NodeApiError(node, { message: 'Gone' }, { message: 'Gone', httpCode: '404' });
		const outcomes = outcomesOf(true, [{ error: problem('held') }, { error: api }, undefined]);
		expect(outcomes.isStopped()).toBe(false);
		expect(outcomes.items()).toEqual([
			{
				json: { error: 'What held is', details: { description: 'Do this.', reason: 'held' } },
				pairedItem: { item: 0 },
			},
			{ json: { error: 'Gone', details: { httpCode: '404' } }, pairedItem: { item: 1 } },
			{
				json: {
					error: 'The item was not attempted',
					details: {
						description: expect.stringContaining('Run it again'),
						reason: 'not_attempted',
					},
				},
				pairedItem: { item: 2 },
			},
		]);
	});

	it('say when nothing further may be begun', () => {
		const cancel = new AbortController();
		const outcomes = createOutcomes.call(contextOf(false, cancel.signal), 3);
		const state = () => [outcomes.isFailed(), outcomes.isStopped(), outcomes.count()];
		expect(state()).toEqual([false, false, 0]);
		outcomes.settle(0, { output: {} });
		outcomes.settle(0, { output: {} });
		expect(state()).toEqual([false, false, 1]);
		cancel.abort();
		expect(state()).toEqual([false, true, 1]);
		outcomes.settle(1, { error: problem('held') });
		expect(state()).toEqual([true, true, 2]);
	});
});

describe('toNodeError', () => {
	it('keeps an error of n8n, with its HTTP code', () => {
		const error = new NodeApiError(node, { message: 'x' }, { message: 'x', httpCode: '422' });
		expect(toNodeError(node, error, 3)).toBe(error);
		expect(error.context.itemIndex).toBe(3);
	});

	it('makes one of a problem, and of anything else', () => {
		expect(toNodeError(node, problem('held'), 2)).toMatchObject({
			type: 'held',
			message: 'What held is',
			description: 'Do this.',
			context: { itemIndex: 2 },
		});
		for (const thrown of [new Error('broken'), 'broken']) {
			const error = toNodeError(node, thrown);
			expect(error).toBeInstanceOf(NodeOperationError);
			expect(error.message).toBe('broken');
		}
	});
});

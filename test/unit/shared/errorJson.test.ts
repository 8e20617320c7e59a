import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import { errorJson } from '../../../nodes/shared/errorJson';
import { contextOf } from './runContext';

const node = contextOf(true).getNode();
const held = new NodeOperationError(node, 'Held', { type: 'unsubscribed', description: 'Ask.' });
const gone = new NodeApiError(node, { message: 'Gone' }, { message: 'Gone', httpCode: '404' });

describe('the json of what could not be handled', () => {
	it.each([undefined, 'continueRegularOutput', 'continueErrorOutput'] as const)(
		'has error and details, set to %s',
		(onError) => {
			const details = { description: 'Ask.', reason: 'unsubscribed' };
			expect(errorJson(held, onError)).toEqual({ error: 'Held', details });
			expect(errorJson(gone, onError)).toEqual({ error: 'Gone', details: { httpCode: '404' } });
		},
	);

	it('has the two keys for the error output that n8n 1 knows it by', () => {
		const onError = 'continueErrorOutput';
		expect(errorJson(held, onError, false)).toEqual({ error: 'Held', message: 'Ask.' });
		expect(errorJson(gone, onError, false)).toEqual({ error: 'Gone', message: 'Gone' });
	});

	it('keeps its details on n8n 1 where no error output is asked for', () => {
		expect(errorJson(held, 'continueRegularOutput', false)).toHaveProperty('details.reason');
	});
});

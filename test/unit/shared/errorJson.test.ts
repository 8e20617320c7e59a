import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import { errorJson, readErrorJson } from '../../../nodes/shared/errorJson';
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
		expect(errorJson(held, onError, false)).toEqual({
			error: 'Held',
			message: 'Ask. [unsubscribed]',
		});
		expect(errorJson(gone, onError, false)).toEqual({
			error: 'Gone',
			message: '[http_404]',
		});
	});

	it('keeps its details on n8n 1 where no error output is asked for', () => {
		expect(errorJson(held, 'continueRegularOutput', false)).toHaveProperty('details.reason');
	});
});

describe('what an item of an error says', () => {
	const told = { message: 'Held', description: 'Ask.', reason: 'unsubscribed' };

	it.each([true, false])('is the same with details and without: %s', (knowsDetails) => {
		const read = (error: typeof held | typeof gone) =>
			readErrorJson(errorJson(error, 'continueErrorOutput', knowsDetails));
		expect(read(held)).toEqual(told);
		expect(read(gone)).toEqual({ message: 'Gone', description: '', reason: 'http_404' });
		expect(read(new NodeOperationError(node, 'Why?'))).toEqual({
			message: 'Why?',
			description: '',
			reason: '',
		});
	});

	it.each([
		[{}, { message: '', description: '', reason: '' }],
		[{ error: 'No' }, { message: 'No', description: '', reason: '' }],
		[{ error: { message: 'No' } }, { message: 'No', description: '', reason: '' }],
		// A field of the item itself, which n8n puts beside the error.
		[
			{ error: 'No', message: 'Hello [you]!' },
			{ message: 'No', description: '', reason: '' },
		],
		[
			{ error: 'No', message: 7, details: null },
			{ message: 'No', description: '', reason: '' },
		],
		[
			{ error: 'No', message: 'Two\nlines. [held]' },
			{ message: 'No', description: 'Two\nlines.', reason: 'held' },
		],
		[
			{ error: 'No', details: { httpCode: 429 } },
			{ message: 'No', description: '', reason: 'http_429' },
		],
	])('%j', (json, expected) => expect(readErrorJson(json)).toEqual(expected));
});

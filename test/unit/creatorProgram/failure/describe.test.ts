import type { IDataObject } from 'n8n-workflow';
import { isFailure, readFailure } from '../../../../nodes/CreatorProgram/failure/failure';
import { messageOf } from '../../../../nodes/CreatorProgram/failure/message';
import { LANGUAGES, wordsOf } from '../../../../nodes/CreatorProgram/words';
import { htmlProblems } from '../../../html';

/** What n8n hands to an error workflow (n8n, execute-error-workflow.js), as far as it is read. */
const failed = (error: IDataObject, more: IDataObject = {}): IDataObject => ({
	execution: {
		id: '231',
		url: 'https://n8n.example/workflow/7/executions/231',
		error,
		lastNodeExecuted: 'Sync',
		mode: 'trigger',
		...more,
	},
	workflow: { id: '7', name: 'Keep creators in step' },
});

const tell = (item: IDataObject, language: 'en' | 'de' = 'en', again = 0) =>
	messageOf(readFailure(item), again, wordsOf(language).failure, language);

describe('a failure in words', () => {
	it('says which workflow, where, what happened, what to do, with a link', () => {
		const { subject, text, html } = tell(failed({ message: 'The list is empty' }));
		expect(subject).toBe('Failed: Keep creators in step');
		expect(text).toBe(
			[
				'The workflow "Keep creators in step" has failed.',
				'Where: Sync',
				'What happened: The list is empty',
				'What to do: Open the execution and look at the node that is marked in red. Then correct what it names, and execute the workflow again.',
				'Open the execution: https://n8n.example/workflow/7/executions/231',
			].join('\n'),
		);
		expect(html).toContain('<a href="https://n8n.example/workflow/7/executions/231">');
	});

	it('is said in German', () => {
		expect(tell(failed({ message: 'x' }), 'de', 3).text).toBe(
			[
				'Der Workflow „Keep creators in step“ ist fehlgeschlagen. Seit der letzten Nachricht ist er noch 3-mal auf dieselbe Weise fehlgeschlagen.',
				'Wo: Sync',
				'Was passiert ist: x',
				'Was zu tun ist: Öffne die Ausführung und sieh dir den rot markierten Node an. Behebe, was dort steht, und führe den Workflow noch einmal aus.',
				'Ausführung öffnen: https://n8n.example/workflow/7/executions/231',
			].join('\n'),
		);
	});

	it.each<[IDataObject, string]>([
		[{ message: 'No', httpCode: '401' }, 'Open the credential in n8n'],
		[{ message: 'No', httpCode: 403 }, 'Open the credential in n8n'],
		[{ message: 'No', httpCode: '429' }, 'too many requests'],
		[{ message: 'No', httpCode: '502' }, 'did not answer'],
		[{ message: 'connect ECONNREFUSED 10.0.0.1' }, 'did not answer'],
		[{ message: 'The connection timed out' }, 'did not answer'],
		[{ message: 'No', code: 'ETIMEDOUT' }, 'did not answer'],
		[{ message: 'No', httpCode: '404' }, 'marked in red'],
		[
			{
				message: 'No',
				httpCode: '401',
				description: 'Choose another name.',
				node: { type: 'n8n-nodes-creator-hub.mailchimpAudience' },
			},
			'What to do: Choose another name.',
		],
		[
			{ message: 'No', description: 'An answer.', node: { type: 'n8n-nodes-base.httpRequest' } },
			'marked in red',
		],
	])('says what to do about %j', (error, expected) => {
		expect(tell(failed(error)).text).toContain(expected);
	});

	it('says of a trigger that the workflow may not start any more', () => {
		const item = {
			trigger: {
				error: { message: 'No connection', node: { name: 'Every hour' } },
				mode: 'trigger',
			},
			workflow: { id: '7', name: 'Report' },
		};
		expect(isFailure(item)).toBe(true);
		expect(tell(item).text).toBe(
			[
				'The trigger of the workflow "Report" has failed, so that the workflow may not start any more.',
				'Where: Every hour',
				'What happened: No connection',
				'What to do: Open the workflow, look at its trigger and credential, and publish the workflow again.',
				'n8n has kept no data of this execution.',
			].join('\n'),
		);
	});

	it('keeps the lines of a message, as Summary has them', () => {
		const message = 'Added 2.\n2 need a look:\n• Anna: no link';
		expect(tell(failed({ message })).text).toContain(`What happened: ${message}\n`);
		expect(tell(failed({ message })).html).toContain('Added 2.<br>2 need a look:<br>• Anna');
	});

	it.each<IDataObject>([
		{ execution: {}, workflow: {} },
		{ execution: { error: 'text', url: 4, lastNodeExecuted: {} }, workflow: { name: [] } },
		{ execution: { error: { message: {}, node: 4, description: 1 } }, workflow: { id: {} } },
		{ execution: { error: [] }, workflow: { name: '\u202e\n' } },
	])('is told whatever is missing or wrong: %j', (item) => {
		const { text } = tell(item);
		expect(text).toContain('The workflow "without a name" has failed.');
		expect(text).toContain('n8n does not say why.');
		expect(text).toContain('n8n has kept no data');
	});

	it.each<IDataObject>([{}, { workflow: {} }, { execution: {} }, { execution: 4, workflow: 5 }])(
		'%j is from no Error Trigger',
		(item) => {
			expect(isFailure(item)).toBe(false);
		},
	);

	it.each(LANGUAGES)('is a page without fault, whatever the names are (%s)', (language) => {
		const nasty = `</p><script>"'&\u202e`;
		const item = failed({ message: `${nasty}\n${nasty}` }, { lastNodeExecuted: nasty });
		const { html, text, subject } = tell(
			{ ...item, workflow: { id: '1', name: nasty } },
			language,
			1,
		);
		expect(htmlProblems(html)).toEqual([]);
		expect(html).not.toMatch(/<script/);
		expect(text + subject).not.toMatch(/[<>\u202e]/);
		expect(html).toContain(`<html lang="${language}">`);
	});

	it.each(['javascript:alert(1)', 'https://a:b@n8n.example/', 'https://n8n.example/ x', 'x'])(
		'has no link to %j',
		(url) => {
			const { text, html } = tell(failed({ message: 'x' }, { url }));
			expect(text).toContain('n8n has kept no data');
			expect(html).not.toContain('href');
		},
	);
});

describe('what stays in n8n', () => {
	it.each([
		['Key 0123456789abcdef0123456789abcdef-us21 refused', 'Key … refused'],
		['Authorization: Bearer abc.def-ghi_123', 'Authorization: … …'],
		['sent Basic dXNlcjpwYXNz to it', 'sent Basic … to it'],
		['api_key=hunter2hunter2, then', 'api_key=…, then'],
		['"secret": "s3cr3t"', '"secret": "…"'],
		['GET https://u:p@api.example/x?key=1&b=2#c failed', 'GET https://…@api.example/x failed'],
		['400 - {"title":"Invalid","email":"a@b.com"}', '400 - …'],
		['failed: [{"a":1}]', 'failed: …'],
		['502 <!DOCTYPE html><p>Secret</p>', '502 …'],
		['502 <html><p>Secret</p>', '502 …'],
		['token eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9 is old', 'token … is old'],
		['The contact is archived (anna@example.com)', 'The contact is archived (anna@example.com)'],
		['The token is wrong', 'The token is wrong'],
		['Affiliate a3y7 [held] has {no} link', 'Affiliate a3y7 [held] has {no} link'],
	])('%s', (message, told) => {
		expect(readFailure(failed({ message })).message).toBe(told);
	});

	it('is also what is too long, and everything beside the message', () => {
		const secret = 'S3CRET';
		const item = failed(
			{
				message: `${'long '.repeat(5000)}\n${'line\n'.repeat(100)}`,
				description: secret,
				stack: secret,
				messages: [secret],
				context: { data: secret },
				node: { name: 'Sync', type: 'n8n-nodes-base.set', parameters: { secret } },
			},
			{ executionContext: { secret }, retryOf: secret },
		);
		const told = JSON.stringify(tell(item));
		expect(told).not.toContain(secret);
		expect(told.length).toBeLessThan(5000);
		expect(JSON.stringify(readFailure(item))).not.toContain(secret);
	});
});

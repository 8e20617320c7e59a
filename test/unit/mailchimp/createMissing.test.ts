import { NodeApiError, type IDataObject, type INode } from 'n8n-workflow';
import { fieldMaker } from '../../../nodes/Mailchimp/mergeFields/audienceFields';
import type { MailchimpClient, MailchimpRequest } from '../../../nodes/Mailchimp/transport/client';
import { withMissingFields } from '../../../nodes/Mailchimp/write/writeContact';
import { ProblemError } from '../../../nodes/shared/problem';
import { member, write } from './support';

const node: INode = {
	id: '1',
	name: 'Mailchimp',
	type: 'mailchimpAudience',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

const failure = (httpCode: string) =>
	new NodeApiError(node, { message: 'No.' }, { message: 'No.', httpCode, description: 'Try.' });

/** An audience with these merge fields; `answer` may throw in the place of an answer. */
function audienceWith(fields: IDataObject[], answer: (method: string) => void = () => undefined) {
	const requests: MailchimpRequest[] = [];
	const client: MailchimpClient = {
		async request(request) {
			requests.push(request);
			await Promise.resolve();
			answer(request.method);
			if (request.method === 'POST') {
				fields.push({ ...request.body });
				return { ...request.body };
			}
			return { merge_fields: [...fields], total_items: fields.length };
		},
	};
	return { client, methods: () => requests.map(({ method }) => method) };
}

const link = { tag: 'AFFLINK', name: 'Tracking Link', type: 'url' };
const code = { tag: 'AFFCODE', name: 'Affiliate Code', type: 'text' };

const problemOf = async (work: Promise<unknown>): Promise<unknown> =>
	await work.then(
		() => undefined,
		(error: unknown) => (error instanceof ProblemError ? error.problem.code : error),
	);

describe('making the merge fields that an audience lacks', () => {
	it('creates each once, however many ask at the same time', async () => {
		const fields = [{ ...code }];
		const { client, methods } = audienceWith(fields);
		const make = fieldMaker();
		await Promise.all(
			[[link], [link, code], [code]].map(async (needed) => await make(client, 'a1', needed)),
		);
		expect(methods()).toEqual(['GET', 'POST']);
		expect(fields).toEqual([code, { ...link, public: false }]);
	});

	it('asks for each audience by itself', async () => {
		const { client, methods } = audienceWith([{ ...link }]);
		const make = fieldMaker();
		await make(client, 'a1', [link]);
		await make(client, 'a2', [link]);
		expect(methods()).toEqual(['GET', 'GET']);
	});

	it('says what is wrong with one that is there with another type', async () => {
		const { client } = audienceWith([{ ...link, type: 'number' }]);
		expect(await problemOf(fieldMaker()(client, 'a1', [link]))).toBe('wrong_type');
	});

	it('asks once for one that Mailchimp refuses, and says what it said', async () => {
		const refuse = (method: string) => {
			if (method === 'POST') throw failure('400');
		};
		const { client, methods } = audienceWith([], refuse);
		const make = fieldMaker();
		for (let time = 0; time < 3; time++) {
			expect(await problemOf(make(client, 'a1', [link]))).toBe('merge_field_refused');
		}
		// The second read looks whether the field is there by now.
		expect(methods()).toEqual(['GET', 'POST', 'GET']);
		await expect(make(client, 'a1', [link])).rejects.toThrow(
			'Mailchimp refused the merge field AFFLINK: No.',
		);
	});

	it('tries again after a failure that may pass, and one failure is not that of the next', async () => {
		let failures = 1;
		const { client } = audienceWith([], () => {
			if (failures-- > 0) throw failure('503');
		});
		const make = fieldMaker();
		const [first, second] = await Promise.all([
			problemOf(make(client, 'a1', [link])),
			problemOf(make(client, 'a1', [link])),
		]);
		expect(first).toBeInstanceOf(NodeApiError);
		expect(second).toBeUndefined();
	});
});

describe('a contact after it was sent', () => {
	const context = (client: MailchimpClient) => ({
		client,
		send: jest.fn(),
		change: jest.fn(),
		mergeFieldsOf: () => Promise.resolve(new Map()),
		makeFields: fieldMaker(),
		timeZone: 'UTC',
	});

	it.each([
		['its item does not ask for it', { createMissing: false }, {}],
		['all its fields are there', { createMissing: true }, { mergeFields: { FNAME: '' } }],
		['the answer says nothing of it', { createMissing: true }, { id: '' }],
	])('is not sent again when %s', async (_why, asked, answered) => {
		const { client, methods } = audienceWith([]);
		const sent = { ...member('subscribed'), ...answered };
		expect(await withMissingFields(context(client), write(asked), sent)).toBe(sent);
		expect(methods()).toEqual([]);
	});

	it('is sent again, with the status left alone, when a field was made', async () => {
		const { client } = audienceWith([]);
		const again = member('pending');
		const writing = context(client);
		writing.change.mockResolvedValue(again);
		const asked = write({ createMissing: true, status: 'subscribed' });
		expect(await withMissingFields(writing, asked, member('pending'))).toBe(again);
		expect(writing.change.mock.calls).toEqual([[asked, undefined]]);
	});
});

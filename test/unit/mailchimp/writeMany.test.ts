import type { IDataObject } from 'n8n-workflow';
import type { MailchimpClient, MailchimpRequest } from '../../../nodes/Mailchimp/transport/client';
import { fieldMaker } from '../../../nodes/Mailchimp/mergeFields/audienceFields';
import { upsertWith, type WriteContext } from '../../../nodes/Mailchimp/write/writeContact';
import { writeMany, type NumberedWrite } from '../../../nodes/Mailchimp/write/writeMany';
import { createOutcomes, type Outcomes } from '../../../nodes/shared/outcomes';
import { isRecord } from '../../../nodes/shared/record';
import { contextOf } from '../shared/runContext';
import { write } from './support';

/** An account that stores every contact as it is sent, and what was asked of it. */
function account() {
	const requests: MailchimpRequest[] = [];
	const member = (body: IDataObject): IDataObject => ({
		id: `id of ${String(body.email_address)}`,
		email_address: body.email_address,
		status: body.status_if_new,
		merge_fields: body.merge_fields,
		tags: [],
		tags_count: 0,
	});
	const client: MailchimpClient = {
		async request(request) {
			requests.push(request);
			const { body = {} } = request;
			if (!Array.isArray(body.members)) return await Promise.resolve(member(body));
			return { new_members: body.members.filter(isRecord).map((each) => member({ ...each })) };
		},
	};
	const context: WriteContext = {
		client,
		send: upsertWith(client),
		change: upsertWith(client),
		mergeFieldsOf: () => Promise.resolve(new Map()),
		makeFields: fieldMaker(),
		timeZone: 'UTC',
	};
	return { requests, context };
}

/** Writes that do not come from parameters, numbered from 100 on. */
const writes = (count: number): NumberedWrite[] =>
	Array.from({ length: count }, (_value, index) => ({
		index: 100 + index,
		write: write({ email: `jo${index}@creator-mail.com`, tagsToAdd: ['new-affiliate'] }),
	}));

const outcomesFor = (count: number) => createOutcomes.call(contextOf(true), count);

const emailOf = (outcomes: Outcomes, index: number) => {
	const outcome = outcomes.of(index);
	return outcome && 'output' in outcome && !Array.isArray(outcome.output)
		? outcome.output.email_address
		: outcome;
};

async function* later(all: NumberedWrite[]) {
	for (const each of all) yield await Promise.resolve(each);
}

describe('writing many contacts', () => {
	it.each([
		['one by one', 1, ['PUT', 'POST']],
		['one by one up to twenty', 20, Array.from({ length: 20 }, () => ['PUT', 'POST']).flat()],
		['together from twenty-one on', 25, Array.from({ length: 26 }, () => 'POST')],
	])('settles each under its own number, %s', async (_how, count, methods) => {
		const { requests, context } = account();
		const outcomes = outcomesFor(200);
		await writeMany(
			{
				context: async () => await Promise.resolve(context),
				outcomes,
				total: count,
				onProgress: () => undefined,
			},
			later(writes(count)),
		);
		expect(writes(count).map(({ index }) => emailOf(outcomes, index))).toEqual(
			writes(count).map(({ write: { email } }) => email),
		);
		expect(outcomes.count()).toBe(count);
		expect(requests.map(({ method }) => method).sort()).toEqual([...methods].sort());
	});

	it('goes by how many there are to come, not by how many items the node has', async () => {
		const { requests, context } = account();
		const progress: number[] = [];
		await writeMany(
			{
				context: async () => await Promise.resolve(context),
				outcomes: outcomesFor(200),
				total: 10_000,
				onProgress: (done) => progress.push(done),
			},
			writes(2),
		);
		expect(requests[0].body).toMatchObject({ members: [{}, {}] });
		expect(progress).toEqual([2]);
	});

	it('writes what two ask for one contact together, and settles both', async () => {
		const { requests, context } = account();
		const outcomes = outcomesFor(2);
		const twice = [
			{ index: 0, write: write({ mergeFields: { FNAME: 'Jo' } }) },
			{ index: 1, write: write({ mergeFields: { LNAME: 'Doe' } }) },
		];
		const many = { outcomes, total: 2, onProgress: () => undefined };
		await writeMany({ ...many, context: async () => await Promise.resolve(context) }, twice);
		expect(requests.map(({ body }) => body?.merge_fields)).toEqual([{ FNAME: 'Jo', LNAME: 'Doe' }]);
		expect([0, 1].map((index) => emailOf(outcomes, index))).toEqual([
			'jo@creator-mail.com',
			'jo@creator-mail.com',
		]);
	});

	it('takes no further write once the run has failed, and needs no account without any', async () => {
		const outcomes = createOutcomes.call(contextOf(false), 2);
		outcomes.settle(0, { error: new Error('No.') });
		const context = () => Promise.reject(new Error('Nobody asked for an account'));
		const many = { context, outcomes, total: 2, onProgress: () => undefined };
		await writeMany(many, writes(2));
		await writeMany({ ...many, outcomes: outcomesFor(0) }, []);
		expect(outcomes.count()).toBe(1);
	});
});

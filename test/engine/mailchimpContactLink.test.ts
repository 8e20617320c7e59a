import type { IDataObject } from 'n8n-workflow';
import { add, contact, requests, setTheScene, tagsOf, theHub, upsert } from './support/bulk';
import { creators, LINK, mapped } from './support/contacts';
import { outputOf } from './support/engine';
import { CONTINUE, pairedJson } from './support/refersion';
import { skipSockets } from './support/withoutSockets';

setTheScene();
skipSockets(() => theHub().world);

/** Each operation that writes a contact, for one item and for so many that they are sent together. */
const WAYS = ['create', 'update', 'upsert'].flatMap((operation) =>
	[1, 25].map((count) => ({ operation, count })),
);

/** Creators with what their item differs in; with Update they are contacts already. */
function items(operation: string, count: number, more: IDataObject = {}): IDataObject[] {
	const all = creators(count, () => more);
	if (operation === 'update') for (const { email } of all) add(String(email));
	return all;
}

/** The one error that every item ends as. */
async function errorsOf(wanted: Parameters<typeof upsert>[0]) {
	const run = await upsert({ ...wanted, node: CONTINUE });
	const errors = outputOf(run, 'Node').map(({ json }) => json);
	expect(errors).toHaveLength(wanted?.items?.length ?? 1);
	expect(theHub().world.outbox.mails).toEqual([]);
	return errors;
}

describe.each(WAYS)('Tracking Link in $operation, $count items', ({ operation, count }) => {
	it('is stored in the Link Merge Field, without a row of the mapper', async () => {
		const json = pairedJson(
			await upsert({ items: items(operation, count), parameters: { operation } }),
		);
		expect(json).toHaveLength(count);
		for (let index = 0; index < count; index++) {
			const email = `jo${index}@creator-mail.com`;
			expect(contact(email)).toMatchObject({ merge_fields: { AFFLINK: `${LINK}${index}` } });
			expect(tagsOf(email)).toEqual(['new-affiliate']);
		}
		expect(requests()).not.toHaveProperty('GET /merge-fields');
	});

	it.each([
		['', 'The Tracking Link is empty', 'empty_link'],
		['shop.refersion.com/c/a3y7', 'The Tracking Link is not a web link', 'bad_link'],
	])('holds the contact for %j, and names the parameter', async (link, message, reason) => {
		const all = items(operation, count, { link });
		for (const json of await errorsOf({ items: all, parameters: { operation } })) {
			expect(json).toMatchObject({
				error: expect.stringContaining(message),
				details: { reason, description: expect.stringContaining('mapped to Tracking Link') },
			});
		}
		expect(theHub().world.mailchimp.requests).toEqual([]);
	});

	it('holds the contact when Mailchimp stored something else, and names the parameter', async () => {
		const { mailchimp } = theHub().world;
		const { mergeFields } = mailchimp.audience(theHub().audienceId);
		for (const field of mergeFields) if (field.tag === 'AFFLINK') field.type = 'text';
		const all = items(operation, count, { link: `${LINK}?x=${'y'.repeat(300)}` });
		for (const json of await errorsOf({ items: all, parameters: { operation } })) {
			expect(json).toMatchObject({
				error: expect.stringContaining(
					'Mailchimp cut the Tracking Link in the merge field AFFLINK',
				),
				details: { reason: 'field_not_stored' },
			});
		}
		expect(tagsOf('jo0@creator-mail.com')).toEqual([]);
	});

	it('is an error where a row of the mapper has another link, and nothing is sent', async () => {
		const mergeFields = mapped({ AFFLINK: 'https://shop.refersion.com/c/other' });
		const all = items(operation, count);
		for (const json of await errorsOf({ items: all, parameters: { operation, mergeFields } })) {
			expect(json).toMatchObject({
				error: 'The parameter Tracking Link is not what the row AFFLINK under Merge Fields has',
				details: { reason: 'invalid_input' },
			});
		}
		expect(theHub().world.mailchimp.requests).toEqual([]);
	});

	it('is an error without a field to store it in', async () => {
		const parameters = { operation, linkMergeField: '' };
		for (const json of await errorsOf({ items: items(operation, count), parameters })) {
			expect(json).toMatchObject({
				error: 'The parameter Link Merge Field is empty, but there is a Tracking Link',
				details: { reason: 'invalid_input' },
			});
		}
	});
});

describe('Tracking Link beside Merge Fields', () => {
	it('is an error where only the row of the mapper has a link', async () => {
		const parameters = { trackingLink: '', mergeFields: mapped({ afflink: LINK }) };
		const [json] = await errorsOf({ parameters });
		expect(json).toMatchObject({ details: { reason: 'invalid_input' } });
	});

	it.each([
		['the same link', LINK],
		['nothing', ''],
	])('does not mind a row that has %s', async (_what, AFFLINK) => {
		const parameters = { mergeFields: mapped({ AFFLINK }) };
		pairedJson(await upsert({ parameters, options: { clearEmptyFields: true } }));
		expect(contact('jo@creator-mail.com')).toMatchObject({ merge_fields: { AFFLINK: LINK } });
	});

	it('is not taken from the item with Map Automatically, and no warning is made of it', async () => {
		const item = { email: 'jo@creator-mail.com', fname: 'Jo', afflink: 'other', link: LINK };
		const mergeFields = { mappingMode: 'autoMapInputData', value: null, schema: [] };
		const [json] = pairedJson(
			await upsert({ items: [item], parameters: { trackingLink: LINK, mergeFields } }),
		);
		expect(json).toMatchObject({
			merge_fields: { FNAME: 'Jo', AFFLINK: LINK },
			warnings: ['The audience has no merge field for these fields of the item: link'],
		});
	});

	it('is of the type that the audience has, where that has to be looked up anyway', async () => {
		const { id } = theHub().world.mailchimp.addAudience({ name: 'Numbers' });
		theHub().world.mailchimp.addMergeField(id, { tag: 'AFFLINK', name: 'Link', type: 'number' });
		const audience = { __rl: true, mode: 'id', value: id };
		const mergeFields = mapped({ LNAME: 'Doe' }, { LNAME: undefined });
		const [json] = await errorsOf({ parameters: { audience, mergeFields } });
		expect(json.error).toContain('The merge field AFFLINK takes a number');
	});
});

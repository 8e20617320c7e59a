import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { LINK } from './support/contacts';
import { errorOf, outputOf } from './support/engine';
import { resetHub, startHub, type Hub } from './support/hub';
import { addContact, JO, runOnContacts, sentShapes } from './support/mailchimpContact';
import { CONTINUE, pairedJson } from './support/refersion';

/** Contact: Update with all of a change in one object, as a node before decides it. */
let hub: Hub;
beforeAll(async () => {
	hub = await startHub();
});
beforeEach(() => resetHub(hub));
afterAll(async () => await hub.close());

const jo = () => hub.world.mailchimp.member(hub.audienceId, JO);
const tagsOf = () => hub.world.mailchimp.tagsOf(hub.audienceId, JO).sort();

const CHANGE = {
	email_address: JO,
	merge_fields: { FNAME: 'Jo', AFFLINK: LINK },
	tags_to_add: ['new-affiliate'],
	tags_to_remove: ['applicant'],
	required_merge_fields: ['AFFLINK'],
};

/** What the item itself has is not what is written: a node between may have put its answer there. */
async function update(change: unknown, options: INodeParameters = {}, node = {}) {
	const parameters = {
		resource: 'contact',
		operation: 'update',
		specifyChange: 'change',
		change: '={{ $json.change }}',
		// What was typed before somebody chose JSON does not count.
		mergeFields: { mappingMode: 'autoMapInputData', value: null },
		tagsToAdd: { tags: [{ tag: { __rl: true, mode: 'name', value: 'typed-before' } }] },
		options,
	};
	const item: IDataObject = { change: change as IDataObject, FNAME: 'Slack', LNAME: 'Slack' };
	return await runOnContacts(hub, parameters, [item], node);
}

it('writes what the change names, fields first, and nothing else of the item or the panel', async () => {
	addContact(hub, { tags: ['applicant', 'vip'], mergeFields: { LNAME: 'Doe' } });
	const [json] = pairedJson(await update(CHANGE));
	expect(json).toMatchObject({
		email_address: JO,
		tags_added: ['new-affiliate'],
		tags_removed: ['applicant'],
		warnings: [],
	});
	expect(jo()).toMatchObject({ merge_fields: { FNAME: 'Jo', LNAME: 'Doe', AFFLINK: LINK } });
	expect(tagsOf()).toEqual(['new-affiliate', 'vip']);
	const [first, ...others] = sentShapes(hub);
	expect(first).toBe('GET /lists/<list>/merge-fields');
	expect(others).toEqual([
		'PATCH /lists/<list>/members/<hash>',
		'POST /lists/<list>/members/<hash>/tags',
	]);
});

it('takes JSON that was typed', async () => {
	addContact(hub);
	const change = JSON.stringify({ email_address: JO, merge_fields: { FNAME: 'Typed' } });
	expect(pairedJson(await update(change))).toMatchObject([{ tags_added: [] }]);
	expect(jo()).toMatchObject({ merge_fields: { FNAME: 'Typed' } });
});

it('adds no tag when a field that the change requires is not there', async () => {
	addContact(hub);
	const change = { ...CHANGE, required_merge_fields: ['UNPAID'] };
	const [item] = outputOf(await update(change, {}, CONTINUE), 'Node');
	expect(item.json).toMatchObject({ error: expect.stringContaining('UNPAID') });
	expect(tagsOf()).toEqual([]);
});

it('requires what the option says as well', async () => {
	addContact(hub);
	const options = { requiredMergeFields: 'LNAME' };
	const [item] = outputOf(await update(CHANGE, options, CONTINUE), 'Node');
	expect(item.json).toMatchObject({ error: expect.stringContaining('LNAME') });
	expect(tagsOf()).toEqual([]);
});

it.each([
	['nothing', undefined, 'The parameter Change is empty'],
	['a text that is no JSON', 'jo', 'The parameter Change is no collection: "jo"'],
	['a list', [CHANGE], 'The parameter Change is no collection'],
	['no address', { merge_fields: {} }, 'The parameter Change has no email_address'],
	['a misspelt name', { ...CHANGE, tag_to_add: ['x'] }, 'The parameter Change names "tag_to_add"'],
	['fields that are none', { ...CHANGE, merge_fields: 'x' }, 'Change (merge_fields)'],
])('%s is an error, and nothing is written', async (_what, change, message) => {
	addContact(hub);
	expect(errorOf(await update(change))?.message).toContain(message);
	expect(sentShapes(hub).filter((request) => !request.startsWith('GET'))).toEqual([]);
});

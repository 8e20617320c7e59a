import type { INodeParameters } from 'n8n-workflow';
import { mapped, tags } from './support/contacts';
import { errorOf } from './support/engine';
import { locator, resetHub, startHub, type Hub } from './support/hub';
import { addContact, JO, runOnContacts } from './support/mailchimpContact';
import { editorContext } from './support/pickers';
import { pairedJson } from './support/refersion';

let hub: Hub;
beforeAll(async () => {
	hub = await startHub();
});
beforeEach(() => resetHub(hub));
afterAll(async () => await hub.close());

const tagsOf = () => hub.world.mailchimp.tagsOf(hub.audienceId, JO).sort();

const contact = (operation: string, toAdd: string[], toRemove: string[]): INodeParameters => ({
	resource: 'contact',
	operation,
	mergeFields: mapped({ FNAME: 'Jo' }),
	linkMergeField: '',
	tagsToAdd: tags(...toAdd),
	tagsToRemove: tags(...toRemove),
	options: {},
});

describe('a comma separates tags', () => {
	it.each(['upsert', 'update'])(
		'in Tags to Add and to Remove of Contact: %s',
		async (operation) => {
			addContact(hub, { tags: ['c', 'd', 'e'] });
			const [json] = pairedJson(
				await runOnContacts(hub, contact(operation, ['a, b', ' , '], ['c ,D'])),
			);
			expect(json).toMatchObject({ tags_added: ['a', 'b'], tags_removed: ['c', 'D'] });
			expect(tagsOf()).toEqual(['a', 'b', 'e']);
		},
	);

	it('in Tags to Add of Contact: Create', async () => {
		pairedJson(await runOnContacts(hub, contact('create', ['a, b'], [])));
		expect(tagsOf()).toEqual(['a', 'b']);
	});

	it.each([
		['add', ['a', 'b', 'c']],
		['remove', ['c']],
	])('in Tags of Tag: %s', async (operation, left) => {
		addContact(hub, { tags: operation === 'add' ? ['c'] : ['a', 'b', 'c'] });
		const parameters = { resource: 'tag', operation, tags: tags('a, b'), options: {} };
		pairedJson(await runOnContacts(hub, parameters));
		expect(tagsOf()).toEqual(left);
	});

	it('in Tags of Audience: Prepare', async () => {
		const parameters = { resource: 'audience', operation: 'prepare', wantedTags: ['a, b', 'c'] };
		const [json] = pairedJson(await runOnContacts(hub, parameters));
		expect(json).toMatchObject({
			tags: [
				{ name: 'a', state: 'created' },
				{ name: 'b', state: 'created' },
				{ name: 'c', state: 'created' },
			],
		});
		const names = [...hub.world.mailchimp.audience(hub.audienceId).tags.keys()];
		expect(names.sort()).toEqual(
			['a', 'b', 'c', 'new-affiliate'].filter((name) => names.includes(name)),
		);
		expect(names).not.toContain('a, b');
	});

	it('so that where one tag is wanted several are an error that names them', async () => {
		addContact(hub, { tags: ['a', 'b'] });
		const parameters = { resource: 'tag', operation: 'getMembers', tag: locator('name', 'a, b') };
		const error = errorOf(await runOnContacts(hub, parameters));
		expect(error?.message).toBe('The parameter Tag names more than one tag: a, b');
		expect(hub.world.mailchimp.requests).toEqual([]);
	});

	it('and not in one that was chosen from the list', async () => {
		addContact(hub, { tags: ['a, b'] });
		const chosen = locator('list', 'a, b');
		const removed = { resource: 'tag', operation: 'remove', tags: { tags: [{ tag: chosen }] } };
		const members = { resource: 'tag', operation: 'getMembers', tag: chosen };
		expect(pairedJson(await runOnContacts(hub, members))).toMatchObject([{ email_address: JO }]);
		expect(pairedJson(await runOnContacts(hub, removed))).toMatchObject([
			{ tags_removed: ['a, b'] },
		]);
		expect(tagsOf()).toEqual([]);
	});

	it('and the panel says so wherever rows of tags are', () => {
		const { properties } = hub.engine.nodeType('mailchimpAudience').description;
		const lists = properties.filter(({ name }) =>
			['tags', 'tagsToAdd', 'tagsToRemove'].includes(name),
		);
		expect(lists.length).toBeGreaterThan(3);
		for (const { description } of lists) expect(description).toContain('A comma separates tags');
	});
});

it.each([
	['link', ['creator link live', 'link-live']],
	[' LIVE ', ['creator link live', 'link-live']],
	['tor l', ['creator link live']],
	['none', []],
])('the search for a tag finds %j anywhere in a name', async (filter, names) => {
	addContact(hub, { tags: ['link-live', 'new-affiliate', 'creator link live'] });
	const context = editorContext(hub, 'mailchimpAudience', {
		authentication: 'apiKey',
		audience: locator('list', hub.audienceId),
	});
	const search = hub.engine.nodeType('mailchimpAudience').methods?.listSearch?.searchTags;
	const found = await search?.call(context, filter);
	expect(found?.results.map(({ value }) => value)).toEqual(names);
});

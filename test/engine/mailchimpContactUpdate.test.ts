import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { LINK, mapped, tags } from './support/contacts';
import { errorOf, outputOf } from './support/engine';
import { locator, resetHub, startHub, type Hub } from './support/hub';
import { runMailchimp } from './support/mailchimp';
import { addContact, JO, runOnContacts, sentShapes } from './support/mailchimpContact';
import { CONTINUE, ERROR_OUTPUT, pairedJson } from './support/refersion';

let hub: Hub;
beforeAll(async () => {
	hub = await startHub();
});
beforeEach(() => resetHub(hub));
afterAll(async () => await hub.close());

const jo = () => hub.world.mailchimp.member(hub.audienceId, JO);
const tagsOf = () => hub.world.mailchimp.tagsOf(hub.audienceId, JO).sort();
const mails = () => hub.world.outbox.mails;

const READ = 'GET /lists/<list>/members/<hash>';
const PATCH = 'PATCH /lists/<list>/members/<hash>';
const TAG = 'POST /lists/<list>/members/<hash>/tags';
const DELETE = 'POST /lists/<list>/members/<hash>/actions/delete-permanent';
const UNKNOWN = `The audience has no contact with the address ${JO}`;

const parametersOf = (operation: string, options: INodeParameters = {}): INodeParameters => ({
	resource: 'contact',
	operation,
	mergeFields: mapped({ FNAME: '={{ $json.name }}', AFFLINK: '={{ $json.link }}' }),
	linkMergeField: '',
	tagsToAdd: tags('new-affiliate'),
	tagsToRemove: tags('applicant'),
	options,
});

const ITEM = { email: JO, name: 'Jo', link: LINK };

const update = async (options: INodeParameters = {}, items: IDataObject[] = [ITEM], node = {}) =>
	await runOnContacts(hub, parametersOf('update', options), items, node);

describe('Mailchimp Audience, Contact: Update', () => {
	it('changes fields and tags, and leaves the rest', async () => {
		addContact(hub, { tags: ['applicant', 'vip'], mergeFields: { LNAME: 'Doe' } });
		const [json] = pairedJson(await update());
		expect(json).toMatchObject({
			status: 'subscribed',
			tags_added: ['new-affiliate'],
			tags_removed: ['applicant'],
			warnings: [],
		});
		expect(jo()).toMatchObject({ merge_fields: { FNAME: 'Jo', LNAME: 'Doe', AFFLINK: LINK } });
		expect(tagsOf()).toEqual(['new-affiliate', 'vip']);
		expect(sentShapes(hub)).toEqual([PATCH, TAG]);
		expect(mails()).toHaveLength(1);
		expect(mails()[0].links).toEqual([LINK]);
	});

	it('is an error for an address that the audience does not have, and creates none', async () => {
		const [item] = outputOf(await update({}, [ITEM], CONTINUE), 'Node');
		expect(item.json).toMatchObject({
			error: UNKNOWN,
			details: { httpCode: '404', description: expect.stringContaining('Create or Update') },
		});
		expect(jo()).toBeUndefined();
		expect(sentShapes(hub)).toEqual([PATCH]);
	});

	it('needs no status of new contacts, so that the audience is not read', async () => {
		hub.world.mailchimp.audience(hub.audienceId).doubleOptin = true;
		addContact(hub);
		expect(pairedJson(await update())).toMatchObject([{ status: 'subscribed' }]);
		expect(sentShapes(hub)).toEqual([PATCH, TAG]);
	});

	it.each(['unsubscribed', 'cleaned', 'archived', 'transactional'] as const)(
		'holds a contact that is %s: no tag, and the status stays',
		async (status) => {
			addContact(hub, { status });
			const [item] = outputOf(await update({}, [ITEM], CONTINUE), 'Node');
			expect(item.json).toMatchObject({ details: { reason: status } });
			expect(jo()).toMatchObject({ status });
			expect(tagsOf()).toEqual([]);
		},
	);

	it('revives an archived one when told to, with the status that the audience gives', async () => {
		hub.world.mailchimp.audience(hub.audienceId).doubleOptin = true;
		addContact(hub, { status: 'archived' });
		const [json] = pairedJson(await update({ reviveArchived: true }));
		expect(json).toMatchObject({ status: 'pending', tags_added: ['new-affiliate'] });
		expect(mails()).toEqual([]);
	});

	it.each([
		['transactional', { existingContactStatus: 'subscribed' }, 'subscribed'],
		['transactional', { existingContactStatus: 'pending' }, 'pending'],
		['subscribed', { existingContactStatus: 'unsubscribed' }, 'unsubscribed'],
		['unsubscribed', { unsubscribedContacts: 'askAgain' }, 'pending'],
	] as const)('a contact that is %s with %j is %s', async (status, options, after) => {
		addContact(hub, { status });
		expect(pairedJson(await update({ ...options }))).toMatchObject([{ status: after }]);
		expect(jo()).toMatchObject({ status: after });
	});

	it.each(['reset-after', 'reset-before', '429'] as const)('%s: sends it again', async (fault) => {
		addContact(hub);
		hub.world.faults.failNext({ service: 'mailchimp', method: 'PATCH', fault });
		expect(pairedJson(await update())).toMatchObject([{ tags_added: ['new-affiliate'] }]);
		expect(sentShapes(hub)).toEqual([PATCH, PATCH, TAG]);
		expect(mails()).toHaveLength(1);
	});

	it('puts errors on the error output, each with its item', async () => {
		addContact(hub);
		const items = [{ ...ITEM, email: 'nobody@creator-mail.com' }, ITEM, { ...ITEM, email: 'x' }];
		const run = await update({}, items, ERROR_OUTPUT);
		expect(outputOf(run, 'Node', 0).map(({ pairedItem }) => pairedItem)).toEqual([{ item: 1 }]);
		expect(outputOf(run, 'Node', 1).map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 2 },
		]);
		expect(errorOf(await update({}, items))).toMatchObject({ context: { itemIndex: 0 } });
	});
});

describe('Mailchimp Audience, Contact: Delete', () => {
	const remove = async (items: IDataObject[] = [{ email: JO }], node = {}) =>
		await runOnContacts(hub, { resource: 'contact', operation: 'delete' }, items, node);

	it('deletes for good: the address cannot be created again', async () => {
		const { contactId } = addContact(hub);
		expect(pairedJson(await remove())).toEqual([
			{
				email_address: JO,
				id: expect.stringMatching(/^[0-9a-f]{32}$/),
				contact_id: contactId,
				audience_id: hub.audienceId,
				deleted: true,
			},
		]);
		expect(sentShapes(hub)).toEqual([READ, DELETE]);
		expect(jo()).toBeUndefined();
		const again = parametersOf('create', { newContactStatus: 'subscribed' });
		const error = errorOf(await runOnContacts(hub, again, [ITEM]));
		expect(error?.message).toContain('Forgotten Email Not Subscribed');
		expect(error?.description).toContain('signing up again');
	});

	it.each(['archived', 'cleaned', 'pending', 'unsubscribed'] as const)(
		'deletes a contact that is %s',
		async (status) => {
			addContact(hub, { status });
			expect(pairedJson(await remove())).toMatchObject([{ deleted: true }]);
			expect(jo()).toBeUndefined();
		},
	);

	it('is an error for an address that the audience does not have, and deletes nobody', async () => {
		addContact(hub, { email: 'ann@creator-mail.com' });
		const [item] = outputOf(await remove([{ email: JO }], CONTINUE), 'Node');
		expect(item.json).toMatchObject({ error: UNKNOWN, details: { httpCode: '404' } });
		expect(sentShapes(hub)).toEqual([READ]);
		expect(hub.world.mailchimp.audience(hub.audienceId).members.size).toBe(1);
	});

	it.each(['reset-after', 'reset-before', '429'] as const)(
		'%s: is deleted, and no error',
		async (fault) => {
			addContact(hub);
			hub.world.faults.failNext({ service: 'mailchimp', method: 'POST', fault });
			expect(pairedJson(await remove())).toMatchObject([{ deleted: true }]);
			expect(sentShapes(hub)).toEqual([READ, DELETE, DELETE]);
			expect(jo()).toBeUndefined();
		},
	);

	it('says in the panel what cannot be undone', () => {
		const { properties } = hub.engine.nodeType('mailchimpAudience').description;
		const notice = properties.find(({ name }) => name === 'deleteNotice');
		expect(notice?.displayName).toContain('This cannot be undone');
	});
});

describe('Mailchimp Audience, Group: Get Many', () => {
	const interests = (prefix: string, count: number) =>
		Array.from({ length: count }, (_value, index) => ({
			id: `${prefix}${index}`,
			name: `Group ${index}`,
		}));
	const category = (id: string, title: string, count: number) => ({
		id,
		title,
		type: 'checkboxes',
		interests: interests(id, count),
	});
	const read = async (id: string, more: INodeParameters) => {
		const audience = locator('id', id);
		const run = await runMailchimp(hub, {
			resource: 'group',
			operation: 'getMany',
			audience,
			...more,
		});
		expect(errorOf(run)).toBeUndefined();
		return outputOf(run, 'Node');
	};

	it('gives each group with its category, as many as are wanted', async () => {
		const { id } = hub.world.mailchimp.addAudience({
			interestCategories: [category('n', 'Niche', 40), category('s', 'Size', 30)],
		});
		const all = await read(id, { returnAll: true });
		expect(all).toHaveLength(70);
		expect(all[41]).toEqual({
			json: { id: 's1', name: 'Group 1', category_id: 's', category: 'Size', audience_id: id },
			pairedItem: { item: 0 },
		});
		expect(await read(id, {})).toHaveLength(50);
		expect(await read(id, { limit: 3 })).toHaveLength(3);
	});

	it('gives nothing for an audience without groups', async () => {
		expect(await read(hub.audienceId, { returnAll: true })).toEqual([]);
	});
});

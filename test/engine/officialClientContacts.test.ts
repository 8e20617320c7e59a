import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { isRecord } from '../../nodes/shared/record';
import { subscriberHash, type MemberSeed } from '../emulators';
import {
	addInStep,
	addKeyField,
	compare,
	compared,
	decided,
	person,
	sync,
	synced,
} from './support/compareSync';
import { creators, runUpsert, tags, type UpsertRun } from './support/contacts';
import { outputOf } from './support/engine';
import { resetHub, startHub, type Hub } from './support/hub';
import { JO, runOnContacts } from './support/mailchimpContact';
import { refusedWith, withOfficialClient } from './support/officialClient/client';
import {
	CONTACT,
	contactSeen,
	contactTold,
	pick,
	readContact,
	readList,
} from './support/officialClient/state';
import { CONTINUE, pairedJson } from './support/refersion';

let hub: Hub;
beforeAll(async () => {
	hub = await startHub();
});
beforeEach(() => resetHub(hub));
afterAll(async () => await hub.close());

const upsert = async (more?: UpsertRun): Promise<IDataObject[]> =>
	pairedJson(await runUpsert(hub, more));

/** Runs an operation on contacts; on Jo by default. */
const run = async (
	operation: string,
	parameters: INodeParameters = {},
	email = JO,
): Promise<IDataObject> => {
	const [resource, name] = operation.split('.');
	const all = { resource, operation: name, ...parameters };
	const [json] = pairedJson(await runOnContacts(hub, all, [{ email }]));
	return json;
};

const add = (email = JO, more: Partial<MemberSeed> = {}) =>
	hub.world.mailchimp.addMember(hub.audienceId, { email, ...more });

/** What both know when the output has neither merge fields nor tags. */
const COMMON = ['email_address', 'id', 'status', 'audience_id'];

describe("Mailchimp's client sees what the node reports", () => {
	it('of contacts created, updated and tagged one by one', async () => {
		add('jo1@creator-mail.com', { tags: ['old', 'vip'], mergeFields: { LNAME: 'Doe' } });
		const parameters = { tagsToRemove: tags('OLD') };
		const output = await upsert({ items: creators(3), parameters });
		for (const item of output) {
			expect(contactTold(item)).toEqual(await readContact(hub, String(item.email_address)));
		}
		expect(output[1].tags).toEqual(['vip', 'new-affiliate']);
	});

	it('of a contact with more tags than Mailchimp shows with it', async () => {
		add(JO, { tags: Array.from({ length: 60 }, (_value, index) => `tag ${index}`) });
		const output = await upsert();
		expect(contactTold(output[0])).toEqual(await readContact(hub, JO));
		expect(output[0].tags).toHaveLength(61);
	});

	it('of a tag, but for its spelling: the client sees the first one, the node reports its own', async () => {
		add('other@creator-mail.com', { tags: ['New-Affiliate'] });
		const [item] = await upsert();
		const contact = await readContact(hub, JO);
		expect(contact.tags).toEqual(['New-Affiliate']);
		expect(contactTold(item)).toEqual({ ...contact, tags: ['new-affiliate'] });
	});

	it.each(['yes', 'no', 'any'])(
		'of many contacts, some of them refused, with lost answers (start automations: %s)',
		async (startAutomations) => {
			for (const index of [3, 4]) add(`jo${index}@creator-mail.com`, { tags: ['new-affiliate'] });
			add('jo5@creator-mail.com', { status: 'unsubscribed' });
			hub.world.faults.failNext({ service: 'mailchimp', method: 'POST', fault: 'reset-after' });
			hub.world.faults.failNext({ service: 'mailchimp', path: /tags$|segments/, fault: '429' });
			const items = creators(30);
			items[9].email = 'jo9@example.com';
			items[10].link = '';
			const output = outputOf(
				await runUpsert(hub, { items, options: { startAutomations }, node: CONTINUE }),
				'Node',
			).map(({ json }) => json);
			const failed = output.flatMap(({ error }, index) => (error === undefined ? [] : [index]));
			expect(failed).toEqual([5, 9, 10]);

			const members = await readList(hub, 'lists.getListMembersInfo', 'members');
			const contacts = new Map(members.map((each) => [each.email_address, contactSeen(each)]));
			for (const item of output.filter(({ error }) => error === undefined)) {
				expect(contactTold(item)).toEqual(contacts.get(item.email_address));
			}
			// Two of the three are not there, and the one that left has no tag.
			expect(contacts.size).toBe(28);
			expect(contacts.get('jo5@creator-mail.com')).toMatchObject({
				status: 'unsubscribed',
				tags: [],
			});
		},
	);

	it.each<[string, string, INodeParameters]>([
		['contact.archive', 'archived', {}],
		['contact.unsubscribe', 'unsubscribed', {}],
		['contact.changeEmail', 'subscribed', { newEmail: 'joanna@creator-mail.com' }],
	])('of a contact after %s', async (operation, status, parameters) => {
		add(JO, { tags: ['vip'], mergeFields: { FNAME: 'Jo' } });
		const item = await run(operation, parameters);
		const contact = await readContact(hub, String(item.email_address));
		// The output of Archive has no contact id: Mailchimp's answer is empty.
		const names = 'contact_id' in item ? [...COMMON, 'contact_id'] : COMMON;
		expect(pick(item, names)).toEqual(pick(contact, names));
		expect(contact).toMatchObject({ status, tags: ['vip'], merge_fields: { FNAME: 'Jo' } });
	});

	it('of an address that a contact no longer has', async () => {
		add();
		const item = await run('contact.changeEmail', { newEmail: 'joanna@creator-mail.com' });
		expect(item.previous_email_address).toBe(JO);
		expect(await refusedWith(readContact(hub, JO))).toBe(404);
	});

	it('of an event', async () => {
		add();
		const item = await run('contact.recordEvent', {
			eventName: 'commission_approved',
			properties: { property: [{ name: 'amount', value: '12.50' }] },
			options: { occurredAt: '2026-11-01T10:00:00.000+01:00' },
		});
		const ids = [hub.audienceId, subscriberHash(JO)];
		expect(await readList(hub, 'lists.getListMemberEvents', 'events', ids)).toEqual([
			pick(item, ['name', 'properties', 'occurred_at']),
		]);
		expect([item.audience_id, item.id]).toEqual(ids);
	});

	it.each([
		['tag.add', tags('VIP', 'new-affiliate'), ['new-affiliate', 'old', 'vip']],
		['tag.remove', tags('Old', 'unknown'), ['vip']],
	])('of the tags of a contact after %s', async (operation, names, left) => {
		add(JO, { tags: ['old', 'vip'] });
		const item = await run(operation, { tags: names });
		const contact = await readContact(hub, JO);
		const { merge_fields: fields, ...told } = contactTold(item);
		expect(fields).toBeUndefined();
		expect(told).toEqual(pick(contact, Object.keys(told)));
		expect(told.tags).toEqual(left);
	});

	it('of contacts that Sync has written, with the old values that Compare has found', async () => {
		addKeyField(hub);
		addInStep(hub, 1, { mergeFields: { AFFCODE: 'c1', AFFLINK: 'https://old.example/c1' } });
		addInStep(hub, 2);
		const [{ changes }] = compared(await compare(hub, [person(1), person(2)])).toDo;
		const before = await readContact(hub, 'jo1@creator-mail.com');
		for (const { name, from } of [changes].flat().map(Object)) {
			expect([name, from ?? '']).toEqual([name, Object(before.merge_fields)[name] ?? '']);
		}
		const items = await decided(hub, [person(0), person(1), person(2, { status: 'DENIED' })]);
		const { done } = synced(await sync(hub, items));
		expect(done.map(({ verdict }) => verdict)).toEqual(['add', 'correct', 'offboard']);
		for (const item of done) {
			const contact = await readContact(hub, String(item.email));
			// Of tags alone the answer is empty.
			const names = ['id', 'contact_id', 'status'].filter((name) => name in item);
			expect(pick(item, names)).toEqual(pick(contact, names));
			for (const { what, name, to } of [item.changes].flat().map(Object)) {
				if (what === 'merge field') expect(Object(contact.merge_fields)[name]).toEqual(to);
				else if (to === null) expect(contact.tags).not.toContain(name);
				else expect(contact.tags).toContain(name);
			}
		}
		expect(done[0]).toMatchObject({ id: expect.any(String), tags_added: ['new-affiliate'] });
	});

	it.each<[string, INodeParameters]>([
		['contact.get', {}],
		['contact.lookUp', {}],
		['contact.getMany', {}],
		['tag.getMembers', { tag: { __rl: true, mode: 'name', value: 'vip' } }],
	])('of a contact that the client has written: %s', async (operation, parameters) => {
		await withOfficialClient(hub, async (call) => {
			const ids = [hub.audienceId, subscriberHash(JO)];
			await call('lists.setListMember', ...ids, {
				email_address: JO,
				status_if_new: 'subscribed',
				language: 'fr',
				vip: true,
				merge_fields: { FNAME: 'Jo', AFFLINK: 'https://shop.refersion.com/c/a3y7' },
			});
			const body = { tags: [{ name: 'vip', status: 'active' }] };
			await call('lists.updateListMemberTags', ...ids, body);
		});
		const json = await run(operation, parameters);
		const item = isRecord(json.contact) ? json.contact : json;
		const ids = [hub.audienceId, subscriberHash(JO)];
		const member = await withOfficialClient(
			hub,
			async (call) => await call('lists.getListMember', ...ids),
		);
		const { tags: given, ...fields } = item;
		expect(fields).toEqual(pick(member, Object.keys(fields)));
		expect(Object.keys(fields)).toEqual(
			expect.arrayContaining(['vip', 'language', 'last_changed']),
		);
		if (operation !== 'tag.getMembers') {
			expect(given).toEqual(['vip']);
			expect(Object.keys(fields)).toEqual(expect.arrayContaining(CONTACT));
		}
	});
});

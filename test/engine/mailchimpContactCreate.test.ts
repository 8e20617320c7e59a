import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { LINK, mapped, tags } from './support/contacts';
import { errorOf, outputOf } from './support/engine';
import { resetHub, startHub, type Hub } from './support/hub';
import { addContact, JO, runOnContacts, sentShapes } from './support/mailchimpContact';
import { CONTINUE, ERROR_OUTPUT, pairedJson } from './support/refersion';

let hub: Hub;
beforeAll(async () => {
	hub = await startHub();
});
beforeEach(() => resetHub(hub));
afterAll(async () => await hub.close());

const jo = () => hub.world.mailchimp.member(hub.audienceId, JO);
const tagsOf = () => hub.world.mailchimp.tagsOf(hub.audienceId, JO);
const mails = () => hub.world.outbox.mails;

const READ = 'GET /lists/<list>/members/<hash>';
const CREATE = 'POST /lists/<list>/members';
const TAG = 'POST /lists/<list>/members/<hash>/tags';

const create = (options: INodeParameters = {}, more: INodeParameters = {}): INodeParameters => ({
	resource: 'contact',
	operation: 'create',
	mergeFields: mapped({ FNAME: '={{ $json.name }}' }),
	trackingLink: '={{ $json.link }}',
	linkMergeField: 'AFFLINK',
	tagsToAdd: tags('new-affiliate'),
	options: { newContactStatus: 'subscribed', ...options },
	...more,
});

const ITEM = { email: JO, name: 'Jo', link: LINK };

const run = async (parameters = create(), items: IDataObject[] = [ITEM], node = {}) =>
	await runOnContacts(hub, parameters, items, node);

const lose = (fault: 'reset-after' | 'reset-before' | '400' | '429', path = /\/members$/) =>
	hub.world.faults.failNext({ service: 'mailchimp', method: 'POST', path, fault });

describe('Mailchimp Audience, Contact: Create', () => {
	it('creates a contact with its fields first and its tags second, so that the mail has the link', async () => {
		const [json] = pairedJson(await run());
		expect(json).toEqual({
			email_address: JO,
			id: expect.stringMatching(/^[0-9a-f]{32}$/),
			contact_id: expect.any(String),
			audience_id: hub.audienceId,
			status: 'subscribed',
			merge_fields: expect.objectContaining({ FNAME: 'Jo', AFFLINK: LINK }),
			tags: ['new-affiliate'],
			tags_added: ['new-affiliate'],
			tags_already_present: [],
			tags_removed: [],
			warnings: [],
		});
		expect(sentShapes(hub)).toEqual([READ, CREATE, TAG]);
		expect(mails()).toHaveLength(1);
		expect(mails()[0].links).toEqual([LINK]);
	});

	it.each(['subscribed', 'unsubscribed', 'pending', 'cleaned', 'transactional'] as const)(
		'fails for a contact that is there (%s), and changes nothing of it',
		async (status) => {
			addContact(hub, { status, mergeFields: { FNAME: 'Johanna' } });
			const before = jo();
			const [item] = outputOf(
				await run(create({ reviveArchived: true }), [ITEM], CONTINUE),
				'Node',
			);
			expect(item.json).toMatchObject({
				error: `The audience has a contact with the address ${JO} already (${status})`,
				details: {
					reason: 'member_exists',
					description: expect.stringContaining('Use Contact: Update'),
				},
			});
			expect(jo()).toEqual(before);
			expect(sentShapes(hub)).toEqual([READ]);
		},
	);

	it('holds one that is archived, as it is, with one request', async () => {
		addContact(hub, { status: 'archived', tags: ['vip'], mergeFields: { FNAME: 'Johanna' } });
		const before = jo();
		const [item] = outputOf(await run(create(), [ITEM], CONTINUE), 'Node');
		expect(item.json).toMatchObject({
			error: `The contact is archived (${JO})`,
			details: { reason: 'archived' },
		});
		expect(jo()).toEqual(before);
		expect(sentShapes(hub)).toEqual([READ]);
	});

	it('holds it also where Hold on Status does not name it: nothing was written', async () => {
		addContact(hub, { status: 'archived' });
		const parameters = create({ holdOnStatus: [] }, { trackingLink: '', linkMergeField: '' });
		const [item] = outputOf(await run(parameters, [ITEM], CONTINUE), 'Node');
		expect(item.json).toMatchObject({ details: { reason: 'archived' } });
		expect(tagsOf()).toEqual([]);
	});

	it('brings it back with Revive Archived Contacts', async () => {
		addContact(hub, { status: 'archived', tags: ['vip'] });
		const [json] = pairedJson(await run(create({ reviveArchived: true })));
		expect(json).toMatchObject({
			status: 'subscribed',
			merge_fields: { AFFLINK: LINK },
			tags: ['vip', 'new-affiliate'],
			warnings: ['The contact was archived and has been revived'],
		});
		expect(mails()).toHaveLength(1);
		expect(mails()[0].links).toEqual([LINK]);
	});

	it.each(['reset-after', 'reset-before'] as const)(
		'%s: there is one contact, or it is said that it is not known',
		async (fault) => {
			lose(fault);
			const [{ json }] = outputOf(await run(create(), [ITEM], CONTINUE), 'Node');
			if (fault === 'reset-after') {
				expect(json).toMatchObject({ status: 'subscribed', tags_added: ['new-affiliate'] });
				expect(mails()).toHaveLength(1);
				expect(mails()[0].links).toEqual([LINK]);
				expect(sentShapes(hub)).toEqual([READ, CREATE, READ, TAG]);
			} else {
				expect(json).toMatchObject({
					error: expect.stringContaining('it is not known whether the contact was created'),
					details: { reason: 'unknown_outcome' },
				});
				expect(jo()).toBeUndefined();
			}
		},
	);

	it('429: sends it again', async () => {
		lose('429');
		expect(pairedJson(await run())).toMatchObject([{ tags_added: ['new-affiliate'] }]);
		expect(sentShapes(hub)).toEqual([READ, CREATE, CREATE, TAG]);
	});

	it("a refusal has Mailchimp's words", async () => {
		const items = [{ ...ITEM, email: 'jo@example.com' }];
		const error = errorOf(await run(create(), items));
		expect(error).toMatchObject({ httpCode: '400', name: 'NodeApiError' });
		expect(error?.message).toContain('jo@example.com looks fake or invalid');
	});

	it('asks to confirm in an audience with double opt-in; the mail waits for it', async () => {
		hub.world.mailchimp.audience(hub.audienceId).doubleOptin = true;
		const [json] = pairedJson(await run(create({ newContactStatus: 'audience' })));
		expect(json).toMatchObject({
			status: 'pending',
			warnings: ['The contact has not confirmed yet and gets no mail before that'],
		});
		expect(mails()).toEqual([]);
		hub.world.mailchimp.confirm(hub.audienceId, JO);
		expect(mails()).toHaveLength(1);
	});

	it.each(['pending', 'subscribed', 'transactional', 'unsubscribed'])(
		'gives a new contact the status %s',
		async (newContactStatus) => {
			const [json] = pairedJson(await run(create({ newContactStatus })));
			expect(json.status).toBe(newContactStatus);
		},
	);

	it('holds a contact without a link before anything is sent', async () => {
		const error = errorOf(await run(create(), [{ ...ITEM, link: '' }]));
		expect(error).toMatchObject({ type: 'empty_link' });
		expect(sentShapes(hub)).toEqual([]);
	});

	it('wants a value for what the audience requires', async () => {
		const required = { tag: 'VALUE', name: 'Value', type: 'text', required: true } as const;
		hub.world.mailchimp.addMergeField(hub.audienceId, required);
		const error = errorOf(await run());
		expect(error?.message).toContain('Your merge fields were invalid');
		expect(error?.message).toContain('VALUE');
		expect(jo()).toBeUndefined();
	});

	it('creates one contact for two items; the second one finds it', async () => {
		const items = [ITEM, { ...ITEM, email: ' JO@creator-mail.com' }];
		const [first, second] = outputOf(await run(create(), items, CONTINUE), 'Node');
		expect(first.json).toMatchObject({ tags_added: ['new-affiliate'] });
		expect(second.json).toMatchObject({ details: { reason: 'member_exists' } });
		expect(mails()).toHaveLength(1);
		expect(tagsOf()).toEqual(['new-affiliate']);
	});

	it('stops at the first error, or goes on, or puts it on the error output', async () => {
		addContact(hub);
		const items = [ITEM, { ...ITEM, email: 'ann@creator-mail.com' }];
		expect(errorOf(await run(create(), items))).toMatchObject({
			type: 'member_exists',
			context: { itemIndex: 0 },
		});
		const went = await run(
			create(),
			[items[0], { ...ITEM, email: 'bea@creator-mail.com' }],
			CONTINUE,
		);
		expect(outputOf(went, 'Node').map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 1 },
		]);
		const last = await run(
			create(),
			[{ ...ITEM, email: 'cid@creator-mail.com' }, ITEM],
			ERROR_OUTPUT,
		);
		expect(outputOf(last, 'Node', 0).map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }]);
		const [failed] = outputOf(last, 'Node', 1);
		expect(failed.pairedItem).toEqual({ item: 1 });
		expect(failed.json).toMatchObject({ ...ITEM, details: { reason: 'member_exists' } });
	});
});

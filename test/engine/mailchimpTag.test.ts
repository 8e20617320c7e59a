import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { errorOf } from './support/engine';
import { tags } from './support/contacts';
import { locator, resetHub, startHub, type Hub } from './support/hub';
import {
	addContact,
	JO,
	runOnContacts,
	sentShapes,
	type ContactSeed,
} from './support/mailchimpContact';
import { CONTINUE, ERROR_OUTPUT, itemsOf, pairedJson } from './support/refersion';
import { skipWaits } from './support/skipWaits';

const MANY = Array.from({ length: 60 }, (_value, index) => `tag-${index}`);
const READ = 'GET /lists/<list>/members/<hash>';
const WRITE = 'POST /lists/<list>/members/<hash>/tags';

let hub: Hub;
beforeAll(async () => {
	hub = await startHub();
});
beforeEach(() => resetHub(hub));
afterAll(async () => await hub.close());
skipWaits();

const add = (seed?: ContactSeed) => addContact(hub, seed);
const tagsOf = (email = JO) => hub.world.mailchimp.tagsOf(hub.audienceId, email);
const mails = () => hub.world.outbox.mails.length;

const change = (
	operation: 'add' | 'remove',
	names: string[],
	options: INodeParameters = {},
): INodeParameters => ({ resource: 'tag', operation, tags: tags(...names), options });

const json = async (parameters: INodeParameters, items?: IDataObject[]) =>
	pairedJson(await runOnContacts(hub, parameters, items));

describe('Mailchimp Audience, Tag: Add', () => {
	it('adds what is missing, and reports what is there, whatever the case', async () => {
		const member = add({ tags: ['VIP'] });
		expect(await json(change('add', ['vip', 'new-affiliate', 'New-Affiliate']))).toEqual([
			{
				email_address: JO,
				id: expect.stringMatching(/^[0-9a-f]{32}$/),
				contact_id: member.contactId,
				audience_id: hub.audienceId,
				status: 'subscribed',
				tags: ['VIP', 'New-Affiliate'],
				tags_added: ['New-Affiliate'],
				tags_already_present: ['vip'],
				warnings: [],
			},
		]);
		expect(sentShapes(hub)).toEqual([READ, WRITE]);
		expect(hub.world.mailchimp.requests[1].body).toEqual({
			tags: [{ name: 'New-Affiliate', status: 'active' }],
		});
		expect(mails()).toBe(1);
	});

	it('sends nothing more when all are there, also beyond the 50 listed with a contact', async () => {
		add({ tags: [...MANY, 'new-affiliate'] });
		expect(await json(change('add', ['new-affiliate']))).toMatchObject([
			{ tags_added: [], tags_already_present: ['new-affiliate'] },
		]);
		expect(sentShapes(hub)).toEqual([READ, 'GET /lists/<list>/members/<hash>/tags']);
		expect(mails()).toBe(0);
	});

	it('starts no automation when told so', async () => {
		add();
		await json(change('add', ['new-affiliate'], { startAutomations: false }));
		expect(hub.world.mailchimp.requests[1].body).toMatchObject({ is_syncing: true });
		expect(tagsOf()).toEqual(['new-affiliate']);
		expect(mails()).toBe(0);
	});

	it('takes a list of tags from an expression', async () => {
		add();
		const parameters = {
			resource: 'tag',
			operation: 'add',
			tags: { tags: [{ tag: locator('name', '={{ $json.wanted }}') }] },
		};
		await json(parameters, [{ email: JO, wanted: ['a', ' b ', ''] }]);
		expect(tagsOf()).toEqual(['a', 'b']);
	});

	it.each([
		['pending', 'has not confirmed yet'],
		['unsubscribed', 'is unsubscribed and gets no marketing mail'],
		['archived', 'is archived and gets no marketing mail'],
	] as const)('tags a contact that is %s, with a warning', async (status, warning) => {
		add({ status });
		const [first] = await json(change('add', ['vip']));
		expect(first).toMatchObject({ status, warnings: [expect.stringContaining(warning)] });
		expect(tagsOf()).toEqual(['vip']);
		const quiet = await json(change('add', ['quiet'], { startAutomations: false }));
		expect(quiet).toMatchObject([{ warnings: [] }]);
	});

	it('says so when Mailchimp does not tag an archived contact', async () => {
		add({ status: 'archived' });
		hub.world.mailchimp.switches.tagsOnArchived = 'not-found';
		const error = errorOf(await runOnContacts(hub, change('add', ['vip'])));
		expect(error).toMatchObject({
			message: `Mailchimp does not change the tags of a contact that is archived (${JO})`,
			httpCode: '404',
			description: expect.stringContaining('Revive Archived Contacts'),
		});
	});

	it.each(['429', '403-no-body', '502-html', 'reset-before', 'reset-after'] as const)(
		'%s: repeats the request, and sends one mail',
		async (fault) => {
			add();
			hub.world.faults.failNext({ service: 'mailchimp', method: 'POST', fault, times: 2 });
			expect(await json(change('add', ['new-affiliate']))).toHaveLength(1);
			expect(mails()).toBe(1);
		},
	);

	it('two items for one contact do not overtake each other', async () => {
		hub.world.faults.set('mailchimp', { latencyMs: [0, 20] });
		const items = Array.from({ length: 12 }, (_value, index) => ({
			email: index % 2 === 0 ? JO : 'JO2@creator-mail.com',
			wanted: index < 6 ? 'early' : 'new-affiliate',
		}));
		add();
		add({ email: 'jo2@creator-mail.com' });
		const output = await json(change('add', ['={{ $json.wanted }}']), items);
		expect(output.map(({ tags_added: added }) => added)).toEqual(
			items.map(({ wanted }, index) => ([0, 1, 6, 7].includes(index) ? [wanted] : [])),
		);
		expect(mails()).toBe(2);
	});

	it('goes on after an address that is not there and an item without tags', async () => {
		add();
		const items = [
			{ email: 'nobody@creator-mail.com', wanted: 'vip' },
			{ email: JO, wanted: '' },
			{ email: JO, wanted: 'vip' },
		];
		const parameters = change('add', ['={{ $json.wanted }}']);
		const output = pairedJson(await runOnContacts(hub, parameters, items, CONTINUE));
		expect(output).toMatchObject([
			{ error: expect.stringContaining('nobody@creator-mail.com'), details: { httpCode: '404' } },
			{ error: 'The parameter Tags is empty', details: { reason: 'invalid_input' } },
			{ tags_added: ['vip'] },
		]);
	});

	describe('with Restart Automations', () => {
		const restart = change('add', ['NEW-affiliate', 'vip'], { restartAutomations: true });
		beforeEach(() => {
			for (const journey of hub.world.mailchimp.journeys.list()) journey.reentry = true;
		});

		it('removes what is there and adds it again, so that the mail comes again', async () => {
			add();
			await json(change('add', ['new-affiliate']));
			hub.world.mailchimp.clearRequests();
			expect(await json(restart)).toMatchObject([
				{
					tags: ['new-affiliate', 'vip'],
					tags_added: ['vip', 'NEW-affiliate'],
					tags_already_present: [],
					warnings: [expect.stringContaining('NEW-affiliate')],
				},
			]);
			expect(sentShapes(hub)).toEqual([READ, WRITE, WRITE]);
			expect(mails()).toBe(2);
			expect(tagsOf().sort()).toEqual(['new-affiliate', 'vip']);
		});

		it('removes nothing from a contact that has none of the tags', async () => {
			add();
			expect(await json(restart)).toMatchObject([{ warnings: [] }]);
			expect(sentShapes(hub)).toEqual([READ, WRITE]);
			expect(mails()).toBe(1);
		});

		it('leaves the tags of somebody who gets no mail', async () => {
			const member = add({ status: 'pending', tags: ['new-affiliate'] });
			expect(await json(restart)).toMatchObject([
				{
					tags_added: ['vip'],
					tags_already_present: ['NEW-affiliate'],
					warnings: [expect.stringContaining('has not confirmed yet')],
				},
			]);
			expect(member.waitingTags).toEqual(['vip']);
		});

		it('says that a tag was removed but not added again; the next run adds it', async () => {
			add({ tags: ['new-affiliate'] });
			// The second POST is refused.
			hub.world.faults.failNext({ service: 'mailchimp', method: 'POST', after: 1, fault: '400' });
			const run = await runOnContacts(hub, restart, undefined, ERROR_OUTPUT);
			expect(itemsOf(run, 1)[0].json).toMatchObject({
				error: `The tags were taken off the contact but not added again: NEW-affiliate (${JO})`,
				details: {
					reason: 'tags_lost',
					description: expect.stringContaining('Run the item again'),
				},
			});
			expect(tagsOf()).toEqual([]);
			await json(change('add', ['new-affiliate']));
			expect(mails()).toBe(1);
		});

		it('cannot go with Start Automations off', async () => {
			add({ tags: ['vip'] });
			const options = { restartAutomations: true, startAutomations: false };
			const error = errorOf(await runOnContacts(hub, change('add', ['vip'], options)));
			expect(error?.message).toContain(
				'Restart Automations is on while Start Automations is not Yes',
			);
			expect(hub.world.mailchimp.requests).toEqual([]);
		});
	});
});

describe('Mailchimp Audience, Tag: Remove', () => {
	it('takes off what is there, whatever the case, and keeps the rest', async () => {
		const member = add({ tags: ['VIP', 'new-affiliate'] });
		expect(await json(change('remove', ['vip', 'other']))).toEqual([
			{
				email_address: JO,
				id: expect.stringMatching(/^[0-9a-f]{32}$/),
				contact_id: member.contactId,
				audience_id: hub.audienceId,
				status: 'subscribed',
				tags: ['new-affiliate'],
				tags_removed: ['vip'],
				tags_not_present: ['other'],
			},
		]);
		expect(sentShapes(hub)).toEqual([READ, WRITE]);
		expect(hub.world.mailchimp.requests[1].body).toEqual({
			tags: [{ name: 'vip', status: 'inactive' }],
		});
		expect(tagsOf()).toEqual(['new-affiliate']);
	});

	it('finds a tag beyond the 50 listed with a contact, and sends nothing when there is none', async () => {
		add({ tags: [...MANY, 'vip'] });
		await json(change('remove', ['vip'], { startAutomations: false }));
		expect(hub.world.mailchimp.requests.at(-1)?.body).toMatchObject({ is_syncing: true });
		expect(tagsOf()).toHaveLength(60);
		hub.world.mailchimp.clearRequests();
		expect(await json(change('remove', ['vip']))).toMatchObject([{ tags_removed: [] }]);
		expect(sentShapes(hub).filter((each) => each.startsWith('POST'))).toEqual([]);
	});

	it('names an address that is not there', async () => {
		const run = await runOnContacts(hub, change('remove', ['vip']), undefined, CONTINUE);
		expect(pairedJson(run)).toMatchObject([{ details: { httpCode: '404' } }]);
	});
});

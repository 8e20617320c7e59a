import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { subscriberHash } from '../../nodes/Mailchimp/rules/contact';
import { creator, creators, LINK, runUpsert, tags, type UpsertRun } from './support/contacts';
import { outputOf } from './support/engine';
import { locator, resetHub, startHub, type Hub } from './support/hub';
import { ERROR_OUTPUT } from './support/refersion';

let hub: Hub;
beforeAll(async () => {
	hub = await startHub();
});
beforeEach(() => resetHub(hub));
afterAll(async () => await hub.close());

const JO = 'jo@creator-mail.com';
const mailchimp = () => hub.world.mailchimp;
const add = (more: IDataObject = {}) =>
	mailchimp().addMember(hub.audienceId, { email: JO, ...more });
const jo = () => mailchimp().member(hub.audienceId, JO);
const tagsOfJo = () => mailchimp().tagsOf(hub.audienceId, JO);
const mailsToJo = () => hub.world.outbox.mails.filter(({ to }) => to === JO);

/** The bodies of the requests about Jo alone. */
const sentTo = (method: 'PUT' | 'POST') =>
	mailchimp()
		.requests.filter((each) => each.method === method && each.path.includes(subscriberHash(JO)))
		.map(({ body }) => body);

const itemOf = (pairedItem: INodeExecutionData['pairedItem']) =>
	typeof pairedItem === 'object' && 'item' in pairedItem ? pairedItem.item : -1;

/** What became of Jo; her status is written alone, or after a request with 24 other contacts. */
const runs = [
	{ way: 'one item', others: 0 },
	{ way: 'in bulk', others: 24 },
];

describe.each(runs)('$way', ({ others }) => {
	/** @returns Jo's output item or error item; all others must be done, and be in their place */
	const upsertJo = async (options: UpsertRun['options'], more: UpsertRun = {}) => {
		const items = more.items ?? [creator(), ...creators(others)];
		const run = await runUpsert(hub, { ...more, items, options, node: ERROR_OUTPUT });
		const batches = mailchimp().requests.filter(({ path }) => /\/lists\/\w+$/.test(path));
		expect(batches.some(({ method }) => method === 'POST')).toBe(items.length > 20);
		const [done, failed] = [outputOf(run, 'Node', 0), outputOf(run, 'Node', 1)];
		const paired = [...done, ...failed].map(({ json, pairedItem }) => {
			expect(items[itemOf(pairedItem)].email).toBe(json.email ?? json.email_address);
			return itemOf(pairedItem);
		});
		expect(paired.sort((one, other) => one - other)).toEqual(items.map((_item, item) => item));
		const isJo = ({ json }: { json: IDataObject }) => (json.email_address ?? json.email) === JO;
		expect(failed.filter((item) => !isJo(item))).toEqual([]);
		return { json: done.find(isJo)?.json, error: failed.find(isJo)?.json };
	};

	const expectError = (error: IDataObject | undefined, message: string, details: object) => {
		expect(error).toMatchObject({ error: expect.stringContaining(message), details });
		expect(mailsToJo()).toEqual([]);
	};

	describe('pending and double opt-in', () => {
		it('asks new contacts to confirm; the journey waits for it', async () => {
			mailchimp().audience(hub.audienceId).doubleOptin = true;
			const { json } = await upsertJo({ newContactStatus: 'audience' });
			expect(json).toMatchObject({
				status: 'pending',
				tags_added: ['new-affiliate'],
				warnings: ['The contact has not confirmed yet and gets no mail before that'],
			});
			expect(hub.world.outbox.mails).toEqual([]);
			mailchimp().confirm(hub.audienceId, JO);
			expect(mailsToJo()).toHaveLength(1);
			expect(mailsToJo()[0].links).toEqual([LINK]);
		});

		it('does not ask somebody twice who has not confirmed', async () => {
			const member = add({ status: 'pending' });
			const { json } = await upsertJo({ unsubscribedContacts: 'askAgain', reviveArchived: true });
			expect(json).toMatchObject({ status: 'pending', tags_added: ['new-affiliate'] });
			expect(member.confirmationsSent).toBe(1);
			expect(mailsToJo()).toEqual([]);
		});
	});

	describe('unsubscribed', () => {
		it('is held', async () => {
			add({ status: 'unsubscribed' });
			const { error } = await upsertJo({});
			expectError(error, 'The contact has unsubscribed', {
				reason: 'unsubscribed',
				description: expect.stringContaining('option Unsubscribed Contacts'),
			});
			expect(jo()).toMatchObject({ status: 'unsubscribed' });
			expect(tagsOfJo()).toEqual([]);
		});

		it('is asked to confirm, once', async () => {
			const member = add({ status: 'unsubscribed' });
			const { json } = await upsertJo({ unsubscribedContacts: 'askAgain' });
			expect(json).toMatchObject({
				status: 'pending',
				tags_added: ['new-affiliate'],
				warnings: [
					expect.stringContaining('has been asked by Mailchimp to confirm again'),
					expect.stringContaining('gets no mail before that'),
				],
			});
			expect(member).toMatchObject({ status: 'pending', confirmationsSent: 1 });
			const again = await upsertJo({ unsubscribedContacts: 'askAgain' });
			expect(again.json).toMatchObject({ status: 'pending', warnings: [] });
			expect(member.confirmationsSent).toBe(1);
			expect(mailsToJo()).toEqual([]);
		});

		it('is not asked when it would be held for its fields', async () => {
			const { id } = mailchimp().addAudience({ name: 'No link field' });
			mailchimp().addMember(id, { email: JO, status: 'unsubscribed' });
			const { error } = await upsertJo(
				{ unsubscribedContacts: 'askAgain' },
				{ items: [creator()], parameters: { audience: locator('id', id) } },
			);
			expectError(error, 'has no merge field AFFLINK', { reason: 'field_not_stored' });
			expect(mailchimp().member(id, JO)).toMatchObject({ status: 'unsubscribed' });
		});

		it('is not asked when the status Unsubscribed is what is wanted', async () => {
			add({ status: 'unsubscribed' });
			const { json } = await upsertJo({
				unsubscribedContacts: 'askAgain',
				existingContactStatus: 'unsubscribed',
			});
			expect(json).toMatchObject({ status: 'unsubscribed', warnings: [] });
		});
	});

	describe('in a compliance state, when existing contacts are to be subscribed', () => {
		const existingContactStatus = 'subscribed';

		it("is an error with Mailchimp's words and a way out", async () => {
			add({ status: 'unsubscribed' });
			const { error } = await upsertJo({ existingContactStatus });
			expectError(error, 'Member In Compliance State: jo@creator-mail.com is in a', {
				httpCode: '400',
				description: expect.stringContaining('option Unsubscribed Contacts'),
			});
			expect(jo()).toMatchObject({ status: 'unsubscribed' });
		});

		it('is asked to confirm, and stays pending until then', async () => {
			const member = add({ status: 'unsubscribed' });
			for (let run = 0; run < 2; run++) {
				const { json } = await upsertJo({
					existingContactStatus,
					unsubscribedContacts: 'askAgain',
				});
				expect(json).toMatchObject({ status: 'pending' });
			}
			expect(member).toMatchObject({ status: 'pending', confirmationsSent: 1 });
			expect(mailsToJo()).toEqual([]);
		});

		it('others are subscribed all the same', async () => {
			add({ status: 'transactional' });
			const { json } = await upsertJo({
				existingContactStatus,
				unsubscribedContacts: 'askAgain',
			});
			expect(json).toMatchObject({ status: 'subscribed', tags_added: ['new-affiliate'] });
			expect(mailsToJo()).toHaveLength(1);
		});
	});

	describe('cleaned', () => {
		const all = { unsubscribedContacts: 'askAgain', reviveArchived: true };

		it.each([{}, all, { ...all, existingContactStatus: 'subscribed' }])(
			'is held, with the options %j',
			async (options) => {
				add({ status: 'cleaned' });
				const { error } = await upsertJo(options);
				expectError(error, 'was cleaned: mails to it bounced', {
					reason: 'cleaned',
					description: expect.stringContaining('another address'),
				});
				expect(jo()).toMatchObject({ status: 'cleaned' });
			},
		);

		it('cannot be subscribed', async () => {
			add({ status: 'cleaned' });
			const { error } = await upsertJo({ existingContactStatus: 'subscribed' });
			expectError(error, 'Member In Compliance State', {
				description: expect.stringContaining('A bounced address has to be replaced'),
			});
		});
	});

	it('forgotten: an error, whatever the options', async () => {
		add();
		await hub.world.fetch(deletePermanently());
		const { error } = await upsertJo({ unsubscribedContacts: 'askAgain', reviveArchived: true });
		expectError(error, 'Forgotten Email Not Subscribed', {
			httpCode: '400',
			description: expect.stringContaining('signing up again'),
		});
		expect(jo()).toBeUndefined();
	});

	describe('archived', () => {
		it('is held', async () => {
			add({ status: 'archived' });
			const { error } = await upsertJo({});
			expectError(error, 'The contact is archived', {
				reason: 'archived',
				description: expect.stringContaining('option Revive Archived Contacts'),
			});
			expect(jo()).toMatchObject({ status: 'archived' });
			expect(tagsOfJo()).toEqual([]);
		});

		it('is revived with what it had, and gets its mail', async () => {
			add({ status: 'archived', tags: ['vip'], mergeFields: { LNAME: 'Old' } });
			const { json } = await upsertJo({ reviveArchived: true });
			expect(json).toMatchObject({
				status: 'subscribed',
				tags: ['vip', 'new-affiliate'],
				warnings: ['The contact was archived and has been revived'],
			});
			expect(jo()).toMatchObject({ merge_fields: { AFFLINK: LINK, LNAME: 'Old' } });
			expect(mailsToJo()).toHaveLength(1);
			expect(sentTo('PUT').at(-1)).toMatchObject({ status: 'subscribed' });
		});

		it('is asked to confirm first in an audience with double opt-in', async () => {
			mailchimp().audience(hub.audienceId).doubleOptin = true;
			const member = add({ status: 'archived' });
			const { json } = await upsertJo({ reviveArchived: true, newContactStatus: 'audience' });
			expect(json).toMatchObject({ status: 'pending' });
			expect(member.confirmationsSent).toBe(1);
			expect(mailsToJo()).toEqual([]);
		});

		it('is not subscribed when the person had left before', async () => {
			add({ status: 'archived', statusBeforeArchive: 'unsubscribed' });
			const { error } = await upsertJo({ reviveArchived: true });
			expectError(error, 'Member In Compliance State', { httpCode: '400' });
			expect(jo()).toMatchObject({ status: 'archived' });
			const { json } = await upsertJo({ reviveArchived: true, unsubscribedContacts: 'askAgain' });
			expect(json).toMatchObject({
				status: 'pending',
				warnings: [expect.stringContaining('has been asked'), expect.any(String)],
			});
		});

		it('is reported when Mailchimp does not take it back for now, and revived later', async () => {
			add({ status: 'archived' });
			mailchimp().switches.busyAddresses = [JO];
			const { error } = await upsertJo({ reviveArchived: true });
			expectError(error, 'has signed up to a lot of lists very recently', {
				httpCode: '400',
				description: expect.stringContaining('again in some days'),
			});
			expect(jo()).toMatchObject({ status: 'archived' });
			expect(tagsOfJo()).toEqual([]);
			mailchimp().switches.busyAddresses = [];
			expect((await upsertJo({ reviveArchived: true })).json).toMatchObject({
				status: 'subscribed',
				tags_added: ['new-affiliate'],
			});
		});
	});

	describe('a tag that is there', () => {
		let member: ReturnType<typeof add>;
		beforeEach(() => {
			mailchimp()
				.journeys.list()
				.forEach((journey) => (journey.reentry = true));
			member = add({ tags: ['New-Affiliate'] });
		});

		it('starts nothing', async () => {
			const { json } = await upsertJo({});
			expect(json).toMatchObject({ tags_added: [], tags_already_present: ['new-affiliate'] });
			expect(mailsToJo()).toEqual([]);
		});

		it('is removed, then added again, when automations are to be restarted', async () => {
			const { json } = await upsertJo(
				{ restartAutomations: true },
				{ parameters: { tagsToAdd: tags('new-affiliate', 'vip'), tagsToRemove: tags('gone') } },
			);
			expect(json).toMatchObject({
				tags: ['New-Affiliate', 'vip'],
				tags_added: ['vip', 'new-affiliate'],
				tags_already_present: [],
				warnings: [expect.stringContaining('a second time: new-affiliate')],
			});
			expect(sentTo('POST')).toEqual([
				{ tags: [{ name: 'new-affiliate', status: 'inactive' }] },
				{
					tags: [
						{ name: 'vip', status: 'active' },
						{ name: 'new-affiliate', status: 'active' },
					],
				},
			]);
			expect(mailsToJo()).toHaveLength(1);
			expect(tagsOfJo().sort()).toEqual(['New-Affiliate', 'vip']);
		});

		it.each(['no', 'any'])('is not restarted when Start Automations is %s', async (start) => {
			const { json } = await upsertJo({ restartAutomations: true, startAutomations: start });
			expect(json).toMatchObject({ tags_already_present: ['new-affiliate'], warnings: [] });
			expect(JSON.stringify(sentTo('POST'))).not.toContain('inactive');
			expect(mailsToJo()).toEqual([]);
		});

		it('is restarted once, however often the input has the contact', async () => {
			const items = [creator(), ...creators(others), creator(), creator()];
			await upsertJo({ restartAutomations: true }, { items });
			expect(mailsToJo()).toHaveLength(1);
		});

		it('is restarted once, also when answers get lost', async () => {
			const rule = { service: 'mailchimp', method: 'POST', path: /\/tags$/, times: 2 } as const;
			hub.world.faults.failNext({ ...rule, fault: 'reset-after' });
			const { json } = await upsertJo({ restartAutomations: true }, { items: [creator()] });
			expect(json).toMatchObject({ tags_added: ['new-affiliate'] });
			expect(mailsToJo()).toHaveLength(1);
		});

		it('is added by the next run when a restart broke off in the middle', async () => {
			const rule = { service: 'mailchimp', method: 'POST', path: /\/tags$/, after: 1 } as const;
			hub.world.faults.failNext({ ...rule, fault: '400' });
			const { error } = await upsertJo({ restartAutomations: true }, { items: [creator()] });
			expect(error).toMatchObject({
				error: expect.stringContaining('not added again: new-affiliate'),
				details: { reason: 'tags_lost', description: expect.stringContaining('again') },
			});
			expect(tagsOfJo()).toEqual([]);
			await upsertJo({}, { items: [creator()] });
			expect(tagsOfJo()).toEqual(['New-Affiliate']);
			expect(mailsToJo()).toHaveLength(1);
		});

		it('is not restarted for somebody who has not confirmed', async () => {
			member.status = 'pending';
			const { json } = await upsertJo({ restartAutomations: true });
			expect(json).toMatchObject({ tags_already_present: ['new-affiliate'] });
			mailchimp().confirm(hub.audienceId, JO);
			expect(mailsToJo()).toEqual([]);
		});
	});
});

function deletePermanently(): Request {
	const path = `/3.0/lists/${hub.audienceId}/members/${JO}/actions/delete-permanent`;
	const key = Buffer.from(`x:${mailchimp().apiKey}`).toString('base64');
	return new Request(`https://us21.api.mailchimp.com${path}`, {
		method: 'POST',
		headers: { authorization: `Basic ${key}` },
	});
}

import { creator, LINK } from './support/contacts';
import {
	add,
	expectError,
	jo,
	mailchimp,
	mailsToJo,
	sentTo,
	setTheScene,
	tagsOfJo,
	theHub,
	upsertAmong,
	WAYS,
} from './support/contactStatus';
import { locator } from './support/hub';
import { JO } from './support/mailchimpContact';
import { skipSockets } from './support/withoutSockets';

setTheScene();
skipSockets(() => theHub().world);

describe.each(WAYS)('$way', ({ others }) => {
	const upsertJo = upsertAmong(others);

	describe('pending and double opt-in', () => {
		it('asks new contacts to confirm; the journey waits for it', async () => {
			mailchimp().audience(theHub().audienceId).doubleOptin = true;
			const { json } = await upsertJo({ newContactStatus: 'audience' });
			expect(json).toMatchObject({
				status: 'pending',
				tags_added: ['new-affiliate'],
				warnings: ['The contact has not confirmed yet and gets no mail before that'],
			});
			expect(theHub().world.outbox.mails).toEqual([]);
			mailchimp().confirm(theHub().audienceId, JO);
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
		await theHub().world.fetch(deletePermanently());
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
			mailchimp().audience(theHub().audienceId).doubleOptin = true;
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
});

function deletePermanently(): Request {
	const path = `/3.0/lists/${theHub().audienceId}/members/${JO}/actions/delete-permanent`;
	const key = Buffer.from(`x:${mailchimp().apiKey}`).toString('base64');
	return new Request(`https://us21.api.mailchimp.com${path}`, {
		method: 'POST',
		headers: { authorization: `Basic ${key}` },
	});
}

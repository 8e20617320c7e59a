import {
	addAffiliate,
	addContact,
	contact,
	mailchimp,
	reconcile,
	refersion,
	setTheScene,
	tagsOf,
	theHub,
	writes,
} from './support/reconcile';

setTheScene();

const mailsTo = () => theHub().world.outbox.mails.map(({ to }) => to);

/** Changes something in Refersion as soon as the run has begun to read Mailchimp, after the lists of Refersion. */
async function whileContactsAreRead(change: () => void): Promise<void> {
	mailchimp().clearRequests();
	const timer = setInterval(() => {
		if (mailchimp().requests.length === 0) return;
		clearInterval(timer);
		change();
	}, 0);
	await reconcile();
	clearInterval(timer);
}

describe('template: reconcile affiliates, after news that got lost', () => {
	it('changes the address of whoever has another one now, without a second welcome', async () => {
		const jo = addAffiliate(0);
		const before = addContact(jo);
		Object.assign(refersion().affiliate(jo.id) ?? {}, { email: 'jo.new@creator-mail.com' });
		expect(await reconcile()).toMatchObject({ added: 0, corrected: 1, held: [] });
		expect(contact('jo0@creator-mail.com')).toBeUndefined();
		expect(contact('jo.new@creator-mail.com')).toMatchObject({
			contact_id: before.contactId,
			merge_fields: { AFFLINK: refersion().linkOf(jo.id) },
		});
		expect(tagsOf('jo.new@creator-mail.com')).toContain('new-affiliate');
		mailchimp().clearRequests();
		expect(await reconcile()).toMatchObject({ right: 1, corrected: 0 });
		expect(writes()).toEqual([]);
		expect(mailsTo()).toEqual([]);
	});

	it('holds whoever moved to an address that has a contact, without a second welcome', async () => {
		const jo = addAffiliate(0);
		addContact(jo);
		mailchimp().addMember(theHub().audienceId, { email: 'jo.new@creator-mail.com' });
		Object.assign(refersion().affiliate(jo.id) ?? {}, { email: 'jo.new@creator-mail.com' });
		const { held, added } = await reconcile();
		expect(added).toBe(0);
		expect(held).toEqual([
			expect.objectContaining({
				what_to_do: expect.stringMatching(/.+/),
				email: expect.any(String),
			}),
		]);
		expect(tagsOf('jo.new@creator-mail.com')).toEqual([]);
		expect(mailsTo()).toEqual([]);
	});

	it('does not take the contact of another affiliate for the one who moved', async () => {
		const [jo, other] = [addAffiliate(0), addAffiliate(1)];
		addContact(other, { mergeFields: { AFFLINK: String(refersion().linkOf(jo.id)) } });
		expect(await reconcile()).toMatchObject({ added: 1, corrected: 1, held: [] });
		for (const one of [jo, other]) {
			expect(contact(one.email)).toMatchObject({
				merge_fields: { AFFLINK: refersion().linkOf(one.id) },
			});
		}
		expect(mailsTo()).toEqual([jo.email]);
	});

	it('takes nobody out who has been approved again since the list was read', async () => {
		const jo = addAffiliate(0);
		addContact(jo);
		refersion().setStatus(jo.id, 'DISABLED');
		await whileContactsAreRead(() => refersion().setStatus(jo.id, 'ACTIVE'));
		expect(tagsOf(jo.email)).toEqual(['new-affiliate']);
		expect(writes()).toEqual([]);
	});

	it('brings nobody in who has been denied since the list was read', async () => {
		const jo = addAffiliate(0);
		await whileContactsAreRead(() => refersion().setStatus(jo.id, 'DENIED'));
		expect(contact(jo.email)).toBeUndefined();
		expect(mailsTo()).toEqual([]);
	});

	it('takes affiliate-inactive off who is active', async () => {
		const jo = addAffiliate(0);
		addContact(jo, { tags: ['new-affiliate', 'affiliate-inactive'] });
		expect(await reconcile()).toMatchObject({ corrected: 1, added: 0, held: [] });
		expect(tagsOf(jo.email)).toEqual(['new-affiliate']);
		expect(await reconcile()).toMatchObject({ right: 1, corrected: 0 });
		expect(mailsTo()).toEqual([]);
	});
});

import { errorOf } from './support/engine';
import {
	add,
	contact,
	mailchimp,
	mails,
	moveTo,
	news,
	onboarded,
	refersion,
	setTheScene,
	tagsOf,
	theHub,
} from './support/sync';

setTheScene();

const NEW = 'william@creator-mail.com';

describe('template: sync affiliate changes, links that change or are gone', () => {
	it('renames the contact when a name in the link changed with the address', async () => {
		const bill = add();
		const link = String(refersion().linkOf(bill.id));
		refersion().setLink(bill.id, `${link}?utm_content=Bill`);
		const { contactId } = onboarded(bill);
		moveTo(bill, NEW);
		refersion().setLink(bill.id, `${link}?utm_content=William`);
		expect(errorOf(await news(bill))).toBeUndefined();
		expect(contact(bill.email)).toMatchObject({
			contact_id: contactId,
			merge_fields: { AFFLINK: `${link}?utm_content=William` },
		});
		expect(contact('bill@creator-mail.com')).toBeUndefined();
		expect(tagsOf(NEW)).toContain('new-affiliate');
		expect(mails()).toEqual([]);
	});

	it('renames the contact with the tag, where an earlier one has the link too', async () => {
		const bill = add();
		onboarded(bill, { tags: [] });
		moveTo(bill, 'second@creator-mail.com');
		onboarded(bill);
		// Changed last: what the person did with the earlier contact.
		const { members } = mailchimp().audience(theHub().audienceId);
		for (const member of members.values()) {
			if (member.email === 'bill@creator-mail.com')
				member.lastChanged = new Date(Date.now() + 9_000);
		}
		moveTo(bill, NEW);
		expect(errorOf(await news(bill))).toBeUndefined();
		expect(tagsOf(NEW)).toContain('new-affiliate');
		expect(contact('second@creator-mail.com')).toBeUndefined();
		expect(contact('bill@creator-mail.com')).toBeDefined();
	});

	it('makes a new contact when mails to the old address bounced, which cannot be renamed', async () => {
		const bill = add();
		onboarded(bill, { status: 'cleaned' });
		moveTo(bill, NEW);
		expect(errorOf(await news(bill))).toBeUndefined();
		expect(contact(NEW)).toMatchObject({ status: 'subscribed' });
		expect(tagsOf(NEW)).not.toContain('new-affiliate');
		expect(mails()).toEqual([]);
	});

	it('takes the tag off who is denied, also where Refersion has no link for them any more', async () => {
		const bill = add();
		onboarded(bill);
		refersion().setStatus(bill.id, 'DENIED');
		refersion().setLink(bill.id, null);
		const denied = { event: 'affiliateStatusChange', status: 'DENIED', code: bill.code };
		expect(errorOf(await news(bill, denied))).toBeUndefined();
		expect(tagsOf(bill.email)).toEqual(['affiliate-inactive']);
	});
});

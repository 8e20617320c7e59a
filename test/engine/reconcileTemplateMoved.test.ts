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
const many = (count: number) => Array.from({ length: count }, (_value, index) => `tag-${index}`);

/** An affiliate with a contact under the address of before. */
function moved(index: number, contactFields = {}) {
	const affiliate = addAffiliate(index);
	addContact(affiliate, contactFields);
	const email = `moved${index}@creator-mail.com`;
	Object.assign(refersion().affiliate(affiliate.id) ?? {}, { email });
	return affiliate;
}

describe('template: reconcile affiliates, who moved and who did not', () => {
	it('gives one summary, with everybody in it', async () => {
		addContact(addAffiliate(0));
		moved(1);
		moved(2, { status: 'unsubscribed' });
		addAffiliate(3);
		addAffiliate(4, { email: '' });
		const summary = await reconcile();
		expect(summary).toMatchObject({ right: 1, added: 1, corrected: 1, offboarded: 0 });
		expect(summary.held).toEqual([
			expect.objectContaining({ name: 'Jo 4 Smith' }),
			expect.objectContaining({ email: 'moved2@creator-mail.com' }),
		]);
		expect(mailsTo()).toEqual(['jo3@creator-mail.com']);
	});

	it.each([
		['/c/', 'https://shop.refersion.com/c/'],
		['rfsn', 'https://shop.example/c/all?rfsn=7.'],
	])('knows a contact by its link, whatever follows the code (%s)', async (_form, start) => {
		const { id, code } = addAffiliate(0);
		const [link, more] = [`${start}${code}`, `${start.includes('?') ? '&' : '?'}utm_content=`];
		const before = addContact(
			{ id, email: 'jo0@creator-mail.com' },
			{ mergeFields: { AFFLINK: `${link}${more}Joe` } },
		);
		const another = { id, email: 'other@creator-mail.com' };
		addContact(another, { mergeFields: { AFFLINK: `${link}2` } });
		Object.assign(refersion().affiliate(id) ?? {}, { email: 'moved0@creator-mail.com' });
		refersion().setLink(id, `${link}${more}Jo`);
		expect(await reconcile()).toMatchObject({ added: 0, corrected: 1, held: [] });
		expect(contact('moved0@creator-mail.com')).toMatchObject({
			contact_id: before.contactId,
			merge_fields: { AFFLINK: `${link}${more}Jo` },
		});
		expect(mailsTo()).toEqual([]);
	});

	it('names who has the tag, but whose mails bounced', async () => {
		addContact(addAffiliate(0), { status: 'cleaned' });
		const { right, held } = await reconcile();
		expect(right).toBe(0);
		expect(held).toEqual([
			expect.objectContaining({ what_happened: 'Mails to this address bounced' }),
		]);
	});

	it('welcomes once, at the new address, who never got the mail because it bounced', async () => {
		const { id } = moved(0, { status: 'cleaned' });
		expect(await reconcile()).toMatchObject({ added: 1, held: [] });
		expect(await reconcile()).toMatchObject({ right: 1, added: 0, held: [] });
		expect(mailsTo()).toEqual(['moved0@creator-mail.com']);
		// The bounced contact has link and tag too, but is not the one who moves on.
		Object.assign(refersion().affiliate(id) ?? {}, { email: 'third@creator-mail.com' });
		expect(await reconcile()).toMatchObject({ added: 0, corrected: 1, held: [] });
		expect(mailsTo()).toHaveLength(1);
	});
});

describe('template: reconcile affiliates, links and tags that are not as usual', () => {
	it('leaves a right link alone that does not look like the others', async () => {
		const all = [0, 1, 2, 3].map((index) => addAffiliate(index));
		for (const { id, code } of all.slice(2)) {
			refersion().setLink(id, `https://shop.example/c/summer?rfsn=${id}.${code}`);
		}
		for (const one of all) addContact(one);
		mailchimp().clearRequests();
		expect(await reconcile()).toMatchObject({ right: 4, corrected: 0, held: [] });
		expect(writes()).toEqual([]);
	});

	it('takes the code out of the link parameter where the page has /c/ in its address', async () => {
		for (const index of [0, 1, 2]) {
			const one = addAffiliate(index);
			refersion().setLink(one.id, `https://shop.example/c/summer?rfsn=${one.id}.${one.code}`);
			addContact(one);
		}
		refersion().clearRequests();
		expect(await reconcile()).toMatchObject({ right: 3, corrected: 0, held: [] });
		// Three are read to see what links look like, and nobody after that.
		const reads = refersion().requests.filter(({ path }) => path === '/v2/affiliate/get');
		expect(reads).toHaveLength(3);
	});

	it('sees a tag that is not among the 50 that a contact lists', async () => {
		const [stays, goes] = [addAffiliate(0), addAffiliate(1, { status: 'DENIED' })];
		for (const one of [stays, goes]) addContact(one, { tags: [...many(50), 'new-affiliate'] });
		expect(await reconcile()).toMatchObject({ right: 1, corrected: 0, offboarded: 1 });
		expect(tagsOf(goes.email)).toContain('affiliate-inactive');
		expect(tagsOf(goes.email)).not.toContain('new-affiliate');
	});
});

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

describe('template: reconcile affiliates', () => {
	it('leaves what is right alone', async () => {
		for (let index = 0; index < 5; index++) addContact(addAffiliate(index));
		expect(await reconcile()).toMatchObject({
			right: 5,
			added: 0,
			corrected: 0,
			offboarded: 0,
			held: [],
			text: 'Affiliates: 5 right, 0 added, 0 corrected, 0 offboarded, 0 held.',
			html: expect.stringContaining('Nothing needs a look'),
		});
		expect(writes()).toEqual([]);
	});

	it('onboards who is approved and has no tag, once', async () => {
		addContact(addAffiliate(0));
		const missing = addAffiliate(1);
		const untagged = addAffiliate(2);
		addContact(untagged, { tags: [] });
		expect(await reconcile()).toMatchObject({ right: 1, added: 2, corrected: 0, held: [] });
		expect(contact(missing.email)).toMatchObject({
			merge_fields: { AFFLINK: refersion().linkOf(missing.id), FNAME: 'Jo 1' },
		});
		expect(
			theHub()
				.world.outbox.mails.map(({ to }) => to)
				.sort(),
		).toEqual([missing.email, untagged.email]);
		mailchimp().clearRequests();
		expect(await reconcile()).toMatchObject({ right: 3, added: 0 });
		expect(writes()).toEqual([]);
		expect(theHub().world.outbox.mails).toHaveLength(2);
	});

	it.each(['refersion-domain', 'store-domain'] as const)(
		'corrects a wrong link without a second mail (%s)',
		async (linkMode) => {
			refersion().switches.linkMode = linkMode;
			for (let index = 0; index < 5; index++) addContact(addAffiliate(index));
			const [a, b, c] = [addAffiliate(5), addAffiliate(6), addAffiliate(7)];
			addContact(a, { mergeFields: { AFFLINK: String(refersion().linkOf(b.id)) } });
			addContact(b, { mergeFields: {} });
			addContact(c, {
				mergeFields: {
					AFFLINK: String(refersion().linkOf(c.id)).replace('https://', 'https://old.'),
				},
			});
			expect(await reconcile()).toMatchObject({ right: 5, corrected: 3, added: 0, held: [] });
			for (const one of [a, b, c]) {
				expect(contact(one.email)).toMatchObject({
					merge_fields: { AFFLINK: refersion().linkOf(one.id) },
				});
			}
			expect(theHub().world.outbox.mails).toEqual([]);
			expect(await reconcile()).toMatchObject({ right: 8, corrected: 0 });
		},
	);

	it.each(['DENIED', 'DISABLED'] as const)('offboards who is %s', async (status) => {
		const gone = addAffiliate(0);
		addContact(gone);
		refersion().setStatus(gone.id, status);
		expect(await reconcile()).toMatchObject({ right: 0, offboarded: 1, held: [] });
		expect(tagsOf(gone.email)).toEqual(['affiliate-inactive']);
		expect(contact(gone.email)).toMatchObject({ status: 'subscribed' });
		mailchimp().clearRequests();
		expect(await reconcile()).toMatchObject({ offboarded: 0 });
		expect(writes()).toEqual([]);
	});

	it('brings back who is approved again, without a second welcome', async () => {
		const back = addAffiliate(0);
		await reconcile();
		refersion().setStatus(back.id, 'DISABLED');
		await reconcile();
		refersion().setStatus(back.id, 'ACTIVE');
		expect(await reconcile()).toMatchObject({ added: 1 });
		expect(tagsOf(back.email)).toEqual(['new-affiliate']);
		expect(theHub().world.outbox.mails).toHaveLength(1);
	});

	it('names who is held, with the reason and what to do', async () => {
		const unsubscribed = addAffiliate(0, { last_name: '<b>Smith</b> $& $` {{ 6 * 7 }}' });
		addContact(unsubscribed, { tags: [], status: 'unsubscribed' });
		const refused = addAffiliate(1, { email: 'jo1@example.com' });
		const noLink = addAffiliate(2, { link: null });
		const summary = await reconcile();
		expect(summary).toMatchObject({ right: 0, added: 0 });
		expect(summary.held).toHaveLength(3);
		expect(summary.held).toEqual(
			expect.arrayContaining([
				expect.objectContaining({ email: unsubscribed.email, what_to_do: expect.any(String) }),
				expect.objectContaining({
					email: refused.email,
					what_happened: expect.stringContaining('fake or invalid'),
				}),
				expect.objectContaining({
					email: noLink.email,
					what_happened: expect.stringContaining('AFFLINK is empty'),
				}),
			]),
		);
		expect(summary.html).toContain('&lt;b&gt;Smith&lt;/b&gt;');
		// n8n puts results into the page with String.replace, for which these mean something.
		expect(summary.html).toContain('&#36;&amp; &#36;` &#123;&#123; 6 * 7 }}');
		expect(summary.html).not.toContain('<b>Smith');
		expect(theHub().world.outbox.mails).toEqual([]);
	});

	it.each([
		['first', 0, 1],
		['last', 1, 0],
	] as const)(
		'does not offboard an address that an approved affiliate has (%s in the list)',
		async (_which, active, gone) => {
			const both = [addAffiliate(0), addAffiliate(1, { email: ' JO0@Creator-Mail.com ' })];
			refersion().setStatus(both[gone].id, 'DISABLED');
			for (const expected of [{ added: 1 }, { right: 1 }, { right: 1 }]) {
				expect(await reconcile()).toMatchObject({ offboarded: 0, held: [], ...expected });
				expect(tagsOf(both[0].email)).toEqual(['new-affiliate']);
				expect(contact(both[0].email)).toMatchObject({
					merge_fields: { AFFLINK: refersion().linkOf(both[active].id) },
				});
			}
			expect(theHub().world.outbox.mails).toHaveLength(1);
		},
	);

	it('corrects the link to that of the affiliate who is still approved', async () => {
		const [active, gone] = [addAffiliate(0), addAffiliate(1, { email: 'jo0@creator-mail.com' })];
		addContact(gone);
		refersion().setStatus(gone.id, 'DENIED');
		expect(await reconcile()).toMatchObject({ corrected: 1, offboarded: 0, held: [] });
		expect(contact(active.email)).toMatchObject({
			merge_fields: { AFFLINK: refersion().linkOf(active.id) },
		});
		mailchimp().clearRequests();
		expect(await reconcile()).toMatchObject({ right: 1, corrected: 0, offboarded: 0 });
		expect(writes()).toEqual([]);
	});

	it('offboards once when all affiliates with an address are gone', async () => {
		const [one, other] = [addAffiliate(0), addAffiliate(1, { email: 'jo0@creator-mail.com' })];
		addContact(one);
		refersion().setStatus(one.id, 'DENIED');
		refersion().setStatus(other.id, 'DISABLED');
		expect(await reconcile()).toMatchObject({ offboarded: 1, held: [] });
		expect(tagsOf(one.email)).toEqual(['affiliate-inactive']);
	});

	it('holds all but one of the approved affiliates with the same address', async () => {
		const [first, second] = [
			addAffiliate(0, { last_name: 'One' }),
			addAffiliate(1, { email: 'Jo0@creator-mail.com', last_name: 'Two' }),
		];
		const held = (name: string) => [
			{
				name,
				email: expect.stringMatching(/^jo0@creator-mail\.com$/i),
				what_happened: 'Another approved affiliate has the same email address',
				what_to_do: expect.stringContaining('Give one of them another address in Refersion'),
			},
		];
		const summary = await reconcile();
		expect(summary).toMatchObject({ added: 1, right: 0, held: held('Jo 1 Two') });
		expect(summary.html).toContain('Another approved affiliate has the same email address');
		mailchimp().clearRequests();
		expect(await reconcile()).toMatchObject({ right: 1, corrected: 0, held: held('Jo 1 Two') });
		expect(writes()).toEqual([]);
		expect(contact(first.email)).toMatchObject({
			merge_fields: { AFFLINK: refersion().linkOf(first.id) },
		});
		// The contact's link says which one it belongs to.
		mailchimp().audience(theHub().audienceId).members.clear();
		mailchimp().addMember(theHub().audienceId, {
			email: first.email,
			mergeFields: { AFFLINK: String(refersion().linkOf(second.id)) },
			tags: ['new-affiliate'],
		});
		mailchimp().clearRequests();
		expect(await reconcile()).toMatchObject({ right: 1, corrected: 0, held: held('Jo 0 One') });
		expect(writes()).toEqual([]);
		expect(theHub().world.outbox.mails).toHaveLength(1);
	});

	it('asks a new contact to confirm where the audience has double opt-in', async () => {
		mailchimp().audience(theHub().audienceId).doubleOptin = true;
		const jo = addAffiliate(0);
		expect(await reconcile()).toMatchObject({ added: 1, held: [] });
		expect(contact(jo.email)).toMatchObject({ status: 'pending' });
		mailchimp().clearRequests();
		expect(await reconcile()).toMatchObject({ right: 1, added: 0 });
		expect(writes()).toEqual([]);
	});

	it('says so when there are no affiliates at all', async () => {
		expect(await reconcile()).toMatchObject({ right: 0, added: 0, held: [] });
	});

	it('takes no more than 125 requests for 10,000 affiliates when nothing is to be done', async () => {
		for (let index = 0; index < 10_000; index++) addContact(addAffiliate(index));
		for (let time = 0; time < 2; time++) {
			refersion().clearRequests();
			mailchimp().clearRequests();
			expect(await reconcile()).toMatchObject({ right: 10_000, added: 0, held: [] });
			const count = refersion().requests.length + mailchimp().requests.length;
			expect(count).toBeLessThanOrEqual(125);
			expect(writes()).toEqual([]);
		}
	}, 240_000);
});

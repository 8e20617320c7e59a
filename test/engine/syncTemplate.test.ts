import { errorOf, outputOf } from './support/engine';
import {
	add,
	contact,
	mailchimp,
	mailchimpWrites,
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

describe('template: sync affiliate changes', () => {
	it('stores the present name and offer, with one tag for the offer', async () => {
		const bill = add();
		onboarded(bill, { tags: ['new-affiliate', 'tier-offer-old', 'tier-bonus-gold', 'vip'] });
		Object.assign(refersion().affiliate(bill.id) ?? {}, { first_name: 'William' });
		const details = {
			first_name: 'Willy',
			offer_id: String(bill.offer_id),
			offer_name: 'Gold offer',
		};
		// The news is older than the name.
		expect(errorOf(await news(bill, details))?.message).toBeUndefined();
		expect(contact(bill.email)).toMatchObject({
			merge_fields: { FNAME: 'William', OFFER: 'Gold offer' },
		});
		expect(tagsOf(bill.email)).toEqual(
			['new-affiliate', `tier-offer-${bill.offer_id}`, 'tier-bonus-gold', 'vip'].sort(),
		);
		// Late news of an offer that is not the present one.
		await news(bill, { offer_id: '99', offer_name: 'Old offer' });
		expect(contact(bill.email)).toMatchObject({ merge_fields: { OFFER: 'Gold offer' } });
		expect(tagsOf(bill.email)).toContain(`tier-offer-${bill.offer_id}`);
		expect(mails()).toEqual([]);
	});

	it('moves to the bonus tier that was reached, and out of the one before', async () => {
		const bill = add();
		onboarded(bill, { tags: ['new-affiliate', 'tier-bonus-silver'] });
		const reward = { id: 1, offer_id: 1, milestone_reached: 'Gold', amount_given: '50' };
		expect(errorOf(await news(bill, { event: 'bonusTierMovement', reward }))).toBeUndefined();
		expect(tagsOf(bill.email)).toContain('tier-bonus-gold');
		expect(tagsOf(bill.email)).not.toContain('tier-bonus-silver');
		expect(contact(bill.email)).toMatchObject({ merge_fields: { TIER: 'Gold' } });
	});

	it('renames the contact when the address changed', async () => {
		const bill = add();
		const before = onboarded(bill);
		moveTo(bill, 'bill.new@creator-mail.com');
		expect(errorOf(await news(bill))).toBeUndefined();
		expect(contact('bill@creator-mail.com')).toBeUndefined();
		expect(contact('bill.new@creator-mail.com')).toMatchObject({
			contact_id: before.contactId,
			merge_fields: { AFFLINK: refersion().linkOf(bill.id) },
		});
		expect(tagsOf('bill.new@creator-mail.com')).toContain('new-affiliate');
		expect(mails()).toEqual([]);
	});

	it('keeps the contact that the new address has already, and sends no second welcome', async () => {
		const bill = add();
		onboarded(bill);
		mailchimp().addMember(theHub().audienceId, {
			email: 'bill.new@creator-mail.com',
			tags: ['vip'],
		});
		moveTo(bill, 'bill.new@creator-mail.com');
		expect(errorOf(await news(bill))?.message).toBeUndefined();
		expect(contact('bill.new@creator-mail.com')).toMatchObject({
			merge_fields: { AFFLINK: refersion().linkOf(bill.id) },
		});
		expect(tagsOf('bill.new@creator-mail.com')).toEqual(
			expect.arrayContaining(['new-affiliate', 'vip']),
		);
		expect(tagsOf('bill@creator-mail.com')).not.toContain('new-affiliate');
		expect(mails()).toEqual([]);
		// The same news again changes nothing more.
		mailchimp().clearRequests();
		expect(errorOf(await news(bill))?.message).toBeUndefined();
		expect(mails()).toEqual([]);
	});

	it.each(['DENIED', 'DISABLED'] as const)('takes the tag off who is %s', async (status) => {
		const bill = add();
		onboarded(bill);
		refersion().setStatus(bill.id, status);
		const late = { event: 'affiliateStatusChange', status: 'ACTIVE' };
		expect(errorOf(await news(bill, late))?.message).toBeUndefined();
		expect(tagsOf(bill.email)).toEqual(['affiliate-inactive']);
		expect(contact(bill.email)).toMatchObject({ status: 'subscribed' });
	});

	it.each(['DENIED', 'DISABLED'] as const)(
		'leaves the contact alone when who is %s shares the address with an active one',
		async (status) => {
			const bill = add();
			add({ email: ' Bill@Creator-Mail.com ', first_name: 'Billa' });
			onboarded(bill);
			refersion().setStatus(bill.id, status);
			expect(errorOf(await news(bill))?.message).toBeUndefined();
			expect(tagsOf(bill.email)).toEqual(['new-affiliate']);
			expect(mailchimpWrites()).toEqual([]);
		},
	);

	it('minds neither longer addresses nor others who are gone', async () => {
		const bill = add();
		add({ email: 'big.bill@creator-mail.com' });
		add({ email: bill.email, status: 'DISABLED' });
		onboarded(bill);
		refersion().setStatus(bill.id, 'DENIED');
		expect(errorOf(await news(bill))?.message).toBeUndefined();
		expect(tagsOf(bill.email)).toEqual(['affiliate-inactive']);
		const writes = mailchimpWrites();
		expect(writes).toHaveLength(2);
	});

	it('takes no tag off when Refersion cannot be asked who else has the address', async () => {
		const bill = add();
		onboarded(bill);
		refersion().setStatus(bill.id, 'DENIED');
		theHub().world.faults.failNext({
			service: 'refersion',
			path: '/v2/affiliate/search',
			fault: '502-html',
			times: 20,
		});
		const run = await news(bill);
		expect(errorOf(run)?.message).toContain('Held');
		expect(outputOf(run, 'Held: needs a look')).toHaveLength(1);
		expect(tagsOf(bill.email)).toEqual(['new-affiliate']);
	}, 60_000);

	it('asks a new contact to confirm where the audience has double opt-in', async () => {
		mailchimp().audience(theHub().audienceId).doubleOptin = true;
		const bill = add();
		expect(errorOf(await news(bill))?.message).toBeUndefined();
		expect(contact(bill.email)).toMatchObject({ status: 'pending' });
	});

	it('leaves alone who never was onboarded', async () => {
		const bill = add({ status: 'PENDING' });
		expect(errorOf(await news(bill))?.message).toBeUndefined();
		expect(mailchimpWrites()).toEqual([]);
	});

	it('ends in the present state, whatever the order of the news', async () => {
		const bill = add();
		onboarded(bill);
		refersion().setStatus(bill.id, 'DISABLED');
		refersion().setStatus(bill.id, 'ACTIVE');
		await news(bill, { event: 'affiliateStatusChange', status: 'ACTIVE' });
		await news(bill, { event: 'affiliateStatusChange', status: 'DISABLED' });
		expect(tagsOf(bill.email)).toContain('new-affiliate');
		expect(tagsOf(bill.email)).not.toContain('affiliate-inactive');
	});

	it('shows what could not be done', async () => {
		const bill = add();
		const { email } = bill;
		onboarded(bill);
		moveTo(bill, 'bill@example.com');
		const run = await news(bill);
		expect(errorOf(run)?.message).toContain('Held');
		expect(outputOf(run, 'Held: needs a look')).toHaveLength(1);
		expect(tagsOf(email)).toEqual(['new-affiliate']);
	});
});

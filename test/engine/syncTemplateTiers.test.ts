import { errorOf } from './support/engine';
import {
	add,
	contact,
	mailchimp,
	mails,
	moveTo,
	newsOf,
	onboarded,
	runItems,
	setTheScene,
	tagsOf,
	theHub,
} from './support/sync';

setTheScene();

const TIERS = ['Silver', 'Gold', 'Platinum'];

/** Runs the template on news of bonus tiers, one after another. */
async function reach(
	affiliate: { id: number; email: string },
	milestones: string[],
	tiers?: string[],
): Promise<void> {
	for (const milestone of milestones) {
		const reward = { id: 1, milestone_reached: milestone, amount_given: '50' };
		const item = newsOf(affiliate, { event: 'bonusTierMovement', reward });
		expect(errorOf(await runItems([item], tiers))?.message).toBeUndefined();
	}
}

const bonusTags = (email: string) => tagsOf(email).filter((tag) => tag.startsWith('tier-bonus-'));

describe('template: sync affiliate changes, bonus tiers', () => {
	it.each<[string, string[], string[], string[]]>([
		['in order', ['Silver', 'Gold'], ['Gold'], ['tier-bonus-gold']],
		['a late lower one', ['Gold', 'Silver'], ['Gold'], ['tier-bonus-gold']],
		['in any order', ['Gold', 'Platinum', 'Silver', 'Gold'], ['Platinum'], ['tier-bonus-platinum']],
		['in another spelling', ['GOLD', ' silver '], ['Gold'], ['tier-bonus-gold']],
		[
			'one that is not in the list',
			['Gold', 'Spring 2027'],
			['Spring 2027'],
			['tier-bonus-spring-2027'],
		],
	])('%s: ends in the highest', async (_what, milestones, [tier], tags) => {
		const bill = add();
		onboarded(bill);
		await reach(bill, milestones, TIERS);
		expect(contact(bill.email)).toMatchObject({ merge_fields: { TIER: tier } });
		expect(bonusTags(bill.email)).toEqual(tags);
	});

	it('knows the present tier from the tag alone', async () => {
		const bill = add();
		onboarded(bill, { tags: ['new-affiliate', 'tier-bonus-gold'] });
		await reach(bill, ['Silver'], TIERS);
		expect(contact(bill.email)).toMatchObject({ merge_fields: { TIER: 'Gold' } });
		expect(bonusTags(bill.email)).toEqual(['tier-bonus-gold']);
	});

	it('takes them as they come where the list is empty, as it is at first', async () => {
		const bill = add();
		onboarded(bill);
		await reach(bill, ['Gold', 'Silver']);
		expect(contact(bill.email)).toMatchObject({ merge_fields: { TIER: 'Silver' } });
		expect(bonusTags(bill.email)).toEqual(['tier-bonus-silver']);
	});

	it.each([undefined, TIERS])(
		'leaves a tier without letters of the alphabet to the field',
		async (tiers) => {
			const bill = add();
			onboarded(bill, { tags: ['new-affiliate', 'tier-bonus-gold'] });
			await reach(bill, ['金'], tiers);
			expect(contact(bill.email)).toMatchObject({ merge_fields: { TIER: '金' } });
			expect(bonusTags(bill.email)).toEqual(['tier-bonus-gold']);
		},
	);
});

describe('template: sync affiliate changes, tags of the contact that is written to', () => {
	const tags = ['vip', 'tier-bonus-silver', 'tier-offer-99', 'Tier-Offer-98'];
	const present = (bill: { offer_id: unknown }) =>
		['tier-bonus-gold', `tier-offer-${bill.offer_id}`, 'vip'].sort();

	it('a contact that is found by its address only', async () => {
		const bill = add();
		mailchimp().addMember(theHub().audienceId, { email: bill.email, tags });
		await reach(bill, ['Gold']);
		expect(tagsOf(bill.email)).toEqual(present(bill));
	});

	it('a contact that the new address has already', async () => {
		const bill = add();
		onboarded(bill, { tags: ['tier-bonus-bronze'] });
		mailchimp().addMember(theHub().audienceId, { email: 'new@creator-mail.com', tags });
		moveTo(bill, 'new@creator-mail.com');
		await reach(bill, ['Gold']);
		expect(tagsOf('new@creator-mail.com')).toEqual(present(bill));
	});

	it('a contact that is renamed', async () => {
		const bill = add();
		onboarded(bill, { tags });
		moveTo(bill, 'new@creator-mail.com');
		await reach(bill, ['Gold']);
		expect(tagsOf('new@creator-mail.com')).toEqual(present(bill));
	});

	it('starts a journey on a tier for a contact that was moved, when the tier comes later', async () => {
		const bill = add();
		onboarded(bill);
		mailchimp().addMember(theHub().audienceId, { email: 'new@creator-mail.com' });
		mailchimp().journeys.add({
			audienceId: theHub().audienceId,
			tag: 'tier-bonus-gold',
			subject: 'Gold',
			html: '<p>*|TIER|*</p>',
		});
		moveTo(bill, 'new@creator-mail.com');
		expect(errorOf(await runItems([newsOf(bill)]))?.message).toBeUndefined();
		expect(mails()).toEqual([]);
		await reach(bill, ['Gold']);
		expect(mails()).toEqual([expect.objectContaining({ subject: 'Gold' })]);
	});
});

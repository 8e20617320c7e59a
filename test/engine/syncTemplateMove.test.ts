import { errorOf, outputOf, runWorkflow } from './support/engine';
import { template } from './support/hub';
import {
	add,
	contact,
	heldOf,
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

const OLD = 'bill@creator-mail.com';
const NEW = 'bill.new@creator-mail.com';

/** The affiliate's new address has a contact already. */
function movedToContact(old = {}, other = {}) {
	const bill = add();
	onboarded(bill, old);
	mailchimp().addMember(theHub().audienceId, {
		email: NEW,
		tags: ['vip', 'tier-offer-99'],
		...other,
	});
	moveTo(bill, NEW);
	return bill;
}

async function reconcile() {
	const run = await runWorkflow(
		theHub().engine,
		template('reconcile-affiliates', theHub().audienceId),
		{ start: 'By hand', credentials: theHub().credentials },
	);
	expect(errorOf(run)?.message).toBeUndefined();
	return outputOf(run, 'Summary')[0].json;
}

function expectMoved(bill: { id: number }): void {
	expect(contact(NEW)).toMatchObject({
		merge_fields: { AFFLINK: refersion().linkOf(bill.id), FNAME: 'Bill' },
	});
	expect(tagsOf(NEW)).toEqual(
		['new-affiliate', `tier-offer-${refersion().affiliate(bill.id)?.offer_id}`, 'vip'].sort(),
	);
	expect(tagsOf(OLD)).not.toContain('new-affiliate');
	expect(mails()).toEqual([]);
}

describe('template: sync affiliate changes, when the new address has a contact', () => {
	const faults = ['400', 'reset-after'] as const;
	const writes = ['tag', 'untag', 'merge fields', 'tags'].map((what, index) => ({ what, index }));
	it.each(writes.flatMap((write) => faults.map((fault) => ({ ...write, fault }))))(
		'ends right with the next delivery when write "$what" fails ($fault)',
		async ({ index, fault }) => {
			const bill = movedToContact();
			theHub().world.faults.failNext({
				service: 'mailchimp',
				method: index === 2 ? 'PUT' : 'POST',
				after: index === 3 ? 2 : index === 2 ? 0 : index,
				fault,
			});
			const run = await news(bill);
			expect(theHub().world.faults.pending()).toBe(0);
			if (fault === '400') {
				expect(heldOf(run)).toHaveLength(1);
				// At no time is the person without the tag: reconciling would welcome them again.
				expect([...tagsOf(OLD), ...tagsOf(NEW)]).toContain('new-affiliate');
			}
			expect(errorOf(await news(bill))?.message).toBeUndefined();
			expectMoved(bill);
			expect(await reconcile()).toMatchObject({ right: 1, added: 0, corrected: 0 });
			expectMoved(bill);
		},
	);

	it.each([
		['POST', 1],
		['PUT', 0],
	])('welcomes nobody again when reconciling follows a failed %s %i', async (method, after) => {
		const bill = movedToContact();
		theHub().world.faults.failNext({ service: 'mailchimp', method, after, fault: '400' });
		expect(heldOf(await news(bill))).toHaveLength(1);
		expect(await reconcile()).toMatchObject({ added: 0, corrected: 1 });
		expect(errorOf(await news(bill))?.message).toBeUndefined();
		expect(contact(NEW)).toMatchObject({ merge_fields: { AFFLINK: refersion().linkOf(bill.id) } });
		expect(tagsOf(NEW)).toContain('new-affiliate');
		expect(await reconcile()).toMatchObject({ right: 1, added: 0, corrected: 0 });
		expect(mails()).toEqual([]);
	});

	it('the same news again writes no tag, and the old contact is not renamed', async () => {
		const bill = movedToContact();
		await news(bill);
		mailchimp().clearRequests();
		expect(errorOf(await news(bill))?.message).toBeUndefined();
		expect(mailchimpWrites().map(({ method }) => method)).toEqual(['PUT']);
		expectMoved(bill);
	});

	it.each([false, true])('takes the bonus tier along (tags fail first: %s)', async (fails) => {
		const bill = add();
		const link = String(refersion().linkOf(bill.id));
		onboarded(bill, {
			mergeFields: { AFFLINK: link, TIER: 'Gold' },
			tags: ['new-affiliate', 'tier-bonus-gold'],
		});
		mailchimp().addMember(theHub().audienceId, { email: NEW });
		moveTo(bill, NEW);
		if (fails) {
			theHub().world.faults.failNext({ service: 'mailchimp', method: 'PUT', fault: '400' });
			expect(heldOf(await news(bill))).toHaveLength(1);
		}
		expect(errorOf(await news(bill))?.message).toBeUndefined();
		expect(tagsOf(NEW)).toEqual(
			['new-affiliate', 'tier-bonus-gold', `tier-offer-${bill.offer_id}`].sort(),
		);
		expect(contact(NEW)).toMatchObject({ merge_fields: { TIER: 'Gold' } });
		expect(mails()).toEqual([]);
	});

	it('adds no tag that the old contact does not have', async () => {
		const bill = movedToContact({ tags: [] });
		expect(errorOf(await news(bill))?.message).toBeUndefined();
		expect(tagsOf(NEW)).not.toContain('new-affiliate');
	});

	it('moves the tag to an unsubscribed contact, sends nothing, and shows it', async () => {
		const bill = movedToContact({}, { status: 'unsubscribed' });
		for (let time = 0; time < 2; time++) {
			expect(heldOf(await news(bill))).toEqual([
				expect.objectContaining({ affiliate_id: bill.id, email: NEW, reason: 'unsubscribed' }),
			]);
			expect(tagsOf(NEW)).toEqual(expect.arrayContaining(['new-affiliate', 'vip']));
			expect(tagsOf(OLD)).toEqual([]);
		}
		expect(mails()).toEqual([]);
	});
});

import { errorOf } from './support/engine';
import {
	add,
	contact,
	heldOf,
	mailchimp,
	mailchimpWrites,
	moveTo,
	news,
	newsOf,
	onboarded,
	refersion,
	runItems,
	setTheScene,
	tagsOf,
	theHub,
} from './support/sync';

setTheScene();

const NEW = 'bill.new@creator-mail.com';

/** Refuses a request of a method, after so many of them; a refusal is not tried again. */
const refuse = (service: 'mailchimp' | 'refersion', method: string, after = 0, path?: RegExp) =>
	theHub().world.faults.failNext({ service, method, after, path, fault: '400' });

const gone = () => {
	const bill = add();
	onboarded(bill);
	refersion().setStatus(bill.id, 'DENIED');
	return bill;
};

const moved = () => {
	const bill = add();
	onboarded(bill);
	moveTo(bill, NEW);
	return bill;
};

const movedToContact = () => {
	const bill = moved();
	mailchimp().addMember(theHub().audienceId, { email: NEW, tags: ['tier-offer-99'] });
	return bill;
};

describe('template: sync affiliate changes, what is held', () => {
	it.each<[string, () => { id: number; email: string }, () => void]>([
		['reading the affiliate', add, () => refuse('refersion', 'POST', 0, /affiliate\/get/)],
		['finding by link', moved, () => refuse('mailchimp', 'GET', 0, /members$/)],
		['finding at the address', moved, () => refuse('mailchimp', 'GET', 0, /members\/[^/]+$/)],
		['renaming', moved, () => refuse('mailchimp', 'PATCH')],
		['updating after renaming', moved, () => refuse('mailchimp', 'PUT')],
		['tagging the new contact', movedToContact, () => refuse('mailchimp', 'POST')],
		['untagging the old contact', movedToContact, () => refuse('mailchimp', 'POST', 1)],
		['updating the new contact', movedToContact, () => refuse('mailchimp', 'PUT')],
		['updating tags of the new contact', movedToContact, () => refuse('mailchimp', 'POST', 2)],
		['finding who is gone', gone, () => refuse('mailchimp', 'GET', 0, /members\/[^/]+$/)],
		['asking who has the address', gone, () => refuse('refersion', 'POST', 0, /affiliate\/search/)],
		['tagging who is gone', gone, () => refuse('mailchimp', 'POST')],
		['untagging who is gone', gone, () => refuse('mailchimp', 'POST', 1)],
	])('names affiliate and reason when %s fails', async (_what, person, fault) => {
		const { id } = person();
		fault();
		const { email } = refersion().affiliate(id) ?? {};
		const run = await news({ id, email: String(email) });
		expect(theHub().world.faults.pending()).toBe(0);
		expect(heldOf(run)).toEqual([
			{
				affiliate_id: id,
				email,
				what_happened: expect.stringMatching(/./),
				what_to_do: expect.any(String),
				reason: '400',
			},
		]);
		expect(errorOf(run)?.message).toContain(String(heldOf(run)[0].what_happened));
	});

	it('says that the person has unsubscribed, after the address was changed', async () => {
		const bill = add();
		onboarded(bill, { status: 'unsubscribed' });
		moveTo(bill, NEW);
		expect(heldOf(await news(bill))).toEqual([
			expect.objectContaining({ affiliate_id: bill.id, email: NEW, reason: 'unsubscribed' }),
		]);
		expect(contact(NEW)).toMatchObject({ status: 'unsubscribed' });
		expect(tagsOf(NEW)).toEqual(['new-affiliate']);
	});

	it('says that the contact with the new address is archived, and changes nothing', async () => {
		const bill = moved();
		mailchimp().addMember(theHub().audienceId, { email: NEW, status: 'archived' });
		expect(heldOf(await news(bill))).toEqual([
			expect.objectContaining({ affiliate_id: bill.id, reason: 'address_taken' }),
		]);
		expect(tagsOf('bill@creator-mail.com')).toEqual(['new-affiliate']);
		expect(contact(NEW)).toMatchObject({ status: 'archived', merge_fields: { AFFLINK: '' } });
	});

	it('holds news without an affiliate', async () => {
		expect(heldOf(await runItems([{ event: 'bonusTierMovement', reward: {} }]))).toEqual([
			expect.objectContaining({ what_happened: expect.stringMatching(/./) }),
		]);
		expect(mailchimpWrites()).toEqual([]);
	});

	it('names each of several that fail in different places, and how many in the message', async () => {
		const people = [1, 2, 3, 4, 5].map((number) => add({ email: `jo${number}@creator-mail.com` }));
		const [renamed, updated, fine, tagged, untagged] = people;
		onboarded(renamed, { status: 'unsubscribed' });
		moveTo(renamed, 'jo1.new@creator-mail.com');
		onboarded(updated, { status: 'unsubscribed' });
		onboarded(fine);
		for (const [person, name] of [
			[tagged, 'jo4'],
			[untagged, 'jo5'],
		] as const) {
			onboarded(person);
			mailchimp().addMember(theHub().audienceId, { email: `${name}.new@creator-mail.com` });
			moveTo(person, `${name}.new@creator-mail.com`);
		}
		for (const email of ['jo4.new@creator-mail.com', 'jo5@creator-mail.com']) {
			refuse('mailchimp', 'POST', 0, new RegExp(`${String(contact(email)?.id)}/tags`));
		}
		const run = await runItems(people.map((person) => newsOf(person)));
		expect(theHub().world.faults.pending()).toBe(0);
		const ids = heldOf(run).map(({ affiliate_id: id }) => Number(id));
		expect(ids.sort()).toEqual([renamed, updated, tagged, untagged].map(({ id }) => id).sort());
		expect(errorOf(run)?.message).toContain('And 3 more, see Held: needs a look.');
		expect(tagsOf(fine.email)).toContain(`tier-offer-${fine.offer_id}`);
	});
});

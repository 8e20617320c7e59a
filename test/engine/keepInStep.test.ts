import {
	addJo,
	contact,
	hear,
	keepInStep,
	look,
	mailchimp,
	mailchimpWrites,
	mails,
	refersion,
	runFile,
	setTheScene,
	tagsOf,
	theHub,
} from './support/keepInStep';
import { errorOf } from './support/engine';

setTheScene();

/** A creator with whom all is right. */
async function creator(email = 'jo@creator-mail.com') {
	const affiliate = addJo(email);
	await look();
	expect(tagsOf(email)).toEqual(['new-affiliate']);
	return affiliate;
}

function change(id: number, more: object): void {
	Object.assign(refersion().affiliate(id) ?? {}, more);
}

it('a new creator gets link, code and tag, and one mail; then nothing is left to do', async () => {
	const { id, code } = addJo('jo@creator-mail.com');
	const first = await look();
	expect(errorOf(first.run)).toBeUndefined();
	expect(first.toDo).toMatchObject([
		{ verdict: 'add', key: code, mail: 'welcome', name: 'Jo Doe' },
	]);
	expect(first.summary).toMatchObject({ tell: false });
	expect(contact('jo@creator-mail.com')?.merge_fields).toMatchObject({
		AFFCODE: code,
		AFFLINK: refersion().linkOf(id),
		FNAME: 'Jo',
		LNAME: 'Doe',
	});
	expect(tagsOf('jo@creator-mail.com')).toEqual(['new-affiliate']);
	expect(mails()).toHaveLength(1);
	mailchimp().clearRequests();
	const second = await look();
	expect(second.toDo).toMatchObject([{ verdict: 'check' }]);
	expect(second.done).toMatchObject([{ verdict: 'right' }]);
	expect(mailchimpWrites()).toEqual([]);
});

it('every change says old and new side by side, as a plan reads', async () => {
	const { id, code } = await creator();
	change(id, { first_name: 'Joe', email: 'joe@creator-mail.com' });
	const { toDo } = await look({ dryRun: true });
	expect(toDo).toMatchObject([
		{
			verdict: 'move',
			key: code,
			mail: 'none',
			changes: [
				{ what: 'address', from: 'jo@creator-mail.com', to: 'joe@creator-mail.com' },
				{ what: 'merge field', name: 'FNAME', from: 'Jo', to: 'Joe' },
			],
		},
	]);
});

it('a dry run says what would be done, and writes nothing, also for a webhook', async () => {
	const { id } = addJo('jo@creator-mail.com');
	await look();
	const before = contact('jo@creator-mail.com');
	change(id, { first_name: 'Joe' });
	addJo('new@creator-mail.com');
	mailchimp().clearRequests();
	const { done, summary } = await look({ dryRun: true });
	expect(done).toMatchObject([
		{ verdict: 'correct', dry_run: true },
		{ verdict: 'add', dry_run: true },
	]);
	expect(String(summary.text)).toContain('Would');
	const { id: third } = addJo('third@creator-mail.com');
	const heard = await hear(third, 'affiliateApproved', { dryRun: true });
	expect(heard.done).toMatchObject([{ verdict: 'add', dry_run: true }]);
	expect(mailchimpWrites()).toEqual([]);
	expect(contact('jo@creator-mail.com')).toEqual(before);
});

it('a dry run in an audience without fields and tag makes none of them', async () => {
	const fields = { row: [{ mergeField: 'SHOP', itemField: 'offer_id' }] };
	const { offer_id: offer } = addJo('jo@creator-mail.com');
	mailchimp().clearRequests();
	const { toDo, run } = await look({ dryRun: true, fields });
	expect(errorOf(run)).toBeUndefined();
	expect(toDo).toMatchObject([{ verdict: 'add' }]);
	expect(mailchimpWrites()).toEqual([]);
	await look({ fields });
	expect(contact('jo@creator-mail.com')?.merge_fields).toMatchObject({ SHOP: String(offer) });
});

describe('what happens to a creator', () => {
	it('a new address: the contact is renamed, keeps its tag and gets no second mail', async () => {
		const { id } = await creator();
		change(id, { email: 'moved@creator-mail.com' });
		const { done } = await look();
		expect(done).toMatchObject([{ verdict: 'move' }]);
		expect(contact('jo@creator-mail.com')).toBeUndefined();
		expect(tagsOf('moved@creator-mail.com')).toEqual(['new-affiliate']);
		expect(mails()).toHaveLength(1);
	});

	it('denied: the tag of those who left comes on and the other one off; the status stays', async () => {
		const { id, email } = await creator();
		change(id, { status: 'DENIED' });
		const { done } = await look();
		expect(done).toMatchObject([{ verdict: 'offboard' }]);
		expect(tagsOf(email)).toEqual(['affiliate-inactive']);
		expect(contact(email)?.status).toBe('subscribed');
	});

	it('another link: it is corrected, whoever has it checked', async () => {
		const { id, email } = await creator();
		refersion().setLink(id, `${refersion().linkOf(id)}?utm_source=new`);
		const { done } = await look();
		expect(done).toMatchObject([{ verdict: 'correct', reason: 'link_changed' }]);
		expect(JSON.stringify(contact(email)?.merge_fields)).toContain('utm_source=new');
		expect(mails()).toHaveLength(1);
	});

	it('a contact that was there before is adopted by its address', async () => {
		mailchimp().addMember(theHub().audienceId, {
			email: 'jo@creator-mail.com',
			tags: ['customer'],
		});
		const { code } = addJo('Jo@Creator-Mail.com');
		await look();
		expect(contact('jo@creator-mail.com')?.merge_fields).toMatchObject({ AFFCODE: code });
		expect(tagsOf('jo@creator-mail.com')).toEqual(['customer', 'new-affiliate']);
		expect(mails()).toHaveLength(1);
	});

	it('moved to an address that has a contact: that one is tagged without a mail, the old one loses it', async () => {
		const { id } = await creator();
		mailchimp().addMember(theHub().audienceId, { email: 'other@creator-mail.com' });
		change(id, { email: 'other@creator-mail.com' });
		const { done } = await look();
		expect(done).toMatchObject([{ verdict: 'merge', mail: 'none' }]);
		expect(tagsOf('other@creator-mail.com')).toEqual(['new-affiliate']);
		expect(tagsOf('jo@creator-mail.com')).toEqual([]);
		expect(mails()).toHaveLength(1);
	});

	it('an unsubscribed contact is held, in every look, and told once by schedule', async () => {
		mailchimp().addMember(theHub().audienceId, {
			email: 'jo@creator-mail.com',
			status: 'unsubscribed',
		});
		addJo('jo@creator-mail.com');
		const { held, summary, run } = await look();
		expect(held).toMatchObject([{ verdict: 'held', reason: 'unsubscribed' }]);
		expect(summary).toMatchObject({ tell: true });
		expect(errorOf(run)?.message).toContain('jo@creator-mail.com');
		expect(tagsOf('jo@creator-mail.com')).toEqual([]);
	});

	it('who takes over the address of somebody who moves on waits one look, and nobody has to see to it', async () => {
		const one = addJo('one@creator-mail.com');
		const other = addJo('other@creator-mail.com');
		await look();
		change(one.id, { email: 'other@creator-mail.com' });
		change(other.id, { email: 'new@creator-mail.com' });
		const first = await look({}, 'Every 10 minutes');
		expect(first.held).toMatchObject([{ verdict: 'later', reason: 'address_is_freed' }]);
		expect(first.totals).toMatchObject({ held: 0, later: 1 });
		expect(first.summary).toMatchObject({
			text: 'Moved 1 to a new address. 1 waits for the next look at everybody.',
			tell: false,
			counts: { held: 0, later: 1 },
		});
		const second = await look({}, 'Every 10 minutes');
		expect(second.summary.text).toBe('Moved 1 to a new address. 1 is right.');
		expect(contact('other@creator-mail.com')?.merge_fields).toMatchObject({ AFFCODE: one.code });
		expect(contact('new@creator-mail.com')?.merge_fields).toMatchObject({ AFFCODE: other.code });
		expect(mails()).toHaveLength(2);
	});

	it('with double opt-in the tag waits until the contact has confirmed', async () => {
		const audience = mailchimp().audience(theHub().audienceId);
		Object.assign(audience, { doubleOptin: true });
		const email = addJo('jo@creator-mail.com').email;
		const first = await look({ newContactStatus: 'audience' });
		expect(contact(email)?.status).toBe('pending');
		expect(first.done).toMatchObject([{ verdict: 'add', reason: 'waiting', mail: 'none' }]);
		expect(first.notDone).toEqual([]);
		expect(errorOf(first.run)).toBeUndefined();
		expect(first.summary).toMatchObject({
			text: 'Added 1 (asked to confirm first). Tag and welcome mail follow by themselves when they have confirmed.',
			failed: false,
			counts: { added: 1, welcomed: 0, asked_to_confirm: 1, held: 0 },
		});
		expect(tagsOf(email)).toEqual([]);
		const second = await look({ newContactStatus: 'audience' });
		expect(second.held).toMatchObject([{ reason: 'waiting' }]);
		expect(errorOf(second.run)).toBeUndefined();
		expect(second.summary).toMatchObject({ failed: false, tell: false });
		mailchimp().confirm(theHub().audienceId, email);
		await look({ newContactStatus: 'audience' });
		expect(tagsOf(email)).toEqual(['new-affiliate']);
		expect(mails()).toHaveLength(1);
	});

	it('exclusive groups: one tag of each, by the field behind its prefix', async () => {
		const tagGroups = { row: [{ prefix: 'tier-offer-', itemField: 'offer_id' }] };
		const { id, email, offer_id: offer } = addJo('jo@creator-mail.com');
		await look({ tagGroups });
		expect(tagsOf(email)).toEqual(['new-affiliate', `tier-offer-${offer}`]);
		refersion().addOffer({ id: 77, name: 'Gold', type: 'PERCENT', commission: '10' });
		change(id, { offer_id: 77 });
		const { done } = await look({ tagGroups });
		expect(done).toMatchObject([{ verdict: 'correct' }]);
		expect(tagsOf(email)).toEqual(['new-affiliate', 'tier-offer-77']);
	});
});

describe('the live path', () => {
	it('an approval takes three requests to Mailchimp and one to Refersion', async () => {
		await creator('first@creator-mail.com');
		const { id, email } = addJo('jo@creator-mail.com');
		mailchimp().clearRequests();
		refersion().clearRequests();
		const heard = await hear(id);
		expect(errorOf(heard.run)).toBeUndefined();
		expect(heard.done).toMatchObject([{ verdict: 'add', mail: 'welcome' }]);
		expect(tagsOf(email)).toEqual(['new-affiliate']);
		expect(mailchimp().requests).toHaveLength(3);
		expect(refersion().requests).toHaveLength(1);
		mailchimp().clearRequests();
		const again = await hear(id);
		expect(again.done).toMatchObject([{ verdict: 'right' }]);
		expect(mailchimp().requests).toHaveLength(1);
	});

	it('news of what needs the whole picture wait for the next look, and that is no error', async () => {
		const { id, email } = await creator();
		change(id, { email: 'moved@creator-mail.com' });
		const heard = await hear(id, 'affiliateDetailsChange');
		expect(heard.done).toMatchObject([{ verdict: 'later', reason: 'next_look' }]);
		expect(heard.summary).toMatchObject({ tell: false });
		expect(contact(email)).toBeDefined();
	});

	it('a denial takes the tag off at once', async () => {
		const { id, email } = await creator();
		change(id, { status: 'DENIED' });
		const heard = await hear(id, 'affiliateStatusChange');
		expect(heard.done).toMatchObject([{ verdict: 'offboard' }]);
		expect(tagsOf(email)).toEqual(['affiliate-inactive']);
	});

	it('an approval that fields and tag are missing for makes them', async () => {
		const { id, email } = addJo('jo@creator-mail.com');
		const heard = await hear(id);
		expect(errorOf(heard.run)).toBeUndefined();
		expect(contact(email)?.merge_fields).toMatchObject({
			AFFCODE: refersion().affiliate(id)?.code,
		});
		expect(tagsOf(email)).toEqual(['new-affiliate']);
	});
});

it('of two approvals for one address in one run, one goes on and the other waits for the next look', async () => {
	const first = addJo('same@creator-mail.com');
	const second = addJo('same@creator-mail.com');
	const items = [first, second].map(({ id, code, email }) => ({
		event: 'affiliateApproved',
		id,
		code,
		email,
	}));
	const { done } = await runFile(keepInStep(), 'Refersion Trigger', items, 'webhook');
	expect(done).toMatchObject([{ verdict: 'add' }, { verdict: 'later' }]);
	expect(contact('same@creator-mail.com')?.merge_fields).toMatchObject({ AFFCODE: first.code });
	expect((await look()).held).toMatchObject([{ reason: 'same_address', key: second.code }]);
});

describe('the audience', () => {
	it('does not have to be chosen when the account has one', async () => {
		const file = keepInStep();
		const compare = file.nodes.find(({ name }) => name === 'Compare');
		Object.assign(compare?.parameters ?? {}, {
			audience: { __rl: true, mode: 'list', value: '' },
		});
		addJo('jo@creator-mail.com');
		const { run } = await runFile(file);
		expect(errorOf(run)).toBeUndefined();
		expect(tagsOf('jo@creator-mail.com')).toEqual(['new-affiliate']);
	});

	it('has to be chosen when there are several: the run fails, names them and changes nobody', async () => {
		mailchimp().addAudience({ name: 'Customers' });
		const file = keepInStep();
		const compare = file.nodes.find(({ name }) => name === 'Compare');
		Object.assign(compare?.parameters ?? {}, {
			audience: { __rl: true, mode: 'list', value: '' },
		});
		addJo('jo@creator-mail.com');
		const { run, summary } = await runFile(file);
		expect(summary).toMatchObject({ tell: true, failed: true });
		expect(errorOf(run)?.message).toContain('several audiences: "Creators", "Customers"');
		expect(mailchimpWrites()).toEqual([]);
	});
});

import type { IDataObject } from 'n8n-workflow';
import {
	addJo,
	contact,
	hear,
	look,
	mailchimp,
	mailchimpWrites,
	mails,
	refersion,
	setTheScene,
	tagsOf,
	theHub,
} from './support/keepInStep';

/** What the templates could do that keep-creators-in-step has replaced: backfill, reconciliation, sync of changes. */
setTheScene();

const EMAIL = 'jo@creator-mail.com';
const NEW = 'jo.new@creator-mail.com';
const SHARED = [EMAIL, ' JO@Creator-Mail.com '];

type Person = ReturnType<typeof addJo>;

/** The contact of an affiliate with whom all is right. */
const bringInStep = ({ id, code, email }: Person, more: IDataObject = {}) =>
	mailchimp().addMember(theHub().audienceId, {
		email,
		mergeFields: {
			AFFLINK: String(refersion().linkOf(id)),
			AFFCODE: code,
			FNAME: 'Jo',
			LNAME: 'Doe',
		},
		tags: ['new-affiliate'],
		...more,
	});

function change({ id }: Person, more: object): void {
	Object.assign(refersion().affiliate(id) ?? {}, more);
}

/** What a look at everybody counted. */
async function counted(): Promise<IDataObject> {
	const { summary } = await look();
	return Object(summary.counts);
}

const linkAt = (email: string) => Object(contact(email)?.merge_fields).AFFLINK;

beforeEach(() => {
	mailchimp().addMergeField(theHub().audienceId, { tag: 'AFFCODE', name: 'Code', type: 'text' });
	// Somebody has the tag, so that this is not the first look of all.
	bringInStep(addJo('first@creator-mail.com'));
});

it('a tag is seen that is not among the 50 that a contact lists', async () => {
	const tags = [...Array.from({ length: 50 }, (_value, index) => `tag-${index}`), 'new-affiliate'];
	bringInStep(addJo(), { tags });
	const gone = addJo('gone@creator-mail.com', { status: 'DENIED' });
	bringInStep(gone, { tags });
	expect(await counted()).toMatchObject({ right: 2, added: 0, offboarded: 1 });
	expect(tagsOf(gone.email)).toContain('affiliate-inactive');
	expect(tagsOf(gone.email)).not.toContain('new-affiliate');
	expect(mails()).toEqual([]);
});

it('whose mails bounced is held, and welcomed once at a new address', async () => {
	const jo = addJo();
	bringInStep(jo, { status: 'cleaned' });
	expect((await look()).held).toMatchObject([{ reason: 'bounced' }]);
	change(jo, { email: NEW });
	expect(await counted()).toMatchObject({ added: 1, welcomed: 1 });
	expect(await counted()).toMatchObject({ right: 2, added: 0 });
	// The bounced contact has link and tag too, but is not the one who moves on.
	change(jo, { email: 'third@creator-mail.com' });
	expect(await counted()).toMatchObject({ moved: 1, added: 0 });
	expect(mails().map(({ to }) => to)).toEqual([NEW]);
});

it('who is active and still tagged as gone loses that tag, without a mail', async () => {
	bringInStep(addJo(), { tags: ['new-affiliate', 'affiliate-inactive'] });
	expect(await counted()).toMatchObject({ corrected: 1, added: 0 });
	expect(tagsOf(EMAIL)).toEqual(['new-affiliate']);
	expect(mails()).toEqual([]);
});

it('who comes back gets the tag again, and no second mail', async () => {
	const jo = addJo();
	for (const status of ['ACTIVE', 'DISABLED', 'ACTIVE']) {
		change(jo, { status });
		await look();
	}
	expect(tagsOf(EMAIL)).toEqual(['new-affiliate']);
	expect(mails()).toHaveLength(1);
});

it('of two active affiliates with one address one is kept, and the other one held', async () => {
	for (const email of SHARED) addJo(email);
	expect(await counted()).toMatchObject({ added: 1, held: 1 });
	mailchimp().clearRequests();
	expect(await counted()).toMatchObject({ right: 2, held: 1, corrected: 0 });
	expect(mailchimpWrites()).toEqual([]);
	expect(mails()).toHaveLength(1);
});

it.each([0, 1])(
	'an address is not offboarded that an active affiliate has, too (%i)',
	async (gone) => {
		const both = SHARED.map((email) => addJo(email));
		change(both[gone], { status: 'DISABLED' });
		expect(await counted()).toMatchObject({ added: 1, offboarded: 0, held: 0 });
		expect(await counted()).toMatchObject({ right: 2, offboarded: 0, held: 0 });
		await hear(both[gone].id, 'affiliateStatusChange');
		expect(tagsOf(EMAIL)).toEqual(['new-affiliate']);
		expect(linkAt(EMAIL)).toBe(refersion().linkOf(both[1 - gone].id));
		expect(mails()).toHaveLength(1);
	},
);

it('the contact of one who left goes to the active affiliate with that address, without a mail', async () => {
	const [active, gone] = [addJo(), addJo()];
	bringInStep(gone);
	change(gone, { status: 'DENIED' });
	expect(await counted()).toMatchObject({ corrected: 1, taken_over: 1, offboarded: 0 });
	expect(linkAt(EMAIL)).toBe(refersion().linkOf(active.id));
	expect(await counted()).toMatchObject({ right: 2, corrected: 0, offboarded: 0 });
	expect(mails()).toEqual([]);
});

it('who is denied loses the tag at once, also where Refersion has no link for them any more', async () => {
	const jo = addJo();
	bringInStep(jo);
	change(jo, { status: 'DENIED' });
	refersion().setLink(jo.id, null);
	await hear(jo.id, 'affiliateStatusChange');
	expect(tagsOf(EMAIL)).toEqual(['affiliate-inactive']);
});

it('nobody is added or taken out whose status has changed since the list was read', async () => {
	const denied = addJo();
	const back = addJo('back@creator-mail.com', { status: 'DISABLED' });
	bringInStep(back);
	mailchimp().clearRequests();
	const timer = setInterval(() => {
		if (mailchimp().requests.length === 0) return;
		clearInterval(timer);
		change(denied, { status: 'DENIED' });
		change(back, { status: 'ACTIVE' });
	}, 0);
	await look();
	clearInterval(timer);
	expect(refersion().affiliate(denied.id)?.status).toBe('DENIED');
	expect(contact(denied.email)).toBeUndefined();
	expect(tagsOf(back.email)).toEqual(['new-affiliate']);
	expect(mails()).toEqual([]);
});

it('each one who cannot be written to is held, with the reason', async () => {
	const { audienceId } = theHub();
	for (const status of ['archived', 'transactional', 'unsubscribed', 'cleaned'] as const) {
		const { email } = addJo(`${status}@creator-mail.com`);
		mailchimp().addMember(audienceId, { email, status });
	}
	addJo('fake@example.com');
	addJo('typo.creator-mail.com');
	refersion().setLink(addJo('linkless@creator-mail.com').id, null);
	refersion().setLink(addJo('strange@creator-mail.com').id, 'javascript:alert(1)');
	const { summary } = await look();
	const held: IDataObject[] = Object(summary).held;
	const reasons = held.map(({ email, reason }) => [String(email).split(/[@.]/)[0], reason]);
	expect(Object.fromEntries(reasons)).toEqual({
		archived: 'archived',
		transactional: 'transactional',
		unsubscribed: 'unsubscribed',
		cleaned: 'bounced',
		fake: '400',
		typo: 'no_address',
		linkless: 'no_link',
		strange: 'bad_link',
	});
	for (const { what_to_do: remedy } of held) expect(remedy).toMatch(/./);
	expect(summary.counts).toMatchObject({ right: 1, added: 0 });
	expect(mails()).toEqual([]);
});

const faults = ['400', 'reset-after'] as const;
const writes = [
	['the tag at the new address', 'POST', 0],
	['the tag at the old address', 'POST', 1],
	['the fields', 'PUT', 0],
] as const;
it.each(
	writes.flatMap(([what, ...request]) => faults.map((fault) => [what, fault, ...request] as const)),
)(
	'a move to an address with a contact ends right, without a mail, when the write of %s fails (%s)',
	async (_what, fault, method, after) => {
		const jo = addJo();
		bringInStep(jo);
		mailchimp().addMember(theHub().audienceId, { email: NEW, tags: ['vip'] });
		change(jo, { email: NEW });
		theHub().world.faults.failNext({ service: 'mailchimp', method, after, fault });
		await look();
		expect(theHub().world.faults.pending()).toBe(0);
		// At no time is the person without the tag: it would be a welcome with the next look.
		expect([...tagsOf(EMAIL), ...tagsOf(NEW)]).toContain('new-affiliate');
		await hear(jo.id, 'affiliateDetailsChange');
		await look();
		expect(await counted()).toMatchObject({ right: 2, added: 0, corrected: 0, merged: 0, held: 0 });
		expect(tagsOf(NEW)).toEqual(['new-affiliate', 'vip']);
		expect(tagsOf(EMAIL)).not.toContain('new-affiliate');
		expect(linkAt(NEW)).toBe(refersion().linkOf(jo.id));
		expect(mails()).toEqual([]);
	},
);

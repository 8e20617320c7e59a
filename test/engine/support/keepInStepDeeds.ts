import { findMember } from '../../emulators/mailchimp/members';
import type { Member } from '../../emulators/mailchimp/types';
import type { AffiliateStatus } from '../../emulators/refersion/types';
import { mailchimp, refersion, theHub } from './keepInStep';

/** The tags of the template. */
export const TAG = 'new-affiliate';
export const GONE = 'affiliate-inactive';

/** An affiliate of a history. */
export interface Creator {
	id: number;
	code: string;
	/** How many mails are right at most. */
	mayGet: number;
}

/** What Refersion's webhook would tell. */
export interface News {
	creator: Creator;
	event: 'affiliateApproved' | 'affiliateStatusChange' | 'affiliateDetailsChange';
}

/** Whose turn it is, and what makes addresses and names new. */
export interface Turn {
	creators: Creator[];
	one: Creator;
	other: Creator;
	/** Number of the step. */
	index: number;
	/** Any number, to choose between variants of a deed. */
	variant: number;
}

export function affiliateOf({ id }: Creator) {
	const found = refersion().affiliate(id);
	if (!found) throw new Error(`There is no affiliate ${id}.`);
	return found;
}

export const addressOf = (creator: Creator) => affiliateOf(creator).email.trim().toLowerCase();

const audience = () => mailchimp().audience(theHub().audienceId);

export const contactAt = (email: string): Member | undefined => findMember(audience(), email);

export const keyOf = ({ mergeFields }: Member) => String(mergeFields.get('AFFCODE') ?? '');

/** Whether a contact has a tag. */
export function isTagged({ tags }: Member, name: string): boolean {
	const tag = audience().tags.get(name);
	return tag !== undefined && tags.has(tag.id);
}

/** Whether a creator's tagged contact is at another address: the affiliate has moved, and no look has seen it. */
export function hasMovedUnseen(creator: Creator): boolean {
	return [...audience().members.values()].some((contact) => {
		const isElsewhere = contact.email.toLowerCase() !== addressOf(creator);
		return isElsewhere && keyOf(contact) === creator.code && isTagged(contact, TAG);
	});
}

/** An affiliate who is new to the programme, and may get one mail. */
export function join(creators: Creator[], email: string, status: AffiliateStatus): Creator {
	const first_name = `N${creators.length}`;
	const { id, code } = refersion().addAffiliate({ first_name, last_name: 'Doe', email, status });
	const creator = { id, code, mayGet: 1 };
	creators.push(creator);
	return creator;
}

const news = (creator: Creator, event: News['event']): News[] => [{ creator, event }];

const setEmail = (creator: Creator, email: string): News[] => {
	Object.assign(affiliateOf(creator), { email });
	return news(creator, 'affiliateDetailsChange');
};

/** After this a second mail is right for whoever has the contact. */
function owes({ creators, one }: Turn, contact: Member): void {
	const owner = creators.find(({ code }) => code === keyOf(contact)) ?? one;
	owner.mayGet += 1;
}

/** All who have not confirmed do so. */
export function confirmAll(): void {
	const { id, members } = audience();
	for (const { email, status } of members.values()) {
		if (status === 'pending') mailchimp().confirm(id, email);
	}
}

/** Somebody becomes a contact by buying something. */
function buys({ index, variant }: Turn, email: string): void {
	if (contactAt(email)) return;
	const status = (['subscribed', 'transactional', 'unsubscribed'] as const)[variant % 3];
	const mergeFields = { PHONE: `555-${index}`, FNAME: 'Customer' };
	mailchimp().addMember(theHub().audienceId, { email, status, mergeFields, tags: ['customer'] });
}

const contactOf = ({ one }: Turn) => contactAt(addressOf(one));

const NONE: News[] = [];

/** What can happen in Refersion or in Mailchimp without a run, and what the webhooks would tell of it. */
const deeds: Record<string, (turn: Turn) => News[]> = {
	'sign up': ({ creators, other, index, variant }) => {
		join(creators, [`n${index}@x.com`, addressOf(other)][variant % 2], 'PENDING');
		return NONE;
	},
	customer: (turn) => {
		const { index, variant } = turn;
		buys(turn, variant % 2 ? `n${index + 1}@x.com` : addressOf(turn.one));
		return NONE;
	},
	approve: ({ one }) => {
		refersion().setStatus(one.id, 'ACTIVE');
		return news(one, 'affiliateApproved');
	},
	deny: ({ one, variant }) => {
		one.mayGet += 1;
		refersion().setStatus(one.id, variant % 3 ? 'DENIED' : 'DISABLED');
		return news(one, 'affiliateStatusChange');
	},
	'apply again': ({ one }) => {
		if (affiliateOf(one).status === 'DENIED') refersion().setStatus(one.id, 'PENDING');
		return NONE;
	},
	'unknown status': ({ one }) => {
		Object.assign(affiliateOf(one), { status: 'ON_HOLD' });
		return news(one, 'affiliateStatusChange');
	},
	move: ({ one, index }) => setEmail(one, `m${index}@x.com`),
	'move to a customer': (turn) => {
		const email = `c${turn.index}@x.com`;
		buys(turn, email);
		return setEmail(turn.one, email);
	},
	'move to somebody else': ({ one, other }) => setEmail(one, affiliateOf(other).email),
	swap: ({ one, other }) => {
		const [first, second] = [affiliateOf(one).email, affiliateOf(other).email];
		return [...setEmail(one, second), ...setEmail(other, first)];
	},
	're-create': ({ creators, one }) => {
		one.mayGet += 1;
		refersion().setStatus(one.id, 'DENIED');
		return news(join(creators, affiliateOf(one).email, 'ACTIVE'), 'affiliateApproved');
	},
	rename: ({ one, index }) => {
		Object.assign(affiliateOf(one), { first_name: `R${index}` });
		return news(one, 'affiliateDetailsChange');
	},
	capitals: ({ one }) => setEmail(one, affiliateOf(one).email.toUpperCase()),
	'new link': ({ one, index }) => {
		const link = refersion().linkOf(one.id);
		if (!link) return NONE;
		const plain = link.replace(/[?&]v=\d+$/, '');
		refersion().setLink(one.id, `${plain}${plain.includes('?') ? '&' : '?'}v=${index}`);
		return news(one, 'affiliateDetailsChange');
	},
	'all links change': ({ creators }) => {
		const { switches } = refersion();
		const isStore = switches.linkMode === 'store-domain';
		switches.linkMode = isStore ? 'refersion-domain' : 'store-domain';
		for (const { id } of creators) refersion().setLink(id, undefined);
		return NONE;
	},
	unsubscribe: (turn) => {
		const contact = contactOf(turn);
		if (contact?.status === 'subscribed') {
			mailchimp().unsubscribe(theHub().audienceId, contact.email);
		}
		return NONE;
	},
	resubscribe: (turn) => {
		const contact = contactOf(turn);
		if (contact?.status === 'unsubscribed') {
			Object.assign(contact, { status: 'subscribed', unsubscribedBy: null });
		}
		return NONE;
	},
	bounce: (turn) => {
		const contact = contactOf(turn);
		if (contact?.status !== 'subscribed') return NONE;
		contact.status = 'cleaned';
		owes(turn, contact);
		return NONE;
	},
	archive: (turn) => {
		const contact = contactOf(turn);
		if (!contact || ['archived', 'pending', 'cleaned'].includes(contact.status)) return NONE;
		Object.assign(contact, { status: 'archived', statusBeforeArchive: contact.status });
		owes(turn, contact);
		return NONE;
	},
	confirm: (turn) => {
		const contact = contactOf(turn);
		if (contact?.status === 'pending') mailchimp().confirm(theHub().audienceId, contact.email);
		return NONE;
	},
	'take the tag off': (turn) => {
		const contact = contactOf(turn);
		const tag = audience().tags.get(TAG);
		if (contact && tag && contact.tags.delete(tag.id)) owes(turn, contact);
		return NONE;
	},
	'rename the tag': (turn) => {
		const { tags, members } = audience();
		const tag = tags.get(TAG);
		if (!tag) return NONE;
		const name = `renamed-${turn.index}`;
		for (const contact of members.values()) if (contact.tags.has(tag.id)) owes(turn, contact);
		tags.delete(TAG);
		tags.set(name, Object.assign(tag, { name }));
		return NONE;
	},
};

export const DEEDS: ReadonlyMap<string, (turn: Turn) => News[]> = new Map(Object.entries(deeds));

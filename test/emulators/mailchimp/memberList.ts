import type { JsonObject } from '../common';
import { schemaErrors, unknownValue } from './errors';
import { pageCount, replyPage, type Call } from './http';
import { shuffled } from './order';
import type { MailchimpState } from './state';
import type { Member } from './types';

/** What contacts can be sorted by, and how (Mailchimp API spec, list members). */
const SORT_FIELDS = ['timestamp_opt', 'timestamp_signup', 'last_changed'] as const;
type SortField = (typeof SORT_FIELDS)[number];
const SORT_DIRECTIONS = ['ASC', 'DESC'] as const;

function chosen<T extends string>(c: Call, name: string, allowed: readonly T[]): T | undefined {
	const text = c.req.query(name);
	if (text === undefined) return undefined;
	const found = allowed.find((each) => each === text);
	if (found === undefined) throw schemaErrors(unknownValue(name, allowed));
	return found;
}

function timeOf(member: Member, field: SortField): number {
	if (field === 'last_changed') return member.lastChanged.getTime();
	const text = field === 'timestamp_opt' ? member.timestampOpt : member.timestampSignup;
	return text === '' ? 0 : Date.parse(text);
}

function moved(state: MailchimpState, members: readonly Member[]): Member[] {
	return shuffled(members, state.listReads.count, 'members', ({ contactId }) => contactId);
}

function inOrder(c: Call, state: MailchimpState, members: readonly Member[]): Member[] {
	const { unstableOrder, unstableTies } = state.switches;
	const field = chosen(c, 'sort_field', SORT_FIELDS);
	const direction = chosen(c, 'sort_dir', SORT_DIRECTIONS) ?? 'ASC';
	if (field === undefined) return unstableOrder ? moved(state, members) : [...members];
	const sign = direction === 'ASC' ? 1 : -1;
	const start = unstableTies ? moved(state, members) : [...members];
	return start.sort((one, other) => sign * (timeOf(one, field) - timeOf(other, field)));
}

/** The contacts that lists know of by now. */
function known({ now, switches }: MailchimpState, members: readonly Member[]): readonly Member[] {
	const latest = now().getTime() - switches.listsBehindMs;
	return members.filter(({ created }) => created.getTime() <= latest);
}

/** The contacts that a list has: all of them, unless it lacks some. */
function shown({ switches }: MailchimpState, members: readonly Member[]): readonly Member[] {
	const lacking = Math.ceil(members.length * switches.listsLack);
	if (lacking === 0) return members;
	const mixed = shuffled(members, 1, 'lacking', ({ contactId }) => contactId);
	const left = new Set(mixed.slice(0, lacking));
	return members.filter((member) => !left.has(member));
}

/** What a gateway writes, like the 502 of the docs: no problem document. */
function gatewayTimeout(): Response {
	return new Response('<html><head><title>504 Gateway Time-out</title></head></html>', {
		status: 504,
		headers: { 'content-type': 'text/html' },
	});
}

/**
 * Answers a read of a list of contacts, with what may go wrong in it: an order and a total that move, a
 * page that is too large.
 */
export function replyMembers(
	c: Call,
	state: MailchimpState,
	all: readonly Member[],
	bodyOf: (member: Member) => JsonObject,
	more: JsonObject = {},
): Response {
	const { listReads, switches } = state;
	if (pageCount(c) >= switches.slowPages) return gatewayTimeout();
	listReads.count += 1;
	const members = known(state, all);
	const total = members.length + listReads.drift;
	listReads.drift += switches.totalDrift;
	const rows = inOrder(c, state, shown(state, members));
	return replyPage(c, state, 'members', rows, bodyOf, { more, total });
}

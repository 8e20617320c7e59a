import type { IDataObject } from 'n8n-workflow';
import type { Calendar } from '../../shared/days';
import { asPlainText, fold } from '../../shared/texts';
import { fieldOf, findContacts, codeNamedBy, hasTag, type Contact } from '../contacts/find';
import type { Sales, SalesFinder } from './sales';
import type { FunnelSettings } from './settings';
import { STEPS, stepsKnown, type NextStep, type Reason, type Step } from './steps';

/** One creator: how far, since when, and what to do next. A type, so that it is an item's data as it is. */
export type Creator = {
	name: string;
	email: string;
	code: string;
	offer_id: string;
	offer: string;
	/** The furthest step, and its number from 0. */
	step: Step;
	step_number: number;
	/** Steps for which there is a sign of their own. */
	seen: Step[];
	/** The step that comes next; '' when there is none. */
	next: NextStep | '';
	/** The day from which the next step has been waited for, yyyy-MM-dd; '' when it is not known. */
	since: string;
	/** Whether they have waited for longer than is set, or nobody knows for how long. */
	stuck: boolean;
	reason: Reason | '';
	/** What keeps them from getting mails, where that is not the reason already. */
	also: Reason | '';
	what_happened: string;
	what_to_do: string;
	/** The day on which the contact joined the audience. */
	joined: string;
	/** "seen" by a check, "said" by the creator, or ''. */
	link: 'seen' | 'said' | '';
	live_since: string;
	first_sale: string;
	paid_at: string;
};

/** The lists from which creators are measured. */
export interface FunnelLists {
	/** Items of Affiliate: Get Many: those that are active. */
	affiliates: IDataObject[];
	contacts: Contact[];
	/** undefined when they are not known. */
	sales: SalesFinder | undefined;
	/** Items of Offer: Get Many; empty when they are not known. */
	offers: IDataObject[];
}

/** What stands in LINKSTATUS, and what it means for who is not live. */
const LINK_REASONS = new Map<string, Reason>([
	['not_found', 'link_not_found'],
	['wrong_code', 'link_wrong_code'],
	['unverifiable', 'link_unverifiable'],
	['self_reported', 'link_unverifiable'],
]);

/** Statuses of a contact that are reasons by the same name. */
const STATUS_REASONS = ['pending', 'unsubscribed', 'cleaned'] as const;

/**
 * Puts lists together: one row for each affiliate, in their order.
 *
 * @param calendar the days as the report has them
 */
export function measureCreators(
	lists: FunnelLists,
	settings: FunnelSettings,
	calendar: Calendar,
): Creator[] {
	const people = lists.affiliates.map((affiliate) => ({
		affiliate,
		code: asPlainText(affiliate.code),
		email: asPlainText(affiliate.email),
	}));
	const finder = findContacts(people, lists.contacts, settings);
	const { sales } = lists;
	const known = stepsKnown(sales !== undefined);
	const offerName = offerNames(lists.offers, settings);
	return people.map((person): Creator => {
		const { affiliate, code, email } = person;
		const contact = finder.contactOf(person);
		const problem = problemOf(code, email, contact, finder.isTaken(person), settings);
		const isOwnAddress = contact !== undefined || !finder.isTaken(person);
		const sale = sales?.of(affiliate) ?? (isOwnAddress ? sales?.at(email) : undefined);
		const signs = signsOf(contact, problem, sale, settings, calendar);
		const seen = known.filter((step) => signs.has(step));
		const step = seen.at(-1) ?? 'approved';
		const after = known[known.indexOf(step) + 1];
		const next = after === undefined || after === 'approved' ? '' : after;
		const waiting = next === '' ? undefined : waitFor(next, { ...signs, problem, sale, calendar });
		const days = waiting && calendar.daysSince(waiting.since);
		const also = next === 'contact' ? '' : problem;
		return {
			name: [affiliate.first_name, affiliate.last_name].map(asPlainText).filter(Boolean).join(' '),
			email,
			code,
			...offerName(asPlainText(affiliate.offer_id)),
			step,
			step_number: STEPS.indexOf(step),
			seen,
			next,
			since: waiting?.since ?? '',
			stuck: next !== '' && (days ?? Infinity) >= settings.stuckAfter[next],
			reason: waiting?.reason ?? '',
			also,
			...adviceOf(waiting?.reason ?? '', also, settings),
			joined: signs.joined,
			link: signs.link,
			live_since: signs.link === '' ? '' : signs.linkDay,
			first_sale: calendar.dayOf(sale?.first),
			paid_at: calendar.dayOf(sale?.paidAt),
		};
	});
}

/** Why somebody gets no mails with the right link; '' when they do. */
function problemOf(
	code: string,
	email: string,
	contact: Contact | undefined,
	isTaken: boolean,
	{ welcomeTag, linkMergeField }: FunnelSettings,
): Reason | '' {
	if (email === '') return 'no_address';
	if (isTaken) return 'same_address';
	if (!contact) return 'not_in_audience';
	const byStatus = STATUS_REASONS.find((status) => status === contact.status);
	if (byStatus) return byStatus;
	if (contact.status !== 'subscribed') return 'not_subscribed';
	if (!hasTag(contact, welcomeTag)) return 'not_tagged';
	const link = fieldOf(contact, linkMergeField);
	if (!/^https?:\/\//i.test(link)) return 'no_link';
	const named = codeNamedBy(link);
	return named === '' || named === code ? '' : 'wrong_link';
}

/** What there is to be seen of somebody. */
interface Signs {
	has(step: Step): boolean;
	joined: string;
	linkStatus: string;
	linkDay: string;
	link: Creator['link'];
}

function signsOf(
	contact: Contact | undefined,
	problem: Reason | '',
	sale: Sales | undefined,
	{ liveStatuses, liveTag }: FunnelSettings,
	calendar: Calendar,
): Signs {
	const linkStatus = fold(fieldOf(contact, 'LINKSTATUS'));
	const isSeen = liveStatuses.some((status) => fold(status) === linkStatus);
	const isSaid = hasTag(contact, liveTag);
	const signs: Record<Step, boolean> = {
		approved: true,
		contact: problem === '',
		opened: Number(contact?.stats.avg_open_rate) > 0,
		clicked: Number(contact?.stats.avg_click_rate) > 0,
		live: isSeen || isSaid,
		sold: sale !== undefined,
		paid: sale !== undefined && sale.paidAt !== '',
	};
	return {
		has: (step) => signs[step],
		joined: calendar.dayOf(contact?.signedUp) || calendar.dayOf(contact?.optedIn),
		linkStatus,
		linkDay: calendar.dayOf(fieldOf(contact, 'LINKDATE')),
		link: isSeen ? 'seen' : isSaid ? 'said' : '',
	};
}

interface Waiting {
	joined: string;
	linkDay: string;
	linkStatus: string;
	problem: Reason | '';
	sale: Sales | undefined;
	calendar: Calendar;
}

/** Since when a step has been waited for, and why it is not there. */
function waitFor(next: NextStep, waiting: Waiting): { since: string; reason: Reason | '' } {
	const { joined, linkDay, linkStatus, problem, sale, calendar } = waiting;
	switch (next) {
		case 'contact':
			return { since: joined, reason: problem };
		case 'opened':
			return { since: joined, reason: 'not_opened' };
		case 'clicked':
			return { since: joined, reason: 'not_clicked' };
		case 'live':
			return { since: linkDay || joined, reason: LINK_REASONS.get(linkStatus) ?? 'link_not_said' };
		case 'sold':
			return { since: linkDay || joined, reason: 'no_sale' };
		case 'paid':
			return {
				since: calendar.dayOf(sale?.approvedUnpaid || sale?.first),
				reason: sale?.approvedUnpaid ? 'not_paid' : 'sale_pending',
			};
	}
}

function adviceOf(reason: Reason | '', also: Reason | '', { words }: FunnelSettings) {
	if (reason === '') return { what_happened: '', what_to_do: '' };
	const { what_happened: happened, what_to_do: remedy } = words.advice[reason];
	const more = also === '' ? '' : ` ${words.also(words.advice[also].what_happened)}`;
	return { what_happened: happened + more, what_to_do: remedy };
}

/** @returns gives an offer's number and name */
function offerNames(offers: IDataObject[], { offerNames: set, words }: FunnelSettings) {
	const read = new Map(offers.map(({ id, name }) => [asPlainText(id), asPlainText(name)]));
	return (id: string) => ({
		offer_id: id,
		offer: set.get(id) || read.get(id) || (id === '' ? words.noOffer : words.offerById(id)),
	});
}

import type { IDataObject } from 'n8n-workflow';
import { contactFrom } from '../../../nodes/CreatorProgram/contacts/find';
import { measureCreators, type Creator } from '../../../nodes/CreatorProgram/funnel/creators';
import { funnelNumbers, type FunnelNumbers } from '../../../nodes/CreatorProgram/funnel/numbers';
import { findSales, salesTotals } from '../../../nodes/CreatorProgram/funnel/sales';
import { STUCK_AFTER, type FunnelSettings } from '../../../nodes/CreatorProgram/funnel/settings';
import { wordsOf } from '../../../nodes/CreatorProgram/words';
import { calendarOf } from '../../../nodes/shared/days';

/** Noon of the day on which everything in these tests is measured. */
export const NOW = new Date('2026-03-10T12:00:00Z');

export const settings: FunnelSettings = {
	welcomeTag: 'new-affiliate',
	liveTag: 'link-live',
	linkMergeField: 'AFFLINK',
	keyMergeField: 'AFFCODE',
	liveStatuses: ['live'],
	currency: 'USD',
	stuckAfter: STUCK_AFTER,
	offerNames: new Map(),
	monthsShown: 12,
	offersShown: 12,
	peopleShown: 12,
	words: wordsOf('en').funnel,
};

export const linkOf = (code: string): string => `https://shop.refersion.com/c/${code}`;

export const affiliate = (code: string, email: string, more: IDataObject = {}): IDataObject => ({
	code,
	email,
	first_name: code.toUpperCase(),
	last_name: 'Smith',
	status: 'ACTIVE',
	offer_id: '7',
	...more,
});

/** A contact as Mailchimp has it, with the link of a code and the code itself. */
export const contact = (code: string, email: string, more: IDataObject = {}): IDataObject => ({
	email_address: email,
	status: 'subscribed',
	merge_fields: { AFFLINK: linkOf(code), AFFCODE: code },
	tags: [{ id: 1, name: 'new-affiliate' }],
	stats: { avg_open_rate: 0, avg_click_rate: 0 },
	timestamp_opt: '2026-01-10T09:00:00+00:00',
	last_changed: '2026-01-10T09:00:00+00:00',
	...more,
});

export const conversion = (code: string, created: string, more: IDataObject = {}): IDataObject => ({
	affiliate_code: code,
	affiliate_id: 1,
	created,
	status: 'APPROVED',
	payment_status: 'UNPAID',
	total: 100,
	commission_total: 10,
	currency: 'USD',
	...more,
});

/** What is measured; conversions of `undefined` are not known. */
export interface Given {
	affiliates: IDataObject[];
	contacts: IDataObject[];
	conversions?: IDataObject[];
	offers?: IDataObject[];
	set?: Partial<FunnelSettings>;
}

export function measure(given: Given): { creators: Creator[]; numbers: FunnelNumbers } {
	const { affiliates, contacts, conversions, offers = [], set } = given;
	const calendar = calendarOf('UTC', NOW);
	const all = { ...settings, ...set };
	const found = conversions && findSales(conversions, affiliates);
	const lists = { affiliates, contacts: contacts.map(contactFrom), sales: found, offers };
	const creators = measureCreators(lists, all, calendar);
	const sales = conversions ? salesTotals(conversions, all.currency) : null;
	const unknownBecause = conversions ? '' : 'needs the GraphQL token';
	const unassigned = found?.unassigned ?? 0;
	const counted = { creators, sales, unassigned, unknownBecause, today: calendar.today };
	const numbers = funnelNumbers(counted, all);
	return { creators, numbers };
}

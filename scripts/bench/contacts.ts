import type { IDataObject } from 'n8n-workflow';
import { seededRandom } from '../../test/emulators/common';

/** The tag that every contact is to get; a journey starts by it. */
export const TAG = 'new-affiliate';

/** An affiliate as the Refersion nodes of this package give it: flat, some twenty fields. */
export interface AffiliateItem extends IDataObject {
	email: string;
	first_name: string;
	last_name: string;
	link: string;
}

/** A contact that is in the audience before a run. */
export interface ExistingContact {
	email: string;
	mergeFields: { FNAME: string; LNAME: string; AFFLINK: string };
}

/** What a run works on: the items that go in and what the audience holds already. */
export interface Scenario {
	items: AffiliateItem[];
	existing: ExistingContact[];
}

/** One contact in so many is in the audience already, and every second of these has an old link. */
export const EXISTING_ONE_IN = 5;
const OLD_LINK_ONE_IN = 2;

const FIRST_NAMES = ['Mia', 'Noah', 'Zoe', 'Liam', 'Ada', 'Ravi', 'Yuki', 'Omar', 'Inés', 'Søren'];
const LAST_NAMES = ['Keller', 'Okafor', 'Rossi', 'Novak', 'Silva', 'Haddad', 'Tanaka', 'Müller'];
const CITIES = ['Portland', 'Austin', 'Denver', 'Madison', 'Boise', 'Savannah'];
const STATES = ['OR', 'TX', 'CO', 'WI', 'ID', 'GA'];
const DOMAINS = ['creator-mail.com', 'studio-post.net', 'inbox-demo.io'];
const OFFERS = ['Creator Standard', 'Creator Plus', 'Ambassador'];

const FIRST_ID = 5_000_000;

function affiliate(index: number, random: () => number): AffiliateItem {
	const pick = (list: readonly string[]): string => list[Math.floor(random() * list.length)] ?? '';
	const code = `${Math.floor(random() * 36 ** 4).toString(36)}${index.toString(36)}`;
	const firstName = pick(FIRST_NAMES);
	const lastName = pick(LAST_NAMES);
	const plainName = `${firstName}.${lastName}`.toLowerCase().normalize('NFD');
	const email = `${plainName.replace(/[^a-z.]/g, '')}.${index}@${pick(DOMAINS)}`;
	const place = Math.floor(random() * CITIES.length);
	const offer = Math.floor(random() * OFFERS.length);
	return {
		id: FIRST_ID + index,
		code,
		status: 'ACTIVE',
		first_name: firstName,
		last_name: lastName,
		email,
		link: `https://shop.refersion.com/c/${code}`,
		offer_id: String(70_000 + offer),
		offer_name: OFFERS[offer],
		company_name: `${lastName} Studio`,
		paypal_email: `pay.${index}@${pick(DOMAINS)}`,
		address1: `${1 + Math.floor(random() * 999)} Market Street`,
		address2: '',
		city: CITIES[place],
		state: STATES[place],
		zip: String(10_000 + Math.floor(random() * 89_999)),
		country: 'US',
		phone: `555-${1000 + Math.floor(random() * 8999)}`,
		source: 'Registration page',
		unique_merchant_id: `creator-${index}`,
		created: '2026-03-04 05:06:07',
		is_marketplace_user: false,
		custom_fields: { Instagram: `@${plainName}`, Followers: String(index * 7 + 1200) },
	};
}

/** An item as it comes out of an answer of a service, so that it weighs what such an item weighs. */
function parsed(item: AffiliateItem): AffiliateItem {
	const copy: AffiliateItem = JSON.parse(JSON.stringify(item));
	return copy;
}

/**
 * Makes the work of a run; the same numbers give the same work, in every process.
 *
 * @param count how many contacts
 * @param seed of names, codes and addresses
 */
export function createScenario(count: number, seed: number): Scenario {
	const random = seededRandom(seed);
	const items = Array.from({ length: count }, (_, index) => parsed(affiliate(index, random)));
	const known = items.filter((_, index) => index % EXISTING_ONE_IN === 0);
	const existing = known.map((item, index): ExistingContact => ({
		email: item.email,
		mergeFields: {
			FNAME: item.first_name,
			LNAME: item.last_name,
			AFFLINK: index % OLD_LINK_ONE_IN === 0 ? `${item.link}-old` : item.link,
		},
	}));
	return { items, existing };
}

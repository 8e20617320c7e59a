import { seededRandom } from '../../test/emulators/common';
import type { Creator } from '../../test/engine/support/programReport';

export const BRAND = 'Northwind Goods';

export const OFFERS = [
	{ id: 1234, name: 'Standard', type: 'PERCENT_OF_SALE', commission: '10.00' },
	{ id: 1235, name: 'Ambassadors', type: 'PERCENT_OF_SALE', commission: '15.00' },
	{ id: 1236, name: 'Winter campaign', type: 'FLAT_RATE', commission: '8.00' },
];

const FIRST = ['Ada', 'Ben', 'Chloé', 'Dario', 'Ella', 'Femi', 'Grace', 'Hugo', 'Iris', 'Jun'];
const LAST = ['Okafor', 'Lindqvist', 'Moreau', 'Tanaka', 'Silva', 'Novak', 'Hughes', 'Rossi'];

/** The share of creators who take each step, by the step before. */
const SHARES = { contact: 0.95, opened: 0.82, clicked: 0.68, live: 0.62, sold: 0.55, paid: 0.7 };

const ADVICE: ReadonlyArray<Creator['contact']> = [
	false,
	{ status: 'unsubscribed' },
	{ status: 'cleaned' },
	{ tags: [] },
];
const LINKS = [undefined, undefined, 'not_found', 'wrong_code', 'unverifiable'];

/** An invented programme that has grown for nine months; the same each time. */
export function creators(count: number): Creator[] {
	const random = seededRandom(7);
	const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
	return Array.from({ length: count }, (_, index): Creator => {
		const [firstName, lastName] = [pick(FIRST), pick(LAST)];
		const joined = Math.floor(270 * random() ** 1.6);
		const creator: Creator = {
			firstName,
			lastName,
			email: `${firstName}.${lastName}${index}@creators.example`.toLowerCase().replace('é', 'e'),
			offerId: pick([1234, 1234, 1234, 1235, 1236]),
			joined,
		};
		const passes = (step: keyof typeof SHARES) => random() < SHARES[step];
		if (!passes('contact')) return { ...creator, contact: pick(ADVICE) };
		if (!passes('opened')) return creator;
		if (!passes('clicked')) return { ...creator, opened: true };
		const clicked = { ...creator, opened: true, clicked: true, linkDays: Math.floor(joined * 0.8) };
		if (!passes('live')) return { ...clicked, link: pick(LINKS) };
		const live: Creator = { ...clicked, link: 'live' };
		if (!passes('sold')) return live;
		const sold: Creator = {
			...live,
			saleDays: Math.floor(joined * 0.6),
			paidDays: Math.floor(joined * 0.2),
		};
		return { ...sold, sale: passes('paid') ? 'PAID' : pick(['APPROVED', 'PENDING']) };
	});
}

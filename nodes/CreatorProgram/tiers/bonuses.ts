import type { IDataObject } from 'n8n-workflow';
import { asPlainText, fold } from '../../shared/texts';
import {
	contactFrom,
	findContacts,
	hasTag,
	type Contact,
	type FinderFields,
} from '../contacts/find';
import type { Words } from '../words/en';
import { explain } from '../words/explain';
import { climb, currenciesOf } from './measure';
import type { BonusTier, Standing } from './types';

export interface BonusRules {
	/** The lowest first. */
	tiers: BonusTier[];
	/** Three letters; '' when none is set, and then no tier has a bonus. */
	currency: string;
	/** How the tags begin that say that a bonus was given; the number of the tier's offer follows. */
	prefix: string;
	names: FinderFields;
	words: Words;
}

/** The contacts that have such a tag; or why they are not known, in a sentence. */
export type Given = { contacts: Contact[] } | { notKnown: string };

/** Who has to be given something, by the place of the standing. */
export interface BonusRow {
	place: number;
	json: IDataObject;
}

/**
 * The contacts that were given a bonus, each once with all such tags.
 *
 * @param rows items of Tag: Get Members with Return All, and the option Match Beginning of Name
 */
export function bonusHolders(rows: IDataObject[]): Contact[] {
	const holders = new Map<string, Contact>();
	for (const row of rows) {
		const contact = contactFrom(row);
		const tags = [...(holders.get(contact.address)?.tags ?? []), fold(asPlainText(row.tag))];
		holders.set(contact.address, { ...contact, tags });
	}
	return [...holders.values()];
}

/**
 * Who has earned a bonus that nobody has said was given: a row for each, for people to act on. No node of the package
 * gives it: Refersion's API lists no manual credits and has no key against sending one twice, so that only somebody who
 * looks can know whether one that got no answer was credited.
 *
 * @param standings how each stands; undefined for an item that does not say so
 * @returns none when no tier has a bonus; one row about nobody where it is not known who was given one
 */
export function bonusesDue(
	standings: Array<Standing | undefined>,
	given: Given,
	rules: BonusRules,
): BonusRow[] {
	const known = standings.filter((standing) => standing !== undefined);
	const currencies = { chosen: rules.currency, met: currenciesOf(known) };
	const finder = findContacts(known, 'contacts' in given ? given.contacts : [], rules.names);
	const seen = new Set<number>();
	const rows: BonusRow[] = [];
	for (const [place, standing] of standings.entries()) {
		if (!standing || standing.status !== 'ACTIVE' || seen.has(standing.id)) continue;
		seen.add(standing.id);
		const contact = finder.contactOf(standing);
		const { reached } = climb(standing, rules.tiers, currencies);
		const due = rules.tiers
			.slice(0, reached + 1)
			.filter(({ bonus, offerId }) => bonus > 0 && !hasTag(contact, rules.prefix + offerId));
		if (due.length === 0) continue;
		if ('notKnown' in given) return [{ place, json: notRead(given.notKnown, rules.words) }];
		rows.push({ place, json: dueItem(standing, due, rules) });
	}
	return rows;
}

function dueItem(
	{ id, code, email, name }: Standing,
	due: BonusTier[],
	{ currency, prefix, words }: BonusRules,
): IDataObject {
	const told = due.map((tier) => {
		return `${words.tiers.money(tier.bonus, currency)}, ${tier.name} (${prefix}${tier.offerId})`;
	});
	return {
		verdict: 'held',
		reason: 'bonus_due',
		...explain(words.tierReasons, 'bonus_due', told.join('; ')),
		id,
		key: code,
		email,
		name,
		// Another bonus is another thing to tell, also within the days in which the first one is not told again.
		about: due.map(({ offerId }) => offerId).join(),
		bonuses: due.map((tier) => ({
			tier: tier.name,
			amount: tier.bonus,
			currency,
			tag: prefix + tier.offerId,
		})),
	};
}

function notRead(why: string, { tierReasons }: Words): IDataObject {
	const reason = 'bonuses_not_read';
	return {
		verdict: 'held',
		reason,
		...explain(tierReasons, reason, why),
		key: '',
		email: '',
		name: '',
	};
}

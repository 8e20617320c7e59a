import type { Affiliate } from '../affiliate';
import type { TimeWindow } from '../transport/graphql';
import { unknown, type AffiliateNumbers } from './numbers';
import { NEEDS_GRAPHQL } from './totals';
import type { StandingItem, StandingSource } from './types';

/** What a standing is put together from. */
export interface StandingParts {
	affiliate: Affiliate & { id: number };
	numbers: AffiliateNumbers;
	window: TimeWindow;
	/** Names of offers by id; undefined where they could not be read, without the GraphQL token. */
	offerNames: Map<string, string> | undefined;
	source: StandingSource;
}

/** The item of a standing. */
export function standingItem(parts: StandingParts): StandingItem {
	const { affiliate, numbers, window, offerNames, source } = parts;
	const { unknown_because, currency, by_currency, ...totals } = numbers;
	const offerId = textOrNull(affiliate.offer_id);
	const person = {
		code: affiliate.code ?? null,
		email: affiliate.email,
		first_name: textOrNull(affiliate.first_name),
		last_name: textOrNull(affiliate.last_name),
		status: affiliate.status,
		offer_id: offerId,
		offer_name: offerNames?.get(offerId ?? '') || null,
	};
	const gaps = { ...unknown_because };
	if (person.code === null) {
		const why = 'Refersion gives the code of one affiliate only in the link, and there is no link.';
		Object.assign(gaps, unknown(['code'], why));
	}
	if (offerId !== null && person.offer_name === null) {
		const why = offerNames ? `Refersion does not list the offer ${offerId}.` : NEEDS_GRAPHQL;
		Object.assign(gaps, unknown(['offer_name'], why));
	}
	return {
		id: affiliate.id,
		...person,
		currency,
		...totals,
		since: isoTime(window.from),
		until: isoTime(window.to),
		by_currency,
		unknown_because: gaps,
		source,
	};
}

function textOrNull(value: unknown): string | null {
	return typeof value === 'string' && value !== '' ? value : null;
}

/** @param seconds Unix seconds; undefined for an open end */
function isoTime(seconds: number | undefined): string | null {
	return seconds === undefined ? null : new Date(seconds * 1_000).toISOString();
}

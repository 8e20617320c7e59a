import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../../shared/record';
import type { Words } from '../words/en';

/** How amounts stand in merge fields: as a number, or as a text with the currency. */
export const AMOUNT_FORMS = ['number', 'text'] as const;

export type AmountForm = (typeof AMOUNT_FORMS)[number];

export interface AmountRules {
	form: AmountForm;
	/** Three letters; '' when none is set. */
	currency: string;
	words: Words;
}

/** Value of a merge field; '' leaves it as it is. */
export type FieldValue = string | number;

/**
 * Approved commission, out of Refersion's present totals. Several currencies are never added up: without one that is
 * set a number is not known, and a text names each.
 *
 * @param standing an item of *Affiliate: Get Standing*
 */
export function totalCommission(standing: IDataObject, rules: AmountRules): FieldValue {
	return fieldOf(standing, 'approved_commission', rules, false);
}

/**
 * The commission of the newest conversion that is pending or approved and brought some: what is taken back only makes the
 * total smaller. 0 when there is none, in a text too, so that a mail can tell it apart in one way.
 *
 * @param standing an item of *Affiliate: Get Standing*
 */
export function lastCommission(standing: IDataObject, rules: AmountRules): FieldValue {
	if (standing.conversions === 0) return 0;
	return fieldOf(standing, 'last_commission', rules, true);
}

/** @param isOne whether several currencies leave it unknown in a text too, because only one of them is meant */
function fieldOf(
	standing: IDataObject,
	field: string,
	{ form, currency, words }: AmountRules,
	isOne: boolean,
): FieldValue {
	const shown = (value: unknown, unit: string): FieldValue => {
		if (typeof value !== 'number' || !Number.isFinite(value)) return '';
		if (isOne && value === 0) return 0;
		return form === 'number' ? value : words.tiers.money(value, unit);
	};
	const own = typeof standing.currency === 'string' ? standing.currency : '';
	if (currency === '' || own === currency) {
		const rows = own === '' && form === 'text' && !isOne ? rowsOf(standing) : [];
		if (rows.length < 2) return shown(standing[field], own);
		const parts = rows.map((row) => shown(row[field], String(row.currency)));
		return parts.includes('') ? '' : parts.join(' + ');
	}
	if (!Array.isArray(standing.by_currency))
		return own === '' ? shown(standing[field], currency) : '';
	const row = rowsOf(standing).find((each) => each.currency === currency);
	return shown(row ? row[field] : 0, currency);
}

function rowsOf({ by_currency: rows }: IDataObject): IDataObject[] {
	const list: unknown[] = Array.isArray(rows) ? rows : [];
	return list.filter(isRecord);
}

import type { Language } from './index';

/** How numbers and days are written in a language. */
export const LOCALES: Record<Language, string> = { en: 'en-GB', de: 'de-DE' };

/** Writes numbers, money and days as a locale has them. */
export interface Format {
	/** e.g. "1,990" */
	number(count: number): string;
	/** e.g. "1,250.00 USD"; without the currency where there is none. */
	money(amount: number, currency: string): string;
	/** e.g. "29%"; '' for null. */
	percent(share: number | null): string;
	/** A day as yyyy-MM-dd, e.g. as "7 Mar 2026"; '' for ''. */
	day(day: string): string;
	/** A month as yyyy-MM, e.g. as "March 2026" or, short, as "Mar". */
	month(month: string, style: 'long' | 'short'): string;
	/** A day in a time zone, e.g. "9 March 2026". */
	date(now: Date, zone: string): string;
	/** When it is now, e.g. "Monday, 9 March 2026 at 08:00". */
	now(now: Date, zone: string): string;
}

/** @param locale a BCP 47 tag; what Intl does not know is an error */
export function formatOf(locale: string): Format {
	const number = new Intl.NumberFormat(locale);
	const money = new Intl.NumberFormat(locale, {
		minimumFractionDigits: 2,
		maximumFractionDigits: 2,
	});
	const percent = new Intl.NumberFormat(locale, { style: 'percent' });
	const inUtc = (options: Intl.DateTimeFormatOptions) =>
		new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...options });
	const day = inUtc({ day: 'numeric', month: 'short', year: 'numeric' });
	const months = {
		long: inUtc({ month: 'long', year: 'numeric' }),
		short: inUtc({ month: 'short' }),
	};
	return {
		number: (count) => number.format(count),
		money: (amount, currency) => `${money.format(amount)} ${currency}`.trim(),
		percent: (share) => (share === null ? '' : percent.format(share)),
		day: (text) => (text === '' ? '' : day.format(new Date(text))),
		month: (month, style) => months[style].format(new Date(`${month}-01`)),
		date: (now, zone) =>
			new Intl.DateTimeFormat(locale, { timeZone: zone, dateStyle: 'long' }).format(now),
		now: (now, zone) =>
			new Intl.DateTimeFormat(locale, {
				timeZone: zone,
				dateStyle: 'full',
				timeStyle: 'short',
			}).format(now),
	};
}

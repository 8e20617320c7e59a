import type { Input } from '../../../shared/input';
import { invalidInput } from '../../../shared/problem';
import { quoted } from '../../../shared/texts';

/** @throws ProblemError for what is no locale */
export function readLocale(input: Input, fallback: string): string {
	const locale = input.collection('options', 'Options').text('locale', 'Locale');
	if (locale === '') return fallback;
	try {
		return Intl.getCanonicalLocales(locale)[0];
	} catch {
		throw invalidInput(
			'Locale',
			`is none: "${quoted(locale)}"`,
			'Give a language with a country, such as en-GB or de-AT.',
		);
	}
}

/** @throws ProblemError for what is no time zone */
export function readZone(input: Input, fallback: string): string {
	const zone = input.collection('options', 'Options').text('timeZone', 'Time Zone');
	if (zone === '') return fallback;
	try {
		return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;
	} catch {
		throw invalidInput(
			'Time Zone',
			`is none: "${quoted(zone)}"`,
			'Give one such as Europe/Berlin, or leave it empty for that of the workflow.',
		);
	}
}

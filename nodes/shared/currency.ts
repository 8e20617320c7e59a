import { invalidInput } from './problem';
import { asPlainText } from './texts';
import { asText } from './values';

/**
 * The code of a currency, in upper case.
 *
 * @throws ProblemError for anything but three letters, also for nothing
 */
export function asCurrency(value: unknown, label: string): string {
	const text = asText(value, label);
	if (/^[a-z]{3}$/i.test(text)) return text.toUpperCase();
	throw invalidInput(
		label,
		text === '' ? 'is empty' : `is not the code of a currency: "${text.slice(0, 50)}"`,
		'Give its three letters, such as USD, or check what is mapped to it.',
	);
}

/**
 * The currency that an amount names, in upper case: "eur" and "EUR" are one.
 *
 * @param fallback the currency of an amount that names none, in upper case
 */
export function currencyOf(value: unknown, fallback: string): string {
	return asPlainText(value).toUpperCase() || fallback;
}

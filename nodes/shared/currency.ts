import { invalidInput } from './problem';
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

import { isRecord } from '../../shared/record';
import { asPlainText } from '../../shared/texts';

/** Longest text of somebody else's that a sentence has in it. */
const LONGEST = 500;

/**
 * A text of somebody else's as it can stand in a sentence: on one line, without characters that are not seen
 * (control characters, and those that turn the direction of what follows), and without the signs that mails
 * and chats take for markup.
 *
 * @param value anything; what is neither a text nor a number is ''
 */
export function plain(value: unknown, longest = LONGEST): string {
	if (typeof value !== 'string' && typeof value !== 'number') return '';
	const text = String(value)
		.slice(0, 10 * longest)
		.replace(/[\p{C}\p{Z}]+/gu, ' ')
		.replace(/</g, '‹')
		.replace(/>/g, '›')
		.trim();
	const characters = Array.from(text);
	return characters.length > longest ? `${characters.slice(0, longest).join('')}…` : text;
}

/** The same for a text of several lines, each of which stays one. */
export function plainLines(value: unknown): string {
	return asPlainText(value)
		.split('\n')
		.map((line) => plain(line))
		.join('\n');
}

/** The same for a value of a field, which may be an address with several parts. */
export function plainValue(value: unknown): string {
	if (!isRecord(value)) return plain(typeof value === 'boolean' ? String(value) : value, 80);
	const parts = Object.values(value).map((part) => plain(part, 80));
	return plain(parts.filter(Boolean).join(', '), 80);
}

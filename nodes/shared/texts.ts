/** A name as it is compared: without the blanks around it, upper and lower case being the same. */
export function fold(name: string): string {
	return name.trim().toLowerCase();
}

/** Longest text of a service that is passed on in an error; what the services are known to say is shorter. */
const LONGEST_QUOTE = 500;

/** The most texts of one answer that are passed on. */
const MOST_QUOTES = 20;

/**
 * What a service says, as far as it belongs in an error: whoever answers must not be able to fill n8n's
 * database with it.
 */
export function quoted(text: string): string {
	return text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE)}…` : text;
}

/** The same for a part of an answer that should be a text; '' when it is none. */
export function quotedText(value: unknown): string {
	return typeof value === 'string' ? quoted(value) : '';
}

/** The same for a list of texts. */
export function quotedAll(texts: string[]): string[] {
	return texts.slice(0, MOST_QUOTES).map(quoted);
}

/** "1 contact", "2 contacts". */
export function counted(count: number, what: string): string {
	return `${count} ${what}${count === 1 ? '' : 's'}`;
}

/**
 * A text or a number as a text without the blanks around it; '' for anything else, also for what comes of a calculation
 * with something that is no number.
 */
export function asPlainText(value: unknown): string {
	return typeof value === 'string' || Number.isFinite(value) ? String(value).trim() : '';
}

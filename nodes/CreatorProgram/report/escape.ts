/**
 * A text as it stands in HTML, in an element or an attribute, and in a template of n8n: also the signs with which its
 * expressions begin.
 */
export function escaped(text: string): string {
	return text.replace(/[&<>"'{$`]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

/** Longest name or address that is shown; the CSV has all of it. */
const LONGEST = 120;

/** The same for what somebody else wrote: not longer than fits. */
export function shown(text: string): string {
	const characters = Array.from(text.slice(0, 4 * LONGEST));
	const isLong = characters.length > LONGEST;
	return escaped(isLong ? `${characters.slice(0, LONGEST).join('')}…` : text);
}

/**
 * A name that leads to the person: a mail to the address.
 *
 * @param name what is shown
 * @param style of the link, '' for that of the page
 */
export function personLink(name: string, email: string, style = ''): string {
	// What is no plain address would have to be quoted in ways that mail programs read differently.
	if (!/^[^\s@<>"'(),:;\\[\]]+@[^\s@<>"'(),:;\\[\]]+$/.test(email)) return shown(name);
	const to = encodeURIComponent(email).replace('%40', '@');
	return `<a href="mailto:${escaped(to)}"${style && ` style="${style}"`}>${shown(name)}</a>`;
}

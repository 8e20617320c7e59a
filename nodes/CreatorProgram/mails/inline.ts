/** What stands for each [[name]] in a text. */
export type Values = Record<string, string>;

/** Merge tags, and names in [[ ]]. */
const CODE = /(\*\|[^|]*\|\*|\[\[\w+\]\])/;

/**
 * Changes the words of a text, with its merge tags and the values of its settings out of reach: "**" and "**|TAG|**"
 * are not mixed up, and what a user has written is never taken for markup.
 *
 * @param change what becomes of the words; codes stand in them as single characters of Unicode's private use area
 * @param write how a value is written
 */
export function aroundCode(
	text: string,
	values: Values,
	change: (words: string) => string,
	write: (value: string) => string,
): string {
	const codes: string[] = [];
	const words = text.split(CODE).map((part, index) => {
		if (index % 2 === 0) return part;
		codes.push(part.startsWith('[[') ? write(values[part.slice(2, -2)] ?? '') : part);
		return String.fromCharCode(0xe000 + codes.length - 1);
	});
	return change(words.join('')).replace(
		/[\ue000-\uf8ff]/g,
		(sign) => codes[sign.charCodeAt(0) - 0xe000] ?? '',
	);
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** Somebody's words in HTML, also inside an attribute. */
export function escapeHtml(value: string): string {
	return value.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

/** A text with **bold** and [label](address) as HTML. */
export function toInlineHtml(text: string, values: Values): string {
	const accent = values.accentColour;
	const change = (words: string) =>
		words
			.replace(/[&<>]/g, (sign) => ENTITIES[sign] ?? sign)
			.replace(/ - /g, ' &ndash; ')
			.replace(/\*\*(.+?)\*\*/g, '<strong>$1</strong>')
			.replace(
				/\[([^\]]+)\]\((https?:[^)]+)\)/g,
				`<a class="link" href="$2" style="color:${accent};text-decoration:underline;">$1</a>`,
			);
	return aroundCode(text, values, change, escapeHtml);
}

/** The same as plain text. Of a link, the address stays. */
export function toInlineText(
	text: string,
	values: Values,
	change = (words: string) => words,
): string {
	const plain = (words: string) =>
		change(words.replace(/\*\*(.+?)\*\*/g, '$1').replace(/\[[^\]]+\]\((https?:[^)]+)\)/g, '$1'));
	return aroundCode(text, values, plain, (value) => value);
}

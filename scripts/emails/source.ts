/**
 * The sources of the welcome mails, workflows/emails/source/*.md: a head of four lines, then blocks with empty lines between
 * them. The HTML and the text part are both made of these, so that they always say the same.
 *
 *     # Heading           ## Smaller heading           1. Step           > Words to copy
 *     @link               the tracking link in a box and behind a filled button; "@link quiet": behind an outlined one
 *     @button URL Label   a filled button              @image url_setting alt_setting
 *     *|IF:FIELD|*        Mailchimp's conditions about the contact, on a line of their own or inside a text
 *     [[IF:setting]]      conditions about the settings, the same
 *
 * In texts: **bold**, [label](address), [[setting]] and *|MERGETAG|*.
 */
export interface MailSource {
	/** Name of the template in Mailchimp. */
	template: string;
	/** Days after the start of the journey. */
	day: number;
	subject: string;
	preview: string;
	blocks: Block[];
}

export type Block =
	| { kind: 'heading'; level: 1 | 2; text: string }
	| { kind: 'paragraph' | 'copy'; text: string }
	| { kind: 'steps'; steps: string[] }
	| { kind: 'link'; quiet: boolean }
	| { kind: 'button'; url: string; label: string }
	| { kind: 'image'; url: string; alt: string }
	/** The beginning, the middle or the end of a condition, about one or more whole blocks. */
	| { kind: 'mark'; mark: string };

const MARK = /^(?:\*\|(?:IF:[A-Z]+|ELSE:|END:IF)\|\*|\[\[(?:IF:[a-z_]+|ELSE|END)\]\])$/;

/** @throws Error that says what cannot be read */
export function parseMail(markdown: string): MailSource {
	const [head = '', ...blocks] = markdown.trim().split(/\n\s*\n/);
	const fields = new Map(
		head.split('\n').map((line): [string, string] => {
			const [, name, value] = /^(\w+): (.+)$/.exec(line) ?? [];
			if (!name || !value) throw new Error(`This is no line of a mail's head: "${line}"`);
			return [name, value];
		}),
	);
	const field = (name: string): string => {
		const value = fields.get(name);
		if (value === undefined) throw new Error(`The mail's head lacks "${name}".`);
		return value;
	};
	return {
		template: field('Template'),
		day: Number(field('Day')),
		subject: field('Subject'),
		preview: field('Preview'),
		blocks: blocks.map((block) => parseBlock(block.trim())),
	};
}

function parseBlock(block: string): Block {
	if (MARK.test(block)) return { kind: 'mark', mark: block };
	if (block.startsWith('@')) return parseDirective(block);
	const [, hashes, heading] = /^(##?) (.+)$/.exec(block) ?? [];
	if (hashes && heading) return { kind: 'heading', level: hashes === '#' ? 1 : 2, text: heading };
	if (block.startsWith('1. ')) {
		return { kind: 'steps', steps: block.split('\n').map((line) => line.replace(/^\d+\. /, '')) };
	}
	if (block.startsWith('> ')) return { kind: 'copy', text: block.slice(2) };
	return { kind: 'paragraph', text: block.replace(/\n/g, ' ') };
}

function parseDirective(block: string): Block {
	const [name, first = '', ...rest] = block.split(' ');
	const more = rest.join(' ');
	if (name === '@link' && more === '' && ['', 'quiet'].includes(first)) {
		return { kind: 'link', quiet: first === 'quiet' };
	}
	if (name === '@button' && more !== '') return { kind: 'button', url: first, label: more };
	if (name === '@image' && more !== '') return { kind: 'image', url: first, alt: more };
	throw new Error(`This is no block of a mail: "${block}"`);
}

/** Splits a text into words of people and what they must not be mixed with: merge tags and settings. */
export function tokens(text: string): Array<{ code: boolean; text: string }> {
	return text
		.split(/(\*\|[^|]*\|\*|\[\[[^\]]*\]\])/)
		.map((part, index) => ({ code: index % 2 === 1, text: part }))
		.filter((part) => part.text !== '');
}

/**
 * Changes what people read in a text, with its merge tags and settings out of reach. They stand in it as single
 * characters of Unicode's private use area meanwhile, so that "**" and "**|TAG|**" cannot be mixed up.
 */
export function aroundCode(text: string, change: (words: string) => string): string {
	const codes: string[] = [];
	const words = tokens(text).map((token) => {
		if (!token.code) return token.text;
		codes.push(token.text);
		return String.fromCharCode(0xe000 + codes.length - 1);
	});
	return change(words.join('')).replace(
		/[\ue000-\uf8ff]/g,
		(sign) => codes[sign.charCodeAt(0) - 0xe000] ?? '',
	);
}

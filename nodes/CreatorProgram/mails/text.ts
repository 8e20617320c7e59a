import { signature, stuck, type MailWords } from './about';
import type { Block, Content, Either } from './content';
import { toInlineText, type Values } from './inline';

const WIDTH = 76;

/** The plain text part of a mail, with Mailchimp's merge tags. */
export function toText(mail: Content, words: MailWords, values: Values): string {
	const text = (source: string) => wrap(toInlineText(source, values));
	const content = mail.blocks.map((each) =>
		each.kind === 'either' ? either(each, words, values) : block(each, words, values),
	);
	return `${content.join('')}${text(stuck(words, values))}

${text(signature(words, values))}

--
${text(words.whyYouGetIt)}
*|LIST:ADDRESS|*

${words.unsubscribeInText}: *|UNSUB|*
`;
}

/**
 * A condition's marks stand right before the block that follows. So, whichever way it goes, there is one empty line
 * between two blocks.
 */
function either({ field, blocks, otherwise }: Either, words: MailWords, values: Values): string {
	const text = (list: Block[]) => list.map((each) => block(each, words, values)).join('');
	const rest = otherwise.length > 0 ? `*|ELSE:|*${text(otherwise)}` : '';
	return `*|IF:${field}|*${text(blocks)}${rest}*|END:IF|*`;
}

function block(each: Block, words: MailWords, values: Values): string {
	return `${linesOf(each, words, values)}\n\n`;
}

function linesOf(each: Block, words: MailWords, values: Values): string {
	const inline = (text: string) => toInlineText(text, values);
	const upper = (text: string) => toInlineText(text, values, (word) => word.toUpperCase());
	switch (each.kind) {
		case 'heading':
			return wrap(upper(each.text));
		case 'paragraph':
			return wrap(inline(each.text));
		// Not wrapped: it is copied as it stands.
		case 'copy':
			return inline(each.text);
		case 'steps':
			return each.steps
				.map((step, index) => wrap(`${index + 1}. ${inline(step)}`, '   '))
				.join('\n');
		case 'link':
			return `${upper(words.linkHeading)}\n\n${values.linkTag}`;
		case 'button':
			return `${inline(each.label)}:\n${inline(each.url)}`;
		case 'image':
			return `${inline(each.alt)}:\n${inline(each.url)}`;
	}
}

/** Breaks a text into lines. A line that has a merge tag can become longer when Mailchimp fills it. */
function wrap(text: string, indent = ''): string {
	const lines: string[] = [];
	let line = '';
	for (const word of text.split(' ')) {
		if (line !== '' && line.length + 1 + word.length > WIDTH) {
			lines.push(line);
			line = indent + word;
		} else line = line === '' ? word : `${line} ${word}`;
	}
	return [...lines, line].join('\n');
}

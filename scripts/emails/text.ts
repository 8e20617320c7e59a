import { aroundCode, type Block, type MailSource } from './source';

const WIDTH = 76;

/** @returns the text part of a mail, settings still as placeholders */
export function toText(mail: MailSource, layout: string): string {
	return layout.replace('@CONTENT\n', () => content(mail.blocks));
}

/**
 * A mark of a condition stands right before the block that follows it. So, whichever way the condition goes, there is one
 * empty line between two blocks.
 */
function content(blocks: Block[]): string {
	return blocks.map((each) => (each.kind === 'mark' ? each.mark : `${block(each)}\n\n`)).join('');
}

function block(each: Exclude<Block, { kind: 'mark' }>): string {
	switch (each.kind) {
		case 'heading':
			return wrap(plain(each.text, (words) => words.toUpperCase()));
		case 'paragraph':
			return wrap(plain(each.text));
		// Not wrapped: it is copied as it stands.
		case 'copy':
			return plain(each.text);
		case 'steps':
			return each.steps
				.map((step, index) => wrap(`${index + 1}. ${plain(step)}`, '   '))
				.join('\n');
		case 'link':
			return 'YOUR PERSONAL LINK\n\n*|AFFLINK|*';
		case 'button':
			return `${plain(each.label)}:\n${each.url}`;
		case 'image':
			return `[[${each.alt}]]:\n[[${each.url}]]`;
	}
}

function plain(text: string, change = (words: string) => words): string {
	return aroundCode(text, (words) =>
		change(words.replace(/\*\*(.+?)\*\*/g, '$1').replace(/\[[^\]]+\]\((https?:[^)]+)\)/g, '$1')),
	);
}

/** Breaks a text into lines. A line that has a merge tag or a setting can become longer when it is filled. */
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

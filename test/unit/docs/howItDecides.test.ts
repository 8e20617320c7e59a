import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { explain, isReason, REASONS } from '../../../nodes/Mailchimp/sync/reasons';

const page = readFileSync(join(__dirname, '..', '..', '..', 'docs', 'how-it-decides.md'), 'utf8');

/** The text of a chapter. */
function chapter(title: string): string {
	return page.split(`\n## ${title}\n`)[1]?.split('\n## ')[0] ?? '';
}

/** The rows of a chapter's first table, without its head. */
function rowsOf(title: string): string[][] {
	const lines = chapter(title)
		.split('\n')
		.filter((line) => line.startsWith('|'));
	return lines.slice(2).map((line) =>
		line
			.split('|')
			.slice(1, -1)
			.map((cell) => cell.trim()),
	);
}

/** Whether a cell is a text in which an example stands for what it is about. */
function isExampleOf(text: string, cell: string): boolean {
	const [before, after] = text.split('EXAMPLE');
	if (after === undefined) return cell === text;
	const length = before.length + after.length;
	return cell.length > length && cell.startsWith(before) && cell.endsWith(after);
}

describe('the page How it decides', () => {
	const reasons = rowsOf('Reasons');

	it('lists every reason, in the order of the code, and no other', () => {
		const listed = reasons.map(([code]) => code);
		expect(listed).toEqual(Object.keys(REASONS).map((code) => `\`${code}\``));
	});

	it.each(reasons)('has the words of %s', (cell, what, remedy) => {
		const code = cell.replaceAll('`', '');
		const text = explain(isReason(code) ? code : '', 'EXAMPLE', 'EXAMPLE');
		expect(isExampleOf(text.what_happened, what) || [text.what_happened, what]).toBe(true);
		expect(isExampleOf(text.what_to_do, remedy) || [text.what_to_do, remedy]).toBe(true);
	});

	it('names no other reason anywhere', () => {
		const words = [...page.matchAll(/\(`([a-z_]+)`\)|`([a-z]+_[a-z_]+)`/g)];
		const known = [...Object.keys(REASONS), 'what_happened', 'what_to_do'];
		for (const [, one, other] of words) expect(known).toContain(one ?? other);
		expect(words.length).toBeGreaterThan(10);
	});

	it('leads to every chapter from its contents', () => {
		const contents = page.split('**Contents**')[1].split('\n\n')[0];
		const anchors = [...contents.matchAll(/\(#([\w-]+)\)/g)].map(([, anchor]) => anchor);
		const titles = [...page.matchAll(/^## (.+)$/gm)].map(([, title]) =>
			title
				.toLowerCase()
				.replace(/[^\w ]/g, '')
				.replaceAll(' ', '-'),
		);
		expect(anchors).toEqual(titles);
	});
});

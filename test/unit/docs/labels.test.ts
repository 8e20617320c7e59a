import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { OPERATIONS, OURS } from './support/labels';
import { THEIRS } from './support/theirLabels';

const ROOT = join(__dirname, '..', '..', '..');
const PAGES = [
	'README.md',
	join('packages', 'refersion', 'README.md'),
	...readdirSync(join(ROOT, 'docs'))
		.filter((name) => name.endsWith('.md'))
		.map((name) => join('docs', name)),
];

/** A page without its examples; what stands in code is another matter. */
const read = (page: string): string =>
	readFileSync(join(ROOT, page), 'utf8')
		.replace(/```[\s\S]*?```/g, '')
		.replace(/`[^`]*`/g, '…')
		.replaceAll('\\*', '…');

/** What is printed bold or in italics, on one line and without links around it. */
const emphasised = (text: string): string[] =>
	[...text.matchAll(/\*\*([^*]+)\*\*|(?<![*\w])\*([^*\n]+)\*(?!\*)/g)].map(([, bold, italic]) =>
		(bold ?? italic ?? '').replace(/\s+/g, ' ').replace(/\[([^\]]*)\]\([^)]*\)/g, '$1'),
	);

/** The steps of ordered lists, each with the lines that belong to it. */
const steps = (text: string): string => (text.match(/^\d+\. .*(?:\n {2,}.*)*/gm) ?? []).join('\n');

const RESOURCES = new Set([...OPERATIONS].map((each) => each.split(': ')[0]));
const theirs = new Set(Object.values(THEIRS).flat());

/** Every part of a path such as **Settings > Webhooks** is a label. */
const isLabel = (text: string): boolean =>
	theirs.has(text) || text.split(' > ').every((part) => OURS.has(part) || theirs.has(part));

describe.each(PAGES)('%s', (page) => {
	it('names only operations that there are', () => {
		const named = emphasised(read(page)).filter(
			(text) => /^[A-Z][\w ]*: [A-Z][\w ]*$/.test(text) && RESOURCES.has(text.split(': ')[0] ?? ''),
		);
		expect(named.filter((text) => !OPERATIONS.has(text))).toEqual([]);
	});

	it('prints bold in its steps only what somebody can find on a screen', () => {
		const bold = [...steps(read(page)).matchAll(/\*\*([^*]+)\*\*/g)].map(([, text]) =>
			(text ?? '').replace(/\s+/g, ' ').replace(/\[([^\]]*)\]\([^)]*\)/g, '$1'),
		);
		// A sentence is no label.
		const labels = bold.filter((text) => !/[.?!]$|…|^[a-z]/.test(text));
		expect(labels.filter((text) => !isLabel(text))).toEqual([]);
	});
});

it('knows our labels', () => {
	for (const label of ['Dry Run', 'Settings', 'Held', 'To Do', 'Welcome Tag', 'Refersion API']) {
		expect(OURS).toContain(label);
	}
	expect(OPERATIONS).toContain('Contact: Create or Update');
	expect(OPERATIONS.size).toBeGreaterThan(60);
});

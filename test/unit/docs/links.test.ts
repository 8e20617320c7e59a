import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const ROOT = join(__dirname, '../../..');
const pagesIn = (folder: string) =>
	readdirSync(join(ROOT, folder))
		.filter((name) => name.endsWith('.md'))
		.map((name) => join(folder, name));
const PAGES = ['', 'docs', '.github', 'packages/refersion'].flatMap(pagesIn);

/** What a page links to or shows, besides what is elsewhere: paths as they stand there, without the part behind #. */
const linksOf = (text: string) =>
	[...text.matchAll(/\]\(([^)\s#]+)|src(?:set)?="([^"#]+)"/g)]
		.map(([, link, picture]) => link ?? picture)
		.filter((link) => !/^[a-z]+:/.test(link));

it.each(PAGES)('%s links to and shows only what is there', (page) => {
	const text = readFileSync(join(ROOT, page), 'utf8');
	const missing = linksOf(text).filter((link) => !existsSync(join(ROOT, dirname(page), link)));
	expect(missing).toEqual([]);
});

/** The anchor that GitHub gives a heading. */
const anchorOf = (heading: string): string =>
	heading
		.toLowerCase()
		.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
		.replace(/[^\w\- ]/g, '')
		.replaceAll(' ', '-');

/** The anchors of a page; of several headings that are alike the first has no number. */
function anchorsOf(page: string): Set<string> {
	const text = readFileSync(join(ROOT, page), 'utf8').replace(/```[\s\S]*?```/g, '');
	const headings = [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading]) => anchorOf(heading ?? ''));
	const named = [...text.matchAll(/(?:id|name)="([\w-]+)"/g)].map(([, name]) => name ?? '');
	return new Set([...headings, ...named]);
}

it.each(PAGES)('%s links only to headings that there are', (page) => {
	const text = readFileSync(join(ROOT, page), 'utf8');
	const links = [...text.matchAll(/\]\((?!https?:)([^)\s#]*)#([\w-]+)\)/g)];
	const missing = links.filter(([, file, anchor = '']) => {
		const target = file ? join(dirname(page), file) : page;
		return target.endsWith('.md') && !anchorsOf(target).has(anchor);
	});
	expect(missing.map(([link]) => link)).toEqual([]);
});

it('finds links and pictures', () => {
	expect(linksOf('[a](docs/a.md#b) <img src="c.png"> [d](https://e.example)')).toEqual([
		'docs/a.md',
		'c.png',
	]);
});

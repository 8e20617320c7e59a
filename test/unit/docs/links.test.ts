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

it('finds links and pictures', () => {
	expect(linksOf('[a](docs/a.md#b) <img src="c.png"> [d](https://e.example)')).toEqual([
		'docs/a.md',
		'c.png',
	]);
});

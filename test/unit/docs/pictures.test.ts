import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..', '..');
const IMAGES = join(ROOT, 'docs', 'images');
const MOST_BYTES = 150_000;

const TEMPLATES = readdirSync(join(ROOT, 'workflows')).map((file) => file.replace('.json', ''));
const PICTURES = readdirSync(IMAGES, { recursive: true, encoding: 'utf8' }).filter((name) =>
	/\.(png|svg)$/.test(name),
);
const read = (...path: string[]): string => readFileSync(join(ROOT, ...path), 'utf8');
const pages = readdirSync(join(ROOT, 'docs')).filter((name) => name.endsWith('.md'));
const all = [read('README.md'), ...pages.map((name) => read('docs', name))].join('\n');

// After a change of a template, a panel, a mail or a report: npx tsx scripts/screenshots/main.ts
describe('the pictures of the documentation', () => {
	it.each(PICTURES)('%s is shown, and small', (name) => {
		expect([name, all.includes(`images/${name}`)]).toEqual([name, true]);
		expect(statSync(join(IMAGES, name)).size).toBeLessThan(MOST_BYTES);
	});

	it('are of the canvas of every template, and of no other', () => {
		const canvases = PICTURES.filter((name) => name.startsWith('canvas'));
		const wanted = TEMPLATES.flatMap((name) => [`${name}.png`, `${name}.dark.png`]);
		expect(canvases.sort()).toEqual(wanted.map((file) => join('canvas', file)).sort());
	});

	it.each(TEMPLATES)(
		'%s has a page that is in the index, shows its canvas and has the file',
		(name) => {
			const [, page = ''] =
				new RegExp(`^\\| \`${name}\` \\| \\[[^\\]]+\\]\\(([\\w-]+\\.md)`, 'm').exec(
					read('docs', 'README.md'),
				) ?? [];
			expect(pages).toContain(page);
			const text = read('docs', page);
			expect(text).toContain(`../workflows/${name}.json`);
			expect(text).toContain(`srcset="images/canvas/${name}.dark.png"`);
			expect(text).toMatch(new RegExp(`<img src="images/canvas/${name}\\.png" alt="[^"]{20,}"`));
			// It comes before the steps.
			const at = text.indexOf(`images/canvas/${name}.png`);
			expect(text.slice(text.lastIndexOf('\n#', at), at)).not.toMatch(/^1\. /m);
		},
	);

	it('all have words for those who do not see them', () => {
		const tags = [...all.matchAll(/<img ([^>]+)>/g)].map(([, tag]) => tag ?? '');
		expect(tags.length).toBeGreaterThan(20);
		for (const tag of tags) expect(tag).toMatch(/alt="[^"]{10,}"/);
	});
});

it('every page is in the index', () => {
	const index = read('docs', 'README.md');
	const missing = pages.filter((name) => name !== 'README.md' && !index.includes(`(${name}`));
	expect(missing).toEqual([]);
});

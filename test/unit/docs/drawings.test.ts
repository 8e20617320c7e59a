import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { howItWorks } from '../../../scripts/drawings/howItWorks';
import { journeyPictures } from '../../../scripts/drawings/journey';
import { bareMails } from '../../../scripts/emails/sample';
import { misfits, texts } from './support/layout';

const FOLDER = join(__dirname, '..', '..', '..', 'docs', 'images');
const DRAWINGS = readdirSync(FOLDER).filter((name) => name.endsWith('.svg'));
const read = (name: string): string => readFileSync(join(FOLDER, name), 'utf8');

describe('the drawings in the documentation', () => {
	it.each(DRAWINGS)('%s has room for its texts in the widest common font', (name) => {
		expect(texts(read(name)).length).toBeGreaterThan(2);
		expect(misfits(read(name))).toEqual([]);
	});

	it.each([...howItWorks(), ...journeyPictures(bareMails('en'))])(
		'%s is as it is built',
		(name, drawing) => {
			expect(read(name)).toBe(drawing);
		},
	);

	it.each(DRAWINGS)('%s says the same on a light and a dark page', (name) => {
		const other = name.replace(/(\.dark)?\.svg$/, (_, dark) => (dark ? '.svg' : '.dark.svg'));
		expect(texts(read(other))).toEqual(texts(read(name)));
	});

	it('sees a text that leaves its box, runs into another, or into a text', () => {
		const svg = (...parts: string[]) => `<svg font-size="10">${parts.join('')}</svg>`;
		const box = '<rect x="0" y="0" width="60" height="20"/>';
		const text = (x: number, words: string, anchor = 'start') =>
			`<text x="${x}" y="12" text-anchor="${anchor}">${words}</text>`;
		expect(misfits(svg(box, text(5, 'mmmm')))).toEqual([]);
		expect(misfits(svg(box, text(5, 'mmmmmm')))).toEqual(['leaves its box: mmmmmm']);
		expect(misfits(svg(box, text(70, 'mm', 'middle')))).toEqual([]);
		expect(misfits(svg(box, text(80, 'mmmm', 'end')))).toEqual(['runs into a box: mmmm']);
		expect(misfits(svg(text(0, 'mmmm'), text(20, 'now')))).toEqual(['runs into "now": mmmm']);
	});
});

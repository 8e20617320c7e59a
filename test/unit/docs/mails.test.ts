import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { properties } from '../../../nodes/CreatorProgram/actions/settings/welcomeMails/properties';
import { journeyPictures } from '../../../scripts/drawings/journey';
import { bareMails, FILES } from '../../../scripts/emails/sample';

const DOCS = join(__dirname, '..', '..', '..', 'docs');
const read = (file: string) => readFileSync(join(DOCS, file), 'utf8');

// After a change of the mails or of the drawings: npx tsx scripts/screenshots/main.ts drawings mails
describe('the documentation of the mails', () => {
	const mails = bareMails('en');
	const journey = read('build-the-welcome-journey.md');

	it('has the drawings as they are built, and shows them', () => {
		for (const [file, picture] of journeyPictures(mails)) {
			expect([file, read(join('images', file))]).toEqual([file, picture]);
			expect(picture).toMatch(/<title[\s\S]*<desc/);
			expect(journey).toContain(`"images/${file}"`);
		}
	});

	it('shows three pictures of each mail, none of them large, each with an alt text', () => {
		expect(FILES).toHaveLength(mails.length);
		const pictures = FILES.flatMap((name) =>
			['desktop', 'phone', 'dark'].map((look) => `images/emails/${name}.${look}.png`),
		);
		for (const file of [...pictures, 'images/emails/1-your-link.de.phone.png']) {
			expect(statSync(join(DOCS, file)).size).toBeLessThan(80_000);
			expect(journey).toMatch(new RegExp(`<img src="${file}" width="\\d+" alt="\\w`));
		}
	});

	it('names every mail with its subject', () => {
		for (const { name, subject } of mails) {
			expect(journey).toContain(`| **${name.replace('Creator Hub: ', '')}**`);
			expect(journey).toContain(`| ${subject.replace('*|LIST:COMPANY|*', '_brand_')} `);
		}
	});

	it('names every setting, by its label', () => {
		const prepare = read('prepare-the-audience.md');
		for (const { displayName, type, options = [] } of properties) {
			if (type === 'notice') continue;
			const labels =
				type === 'collection'
					? options.map((each) => ('displayName' in each ? each.displayName : ''))
					: [];
			for (const label of [displayName, ...labels]) {
				if (label.startsWith('Dark ')) continue;
				expect(prepare).toContain(label);
			}
		}
	});
});

import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { journeyPictures } from '../../../scripts/emails/journey';
import { buildMails, EMAILS, fillIn, mailNames, readSettings } from '../../../scripts/emails/mails';
import { aroundCode, parseMail } from '../../../scripts/emails/source';
import { embed, type WorkflowWithMails } from '../../../scripts/emails/template';

const DOCS = join(EMAILS, '..', '..', 'docs');
const HEAD = 'Template: T\nDay: 3\nSubject: S\nPreview: P';

// After a change of the sources: npx tsx scripts/emails/build.ts
describe('what is built', () => {
	const mails = buildMails();

	it('is in workflows/emails as the sources say, and nothing else is', () => {
		const filled = fillIn(mails, readSettings());
		const expected = new Map(
			mailNames().flatMap((name, index) => [
				[`${name}.html`, filled[index].html],
				[`${name}.txt`, filled[index].text],
			]),
		);
		const files = readdirSync(EMAILS).filter((file) => /\.(?:html|txt)$/.test(file));
		expect(files.sort()).toEqual([...expected.keys()].sort());
		for (const file of files) {
			expect([file, readFileSync(join(EMAILS, file), 'utf8')]).toEqual([file, expected.get(file)]);
		}
	});

	it('is in the workflow that uploads it', () => {
		const path = join(EMAILS, '..', 'prepare-mailchimp-audience.json');
		const read = (): WorkflowWithMails => JSON.parse(readFileSync(path, 'utf8'));
		const built = read();
		embed(built, mails, readSettings());
		expect(read()).toEqual(built);
	});

	it('needs the nodes of the workflow', () => {
		expect(() => embed({ nodes: [] }, mails, {})).toThrow('no node "Settings"');
	});

	it('asks Mailchimp only for tags that there are, and nests no conditions', () => {
		const known = [
			...['AFFLINK', 'COUPON', 'FNAME', 'LASTCOMM', 'NEXTTIER', 'TIER', 'EMAIL'],
			...['HTML:LIST_ADDRESS_HTML', 'LIST:ADDRESS', 'UNIQID', 'UNSUB'],
		];
		for (const { html, text, subject } of mails) {
			for (const part of [html, text, subject]) {
				const tags = [...part.matchAll(/\*\|([^|]*)\|\*/g)].map(([, tag]) => tag);
				const plain = tags.filter((tag) => !/^(?:IF:|ELSE:|END:IF)/.test(tag));
				expect(plain.filter((tag) => !known.includes(tag))).toEqual([]);
				const order = tags.filter((tag) => /^(?:IF:|ELSE:|END:IF)/.test(tag));
				const flow = order.map((tag) => tag.replace(/:.*/, '')).join(' ');
				expect(flow).toMatch(/^(?:IF (?:ELSE )?END ?)*$/);
			}
		}
	});
});

describe('the documentation of the mails', () => {
	const mails = fillIn(buildMails(), readSettings());
	const journey = readFileSync(join(DOCS, 'build-the-welcome-journey.md'), 'utf8');

	it('has the drawings as they are built, and shows them', () => {
		for (const [file, picture] of journeyPictures(mails)) {
			expect([file, readFileSync(join(DOCS, 'images', file), 'utf8')]).toEqual([file, picture]);
			expect(picture).toMatch(/<title[\s\S]*<desc/);
			expect(journey).toContain(`"images/${file}"`);
		}
	});

	it('shows three pictures of each mail, none of them large, each with an alt text', () => {
		for (const name of mailNames()) {
			for (const look of ['desktop', 'phone', 'dark']) {
				const file = `images/emails/${name}.${look}.png`;
				expect(statSync(join(DOCS, file)).size).toBeLessThan(80_000);
				expect(journey).toMatch(new RegExp(`<img src="${file}" width="\\d+" alt="\\w`));
			}
		}
	});

	it('names every mail with its subject, and every setting', () => {
		for (const { template, subject } of mails) {
			expect(journey).toContain(`| **${template.replace('Creator Hub: ', '')}**`);
			expect(journey).toContain(`| ${subject.replace('*|LIST:COMPANY|*', '_brand_')} `);
		}
		const prepare = readFileSync(join(DOCS, 'prepare-the-audience.md'), 'utf8');
		for (const name of Object.keys(readSettings())) {
			if (!name.startsWith('colour_dark_')) expect(prepare).toContain(`\`${name}\``);
		}
	});
});

describe('the source of a mail', () => {
	it('has a head and blocks', () => {
		const source = `${HEAD}\n\n# A\n\n## B\n\ntext\nmore\n\n1. one\n2. two\n\n> copy\n\n@link quiet\n\n@link\n\n@button https://x.example A b\n\n@image u a\n\n[[IF:u]]\n\n[[END]]\n`;
		expect(parseMail(source)).toEqual({
			template: 'T',
			day: 3,
			subject: 'S',
			preview: 'P',
			blocks: [
				{ kind: 'heading', level: 1, text: 'A' },
				{ kind: 'heading', level: 2, text: 'B' },
				{ kind: 'paragraph', text: 'text more' },
				{ kind: 'steps', steps: ['one', 'two'] },
				{ kind: 'copy', text: 'copy' },
				{ kind: 'link', quiet: true },
				{ kind: 'link', quiet: false },
				{ kind: 'button', url: 'https://x.example', label: 'A b' },
				{ kind: 'image', url: 'u', alt: 'a' },
				{ kind: 'mark', mark: '[[IF:u]]' },
				{ kind: 'mark', mark: '[[END]]' },
			],
		});
	});

	it.each([
		[HEAD.replace('Day: 3\n', ''), 'lacks "Day"'],
		[HEAD.replace('Day: 3', 'Day:'), 'no line of a mail\'s head: "Day:"'],
		[`${HEAD}\n\n@links`, 'no block of a mail: "@links"'],
		[`${HEAD}\n\n@link loud`, 'no block of a mail'],
		[`${HEAD}\n\n@button https://x.example`, 'no block of a mail'],
	])('says what it cannot read: %j', (source, message) => {
		expect(() => parseMail(source)).toThrow(message);
	});

	it('keeps merge tags and settings apart from the words around them', () => {
		const text = '**a** ***|B|*** *|IF:C|**|C|**|ELSE:|*d*|END:IF|* [[e_f]]';
		const marked = aroundCode(text, (words) =>
			words.toUpperCase().replace(/\*\*(.+?)\*\*/g, '<$1>'),
		);
		expect(marked).toBe('<A> <*|B|*> *|IF:C|**|C|**|ELSE:|*D*|END:IF|* [[e_f]]');
	});
});

import { attributeValues, elements, fill, mergeTagsOf, readMail, visibleText } from './mail';

const html = readMail('welcome.html');
const text = readMail('welcome.txt');

const LINK = 'https://shop.example/?rfsn=482913.7b1f4c';
const creator = {
	FNAME: 'Ada',
	AFFLINK: LINK,
	EMAIL: 'ada@creators.example',
	UNSUB: 'https://unsubscribe.example/ada',
	'LIST:COMPANY': 'Northwind Goods',
	'LIST:ADDRESS': 'Northwind Goods, 12 Harbour Street, Portland',
	'HTML:LIST_ADDRESS_HTML': '<div class="vcard">12 Harbour Street, Portland</div>',
};

const TITLE = 'Shop Northwind Goods - I earn commission';
const DISCLOSURE =
	'Some links are affiliate links: I may earn a commission if you buy, at no extra cost to you.';

/** Sorted, as `mergeTagsOf` answers. Mailchimp demands the address and the unsubscribe link in every mail. */
const tagsOfBothParts = [
	'AFFLINK',
	'ELSE:',
	'EMAIL',
	'END:IF',
	'FNAME',
	'IF:AFFLINK',
	'IF:FNAME',
	'LIST:COMPANY',
	'UNSUB',
];

const parts = [
	{ part: 'HTML part', mail: html, read: visibleText },
	{ part: 'text part', mail: text, read: (mail: string) => mail.replace(/\s+/g, ' ').trim() },
];

describe.each(parts)('welcome mail, $part', ({ mail, read }) => {
	const filled = read(fill(mail, creator));

	it('shows the tracking link, whole and once', () => {
		expect(filled.split(LINK)).toHaveLength(2);
	});

	it('greets by first name, or without one when the first name is empty', () => {
		expect(filled).toContain('Hi Ada,');
		const unnamed = read(fill(mail, { ...creator, FNAME: '' }));
		expect(unnamed).toContain('Hi there,');
		expect(unnamed).not.toContain('Hi ,');
	});

	it('suggests a link title and gives the disclosure line', () => {
		expect(filled).toContain(TITLE);
		expect(filled).toContain(DISCLOSURE);
	});

	it('offers a person to write to, the reason for the mail and a way out', () => {
		expect(filled).toContain('reply to this mail');
		expect(filled).toContain('You get this mail at ada@creators.example');
		expect(filled).toContain('12 Harbour Street');
		expect(mail).toContain('*|UNSUB|*');
	});

	it('makes sense without a link: says so, gives no steps and nothing to click', () => {
		const empty = read(fill(mail, { ...creator, AFFLINK: '' }));
		expect(empty).toContain('Your personal link is not ready yet');
		expect(empty).toContain('reply to this mail and we will send it');
		expect(empty).not.toMatch(/linktr\.ee|Open my link|Here is your link|YOUR PERSONAL LINK/);
		expect(filled).not.toContain('not ready yet');
	});

	it('closes every conditional and nests none', () => {
		const markers = mail.match(/\*\|(?:IF:[A-Z]+|ELSE:|END:IF)\|\*/g) ?? [];
		expect(markers.length).toBeGreaterThanOrEqual(6);
		const order = markers.map((marker) => marker.replace(/\*\||:[A-Z]*\|\*/g, ''));
		expect(order.join(' ')).toMatch(/^(?:IF ELSE END ?)+$/);
		expect(fill(mail, creator)).not.toContain('*|');
	});
});

describe('welcome.html', () => {
	const filled = fill(html, creator);

	it('uses only known merge tags, the postal address among them', () => {
		expect(mergeTagsOf(html)).toEqual([...tagsOfBothParts, 'HTML:LIST_ADDRESS_HTML'].sort());
	});

	it('has exactly one button, which opens the tracking link', () => {
		const buttons = elements(filled, 'a').filter((tag) => /class="button"/.test(tag));
		expect(buttons).toHaveLength(1);
		expect(attributeValues(buttons.join(''), 'href')).toEqual([LINK]);
		expect(filled.match(/class="button-cell"/g)).toHaveLength(1);
	});

	it('links nowhere but to the tracking link, Linktree and the unsubscribe page', () => {
		expect(attributeValues(filled, 'href')).toEqual([
			LINK,
			'https://linktr.ee/admin',
			creator.UNSUB,
		]);
	});

	it('keeps the shown link out of an anchor, where click tracking would replace it', () => {
		const box = /<td class="box"[^>]*>([^<]*)<\/td>/.exec(html);
		expect(box?.[1]).toBe('*|AFFLINK|*');
		expect(box?.[0]).toContain('word-break:break-all');
	});

	it('gives five steps for Linktree', () => {
		const list = /<ol[^>]*>([\s\S]*?)<\/ol>/.exec(filled)?.[1] ?? '';
		expect(elements(list, 'li')).toHaveLength(5);
		expect(list).toContain('linktr.ee/admin');
	});

	it('names its language and title', () => {
		expect(html).toMatch(/^<!doctype html>\n<html lang="en"/);
		expect(filled).toContain('<title>Your Northwind Goods link</title>');
	});

	it('has a preheader before anything else that can be read', () => {
		const body = filled.slice(filled.indexOf('<body'));
		expect(body).toMatch(
			/^<body[^>]*>\s*<div style="display:none;[^"]*mso-hide:all;">Your personal link/,
		);
		const empty = fill(html, { ...creator, AFFLINK: '' });
		expect(empty).toMatch(/mso-hide:all;">You are in\. Your personal link is still on its way\./);
	});

	it('loads nothing: no scripts, images, fonts, forms or style sheets from outside', () => {
		for (const name of ['script', 'link', 'iframe', 'form', 'object', 'video', 'base']) {
			expect(elements(html, name)).toEqual([]);
		}
		expect(html).not.toMatch(/url\(|@import|@font-face|\ssrc=|\son[a-z]+="/i);
	});

	it('has no images, so none can be blocked or lack an alt text', () => {
		expect(elements(html, 'img')).toEqual([]);
		expect(html).not.toMatch(/background(?:-image)?=|data:image/);
	});

	it('is laid out with tables and inline styles only', () => {
		expect(html).not.toMatch(/display:\s*(?:flex|grid|inline-flex)|position:|float:/);
		const tables = elements(html, 'table');
		expect(tables.length).toBeGreaterThan(3);
		expect(tables.filter((table) => !/role="presentation"/.test(table))).toEqual([]);
		expect(elements(html, 'td').filter((cell) => !/\sstyle="/.test(cell))).toEqual(['<td>']);
		expect(html).toContain('max-width:600px');
	});

	it('declares dark mode and styles it', () => {
		expect(html).toContain('<meta name="color-scheme" content="light dark">');
		expect(html).toMatch(/@media \(prefers-color-scheme: dark\)/);
	});

	it('stays far under the 102 kB at which Gmail cuts a mail', () => {
		expect(Buffer.byteLength(html)).toBeLessThan(20_000);
	});
});

describe('welcome.txt', () => {
	const filled = fill(text, creator);

	it('uses only known merge tags, the postal address among them', () => {
		expect(mergeTagsOf(text)).toEqual([...tagsOfBothParts, 'LIST:ADDRESS'].sort());
	});

	it('puts the link alone on its line, so that it can be selected and is not broken', () => {
		expect(filled.split('\n')).toContain(LINK);
	});

	it('gives the same five steps', () => {
		expect(filled.match(/^\d\. /gm)).toEqual(['1. ', '2. ', '3. ', '4. ', '5. ']);
		expect(filled).toContain('https://linktr.ee/admin');
	});

	it('has the unsubscribe address and no HTML', () => {
		expect(filled).toContain(creator.UNSUB);
		expect(text).not.toMatch(/<[a-z/!]|&[a-z]+;/i);
	});

	it('has lines of at most 78 characters before it is filled', () => {
		const long = text.split('\n').filter((line) => !line.includes('*|') && line.length > 78);
		expect(long).toEqual([]);
	});
});

describe('both parts', () => {
	it('say the same steps', () => {
		const steps = [
			'Log in at',
			'Paste your whole link as the URL',
			'Give it a title',
			'drag it near the top',
		];
		const flat = text.replace(/\s+/g, ' ');
		for (const step of steps) {
			expect(visibleText(html)).toContain(step);
			expect(flat).toContain(step);
		}
	});
});

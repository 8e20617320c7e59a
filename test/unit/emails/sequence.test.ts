import { buildMails, fillIn, mailNames, readSettings } from '../../../scripts/emails/mails';
import { ADDRESS, CONTACT, render } from '../../../scripts/emails/render';
import { mailProblems } from '../../html';
import {
	attributeValues,
	buttons,
	CREATOR,
	decode,
	elements,
	FULL,
	LINK,
	visibleText,
} from './mail';

const NAMES = mailNames();
const BRANDS = { 'as it is at first': readSettings(), 'with every setting': FULL };

/** Every choice out of a contact's fields, from none to all. */
function subsets(fields: Record<string, string>): Array<Record<string, string>> {
	return Object.entries(fields).reduce<Array<Record<string, string>>>(
		(sets, [name, value]) => sets.flatMap((set) => [set, { ...set, [name]: value }]),
		[{}],
	);
}

const flat = (text: string): string => text.replace(/\s+/g, ' ');

it('is five mails over 14 days, the fourth in two variants', () => {
	const mails = buildMails();
	expect(NAMES).toEqual([
		'1-your-link',
		'2-linktree-steps',
		'3-first-promotion',
		'4a-link-is-live',
		'4b-link-not-yet',
		'5-next-tier-and-payouts',
	]);
	expect(mails.map(({ day }) => day)).toEqual([0, 1, 3, 6, 6, 13]);
	expect(new Set(mails.map(({ template }) => template)).size).toBe(6);
});

describe.each(Object.entries(BRANDS))('brand %s', (_, settings) => {
	const mails = fillIn(buildMails(), settings);
	const all = render(mails, CREATOR);

	describe.each(NAMES.map((name, index) => ({ name, index })))('$name', ({ index }) => {
		const mail = mails[index];
		const { subject, html, text } = all[index];

		it('has the link as plain words and behind a button, and alone on a line of the text part', () => {
			const box = /<td class="box"[^>]*>(https:[^<]*)<\/td>/.exec(html);
			expect(decode(box?.[1] ?? '')).toBe(LINK);
			expect([...buttons(html, 'fill'), ...buttons(html, 'line')]).toContain(LINK);
			expect(text.split('\n')).toContain(LINK);
		});

		it('asks for one thing: at most one filled button', () => {
			expect(buttons(html, 'fill').length).toBeLessThanOrEqual(1);
			expect(buttons(html, 'line').length).toBeLessThanOrEqual(1);
		});

		it('says how to say that one earns from the link', () => {
			for (const part of [visibleText(html), flat(text)]) {
				expect(part).toMatch(/I earn commission|I may earn a commission/);
			}
		});

		it('has what Mailchimp demands, and why one gets the mail', () => {
			expect(mail.html).toContain('href="*|UNSUB|*"');
			expect(mail.text).toContain('*|UNSUB|*');
			for (const part of [visibleText(html), flat(text)]) {
				expect(part).toContain(ADDRESS);
				expect(part).toContain(`You get this mail at ${CONTACT} because you joined the`);
				expect(part).toContain('Unsubscribe');
				expect(part).toContain('Just reply to this mail');
			}
		});

		it('makes sense whichever fields of the contact are empty', () => {
			const pages = new Set<string>();
			for (const fields of subsets(CREATOR)) {
				const [given] = render([mail], fields);
				const with_ = JSON.stringify(Object.keys(fields));
				const readers = { html: visibleText(given.html), text: flat(given.text) };
				for (const [part, words] of Object.entries(readers)) {
					const where = `${part} with ${with_}`;
					expect([
						where,
						words.match(/\*\||\|\*|\[\[|\]\]|undefined|""| [,.;:](?=\s)|\*\*/g),
					]).toEqual([where, null]);
					expect([where, words.includes(`Hi ${fields.FNAME ?? 'there'},`)]).toEqual([where, true]);
					const lacking = /link is (?:not ready yet|missing in our records), and that is on us/;
					expect([where, lacking.test(words)]).toEqual([where, !fields.AFFLINK]);
					for (const name of ['COUPON', 'TIER', 'NEXTTIER', 'LASTCOMM'] as const) {
						if (fields[name]) continue;
						expect([where, words.includes(CREATOR[name])]).toEqual([where, false]);
					}
				}
				// No element and no line of the text part is left empty, and nothing leads nowhere.
				const empty = /<(p|h1|h2|li|strong|a|title)(?=[\s>])[^>]*>\s*<\/\1>|href=""|\ssrc=""/;
				expect([with_, empty.exec(given.html)?.[0]]).toEqual([with_, undefined]);
				expect([with_, /\n\n\n|^\n|\n[.,;:]\s|:\n\n(?=--|Stuck)/.exec(given.text)?.[0]]).toEqual([
					with_,
					undefined,
				]);
				pages.add(given.html);
				expect(given.subject.trim()).not.toBe('');
			}
			for (const page of pages) expect(mailProblems(page)).toEqual([]);
		});

		it('gives a contact without a link nothing to click that needs one', () => {
			const [given] = render([mail], { ...CREATOR, AFFLINK: '' });
			const clickable = [...buttons(given.html, 'fill'), ...buttons(given.html, 'line')];
			expect(clickable.filter((url) => url !== FULL.dashboard_url)).toEqual([]);
			expect(given.text).not.toContain('YOUR PERSONAL LINK');
			expect(visibleText(given.html)).not.toMatch(/linktr\.ee\/admin|Here is your link/);
		});

		it('says the same in both parts', () => {
			const inText = wordsOf(text.replace(/\n--\n[\s\S]*$/, '').replace(/^\d\. /gm, ''));
			const body = html.slice(html.indexOf('<h1'), html.indexOf('You get this mail at'));
			const alts = elements(body, 'img').flatMap((picture) => attributeValues(picture, 'alt'));
			const inHtml = wordsOf([visibleText(body), ...alts].join(' '));
			expect(inText.filter((word) => !inHtml.includes(word))).toEqual([]);
			const more = inHtml.filter((word) => !inText.includes(word));
			expect(more.filter((word) => !SAID_IN_HTML_ONLY.has(word))).toEqual([]);
		});

		it('is a page in its own right, under 100 kB, with language, title and preheader', () => {
			expect(html).toMatch(/^<!doctype html>\n<html lang="en"/);
			expect(decode(/<title>([^<]*)<\/title>/.exec(html)?.[1] ?? '')).toBe(subject);
			expect(html).toMatch(/<body[^>]*>\s*<div style="display:none;[^"]*mso-hide:all;">\w/);
			expect(Buffer.byteLength(html)).toBeLessThan(15_000);
			expect(Buffer.byteLength(text)).toBeLessThan(5_000);
		});

		it('has an alt text at every picture, and loads nothing else', () => {
			const pictures = elements(html, 'img');
			expect(pictures).toHaveLength(settings === FULL ? (index === 2 ? 2 : 1) : 0);
			for (const picture of pictures) expect(attributeValues(picture, 'alt')[0]).toMatch(/\w/);
			for (const name of ['script', 'link', 'iframe', 'form', 'object', 'video', 'base']) {
				expect(elements(html, name)).toEqual([]);
			}
			expect(html).not.toMatch(/url\(|@import|@font-face|\son[a-z]+="|data:/i);
		});

		it('is laid out with tables and inline styles only', () => {
			expect(html).not.toMatch(/display:\s*(?:flex|grid|inline-flex)|position:|float:/);
			const tables = elements(html, 'table').filter((table) => !table.includes('width="600"'));
			expect(tables.filter((table) => !/role="presentation"/.test(table))).toEqual([]);
			expect(html).toContain('max-width:600px');
		});

		it('gives every colour of the page a counterpart in dark mode', () => {
			expect(html).toContain('<meta name="color-scheme" content="light dark">');
			const dark = /@media \(prefers-color-scheme: dark\) \{([\s\S]*?)\n\t\}/.exec(html)?.[1] ?? '';
			const body = html.slice(html.indexOf('<body'));
			const coloured = [...body.matchAll(/<\w+ [^>]*(?:color):#[^>]*>/g)].map(([tag]) => tag);
			expect(coloured.length).toBeGreaterThan(8);
			for (const tag of coloured) {
				const classes = attributeValues(tag, 'class').join(' ').split(' ');
				expect([tag, classes.some((name) => dark.includes(`.${name} {`))]).toEqual([tag, true]);
			}
			for (const colour of dark.match(/#[0-9a-f]{6}/gi) ?? []) {
				expect(Object.values(settings)).toContain(colour);
			}
		});

		it('has no e-mail address in an address of the web', () => {
			const links = [...attributeValues(html, 'href'), ...attributeValues(html, 'src')];
			expect(links.filter((url) => !/^https?:\/\//.test(url))).toEqual([]);
			expect(links.filter((url) => /@|%40/.test(url))).toEqual([]);
		});
	});
});

/** Beside the link in the HTML part, about buttons, which the text part does not have. */
const SAID_IN_HTML_ONLY = new Set(
	'open my link to share it copy the link from box not button our mail service may put an address of its own behind'.split(
		' ',
	),
);

/** The words of a text in lower case, without addresses: some stand behind buttons in the HTML part. */
const wordsOf = (text: string): string[] =>
	text
		.replace(/https?:\S+|linktr\.ee\/admin/g, '')
		.toLowerCase()
		.match(/[\p{L}\d%€]+/gu) ?? [];

describe('what a mail asks for', () => {
	const full = render(fillIn(buildMails(), FULL), CREATOR);
	const plain = render(fillIn(buildMails(), readSettings()), CREATOR);
	const confirm = (uniqueId: string) => `https://n8n.example/webhook/linktree-link?c=${uniqueId}`;

	it('is, with every setting: link, "added it", material, link, "added it", payment details', () => {
		const id = full[0].uniqueId;
		expect(id).toMatch(/^\w+$/);
		expect(full.map(({ html }) => buttons(html, 'fill'))).toEqual([
			[LINK],
			[confirm(id)],
			[FULL.promo_url],
			[LINK],
			[confirm(id)],
			[FULL.dashboard_url],
		]);
		expect(full[1].text).toContain(`I've added it:\n${confirm(id)}`);
	});

	it('is an answer by mail where there is no page to say "I have added it" on', () => {
		expect(plain.map(({ html }) => buttons(html, 'fill'))).toEqual([
			[LINK],
			[],
			[LINK],
			[LINK],
			[],
			[],
		]);
		for (const { html, text } of [plain[1], plain[4]]) {
			expect(html + text).not.toContain("I've added it");
			for (const part of [visibleText(html), flat(text)]) {
				expect(part).toMatch(/reply to this mail with the address of your page/);
			}
		}
	});

	it('is explained in five steps in the second mail', () => {
		const [, { html, text }] = plain;
		expect(elements(/<ol[^>]*>([\s\S]*?)<\/ol>/.exec(html)?.[1] ?? '', 'li')).toHaveLength(5);
		expect(text.match(/^\d\. /gm)).toEqual(['1. ', '2. ', '3. ', '4. ', '5. ']);
		for (const part of [visibleText(html), flat(text)]) {
			for (const words of [
				'Log in at',
				'Paste your whole link as the URL',
				'Shop Northwind Goods - I earn commission',
				'drag it near the top',
			]) {
				expect(part).toContain(words);
			}
		}
	});
});

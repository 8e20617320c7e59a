import { ADDRESS, CONTACT, render } from '../../../../scripts/emails/render';
import { LANGUAGES } from '../../../../nodes/CreatorProgram/words';
import { mailProblems } from '../../../html';
import {
	attributeValues,
	buttons,
	CREATOR,
	decode,
	elements,
	FULL,
	LINK,
	mailsWith,
	visibleText,
} from './mail';
import { PHRASES } from './phrases';

const BRANDS = { 'that has set nothing': {}, 'that has set everything': FULL };
/** The last one is no part of the sequence: it is about a payout, and has no link. */
const REMINDER = 6;

/** Every choice out of a contact's fields, from none to all. */
function subsets(fields: Record<string, string>): Array<Record<string, string>> {
	return Object.entries(fields).reduce<Array<Record<string, string>>>(
		(sets, [name, value]) => sets.flatMap((set) => [set, { ...set, [name]: value }]),
		[{}],
	);
}

/** The fields of the creator that a mail has in it. */
const usedBy = (html: string): Record<string, string> =>
	Object.fromEntries(Object.entries(CREATOR).filter(([tag]) => html.includes(`${tag}|*`)));

const flat = (text: string): string => text.replace(/\s+/g, ' ');

const CASES = LANGUAGES.flatMap((language) =>
	Object.entries(BRANDS).map(([brand, settings]) => ({ language, brand, settings })),
);

describe.each(CASES)('in $language, of a brand $brand', ({ language, settings }) => {
	const phrases = PHRASES[language];
	const mails = mailsWith({ language, ...settings });
	const all = render(mails, CREATOR);

	describe.each(mails.map(({ name }, index) => ({ name, index })))('$name', ({ index }) => {
		const mail = mails[index];
		const { subject, html, text } = all[index];
		const isReminder = index === REMINDER;

		it('has the link as plain words and behind a button, and alone on a line of the text part', () => {
			if (isReminder) return expect(html + text).not.toContain(LINK);
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
			for (const part of isReminder ? [] : [visibleText(html), flat(text)]) {
				expect(part).toMatch(phrases.disclosure);
			}
		});

		it('has what Mailchimp demands, and why one gets the mail', () => {
			expect(mail.html).toContain('href="*|UNSUB|*"');
			expect(mail.text).toContain('*|UNSUB|*');
			for (const part of [visibleText(html), flat(text)]) {
				expect(part).toContain(ADDRESS);
				expect(phrases.why).toContain(CONTACT);
				expect(part).toContain(phrases.why);
				expect(part).toContain(phrases.unsubscribe);
				expect(part).toContain(phrases.reply);
			}
		});

		it('makes sense whichever fields of the contact are empty', () => {
			const pages = new Set<string>();
			for (const fields of subsets(usedBy(mail.html))) {
				const [given] = render([mail], fields);
				const with_ = JSON.stringify(Object.keys(fields));
				const readers = { html: visibleText(given.html), text: flat(given.text) };
				for (const [part, words] of Object.entries(readers)) {
					const where = `${part} with ${with_}`;
					expect([
						where,
						words.match(/\*\||\|\*|\[\[|\]\]|undefined|""| [,.;:](?=\s)|\*\*/g),
					]).toEqual([where, null]);
					expect([where, words.includes(fields.FNAME ? phrases.named : phrases.nobody)]).toEqual([
						where,
						true,
					]);
					const lacks = !fields.AFFLINK && !isReminder;
					expect([where, phrases.withoutLink.test(words)]).toEqual([where, lacks]);
					for (const name of ['COUPON', 'TIER', 'NEXTTIER', 'LASTCOMM', 'UNPAID'] as const) {
						if (fields[name]) continue;
						expect([where, words.includes(CREATOR[name])]).toEqual([where, false]);
					}
				}
				// No element and no line of the text part is left empty, and nothing leads nowhere.
				const empty = /<(p|h1|h2|li|strong|a|title)(?=[\s>])[^>]*>\s*<\/\1>|href=""|\ssrc=""/;
				expect([with_, empty.exec(given.html)?.[0]]).toEqual([with_, undefined]);
				expect([
					with_,
					/\n\n\n|^\n|\n[.,;:]\s|:\n\n(?=--|Stuck|Du kommst)/.exec(given.text)?.[0],
				]).toEqual([with_, undefined]);
				pages.add(given.html);
				expect(given.subject.trim()).not.toBe('');
			}
			for (const page of pages) expect(mailProblems(page)).toEqual([]);
		});

		it('gives a contact without a link nothing to click that needs one', () => {
			const [given] = render([mail], { ...CREATOR, AFFLINK: '' });
			const clickable = [...buttons(given.html, 'fill'), ...buttons(given.html, 'line')];
			expect(clickable.filter((url) => url !== FULL.dashboardUrl)).toEqual([]);
			expect(given.text).not.toContain(phrases.linkHeading);
			expect(visibleText(given.html)).not.toMatch(phrases.needsLink);
		});

		it('says the same in both parts', () => {
			const inText = wordsOf(text.replace(/\n--\n[\s\S]*$/, '').replace(/^\d\. /gm, ''));
			const body = html.slice(
				html.indexOf('<h1'),
				html.indexOf('<p class="quiet" style="margin:0 0 12px'),
			);
			const alts = elements(body, 'img').flatMap((picture) => attributeValues(picture, 'alt'));
			const inHtml = wordsOf([visibleText(body), ...alts].join(' '));
			expect(inText.filter((word) => !inHtml.includes(word))).toEqual([]);
			const more = inHtml.filter((word) => !inText.includes(word));
			expect(more.filter((word) => !SAID_IN_HTML_ONLY[language].has(word))).toEqual([]);
		});

		it('is a page in its own right, under 100 kB, with language, title and preheader', () => {
			expect(html).toMatch(new RegExp(`^<!doctype html>\n<html lang="${language}"`));
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
				expect(DARK).toContain(colour);
			}
		});

		it('has no e-mail address in an address of the web', () => {
			const links = [...attributeValues(html, 'href'), ...attributeValues(html, 'src')];
			expect(links.filter((url) => !/^https?:\/\//.test(url))).toEqual([]);
			expect(links.filter((url) => /@|%40/.test(url))).toEqual([]);
		});
	});
});

/** The colours in dark mode as they are at first, and the card of the light one, behind a logo. */
const DARK = ['#161618', '#222226', '#eeebe4', '#b9b3a7', '#8fdcb8', '#10231a', '#ffffff'];

const wordSet = (words: string) => new Set(words.split(' '));

/** Beside the link in the HTML part, about buttons, which the text part does not have. */
const SAID_IN_HTML_ONLY = {
	en: wordSet(
		'open my link to share it copy the link from the box not from button our mail service may put an address of its own behind',
	),
	de: wordSet(
		'meinen link öffnen zum teilen kopiere den link bitte aus dem kasten und nicht vom button hinter den setzt unser maildienst manchmal eine eigene adresse',
	),
};

/** The words of a text in lower case, without addresses: some stand behind buttons in the HTML part. */
const wordsOf = (text: string): string[] =>
	text
		.replace(/https?:\S+|linktr\.ee\/admin/g, '')
		.toLowerCase()
		.match(/[\p{L}\d%€]+/gu) ?? [];

describe.each(LANGUAGES)('what a mail asks for, in %s', (language) => {
	const phrases = PHRASES[language];
	const full = render(mailsWith({ language, ...FULL }), CREATOR);
	const plain = render(mailsWith({ language }), CREATOR);
	const confirm = (uniqueId: string) => `https://n8n.example/webhook/linktree-link?c=${uniqueId}`;

	it('is, with everything set: link, "added it", material, link, "added it", payment details twice', () => {
		const id = full[0].uniqueId;
		expect(id).toMatch(/^\w+$/);
		expect(full.map(({ html }) => buttons(html, 'fill'))).toEqual([
			[LINK],
			[confirm(id)],
			[FULL.promoUrl],
			[LINK],
			[confirm(id)],
			[FULL.dashboardUrl],
			[FULL.dashboardUrl],
		]);
		expect(full[1].text).toContain(`${phrases.confirm}:\n${confirm(id)}`);
	});

	it('is an answer by mail where there is no page to say "I have added it" on', () => {
		expect(plain.map(({ html }) => buttons(html, 'fill'))).toEqual([
			[LINK],
			[],
			[LINK],
			[LINK],
			[],
			[],
			[],
		]);
		for (const { html, text } of [plain[1], plain[4]]) {
			expect(html + text).not.toContain(phrases.confirm);
			for (const part of [visibleText(html), flat(text)]) {
				expect(part).toMatch(phrases.tellUsByMail);
			}
		}
	});

	it('is explained in five steps in the second mail', () => {
		const [, { html, text }] = plain;
		expect(elements(/<ol[^>]*>([\s\S]*?)<\/ol>/.exec(html)?.[1] ?? '', 'li')).toHaveLength(5);
		expect(text.match(/^\d\. /gm)).toEqual(['1. ', '2. ', '3. ', '4. ', '5. ']);
		for (const part of [visibleText(html), flat(text)]) {
			for (const words of phrases.steps) expect(part).toContain(words);
		}
	});

	it('is, in the reminder, the PayPal address, with what waits where that is known', () => {
		const [known] = render([mailsWith({ language })[REMINDER]], CREATOR);
		const [unknown] = render([mailsWith({ language })[REMINDER]], {});
		for (const part of [visibleText(known.html), flat(known.text)]) {
			expect(part).toContain('120.50 USD');
			expect(part).toContain('PayPal');
		}
		expect(visibleText(unknown.html)).not.toMatch(/\d\.\d|USD/);
	});
});

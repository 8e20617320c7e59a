import { readSettings, type Settings } from '../../../scripts/emails/mails';

export const LINK = 'https://shop.example/?rfsn=482913.7b1f4c&sub=spring';

/** A contact with every field of the audience that the mails use. */
export const CREATOR = {
	FNAME: 'Ada',
	AFFLINK: LINK,
	COUPON: 'ADA10',
	TIER: 'Bronze',
	NEXTTIER: 'Silver',
	LASTCOMM: '12.50',
	LINKTREE: 'https://linktr.ee/ada',
};

/** A brand that has filled in every setting, with characters that mean something in HTML. */
export const FULL: Settings = {
	...readSettings(),
	brand_name: 'Bikes & "Co" <UK>',
	logo_url: 'https://cdn.example/logo.png?a=1&b=2',
	commission_text: 'You earn 10% of every sale <€20 & more>.',
	cookie_window: '30 days',
	confirm_page_url: 'https://n8n.example/webhook/linktree-link',
	promo_title: "This week's bag",
	promo_text: 'It comes in three colours.',
	promo_image_url: 'https://cdn.example/bag.jpg',
	promo_image_alt: 'A blue bag "on a bike"',
	promo_url: 'https://cdn.example/kit.zip',
	tiers_text: 'Ten sales a month: 12%.',
	currency: 'EUR',
	dashboard_url: 'https://portal.example/payments',
	support_email: 'creators@bikes.example',
	signature: 'Grace of Bikes & Co',
};

const ENTITIES: Record<string, string> = {
	amp: '&',
	lt: '<',
	gt: '>',
	quot: '"',
	nbsp: ' ',
	zwnj: '',
	ndash: '-',
};

export const decode = (html: string): string =>
	html.replace(/&(?:#(\d+)|(\w+));/g, (whole, code: string, name: string) =>
		code ? String.fromCharCode(Number(code)) : (ENTITIES[name] ?? whole),
	);

/** What a reader sees of an HTML mail: no head, no preheader, no tags, single spaces. */
export const visibleText = (html: string): string =>
	decode(
		html
			.replace(/<head>[\s\S]*?<\/head>/, '')
			.replace(/<div style="display:none[\s\S]*?<\/div>/, '')
			.replace(/<!--[\s\S]*?-->/g, '')
			.replace(/<\/?(?:strong|a)(?=[\s>])[^>]*>/g, '')
			.replace(/<[^>]+>/g, ' '),
	)
		.replace(/\s+/g, ' ')
		.trim();

/** The values of one attribute, in document order. */
export const attributeValues = (html: string, name: string): string[] =>
	[...html.matchAll(new RegExp(`\\s${name}="([^"]*)"`, 'g'))].map(([, value]) =>
		decode(value ?? ''),
	);

/** Every opening tag of an element, in document order. */
export const elements = (html: string, name: string): string[] =>
	html.match(new RegExp(`<${name}(?=[\\s>])[^>]*>`, 'g')) ?? [];

/** Where the buttons of one kind lead: filled, or outlined ("line"). */
export const buttons = (html: string, kind: 'fill' | 'line'): string[] =>
	elements(html, 'a')
		.filter((tag) => tag.includes(`class="button ${kind}"`))
		.flatMap((tag) => attributeValues(tag, 'href'));

const VOID = ['meta', 'img', 'br', 'hr', 'link', 'input'];
/** Which elements these may stand in; everything else may stand in anything that is not a table or a row. */
const PARENTS: Record<string, string[]> = {
	tr: ['table'],
	td: ['tr'],
	li: ['ol', 'ul'],
};
const ONLY_PARENTS_OF: Record<string, string> = { table: 'tr', tr: 'td', ol: 'li' };

/** What is not well-formed in an HTML page, as far as mails need it; [] when nothing. */
export function flaws(html: string): string[] {
	const found: string[] = [];
	const open: string[] = [];
	const page = html.replace(
		/<!doctype html>|<!--[\s\S]*?-->|(?<=<style>)[\s\S]*?(?=<\/style>)/g,
		'',
	);
	for (const [, close, name = '', rest = '', text = ''] of page.matchAll(
		/<(\/?)([a-z][a-z0-9]*)((?:\s+[a-z:-]+="[^"<>]*")*)\s*>([^<]*)/g,
	)) {
		const parent = open.at(-1) ?? '';
		const names = [...rest.matchAll(/\s([a-z:-]+)=/g)].map(([, attribute]) => attribute);
		if (new Set(names).size !== names.length) found.push(`doubled attribute in <${name}${rest}>`);
		if (close) {
			if (open.pop() !== name) found.push(`</${name}> closes <${parent}>`);
		} else {
			const allowed = PARENTS[name];
			if (allowed && !allowed.includes(parent)) found.push(`<${name}> in <${parent}>`);
			const wanted = ONLY_PARENTS_OF[parent];
			if (wanted && wanted !== name) found.push(`<${name}> in <${parent}>`);
			if (parent === 'p' && /^(?:p|div|table|h\d|ol|ul)$/.test(name))
				found.push(`<${name}> in <p>`);
			if (!VOID.includes(name)) open.push(name);
		}
		const inside = open.at(-1) ?? '';
		if (inside in ONLY_PARENTS_OF && text.trim() !== '') found.push(`text in <${inside}>: ${text}`);
		if (/&(?!#\d+;|[a-z]+;)/.test(text + rest)) found.push(`& alone: ${text}${rest}`);
	}
	if (open.length > 0) found.push(`not closed: ${open.join(' ')}`);
	// Anything that looks like a tag and was not read as one.
	const left = page.replace(/<\/?[a-z][a-z0-9]*(?:\s+[a-z:-]+="[^"<>]*")*\s*>/g, '');
	if (/[<>]/.test(left)) found.push(`not a tag: ${left.slice(left.search(/[<>]/)).slice(0, 60)}`);
	return found;
}

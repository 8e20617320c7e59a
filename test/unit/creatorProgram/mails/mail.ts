import { buildMails, type Mail } from '../../../../nodes/CreatorProgram/mails/build';
import { readMailSettings } from '../../../../nodes/CreatorProgram/settings/mailSettings';

export const LINK = 'https://shop.example/?rfsn=482913.7b1f4c&sub=spring';

/** A contact with every field of the audience that the mails use. */
export const CREATOR = {
	FNAME: 'Ada',
	AFFLINK: LINK,
	COUPON: 'ADA10',
	TIER: 'Bronze',
	NEXTTIER: 'Silver',
	LASTCOMM: '12.50',
	UNPAID: '120.50 USD',
};

/** What a brand fills in that leaves nothing out, with characters that mean something in HTML. */
export const FULL = {
	brandName: 'Bikes & "Co" <UK>',
	logoUrl: 'https://cdn.example/logo.png?a=1&b=2',
	confirmPageUrl: 'https://n8n.example/webhook/linktree-link',
	dashboardUrl: 'https://portal.example/payments',
	commissionText: 'You earn 10% of every sale <€20 & more>.',
	cookieWindow: '30 days',
	promoTitle: "This week's bag",
	promoText: 'It comes in three colours.',
	promoImageUrl: 'https://cdn.example/bag.jpg',
	promoImageAlt: 'A blue bag "on a bike"',
	promoUrl: 'https://cdn.example/kit.zip',
	tiersText: 'Ten sales a month: 12%.',
	currency: 'EUR',
	supportEmail: 'creators@bikes.example',
	signature: 'Grace of Bikes & Co',
};

/** The mails of a brand. */
export const mailsWith = (settings: Record<string, string> = {}): Mail[] =>
	buildMails(readMailSettings(settings));

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

import { buildMails, type Mail } from '../../nodes/CreatorProgram/mails/build';
import { readMailSettings } from '../../nodes/CreatorProgram/settings/mailSettings';
import type { Language } from '../../nodes/CreatorProgram/words';

/** A name for each mail's pictures. */
export const FILES = [
	'1-your-link',
	'2-linktree-steps',
	'3-first-promotion',
	'4a-link-is-live',
	'4b-link-not-yet',
	'5-next-tier-and-payouts',
	'payout-waits-for-paypal',
];

const LOGO = 'https://pictures.example/logo.svg';
const BAG = 'https://pictures.example/bag.svg';

/** The words of a brand for the previews. */
const WORDS = {
	en: {
		commissionText: 'You earn 10% of every sale that comes through this link.',
		cookieWindow: '30 days',
		promoTitle: 'New this week: the canvas bag',
		promoText:
			'It comes in three colours. Show how you carry it, and say in a sentence why you like it.',
		promoImageAlt: 'A canvas bag in green, with a leather strap',
		tiersText: 'Bronze: 10% from the start. Silver: 12% from ten sales a month.',
	},
	de: {
		commissionText: 'Du bekommst 10 % von jedem Verkauf, der über diesen Link kommt.',
		cookieWindow: '30 Tagen',
		promoTitle: 'Neu in dieser Woche: die Leinentasche',
		promoText: 'Es gibt sie in drei Farben. Zeig, wie du sie trägst, und sag, warum du sie magst.',
		promoImageAlt: 'Eine grüne Leinentasche mit Lederriemen',
		tiersText: 'Bronze: 10 % von Anfang an. Silber: 12 % ab zehn Verkäufen im Monat.',
	},
};

/** The mails of a brand that has set what there is to set. */
export function brandMails(language: Language): Mail[] {
	return buildMails(
		readMailSettings({
			language,
			...WORDS[language],
			logoUrl: LOGO,
			confirmPageUrl: 'https://n8n.example/webhook/linktree-link',
			promoImageUrl: BAG,
			promoUrl: 'https://pictures.example/kit.zip',
			currency: 'EUR',
			dashboardUrl: 'https://affiliates.example/payments',
		}),
	);
}

/** The mails of a brand that has set nothing. */
export function bareMails(language: Language): Mail[] {
	return buildMails(readMailSettings({ language }));
}

export const CREATOR: Record<string, string> = {
	FNAME: 'Ada',
	AFFLINK: 'https://northwind.example/?rfsn=482913.7b1f4c',
	COUPON: 'ADA10',
	TIER: 'Bronze',
	NEXTTIER: 'Silver',
	LASTCOMM: '12.50',
	UNPAID: '120.50 USD',
};

const svg = (width: number, height: number, content: string): string =>
	`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${content}</svg>`;

/** Drawn for the previews, so that they need nothing from the web. */
export const PICTURES: Record<string, string> = {
	[LOGO]: svg(
		220,
		40,
		'<circle cx="20" cy="20" r="18" fill="#1f5f46"/><path d="M20 7l6 26-6-6-6 6z" fill="#fff"/><text x="48" y="27" font-family="Helvetica,Arial,sans-serif" font-size="20" font-weight="700" fill="#24221e">Northwind Goods</text>',
	),
	[BAG]: svg(
		536,
		220,
		'<rect width="536" height="220" fill="#dfe9e2"/><path d="M214 92c0-74 108-74 108 0" fill="none" stroke="#8a5a33" stroke-width="9"/><path d="M188 86h160l14 112H174z" fill="#1f5f46"/><path d="M188 86h160l3 26H185z" fill="#174a36"/><rect x="256" y="104" width="24" height="22" rx="3" fill="#d9a43a"/>',
	),
};

import { readSettings, type Settings } from './mails';

/** A brand and a creator for the previews. */
export const BRAND: Settings = {
	...readSettings(),
	logo_url: 'https://pictures.example/logo.svg',
	commission_text: 'You earn 10% of every sale that comes through this link.',
	cookie_window: '30 days',
	confirm_page_url: 'https://n8n.example/webhook/linktree-link',
	promo_title: 'New this week: the canvas bag',
	promo_text:
		'It comes in three colours. Show how you carry it, and say in a sentence why you like it.',
	promo_image_url: 'https://pictures.example/bag.svg',
	promo_image_alt: 'A canvas bag in green, with a leather strap',
	promo_url: 'https://pictures.example/kit.zip',
	tiers_text: 'Bronze: 10% from the start. Silver: 12% from ten sales a month.',
	currency: 'EUR',
	dashboard_url: 'https://affiliates.example/payments',
};

export const CREATOR: Record<string, string> = {
	FNAME: 'Ada',
	AFFLINK: 'https://northwind.example/?rfsn=482913.7b1f4c',
	COUPON: 'ADA10',
	TIER: 'Bronze',
	NEXTTIER: 'Silver',
	LASTCOMM: '12.50',
	LINKTREE: 'https://linktr.ee/ada',
};

const svg = (width: number, height: number, content: string): string =>
	`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${content}</svg>`;

/** Drawn for the previews, so that they need nothing from the web. */
export const PICTURES: Record<string, string> = {
	[BRAND.logo_url]: svg(
		220,
		40,
		'<circle cx="20" cy="20" r="18" fill="#1f5f46"/><path d="M20 7l6 26-6-6-6 6z" fill="#fff"/><text x="48" y="27" font-family="Helvetica,Arial,sans-serif" font-size="20" font-weight="700" fill="#24221e">Northwind Goods</text>',
	),
	[BRAND.promo_image_url]: svg(
		536,
		220,
		'<rect width="536" height="220" fill="#dfe9e2"/><path d="M214 92c0-74 108-74 108 0" fill="none" stroke="#8a5a33" stroke-width="9"/><path d="M188 86h160l14 112H174z" fill="#1f5f46"/><path d="M188 86h160l3 26H185z" fill="#174a36"/><rect x="256" y="104" width="24" height="22" rx="3" fill="#d9a43a"/>',
	),
};

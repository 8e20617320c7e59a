import { escapeHtml, type JsonObject } from '../common';
import type { Gate, LinktreeSwitches, Profile, ProfileLink } from './types';

const NO_GATE: Gate = {
	activeOrder: [],
	age: null,
	passcode: null,
	nft: null,
	payment: null,
	sensitiveContent: null,
};

/** `rules.gate`: two fields in 2021, more in 2024. */
function gateOf({ gate }: ProfileLink, shape: LinktreeSwitches['shape']): JsonObject {
	const whole = { ...NO_GATE, ...gate };
	if (shape === '2024') return whole;
	return { activeOrder: whole.activeOrder.length > 0 ? whole.activeOrder : null, age: whole.age };
}

/** A rendered address may carry added `utm_*` and `ltclid` parameters; a gated one is withheld. */
function shownUrl(link: ProfileLink, { appendTracking, withholdLocked }: LinktreeSwitches): string {
	const { url = '', locked = false } = link;
	if (url === '' || (locked && withholdLocked)) return '';
	if (!appendTracking) return url;
	const shown = new URL(url);
	shown.searchParams.set('utm_source', 'linktree');
	shown.searchParams.set('utm_medium', 'profile');
	shown.searchParams.set('ltclid', 'c0ffee00-0000-4000-8000-000000000000');
	return shown.href;
}

interface Numbered {
	link: ProfileLink;
	id: number;
	position: number;
	parent: number | null;
	children: Numbered[];
}

function number(
	links: readonly ProfileLink[],
	next: { id: number },
	parent: number | null,
): Numbered[] {
	return links.map((link, position) => {
		const id = (next.id += 1);
		return { link, id, position, parent, children: number(link.children ?? [], next, id) };
	});
}

function typeOf({ type, children }: ProfileLink): string {
	return type ?? (children === undefined ? 'CLASSIC' : 'GROUP');
}

/** Entries of `props.pageProps.links`: ids are strings, there is `locked`, groups have `childLinks`. */
function pageLink(item: Numbered, switches: LinktreeSwitches): JsonObject {
	const { link, id, position, children } = item;
	return {
		id: String(id),
		title: link.title,
		context: null,
		animation: null,
		thumbnail: null,
		url: shownUrl(link, switches),
		amazonAffiliate: null,
		type: typeOf(link),
		rules: { gate: gateOf(link, switches.shape) },
		position,
		// null in a captured page of 2021.
		locked: link.locked ?? (switches.shape === '2021' ? null : false),
		...(children.length > 0 &&
			switches.shape === '2024' && {
				childLinks: children.map((child) => pageLink(child, switches)),
			}),
	};
}

/** Entries of `props.pageProps.account.links`: flat, ids are numbers, `parent` names the group. */
function accountLinks(items: readonly Numbered[], switches: LinktreeSwitches): JsonObject[] {
	return items.flatMap((item) => {
		const { link, id, position, parent, children } = item;
		const entry: JsonObject = {
			id,
			type: typeOf(link),
			title: link.title,
			position,
			url: shownUrl(link, switches),
			context: null,
			rules: { gate: gateOf(link, switches.shape) },
			...(switches.shape === '2021'
				? { modifiers: { animation: null, isForwarding: false, isForwardingActive: false } }
				: { shouldRouteToProfile: false, metadata: null, parent: parent && { id: parent } }),
		};
		return [entry, ...accountLinks(children, switches)];
	});
}

/** A text block and a form for an email address, in either list of links. */
function blocks({ blocksWithoutAddress }: LinktreeSwitches): JsonObject[] {
	if (blocksWithoutAddress === '') return [];
	const urls = { null: { url: null }, empty: { url: '' }, 'left-out': {} };
	return ['TEXT', 'EMAIL_FORM'].map((type, index) => ({
		id: String(80000001 + index),
		type,
		title: type === 'TEXT' ? 'About me' : 'Get my newsletter',
		position: 100 + index,
		rules: { gate: NO_GATE },
		...urls[blocksWithoutAddress],
	}));
}

function pageProps(username: string, profile: Profile, switches: LinktreeSwitches): JsonObject {
	const items = number(profile.links, { id: 90693022 }, null);
	const { description, socialLinks, contentGating, hasSensitiveContent } = profile;
	return {
		account: {
			id: 1234567,
			uuid: '5f2c0b7e-0000-4000-8000-000000000000',
			username,
			tier: 'free',
			isActive: profile.isActive,
			createdAt: 1577836800000,
			updatedAt: 1725148800000,
			owner: { id: 7654321, isEmailVerified: true },
			...(switches.shape === '2024' && {
				activeGates: profile.activeGates,
				contentWarning: null,
				linkPlatforms: [],
				timezone: 'UTC',
				affiliateTokens: [],
			}),
			links: [...accountLinks(items, switches), ...blocks(switches)],
		},
		isProfileVerified: false,
		hasConsentedToView: true,
		username,
		pageTitle: `@${username}`,
		description,
		socialLinks,
		integrations: [],
		theme: { key: 'air' },
		metaTitle: `@${username} | Linktree`,
		metaDescription: description,
		profilePictureUrl: null,
		links: [...items.map((item) => pageLink(item, switches)), ...blocks(switches)],
		leapLink: null,
		isOwner: false,
		isLogoVisible: true,
		mobileDetected: false,
		stage: 'production',
		environment: {},
		contentGating,
		hasSensitiveContent,
		...(switches.shape === '2024' && { storeProducts: [], storeCollections: [], isPreview: false }),
	};
}

/** JSON inside a script element: `<` must not end it. */
function scriptJson(value: unknown): string {
	return JSON.stringify(value).replaceAll('<', '\\u003c');
}

/** The kind of page by which bot protection asks whether somebody is a person. */
export function renderChallenge(): string {
	return html(
		'Just a moment...',
		'<script src="/cdn-cgi/challenge-platform/h/b/orchestrate"></script>',
	);
}

function html(title: string, script: string): string {
	return `<!DOCTYPE html><html lang="en"><head><title>${escapeHtml(title)}</title></head><body><div id="__next"></div>${script}</body></html>`;
}

function withData(username: string, props: JsonObject): string {
	const data = {
		props: { pageProps: props, __N_SSP: true },
		page: '/[profile]',
		query: { profile: username },
		buildId: 'emulator',
	};
	const script = `<script id="__NEXT_DATA__" type="application/json">${scriptJson(data)}</script>`;
	return html(`@${username} | Linktree`, script);
}

/** A profile's page: server-rendered, its data in `#__NEXT_DATA__`. */
export function renderProfile(
	username: string,
	profile: Profile,
	switches: LinktreeSwitches,
): string {
	if (profile.page === 'no-data') return html(`@${username} | Linktree`, '');
	if (profile.page === 'broken-data') {
		return html(
			'Linktree',
			'<script id="__NEXT_DATA__" type="application/json">{"props":{</script>',
		);
	}
	return withData(username, pageProps(username, profile, switches));
}

/** A profile that does not exist: `statusCode` and no `account`. */
export function renderNotFound(username: string): string {
	return withData(username, { statusCode: 404 });
}

import { parseUrl } from '../../shared/url';

/** A web address, taken apart into what matters for telling whose link it is. */
export interface WebLink {
	/** Lower case, without "www." before it and without a dot behind it; with the port where it is unusual. */
	host: string;
	/** Without slashes at its end: '' for the start page. */
	path: string;
	/** Values of each parameter, without those that Linktree adds and without `rfsn`. */
	params: Map<string, Set<string>>;
	/** The codes by which Refersion knows an affiliate; a proper link has one of them, or none. */
	codes: Code[];
}

/** A code of Refersion, as it stands in a link. */
interface Code {
	/** The whole value of `rfsn`, "<id>.<code>"; undefined for a code in the path. */
	rfsn?: string;
	code: string;
}

/**
 * How a link on a page stands to the affiliate's own.
 * - `same`: whoever clicks it is counted for the affiliate
 * - `other_code`: it leads to the same shop, for somebody else
 * - `no_code`: it leads to the same shop, for nobody
 * - `other_address`: it has what identifies the affiliate, at an address that is not known to be the shop's
 * - `different`: it has nothing to do with the affiliate's
 */
export type Comparison = 'same' | 'other_code' | 'no_code' | 'other_address' | 'different';

/** What Linktree may add to the addresses of a page: `utm_*` and `ltclid`, its own click id. */
const ADDED = /^(?:utm_.*|ltclid)$/i;

/** A domain without https:// before it, as creators type it. */
const BARE_DOMAIN = /^[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:[/?#]|$)/i;

/**
 * Services whose links lead anywhere. tr.ee is Linktree's own (help.linktr.ee, 8133719). Following one of
 * them to see where it leads would count as a click.
 */
const SHORTENERS = new Set(
	'tr.ee bit.ly bitly.com buff.ly cutt.ly dub.sh goo.gl is.gd lnkd.in ow.ly rb.gy rebrand.ly shorturl.at snip.ly t.co t.ly tiny.cc tinyurl.com v.gd'.split(
		' ',
	),
);

/**
 * Takes an address apart.
 *
 * @returns undefined for what is no address of a web page: mailto:, tel:, texts
 */
export function parseLink(text: string): WebLink | undefined {
	const trimmed = text.trim();
	const address = BARE_DOMAIN.test(trimmed) ? `https://${trimmed}` : trimmed;
	const url = /^https?:/i.test(address) ? parseUrl(address) : undefined;
	if (!url) return undefined;
	const { host, pathname, searchParams } = url;
	const path = decoded(pathname).replace(/\/+$/, '');
	return {
		host: host.replace(/^www\./, '').replace(/\.$/, ''),
		path,
		params: identifyingParams(searchParams),
		codes: codesOf(path, searchParams),
	};
}

function decoded(path: string): string {
	try {
		return decodeURI(path);
	} catch {
		return path;
	}
}

function identifyingParams(searchParams: URLSearchParams): Map<string, Set<string>> {
	const params = new Map<string, Set<string>>();
	for (const [name, value] of searchParams) {
		if (ADDED.test(name) || name === 'rfsn') continue;
		params.set(name, (params.get(name) ?? new Set()).add(value));
	}
	return params;
}

/**
 * Refersion's links have two forms: ".../c/<code>" on a tracking domain, and "?rfsn=<id>.<code>" on the
 * shop's own pages (Refersion REST v2; GraphQL `rfsn_parameter`).
 */
function codesOf(path: string, searchParams: URLSearchParams): Code[] {
	const codes: Code[] = [...new Set(searchParams.getAll('rfsn'))]
		.filter((rfsn) => rfsn !== '')
		.map((rfsn) => ({ rfsn, code: rfsn.slice(rfsn.indexOf('.') + 1) }));
	const inPath = /\/c\/([0-9A-Za-z]+)$/.exec(path)?.[1];
	return inPath === undefined ? codes : [...codes, { code: inPath }];
}

/** Whether a link can be told from the address of a shop as such. */
export function identifiesAffiliate({ path, params, codes }: WebLink): boolean {
	return path !== '' || params.size > 0 || codes.length > 0;
}

/** Whether a link leads to a place that only a click would show. */
export function isShortLink({ host, path }: WebLink): boolean {
	// Mailchimp puts such an address behind the buttons of a mail: a creator may copy it from there.
	const isMailchimps = /(?:^|\.)list-manage\.com$/.test(host) && path === '/track/click';
	return SHORTENERS.has(host) || isMailchimps;
}

/**
 * Compares links by what identifies the affiliate, together with the host:
 * - in a link of Refersion the code. The rest may differ, because the same affiliate may link to any
 *   page of the shop. A code in the path may be a word of the shop as well ("/c/shoes"), so that
 *   parameters of such a link have to be there, too;
 * - in any other link its parameters at the same path or, when it has none, the path.
 *
 * http and https, "www.", upper case in the host, a slash at the end, the fragment and what Linktree adds
 * make no difference. Codes and paths do differ by upper and lower case.
 *
 * @param wanted the affiliate's link
 * @param found a link on the page
 */
export function compareLinks(wanted: WebLink, found: WebLink): Comparison {
	const comparison = compareIdentity(wanted, found);
	if (wanted.host === found.host) return comparison;
	// The parameters of a link that is not Refersion's say nothing elsewhere.
	return comparison === 'same' && wanted.codes.length > 0 ? 'other_address' : 'different';
}

function compareIdentity(wanted: WebLink, found: WebLink): Comparison {
	if (wanted.codes.length > 0) return compareCodes(wanted, found);
	// Somebody's code was added to the address that is the affiliate's.
	const foreign = found.codes.length > 0;
	if (wanted.params.size === 0) {
		if (wanted.path !== found.path) return 'different';
		return foreign ? 'other_code' : 'same';
	}
	if (![...wanted.params.keys()].every((name) => found.params.has(name))) {
		return foreign ? 'other_code' : 'no_code';
	}
	if (foreign || !hasParams(wanted, found)) return 'other_code';
	return wanted.path === found.path ? 'same' : 'other_address';
}

function compareCodes(wanted: WebLink, found: WebLink): Comparison {
	if (found.codes.length === 0) return 'no_code';
	const agree = wanted.codes.every((own) => found.codes.every((other) => isSameCode(own, other)));
	const isByPath = wanted.codes.every(({ rfsn }) => rfsn === undefined);
	return agree && (!isByPath || hasParams(wanted, found)) ? 'same' : 'other_code';
}

function isSameCode(own: Code, other: Code): boolean {
	return own.rfsn !== undefined && other.rfsn !== undefined
		? own.rfsn === other.rfsn
		: own.code === other.code;
}

/** Whether a link has the parameters of another one, with the same values and no others for them. */
function hasParams(wanted: WebLink, found: WebLink): boolean {
	return [...wanted.params].every(([name, values]) => {
		const others = found.params.get(name) ?? new Set();
		return values.size === others.size && [...values].every((value) => others.has(value));
	});
}

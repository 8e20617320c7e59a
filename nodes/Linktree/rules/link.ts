import { parseUrl } from '../../shared/url';

/** A web address, taken apart into what matters for telling whose link it is. */
export interface WebLink {
	/** Lower case, without "www." before it and without a dot behind it; with the port where it is unusual. */
	host: string;
	/** Without slashes at its end: '' for the start page. */
	path: string;
	/** Values of each parameter, without those that Linktree adds and without `rfsn`. */
	params: Map<string, Set<string>>;
	/** The values of `rfsn`, "<id>.<code>"; a proper link has one of them, or none. */
	rfsn: Set<string>;
	/** What stands where a tracking link has its code, "/c/<code>". It may be a word of the shop. */
	pathCode?: string;
}

/**
 * How a link on a page stands to the affiliate's own.
 * - `same`: whoever clicks it is counted for the affiliate
 * - `other_code`: it leads to the same shop, for somebody else
 * - `no_code`: it leads to the same shop, for nobody
 * - `other_address`: it has what identifies the affiliate, at an address that is not known to count for it
 * - `different`: it has nothing to do with the affiliate's
 */
export type Comparison = 'same' | 'other_code' | 'no_code' | 'other_address' | 'different';

/** What Linktree may add to the addresses of a page: `utm_*` and `ltclid`, its own click id. */
const ADDED = /^(?:utm_.*|ltclid)$/i;

/** The tag by which affiliates tell their own links apart (support.refersion.com, 64380). */
const SUB_ID = 'subid';

/** A domain without https:// before it, as creators type it. */
const BARE_DOMAIN = /^[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:[/?#]|$)/i;

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
		rfsn: new Set(searchParams.getAll('rfsn').filter((rfsn) => rfsn !== '')),
		pathCode: /^\/c\/([0-9A-Za-z]+)$/.exec(path)?.[1],
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

/** Whether a link can be told from the address of a shop as such. */
export function identifiesAffiliate({ path, params, rfsn }: WebLink): boolean {
	return path !== '' || params.size > 0 || rfsn.size > 0;
}

/**
 * Compares links by what identifies the affiliate, together with the host. Refersion's links have two
 * forms, by the account's way of tracking, and the affiliate's own link shows which one it is:
 * - "?rfsn=<id>.<code>" on any page of the shop (REST v2; GraphQL `rfsn_parameter`; deep links:
 *   support.refersion.com, 1064016). The path is the shop's: its "/c/shoes" is no code;
 * - "/c/<code>" on a tracking domain. Nothing else at that place can be the affiliate's;
 * - any other link has its parameters at the same path or, when it has none, the path.
 * Whoever opens a "/c/<code>" ends up at "?rfsn=<id>.<code>" and may copy it from there: both forms of one
 * code are the same affiliate (`areOneInTwoForms`).
 *
 * http and https, "www.", upper case in the host, a slash at the end, the fragment and what Linktree adds
 * make no difference. Codes and paths do differ by upper and lower case.
 *
 * @param wanted the affiliate's link
 * @param found a link on the page
 */
export function compareLinks(wanted: WebLink, found: WebLink): Comparison {
	if (areOneInTwoForms(wanted, found) || areOneInTwoForms(found, wanted)) return 'same';
	const hasCode = wanted.rfsn.size > 0 || isTrackingLink(wanted);
	const comparison = hasCode ? compareCodes(wanted, found) : compareAddresses(wanted, found);
	if (wanted.host === found.host) return comparison;
	// The parameters of a link that is not Refersion's say nothing elsewhere.
	const isOwn = comparison === 'same' || comparison === 'other_address';
	return hasCode && isOwn ? 'other_address' : 'different';
}

/**
 * Whether one link has a code as "/c/<code>", and the other one the same code as "?rfsn=<id>.<code>", at places
 * that belong together: Refersion's own domain and any shop, or a shop and a domain of its own for tracking.
 * What `rfsn` does on Refersion's domain is not documented, and beside another "/c/<code>" it is not known
 * which of the two counts.
 */
function areOneInTwoForms(byPath: WebLink, byRfsn: WebLink): boolean {
	const { pathCode } = byPath;
	if (pathCode === undefined || byPath.rfsn.size > 0 || !isTrackingLink(byPath)) return false;
	if (byRfsn.rfsn.size === 0 || !hasOnlyCode(byRfsn.rfsn, pathCode)) return false;
	if (isRefersions(byRfsn)) return false;
	if (byPath.host === byRfsn.host && (byRfsn.pathCode ?? pathCode) !== pathCode) return false;
	return isRefersions(byPath) || isOneDomain(byPath.host, byRfsn.host);
}

function isRefersions({ host }: WebLink): boolean {
	return host.endsWith('.refersion.com');
}

/** Whether two hosts are one, or one is within the other, as go.shop.example is in shop.example. */
function isOneDomain(one: string, other: string): boolean {
	return one === other || one.endsWith(`.${other}`) || other.endsWith(`.${one}`);
}

/**
 * Whether the path is known to have the code. With parameters of its own, "/c/shoes?ref=anna" may as well
 * be a page of a shop. Sub IDs are none, and on Refersion's domain there is no shop.
 */
function isTrackingLink(link: WebLink): boolean {
	if (link.pathCode === undefined) return false;
	return isRefersions(link) || [...link.params.keys()].every((name) => name === SUB_ID);
}

function compareCodes(wanted: WebLink, found: WebLink): Comparison {
	return wanted.rfsn.size > 0 ? compareByRfsn(wanted, found) : compareByPath(wanted, found);
}

/** A code in the path is only looked at for the affiliate's own: that counts at a tracking domain. */
function compareByRfsn({ rfsn, pathCode }: WebLink, found: WebLink): Comparison {
	if (found.rfsn.size > 0) return isSameSet(rfsn, found.rfsn) ? 'same' : 'other_code';
	if (found.pathCode === undefined || !hasOnlyCode(rfsn, found.pathCode)) return 'no_code';
	return pathCode === found.pathCode ? 'same' : 'other_address';
}

/** `rfsn` on a tracking domain is not documented: by itself it makes nothing the affiliate's there. */
function compareByPath({ path, pathCode = '' }: WebLink, found: WebLink): Comparison {
	if (found.rfsn.size > 0) {
		if (!hasOnlyCode(found.rfsn, pathCode)) return 'other_code';
		return found.pathCode === pathCode ? 'same' : 'other_address';
	}
	// Nor is it documented where a link leads that goes on behind the code.
	if (found.path.startsWith(`${path}/`)) return 'other_address';
	if (found.pathCode === undefined) return 'no_code';
	return found.pathCode === pathCode ? 'same' : 'other_code';
}

function compareAddresses(wanted: WebLink, found: WebLink): Comparison {
	// Somebody's code was added to the address that is the affiliate's.
	const foreign = found.rfsn.size > 0;
	if (wanted.params.size === 0) {
		if (wanted.path !== found.path) return 'different';
		return foreign ? 'other_code' : 'same';
	}
	if (![...wanted.params.keys()].every((name) => found.params.has(name))) {
		if (foreign) return 'other_code';
		// It may be a tracking link all the same, and then the rest does not matter.
		const hasCode = wanted.pathCode !== undefined && wanted.pathCode === found.pathCode;
		return hasCode ? 'other_address' : 'no_code';
	}
	if (foreign || !hasParams(wanted, found)) return 'other_code';
	return wanted.path === found.path ? 'same' : 'other_address';
}

/** Whether all values of `rfsn` are about the affiliate with the code. */
function hasOnlyCode(rfsn: Set<string>, code: string): boolean {
	return [...rfsn].every((value) => value.slice(value.indexOf('.') + 1) === code);
}

function isSameSet(one: Set<string>, other: Set<string>): boolean {
	return one.size === other.size && [...one].every((value) => other.has(value));
}

/** Whether a link has the parameters of another one, with the same values and no others for them. */
function hasParams(wanted: WebLink, found: WebLink): boolean {
	return [...wanted.params].every(([name, values]) =>
		isSameSet(values, found.params.get(name) ?? new Set()),
	);
}

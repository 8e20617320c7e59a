/** A link on a profile, or a heading, or a group of links. */
export interface ProfileLink {
	/** CLASSIC, HEADER, GROUP, EXTENSION, YOUTUBE_VIDEO, COMMERCE_PRODUCT or one not known yet. */
	type?: string;
	title: string;
	/** Headings have an empty one; gated links may have none. */
	url?: string;
	/** Shown as `locked` and without its address. */
	locked?: boolean;
	gate?: Partial<Gate>;
	/** Members of a group. */
	children?: ProfileLink[];
}

/** `rules.gate` of a link. */
export interface Gate {
	activeOrder: string[];
	age: number | null;
	passcode: string | null;
	nft: unknown;
	payment: unknown;
	sensitiveContent: { domain: string } | null;
}

export interface Profile {
	links: ProfileLink[];
	/**
	 * What kind of page is served; `ok` by default. `challenge` is one that asks whether somebody is a
	 * person, with status 200. `huge` is valid but has 20 MB, `packed` sends the same in little, `endless`
	 * never ends and `stalls` stops in the middle: nothing says that Linktree sends such pages, but
	 * whatever stands between can.
	 */
	page:
		| 'ok'
		| 'not-found'
		| 'no-data'
		| 'broken-data'
		| 'challenge'
		| 'huge'
		| 'packed'
		| 'endless'
		| 'stalls';
	/** Where the page leads instead of showing itself, as after a change of the user name. */
	redirectTo: string;
	description: string;
	socialLinks: Array<{ type: string; url: string }>;
	/** The account was closed: the page exists, `isActive` is false. */
	isActive: boolean;
	/** Gates of the whole profile. */
	activeGates: string[];
	/** "none" in a captured page (benkaiser/linktree-scraper, example_data.json); other values are not known. */
	contentGating: string;
	hasSensitiveContent: boolean;
}

export interface LinktreeSwitches {
	/** `2021`: links in `account.links` and `links`; `2024`: `childLinks`, `parent`, wider gates. */
	shape: '2021' | '2024';
	/** Links carry `utm_*` parameters and `ltclid`, as the page may add them. */
	appendTracking: boolean;
	/** Whether locked links come without their address: it may be withheld (types of Linktree's GraphQL). */
	withholdLocked: boolean;
	/**
	 * Whether a name in upper case leads to the one in lower case or is served at once. Not documented.
	 */
	redirectUpperCase: boolean;
	/**
	 * Refuses all pages: with a status, or with a challenge of the kind that Cloudflare (`cf-mitigated`)
	 * or AWS WAF (`x-amzn-waf-action`) sends. No report of such a block of plain requests was found; the
	 * statuses are what RFC 9110 and RFC 6585 have for it.
	 */
	block: '' | '403' | '429' | 'cloudflare' | 'aws-waf';
	/** Status of a profile that does not exist: the page says 404 in its data in both cases. */
	notFoundStatus: 404 | 200;
	/**
	 * Every page has a text block and a form for an email address besides its links. Both exist (Linktree's help), and
	 * have no address; what their types are called, and whether `url` is null, empty or left out, is not known.
	 */
	blocksWithoutAddress: '' | 'null' | 'empty' | 'left-out';
	/** Text of robots.txt: the file exists and names sitemaps, its rules are not known. */
	robots: string;
}

export const DEFAULT_SWITCHES: LinktreeSwitches = {
	shape: '2024',
	appendTracking: false,
	withholdLocked: true,
	redirectUpperCase: false,
	block: '',
	notFoundStatus: 404,
	blocksWithoutAddress: '',
	robots: 'User-agent: *\nDisallow: /admin\nSitemap: https://linktr.ee/sitemap.xml\n',
};

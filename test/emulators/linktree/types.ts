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
	/** What kind of page is served; `ok` by default. */
	page: 'ok' | 'not-found' | 'no-data' | 'broken-data';
	description: string;
	socialLinks: Array<{ type: string; url: string }>;
	/** The account was closed: the page exists, `isActive` is false. */
	isActive: boolean;
	/** Gates of the whole profile. */
	activeGates: string[];
	contentGating: string;
	hasSensitiveContent: boolean;
}

export interface LinktreeSwitches {
	/** `2021`: links in `account.links` and `links`; `2024`: `childLinks`, `parent`, wider gates. */
	shape: '2021' | '2024';
	/** Links carry `utm_*` parameters and `ltclid`, as the page may add them. */
	appendTracking: boolean;
	/** Status of a profile that does not exist: the page says 404 in its data in both cases. */
	notFoundStatus: 404 | 200;
	/** Text of robots.txt: the file exists and names sitemaps, its rules are not known. */
	robots: string;
}

export const DEFAULT_SWITCHES: LinktreeSwitches = {
	shape: '2024',
	appendTracking: false,
	notFoundStatus: 404,
	robots: 'User-agent: *\nDisallow: /admin\nSitemap: https://linktr.ee/sitemap.xml\n',
};

import { checkPage, type Verdict } from '../../../nodes/Linktree/rules/check';
import {
	compareLinks,
	parseLink,
	type Comparison,
	type WebLink,
} from '../../../nodes/Linktree/rules/link';
import { readProfilePage, type ProfilePage } from '../../../nodes/Linktree/rules/page';

/** The affiliate's link in the tests, in Refersion's two forms. */
export const BY_PATH = 'https://site.refersion.com/c/a3y7';
export const BY_PARAMETER = 'https://shop.example/?rfsn=123456.a3y7';

/** The whole page around data. */
export function pageWith(data: unknown): string {
	const json = JSON.stringify(data).replaceAll('<', '\\u003c');
	return `<!DOCTYPE html><html><body><div id="__next"></div><script id="__NEXT_DATA__" type="application/json">${json}</script></body></html>`;
}

/** The whole page around `pageProps`. */
export function pageOf(pageProps: unknown): string {
	return pageWith({ props: { pageProps, __N_SSP: true }, page: '/[profile]' });
}

export function link(text: string): WebLink {
	const parsed = parseLink(text);
	if (!parsed) throw new Error(`no link: ${text}`);
	return parsed;
}

/** The answer for a link on a page, beside the one that is wanted. */
export function compare(wanted: string, found: string): Comparison {
	return compareLinks(link(wanted), link(found));
}

/** Reads a page that can be read. */
export function read(html: string): ProfilePage {
	const page = readProfilePage(html);
	if ('problem' in page) throw new Error(page.problem);
	return page;
}

/** The answer for a page with an account and these lists. */
export function check(
	pageProps: Record<string, unknown>,
	account: Record<string, unknown> = {},
	wanted = BY_PARAMETER,
): Verdict {
	return checkPage(
		link(wanted),
		read(pageOf({ account: { isActive: true, ...account }, ...pageProps })),
	);
}

import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../../shared/record';
import { gateNames, isSet } from './gates';
import { collectLinks, type PageLink } from './pageLinks';

/** Why a page says nothing about its links. */
export type PageProblem = 'profile_missing' | 'blocked' | 'format_changed' | 'unreachable';

/** What a profile's page says. */
export interface ProfilePage {
	links: PageLink[];
	/** What keeps visitors from the page as a whole. */
	gates: string[];
	/** Whether all of its links were understood: only then can something be said to be missing. */
	isUnderstood: boolean;
	/** All web addresses that are anywhere in the data of the page. */
	addresses: string[];
}

/** Longest start tag that is looked at. */
const LONGEST_TAG = 500;

/** Found on the pages by which bot protection asks whether somebody is a person. */
const CHALLENGE =
	/challenge-platform|captcha|<title>\s*(?:just a moment|attention required|access denied)/i;

/**
 * Reads a profile out of its page. Linktree has no API for it: the data stand in the page as JSON, in
 * `<script id="__NEXT_DATA__">` (pages captured from 2021 to 2024 differ in detail, not in that).
 *
 * @param html the whole page
 */
export function readProfilePage(html: string): ProfilePage | { problem: PageProblem } {
	const json = embeddedJson(html);
	if (json === undefined) return { problem: CHALLENGE.test(html) ? 'blocked' : 'format_changed' };
	const data = parsed(json);
	const props = isRecord(data) && isRecord(data.props) ? data.props.pageProps : undefined;
	if (!isRecord(props)) return { problem: 'format_changed' };
	const { account, statusCode } = props;
	if (!isRecord(account)) return { problem: problemOf(statusCode) };
	// A closed account: what it still shows is not known.
	if (account.isActive === false) return { problem: 'profile_missing' };
	const collected = collectLinks(props.links, account.links, props.socialLinks);
	if (!collected) return { problem: 'format_changed' };
	return { ...collected, gates: pageGates(props, account), addresses: addressesIn(data) };
}

/** A profile that does not exist has `statusCode` in its data in place of an account. */
function problemOf(statusCode: unknown): PageProblem {
	if (statusCode === 404 || statusCode === 410) return 'profile_missing';
	return typeof statusCode === 'number' ? 'unreachable' : 'format_changed';
}

/**
 * Finds the text of the script. Without regular expressions over the whole page, because they could take
 * for ever on one that was made for it.
 */
function embeddedJson(html: string): string | undefined {
	const id = '__NEXT_DATA__';
	for (let at = html.indexOf(id); at !== -1; at = html.indexOf(id, at + id.length)) {
		const before = html.slice(Math.max(0, at - LONGEST_TAG), at);
		const tag = before.slice(before.lastIndexOf('<'));
		if (!/^<script\s(?:[^>]*\s)?id\s*=\s*["']?$/i.test(tag)) continue;
		const start = html.indexOf('>', at) + 1;
		const end = html.indexOf('</script', start);
		return start === 0 || end === -1 ? '' : html.slice(start, end);
	}
	return undefined;
}

function parsed(json: string): unknown {
	try {
		return JSON.parse(json);
	} catch {
		return undefined;
	}
}

/** What a visitor has to pass before the page shows itself. */
function pageGates(props: IDataObject, account: IDataObject): string[] {
	const gates = gateNames(account.activeGates, 'profile');
	// "none" is what a captured page without a gate has (2021).
	const gating = String(props.contentGating ?? '').toLowerCase();
	if (gating !== '' && gating !== 'none' && gating !== 'false') gates.push('content_gating');
	if (isSet(props.hasSensitiveContent)) gates.push('sensitive_content');
	if (isSet(account.contentWarning)) gates.push('content_warning');
	return gates;
}

/** Without recursion: how deep the data go is up to whoever wrote the page. */
function addressesIn(data: unknown): string[] {
	const addresses: string[] = [];
	const left: unknown[] = [data];
	while (left.length > 0) {
		const value = left.pop();
		if (typeof value === 'string' && /^https?:/i.test(value)) addresses.push(value);
		if (isRecord(value)) for (const inner of Object.values(value)) left.push(inner);
	}
	return addresses;
}

import { parseUrl } from '../../shared/url';

/** Letters, digits, dots, dashes and underscores, with at least one letter or digit. */
const USERNAME = /^(?=.*[a-z0-9])[a-z0-9._-]{1,64}$/;

const HOSTS = new Set(['linktr.ee', 'www.linktr.ee', 'm.linktr.ee']);

/** First parts of addresses that are Linktree's own: terms, marketplace and the editor. */
const NOT_PROFILES = new Set(['s', 'admin', 'marketplace']);

/** The user name of a profile, or what is wrong with the text that should name one. */
export type Named = { username: string } | { problem: string };

/**
 * Finds out whose profile is meant. The user name is all that is taken from the text: which host is asked
 * is never up to it.
 *
 * @param text a user name, with or without @, or any address of the profile: without https://, with www,
 *   in upper case, with a tab of the profile or parameters behind it
 * @returns the user name in lower case: upper and lower case are the same profile
 */
export function readUsername(text: string): Named {
	const name = text.trim().replace(/^@/, '').toLowerCase();
	if (name === '') return { problem: 'is empty' };
	if (USERNAME.test(name) && !HOSTS.has(name)) return profileNamed(name, text);
	const address = /^[a-z][a-z0-9+.-]*:/.test(name) ? name : `https://${name}`;
	const url = parseUrl(address);
	if (!url) return { problem: `is no Linktree user name: "${shown(text)}"` };
	const { protocol, hostname, port, username, password, pathname } = url;
	const isWeb = protocol === 'https:' || protocol === 'http:';
	if (!isWeb || !HOSTS.has(hostname) || port || username || password) {
		return {
			problem: `is neither a Linktree user name nor an address on linktr.ee: "${shown(text)}"`,
		};
	}
	const [, first] = pathname.split('/');
	return profileNamed(first.replace(/^@/, ''), text);
}

function profileNamed(username: string, text: string): Named {
	return USERNAME.test(username) && !NOT_PROFILES.has(username)
		? { username }
		: { problem: `names no Linktree profile: "${shown(text)}"` };
}

function shown(text: string): string {
	return text.length > 100 ? `${text.slice(0, 100)}…` : text;
}

/** The address of a profile's page. */
export function profileUrl(username: string): string {
	return `https://linktr.ee/${encodeURIComponent(username)}`;
}

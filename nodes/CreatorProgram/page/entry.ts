/**
 * What a form of the creator's page says:
 * - `check`: my link is on my Linktree page; look at it
 * - `word`: my link is on this page; my word is enough
 * - `state`: show me what you have
 */
export type Asks = 'check' | 'word' | 'state';

/** A form that can be answered. A type, so that it is an item's data as it is. */
export type Entry = {
	asks: Asks;
	/** On Linktree, in lower case; '' for another page. */
	username: string;
	/** The address of the page; '' when none was given. */
	page: string;
	/** As it was entered, to be shown again. */
	entered: string;
};

/** A form that has to be corrected first, and in which field. */
export type Mistake = { mistake: 'name' | 'url'; entered: string };

/** Nobody types more; what is longer is cut before anything looks at it. */
const LONGEST_ENTRY = 300;

/** Longest address that is stored; Mailchimp takes 255 bytes. */
const LONGEST_ADDRESS = 200;

const ON_LINKTREE = /^(?:https?:\/\/)?(?:www\.|m\.)?linktr\.ee(?:[/?#]|$)/i;

const USERNAME = /^@?((?=[^/]*[a-z0-9])[a-z0-9._-]{1,64})$/i;

/** The first part of an address's path, which is the name. */
const USERNAME_IN_ADDRESS =
	/^(?:https?:\/\/)?[^/]+\/@?((?=[^/]*[a-z0-9])[a-z0-9._-]{1,64})(?:[/?#].*)?$/i;

/** Linktree's own pages, and its own name. */
const NOT_NAMES = ['s', 'admin', 'marketplace', 'linktr.ee', 'www.linktr.ee', 'm.linktr.ee'];

/** An address as browsers show it: host, port, and what follows it without anything that could end an attribute. */
const WEB_ADDRESS =
	/^https?:\/\/(?:[a-z0-9-]+\.)+[a-z]{2,}(?::[0-9]{1,5})?(?:[/?#][^\s<>"'`\\]*)?$/i;

/** The @ of an email address, however it is encoded; a handle such as /@anna is none. */
const EMAIL = /[^/?#&=](?:@|%(?:25)*40)/;

/** Whether an id can be Mailchimp's unique email id (`*|UNIQID|*`): what cannot be one is asked for nowhere. */
export function isEmailId(id: unknown): id is string {
	return typeof id === 'string' && /^[0-9a-f]{8,32}$/.test(id);
}

/**
 * Reads a form of the page. Anything may come in the place of a text, because anybody can send one.
 *
 * @param body the fields `where` (linktree, other, word or state) and `page` (what was typed in)
 */
export function readEntry({ where, page }: { where?: unknown; page?: unknown }): Entry | Mistake {
	const entered = typeof page === 'string' ? page.slice(0, LONGEST_ENTRY).trim() : '';
	if (where === 'state') return { asks: 'state', username: '', page: '', entered: '' };
	const isName = where !== 'other' && where !== 'word';
	if (ON_LINKTREE.test(entered) || (isName && !isOtherAddress(entered))) {
		const username = usernameIn(entered);
		if (username === '') return { mistake: isName ? 'name' : 'url', entered };
		const asks = where === 'word' ? 'word' : 'check';
		return { asks, username, page: `https://linktr.ee/${username}`, entered };
	}
	const address = addressIn(entered);
	if (address === undefined) return { mistake: isName ? 'name' : 'url', entered };
	return { asks: 'word', username: '', page: address, entered };
}

function usernameIn(entered: string): string {
	const pattern = ON_LINKTREE.test(entered) ? USERNAME_IN_ADDRESS : USERNAME;
	const name = (pattern.exec(entered)?.[1] ?? '').toLowerCase();
	return NOT_NAMES.includes(name) ? '' : name;
}

/**
 * Whether what stands in the Linktree box is the address of another page, such as instagram.com/anna. A name alone may have a
 * dot in it, so that it takes a path or https:// to be an address.
 */
function isOtherAddress(entered: string): boolean {
	if (!/^https?:\/\//i.test(entered) && !/^[^/]+\.[a-z]{2,}\/[^/]/i.test(entered)) return false;
	const address = addressIn(entered);
	// A host that only begins like Linktree's is no slip of the finger.
	return address !== undefined && !/^https?:\/\/[^/]*linktr\.ee/i.test(address);
}

/** @returns '' for nothing, undefined for what is no web address */
function addressIn(entered: string): string | undefined {
	if (entered === '') return '';
	const address = /^https?:\/\//i.test(entered) ? entered : `https://${entered}`;
	const isRight =
		WEB_ADDRESS.test(address) && address.length <= LONGEST_ADDRESS && !EMAIL.test(address);
	return isRight ? address : undefined;
}

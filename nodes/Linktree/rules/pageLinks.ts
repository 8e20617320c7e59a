import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../../shared/record';
import { gatesOf, unitedGates } from './gates';

/** A link of a profile, or a heading or group, as far as it has any address or hides one. */
export interface PageLink {
	id: string | null;
	title: string;
	/** CLASSIC, HEADER, GROUP … as Linktree calls it; it may be one that is not known yet. */
	type: string;
	/** Its addresses; the two lists of a page may differ. Empty for headings, and where it is withheld. */
	urls: string[];
	/** Whether it is one that leads to an address, and the page does not show it. */
	isWithheld: boolean;
	/** Place on the page or in its group, counted from 1. */
	position: number;
	/** Title of the group that it is in. */
	group: string | null;
	/** What a visitor has to pass first, the group's gates included. */
	gates: string[];
}

/** The links of a page. */
export interface CollectedLinks {
	links: PageLink[];
	/** Whether all were understood: entries of a known shape, with an address or a reason to have none. */
	isUnderstood: boolean;
}

/**
 * Entries that lead to an address, if it is not withheld (pages captured in 2021 and 2024; '' where the type is
 * left out). Linktree withholds the address of a gated link, and its gate may be one that is not known here.
 * All other entries without an address have none: headings, groups, text blocks, forms for an email address,
 * widgets. Their types are not all known, and need not be: none of them can be the affiliate's link.
 */
const LINKS = new Set(['', 'CLASSIC', 'COMMERCE_PRODUCT']);

/** No group of Linktree is in so many others. */
const DEEPEST = 20;

/** A link while the page is read. */
interface Draft extends Omit<PageLink, 'isWithheld'> {
	parent?: string;
	/** Whether others are in it: a group, whatever its type. */
	hasChildren: boolean;
}

interface Place {
	entry: unknown;
	index: number;
	parent?: string;
}

/**
 * Gathers the links of a page from its two lists. `pageProps.links` has groups with `childLinks`;
 * `account.links` is flat and names the group as `parent`. Their ids are texts in one and numbers in the
 * other, and neither list is known to be complete. Icons of social networks can carry any address too.
 *
 * @returns undefined when there is no list, or one that cannot be gone through
 */
export function collectLinks(
	shown: unknown,
	ofAccount: unknown,
	social: unknown,
): CollectedLinks | undefined {
	if (!Array.isArray(shown) && !Array.isArray(ofAccount)) return undefined;
	const drafts = new Map<string, Draft>();
	let isUnderstood = true;
	for (const list of [shown, ofAccount]) {
		if (!addList(drafts, list)) isUnderstood = false;
	}
	if (!inheritFromGroups(drafts)) return undefined;
	const links = [...drafts.values()].map(linkOf);
	// A gate is the reason for a link to be without its address.
	if (links.some(({ isWithheld, gates }) => isWithheld && gates.length === 0)) isUnderstood = false;
	return { links: [...links, ...socialLinks(social)], isUnderstood };
}

function linkOf({ id, title, type, urls, position, group, gates, hasChildren }: Draft): PageLink {
	const isWithheld = urls.length === 0 && !hasChildren && LINKS.has(type);
	return { id, title, type, urls: [...new Set(urls)], isWithheld, position, group, gates };
}

/** @returns whether all entries were understood */
function addList(drafts: Map<string, Draft>, list: unknown): boolean {
	let isUnderstood = true;
	const left = placesOf(list);
	while (left.length > 0) {
		const place = left.pop();
		if (!place || !isRecord(place.entry)) {
			isUnderstood = false;
			continue;
		}
		const { entry } = place;
		const key = textOf(entry.id) || `without id ${drafts.size}`;
		const known = drafts.get(key);
		const draft = draftOf(place, entry);
		if (!isUrlLike(entry.url)) isUnderstood = false;
		if (known) merge(known, draft);
		else drafts.set(key, draft);
		const children = placesOf(entry.childLinks, key);
		// Not spread: a list may be longer than the arguments of a call.
		for (const child of children) left.push(child);
	}
	return isUnderstood;
}

/** The entries of a list, the first one at the end, from where it is taken. */
function placesOf(list: unknown, parent?: string): Place[] {
	if (!Array.isArray(list)) return [];
	return list.map((entry: unknown, index) => ({ entry, index, parent })).reverse();
}

function draftOf({ index, parent }: Place, entry: IDataObject): Draft {
	const { id, title, type, url, position } = entry;
	return {
		id: textOf(id) || null,
		title: textOf(title),
		type: textOf(type),
		urls: typeof url === 'string' && url.trim() !== '' ? [url.trim()] : [],
		position: (typeof position === 'number' ? position : index) + 1,
		group: null,
		gates: gatesOf(entry),
		parent: parent ?? parentOf(entry),
		hasChildren: false,
	};
}

/** `parent` of `account.links`: its shape is not documented, so both an object and an id are taken. */
function parentOf({ parent }: IDataObject): string | undefined {
	return (isRecord(parent) ? textOf(parent.id) : textOf(parent)) || undefined;
}

function merge(known: Draft, other: Draft): void {
	known.urls.push(...other.urls);
	known.gates = unitedGates(known.gates, other.gates);
	known.parent ??= other.parent;
	known.type ||= other.type;
}

/** It may be left out, which is looked at later; anything but a text in its place is something new. */
function isUrlLike(url: unknown): boolean {
	return url === undefined || url === null || typeof url === 'string';
}

/** @returns false when groups are in each other without end */
function inheritFromGroups(drafts: Map<string, Draft>): boolean {
	for (const draft of drafts.values()) {
		let { parent } = draft;
		for (let depth = 0; parent !== undefined; depth++) {
			if (depth > DEEPEST) return false;
			const group = drafts.get(parent);
			if (group) group.hasChildren = true;
			draft.group ??= group?.title ?? null;
			draft.gates = unitedGates(draft.gates, group?.gates ?? []);
			parent = group?.parent;
		}
	}
	return true;
}

function socialLinks(list: unknown): PageLink[] {
	const entries: unknown[] = Array.isArray(list) ? list : [];
	return entries.filter(isRecord).map(({ type, url }, index) => ({
		id: null,
		title: textOf(type),
		type: 'SOCIAL_LINK',
		urls: textOf(url) ? [textOf(url)] : [],
		isWithheld: false,
		position: index + 1,
		group: null,
		gates: [],
	}));
}

function textOf(value: unknown): string {
	return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
}

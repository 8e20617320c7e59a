import { fold } from '../../shared/texts';
import { parseUrl } from '../../shared/url';
import { isWebLink } from '../write/hold';
import type { Reason } from './reasons';
import type { Change, Contact, Person, Rules } from './types';

/** Whether a contact has a tag; upper and lower case are the same in Mailchimp. */
export function hasTag({ tags }: Contact, tag: string): boolean {
	return tags.some((name) => fold(name) === fold(tag));
}

/**
 * Whether a key stands in a link as a whole: behind the host, and between characters that are no letters or
 * digits. Upper and lower case count; what is encoded ("%20") is read as what it stands for.
 */
export function isKeyInLink(key: string, link: string): boolean {
	const url = parseUrl(link);
	if (url === undefined || key === '') return false;
	const text = decoded(`${url.pathname}${url.search}${url.hash}`);
	for (let place = text.indexOf(key); place >= 0; place = text.indexOf(key, place + 1)) {
		if (!isPart(text[place - 1]) && !isPart(text[place + key.length])) return true;
	}
	return false;
}

function isPart(character: string | undefined): boolean {
	return character !== undefined && /[\p{L}\p{N}]/u.test(character);
}

/** What cannot be decoded stays as it is. */
function decoded(text: string): string {
	return text.replace(/(?:%[0-9a-f]{2})+/gi, (run) => {
		try {
			return decodeURIComponent(run);
		} catch {
			return run;
		}
	});
}

/** Why nothing with a person's link may be sent; '' when it may, also when the link is not known yet. */
export function linkProblem({ link, key }: Person): Reason | '' {
	if (link === undefined) return '';
	if (link === '') return 'no_link';
	if (!isWebLink(link)) return 'bad_link';
	return isKeyInLink(key, link) ? '' : 'link_without_key';
}

/** What the contact of an active person is to get besides the tag, or undefined for a contact that is new. */
export function fieldChanges(
	person: Person,
	contact: Contact | undefined,
	{ keyField, linkField, isStored, isKept }: Rules,
): Change[] {
	const changes: Change[] = [];
	const compare = (name: string, from: unknown, to: Change['to']) => {
		changes.push({ what: 'merge field', name, from: shown(from), to });
	};
	if (contact?.key !== person.key) compare(keyField, contact?.key, person.key);
	const link = contact?.link ?? '';
	if (person.link === undefined) {
		// The link is read before anything is written; what the contact has is right if it is the person's.
		if (!isWebLink(link) || !isKeyInLink(person.key, link)) compare(linkField, link, undefined);
	} else if (person.link !== '' && !isStored(linkField, person.link, link)) {
		compare(linkField, link, person.link);
	}
	for (const [tag, value] of person.fields) {
		const stored = contact?.mergeFields[tag];
		if (!isKept(tag, value, stored)) compare(tag, stored, value);
	}
	return changes;
}

/** The tags of groups, and the tag of those who left, as they are to be for an active person. */
export function tagChanges(person: Person, contact: Contact | undefined, rules: Rules): Change[] {
	const present = contact?.tags ?? [];
	const added: Change[] = [];
	const removed: Change[] = [];
	for (const { prefix, tag } of person.groupTags) {
		const others = present.filter(
			(name) => fold(name).startsWith(fold(prefix)) && fold(name) !== fold(tag),
		);
		removed.push(...others.map(tagOff));
		if (!present.some((name) => fold(name) === fold(tag))) added.push(tagOn(tag));
	}
	if (contact && hasTag(contact, rules.inactiveTag)) removed.push(tagOff(rules.inactiveTag));
	return [...added, ...removed];
}

export function tagOn(name: string): Change {
	return { what: 'tag', name, from: null, to: name };
}

export function tagOff(name: string): Change {
	return { what: 'tag', name, from: name, to: null };
}

function shown(value: unknown): Change['from'] {
	if (value === undefined || value === null || value === '') return null;
	return typeof value === 'number' ? value : String(value);
}

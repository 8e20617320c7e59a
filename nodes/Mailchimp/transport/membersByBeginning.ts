import type { IDataObject } from 'n8n-workflow';
import { fold } from '../../shared/texts';
import { contactItem, readMember, type FieldChoice } from '../contact';
import type { MailchimpClient } from './client';
import { contactPages } from './contacts';
import { allTags, tagsBeginningWith } from './tags';

/** Which contacts of an audience to read. */
export interface BeginningFilter {
	audienceId: string;
	/** How the names of the tags begin, in any case. */
	beginning: string;
	isSubscribedOnly: boolean;
}

/** What has to be known of a contact that is in the list of a status. */
const NEEDED = ['id', 'email_address', 'tags', 'tags_count'];

/** What the list of a segment does not have (Mailchimp API, segment members). */
const NOT_IN_SEGMENTS = ['contact_id', 'tags', 'tags_count'];

/**
 * Reads the contacts that have tags whose names begin in a way. The list of a segment, which a tag is, has no archived
 * contacts, and is not documented to have those that have not confirmed (Mailchimp API, segment members): these are read
 * by their status. Confirming and archiving lead from the lists that are read first to those after them, so that whoever
 * does so meanwhile is not missed.
 *
 * @returns pages of items, one for each contact and tag, with its name in `tag`; no request for members where there is no such tag
 */
export async function* membersByBeginning(
	client: MailchimpClient,
	filter: BeginningFilter,
	choice: FieldChoice,
): AsyncGenerator<IDataObject[]> {
	const { audienceId, beginning, isSubscribedOnly } = filter;
	const tags = await tagsBeginningWith(client, audienceId, beginning);
	if (tags.length === 0) return;
	const { wanted, hidden } = withNeeded(choice);
	const seen = new Set<string>();
	const itemsOf = (member: IDataObject, names: string[]): IDataObject[] => {
		const item = contactItem(without(member, hidden), choice);
		return names.flatMap((tag) => {
			const mark = `${readMember(member).id} ${fold(tag)}`;
			if (seen.has(mark)) return [];
			seen.add(mark);
			return { ...item, tag };
		});
	};
	const ofStatus = async function* (status: string): AsyncGenerator<IDataObject[]> {
		for await (const page of contactPages(client, { audienceId, status }, wanted, Infinity)) {
			const items: IDataObject[] = [];
			for (const member of page) {
				const names = await allTags(client, audienceId, readMember(member));
				const isMeant = (name: string) => fold(name).startsWith(fold(beginning));
				items.push(...itemsOf(member, names.filter(isMeant).sort()));
			}
			yield items;
		}
	};
	if (!isSubscribedOnly) yield* ofStatus('pending');
	const status = isSubscribedOnly ? 'subscribed' : undefined;
	const inSegments = { ...wanted, fields: wanted.fields.filter(isInSegments(choice)) };
	for (const tag of tags) {
		const ofTag = { audienceId, tag, status };
		for await (const page of contactPages(client, ofTag, inSegments, Infinity)) {
			yield page.flatMap((member) => itemsOf(member, [tag.name]));
		}
	}
	if (!isSubscribedOnly) yield* ofStatus('archived');
}

/** Of what is needed only: a field that was chosen is asked for in any case. */
function isInSegments({ fields }: FieldChoice): (name: string) => boolean {
	return (name) => fields.includes(name) || !NOT_IN_SEGMENTS.includes(name);
}

/** The fields to ask for, and those of them that nobody chose. Simplified items are the same from all lists. */
function withNeeded(choice: FieldChoice): { wanted: FieldChoice; hidden: string[] } {
	if (choice.simplify) return { wanted: choice, hidden: NOT_IN_SEGMENTS };
	if (choice.fields.length === 0) return { wanted: choice, hidden: [] };
	const chosen = choice.fields.map((name) => name.replace(/^members\./, '').split('.')[0]);
	return {
		wanted: { ...choice, fields: [...new Set([...choice.fields, ...NEEDED])] },
		hidden: NEEDED.filter((name) => !chosen.includes(name)),
	};
}

function without(member: IDataObject, hidden: string[]): IDataObject {
	return Object.fromEntries(Object.entries(member).filter(([name]) => !hidden.includes(name)));
}

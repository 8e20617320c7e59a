import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../../../../nodes/shared/record';
import { subscriberHash } from '../../../emulators';
import type { Hub } from '../hub';
import { withOfficialClient } from './client';

/** More than any list here has; the client gives 10 by itself. */
const ALL = { count: 1000 };

/** Fields of a contact that are spelled alike in Mailchimp's answers and in our output. */
export const CONTACT = ['email_address', 'id', 'contact_id', 'status', 'merge_fields'];

/** Some fields of an object; what it has not is undefined. */
export function pick(from: IDataObject, names: string[]): IDataObject {
	return Object.fromEntries(names.map((name) => [name, from[name]]));
}

/** The objects of a list in an answer. */
function rows(answer: IDataObject, name: string): IDataObject[] {
	const list = answer[name];
	if (!Array.isArray(list)) throw new Error(`the answer has no ${name}`);
	return list.filter(isRecord);
}

/** A contact as Mailchimp's client sees it, in the words of our output. */
export function contactSeen(member: IDataObject, tags = rows(member, 'tags')): IDataObject {
	return {
		...pick(member, CONTACT),
		audience_id: member.list_id,
		tags: tags.map(({ name }) => name).sort(),
	};
}

/** The same of an item of our output. */
export function contactTold(item: IDataObject): IDataObject {
	const { tags } = item;
	return {
		...pick(item, [...CONTACT, 'audience_id']),
		tags: Array.isArray(tags) ? [...tags].sort() : tags,
	};
}

/** Reads a list with Mailchimp's client, without the links of the API to itself. */
export async function readList(
	hub: Hub,
	name: string,
	list: string,
	args: unknown[] = [hub.audienceId],
	options: IDataObject = {},
): Promise<IDataObject[]> {
	const answer = await withOfficialClient(
		hub,
		async (call) => await call(name, ...args, { ...ALL, ...options }),
	);
	return rows(answer, list).map(({ _links, ...row }) => {
		if (_links !== undefined && !Array.isArray(_links)) throw new Error('these are no links');
		return row;
	});
}

/** Reads a contact and its tags with Mailchimp's client. */
export async function readContact(hub: Hub, email: string): Promise<IDataObject> {
	const ids = [hub.audienceId, subscriberHash(email)];
	const tags = await readList(hub, 'lists.getListMemberTags', 'tags', ids);
	return await withOfficialClient(hub, async (call) =>
		contactSeen(await call('lists.getListMember', ...ids), tags),
	);
}

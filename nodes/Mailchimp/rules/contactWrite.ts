import type { IDataObject } from 'n8n-workflow';
import type { Member } from './contact';
import { warningOf } from './hold';
import type { Difference } from './mergeFields';
import { statusAtOnce } from './status';
import { NOT_CONFIRMED, restartWarning, type TagPlan } from './tags';

/** Whether tags that are added shall start automations; `any` leaves it to the fastest way. */
export type StartAutomations = 'yes' | 'no' | 'any';

/** The fields of a contact besides merge fields, tags and status, as the body of a request has them. */
export interface ContactExtras {
	language?: string;
	vip?: boolean;
	/** Id of a group → whether the contact is to be in it. */
	interests?: Record<string, boolean>;
	marketing_permissions?: Array<{ marketing_permission_id: string; enabled: boolean }>;
}

/** What one item asks for. */
export interface ContactWrite {
	audienceId: string;
	email: string;
	/** Merge tag (upper case) → value, without empty values. */
	mergeFields: IDataObject;
	extras: ContactExtras;
	/** Merge tag of the link that must be right, or ''. */
	linkTag: string;
	/** Merge tags of further fields that must have a value. */
	requiredTags: string[];
	tagsToAdd: string[];
	tagsToRemove: string[];
	/** Those of the tags to add that are removed and added again where they are present. */
	tagsToRestart: string[];
	startAutomations: StartAutomations;
	/** Status of a contact that is new. */
	statusIfNew: string;
	/** Status that an existing contact gets, or undefined to leave it alone. */
	status?: string;
	/** Statuses the user chose on purpose. */
	chosenStatuses: string[];
	/** Whether an archived contact is brought back, with the status of a new one. */
	reviveArchived: boolean;
	/** Whether a contact that has unsubscribed is asked to confirm again. */
	askAgain: boolean;
}

/**
 * The member object to send. `status_if_new` is only for a contact that is new; an existing one keeps
 * the status that it has (Mailchimp API, members).
 */
export function memberBody(write: ContactWrite): IDataObject {
	return bodyWithStatus(write, statusAtOnce(write));
}

/** The member object that gives a contact a status, or leaves it alone when that is undefined. */
export function bodyWithStatus(write: ContactWrite, status: string | undefined): IDataObject {
	return {
		email_address: write.email,
		status_if_new: write.statusIfNew,
		...(status ? { status } : {}),
		merge_fields: write.mergeFields,
		...write.extras,
	};
}

/** Whether a contact may be sent with others: that request has no marketing permissions (Mailchimp API). */
export function fitsBatch({ extras }: ContactWrite): boolean {
	return extras.marketing_permissions === undefined;
}

/** A contact as it is after the write, before its tags. */
export interface WrittenContact {
	member: Member;
	/** Merge fields that did not arrive as sent, none of them required. */
	changed: Difference[];
	/** Names of the tags it has. */
	tags: string[];
	plan: TagPlan;
	/** Tags that are present and are removed and added again. */
	toRestart: string[];
	/** What was done about its status. */
	warnings: string[];
}

/**
 * Leaves out what an earlier item of the run restarts already, so that nobody gets the same mails twice.
 *
 * @param restarts what the run restarts; what this item restarts is added
 */
export function claimRestarts(write: ContactWrite, restarts: Set<string>): ContactWrite {
	const keyOf = (tag: string) => [write.audienceId, write.email, tag].join(' ').toLowerCase();
	const tagsToRestart = write.tagsToRestart.filter((tag) => !restarts.has(keyOf(tag)));
	for (const tag of tagsToRestart) restarts.add(keyOf(tag));
	return { ...write, tagsToRestart };
}

/**
 * The tags to remove and add again. Only for subscribed contacts: for others nothing would start now, and
 * a pending one might get everything twice when it confirms.
 */
export function restartsOf(write: ContactWrite, member: Member, plan: TagPlan): string[] {
	if (member.status !== 'subscribed') return [];
	const wanted = new Set(write.tagsToRestart.map((tag) => tag.toLowerCase()));
	return plan.alreadyPresent.filter((tag) => wanted.has(tag.toLowerCase()));
}

/** The output item of a contact. */
export function contactOutput(
	write: ContactWrite,
	{ member, changed, tags, plan, toRestart, warnings: told }: WrittenContact,
): IDataObject {
	const gone = new Set(plan.toRemove.map((tag) => tag.toLowerCase()));
	const warnings = [...told, ...changed.map(warningOf)];
	if (member.status === 'pending' && plan.toAdd.length > 0) {
		warnings.push(NOT_CONFIRMED);
	}
	if (toRestart.length > 0) warnings.push(restartWarning(toRestart));
	return {
		// The input's own text, see below.
		email_address: member.email === write.email ? write.email : member.email,
		id: member.id,
		contact_id: member.contactId,
		audience_id: write.audienceId,
		status: member.status,
		merge_fields: withSharedValues(member.mergeFields, write.mergeFields),
		tags: [...tags.filter((tag) => !gone.has(tag.toLowerCase())), ...plan.toAdd],
		tags_added: [...plan.toAdd, ...toRestart],
		tags_already_present: plan.alreadyPresent.filter((tag) => !toRestart.includes(tag)),
		tags_removed: plan.toRemove,
		warnings,
	};
}

/**
 * The stored merge fields, with the values that were sent where they are equal. These are the input's own
 * texts: with 100,000 contacts a second copy of each would be much of what an output item weighs.
 */
function withSharedValues(stored: IDataObject, sent: IDataObject): IDataObject {
	const fields: IDataObject = {};
	for (const [tag, value] of Object.entries(stored)) {
		fields[tag] = value === sent[tag] ? sent[tag] : value;
	}
	return fields;
}

/**
 * The output of a later item for the same contact: what it asked for was done with the first one.
 *
 * @param output the first item's output
 * @param firstItem its index in the input
 */
export function repeatedOutput(output: IDataObject, firstItem: number): IDataObject {
	const list = (name: string) => (Array.isArray(output[name]) ? output[name] : []);
	return {
		...output,
		tags_added: [],
		tags_already_present: [...list('tags_already_present'), ...list('tags_added')],
		tags_removed: [],
		warnings: [
			...list('warnings'),
			`The input has this contact more than once; it was written together with item ${firstItem}`,
		],
	};
}

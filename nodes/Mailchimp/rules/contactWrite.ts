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

/**
 * Joins what two items ask for one contact, as if they were written one after the other.
 *
 * @param first the earlier item
 * @param second the later item, whose values count where both have one
 */
export function mergeWrites(first: ContactWrite, second: ContactWrite): ContactWrite {
	return {
		...second,
		mergeFields: { ...first.mergeFields, ...second.mergeFields },
		extras: mergeExtras(first.extras, second.extras),
		requiredTags: [...first.requiredTags, ...second.requiredTags],
		tagsToAdd: [...without(first.tagsToAdd, second.tagsToRemove), ...second.tagsToAdd],
		tagsToRemove: [...without(first.tagsToRemove, second.tagsToAdd), ...second.tagsToRemove],
		tagsToRestart: [...first.tagsToRestart, ...second.tagsToRestart],
		// The second item would meet a contact that exists.
		statusIfNew: first.statusIfNew,
		status: second.status ?? first.status,
		chosenStatuses: [...first.chosenStatuses, ...second.chosenStatuses],
	};
}

function mergeExtras(first: ContactExtras, second: ContactExtras): ContactExtras {
	const merged: ContactExtras = { ...first, ...second };
	if (first.interests && second.interests) {
		merged.interests = { ...first.interests, ...second.interests };
	}
	if (first.marketing_permissions && second.marketing_permissions) {
		const permissions = [...first.marketing_permissions, ...second.marketing_permissions];
		// By id, where the later one counts.
		const byId = new Map(permissions.map((each) => [each.marketing_permission_id, each]));
		merged.marketing_permissions = [...byId.values()];
	}
	return merged;
}

function without(tags: string[], others: string[]): string[] {
	const left = new Set(others.map((tag) => tag.toLowerCase()));
	return tags.filter((tag) => !left.has(tag.toLowerCase()));
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
		email_address: member.email,
		id: member.id,
		contact_id: member.contactId,
		audience_id: write.audienceId,
		status: member.status,
		merge_fields: member.mergeFields,
		tags: [...tags.filter((tag) => !gone.has(tag.toLowerCase())), ...plan.toAdd],
		tags_added: [...plan.toAdd, ...toRestart],
		tags_already_present: plan.alreadyPresent.filter((tag) => !toRestart.includes(tag)),
		tags_removed: plan.toRemove,
		warnings,
	};
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

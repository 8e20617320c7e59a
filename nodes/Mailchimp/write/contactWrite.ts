import type { IDataObject } from 'n8n-workflow';
import type { ContactKey, Member } from '../contact';
import { warningOf, type Difference, type MergeField } from '../mergeFields';
import {
	NOT_CONFIRMED,
	restartWarning,
	withoutTags,
	type StartAutomations,
	type TagPlan,
} from '../tags';

/** The fields of a contact besides merge fields, tags and status, as the body of a request has them. */
export interface ContactExtras {
	language?: string;
	vip?: boolean;
	/** Id of a group → whether the contact is to be in it. */
	interests?: Record<string, boolean>;
	marketing_permissions?: Array<{ marketing_permission_id: string; enabled: boolean }>;
	/** When and from where the person confirmed, and signed up. */
	timestamp_opt?: string;
	ip_opt?: string;
	timestamp_signup?: string;
	ip_signup?: string;
}

/** What one item asks for. */
export interface ContactWrite extends ContactKey {
	/** Merge tag (upper case) → value as it is sent; '' clears the field. */
	mergeFields: IDataObject;
	/** What is known of these fields. */
	definitions: Map<string, MergeField>;
	/** Whether that is only what the panel says, and not what the audience has now. */
	areAssumed: boolean;
	/** Whether merge fields that the audience does not have are created. */
	createMissing: boolean;
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
	/** Statuses in which a contact is held. */
	holdOn: string[];
	/** Whether an archived contact is brought back, with the status of a new one. */
	reviveArchived: boolean;
	/** Whether a contact that has unsubscribed is asked to confirm again. */
	askAgain: boolean;
	/** What is told about the item itself. */
	warnings: string[];
}

/**
 * The member object that gives a contact a status, or leaves it alone when that is undefined. `status_if_new`
 * is only for a contact that is new; an existing one keeps the status that it has (Mailchimp API, members).
 */
export function memberBody(write: ContactWrite, status: string | undefined): IDataObject {
	return {
		email_address: write.email,
		status_if_new: write.statusIfNew,
		...(status ? { status } : {}),
		...fieldsBody(write),
	};
}

/** The part of a member object that is about neither address nor status. */
export function fieldsBody({ mergeFields, extras }: ContactWrite): IDataObject {
	return { merge_fields: mergeFields, ...extras };
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
	const warnings = [...write.warnings, ...told, ...changed.map(warningOf)];
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
		tags: [...withoutTags(tags, plan.toRemove), ...plan.toAdd],
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

/**
 * Whether what two items ask for one contact can be done in one write. Not where they differ in how the
 * contact is to be treated: then they are written one after the other.
 */
export function canJoin(first: ContactWrite, second: ContactWrite): boolean {
	return (
		first.linkTag === second.linkTag &&
		first.createMissing === second.createMissing &&
		first.startAutomations === second.startAutomations &&
		first.status === second.status &&
		first.statusIfNew === second.statusIfNew &&
		first.reviveArchived === second.reviveArchived &&
		first.askAgain === second.askAgain &&
		String(first.holdOn) === String(second.holdOn) &&
		!overlap(first.tagsToAdd, second.tagsToRemove) &&
		!overlap(first.tagsToRemove, second.tagsToAdd)
	);
}

/**
 * Joins what two items ask for one contact, as if they were written one after the other.
 *
 * @param first the earlier item
 * @param second the later item, whose values count where both have one
 */
export function joinWrites(first: ContactWrite, second: ContactWrite): ContactWrite {
	return {
		...second,
		mergeFields: { ...first.mergeFields, ...second.mergeFields },
		definitions: new Map([...first.definitions, ...second.definitions]),
		areAssumed: first.areAssumed || second.areAssumed,
		extras: joinExtras(first.extras, second.extras),
		requiredTags: [...first.requiredTags, ...second.requiredTags],
		chosenStatuses: [...first.chosenStatuses, ...second.chosenStatuses],
		tagsToAdd: [...first.tagsToAdd, ...second.tagsToAdd],
		tagsToRemove: [...first.tagsToRemove, ...second.tagsToRemove],
		tagsToRestart: [...first.tagsToRestart, ...second.tagsToRestart],
		warnings: [...first.warnings, ...second.warnings],
	};
}

function joinExtras(first: ContactExtras, second: ContactExtras): ContactExtras {
	const joined: ContactExtras = { ...first, ...second };
	if (first.interests && second.interests) {
		joined.interests = { ...first.interests, ...second.interests };
	}
	if (first.marketing_permissions && second.marketing_permissions) {
		const permissions = [...first.marketing_permissions, ...second.marketing_permissions];
		// By id, where the later one counts.
		const byId = new Map(permissions.map((each) => [each.marketing_permission_id, each]));
		joined.marketing_permissions = [...byId.values()];
	}
	return joined;
}

function overlap(tags: string[], others: string[]): boolean {
	const names = new Set(others.map((tag) => tag.toLowerCase()));
	return tags.some((tag) => names.has(tag.toLowerCase()));
}

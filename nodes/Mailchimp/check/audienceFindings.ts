import type { IDataObject } from 'n8n-workflow';
import { notSeen, type Seen, type Verdict } from '../../shared/findings';
import { counted } from '../../shared/texts';
import type { MergeFieldList } from '../mergeFields/setup';
import { isKeyInLink } from '../sync/differences';
import type { AudienceAnswers, CheckedNames, KeyAndLink, PendingAnswer } from './read';

/** How many merge fields the templates use together, link and key included. */
export const WANTED_ROOM = 15;

const CREATE_MISSING = 'Create Missing Fields and Tags, or Audience: Prepare';
const MERGE_TAGS = 'Mailchimp: Audience > Settings > Audience fields and *|MERGE|* tags';

/** What reading an audience says, in the order in which it is shown. */
export function audienceVerdicts(
	{ audience, fields, account, pending, tagged }: AudienceAnswers,
	names: CheckedNames,
): Array<[string, Verdict]> {
	return [
		['Double opt-in', doubleOptIn(audience)],
		['Link merge field', linkField(fields, names.linkField)],
		['Key merge field', keyField(fields, names.keyField)],
		['Required merge fields', requiredFields(fields)],
		['Room for merge fields', room(fields)],
		['Plan', plan(account)],
		['Pending contacts with a tag', pendingListed(pending)],
		['Two workflows, same names', sharedNames(tagged, names)],
	];
}

/** @param audience Mailchimp's audience object */
export function doubleOptIn({ double_optin: isOn }: IDataObject): Verdict {
	const setting = 'Status of New Contacts (in Settings: New Contacts Are)';
	if (typeof isOn !== 'boolean') {
		return notSeen({ why: 'Mailchimp does not say it for this audience' }, setting);
	}
	if (!isOn) {
		return {
			state: 'ok',
			found: 'It is off.',
			what_follows: 'A new contact is subscribed at once, and the tag starts the welcome.',
			setting,
			fact: 'audience.double_optin = false',
		};
	}
	return {
		state: 'attention',
		found: 'It is on.',
		what_follows:
			'Mailchimp does not apply it to what comes through its API. With Subscribed a new contact is not asked. With As the Audience Is Set, or Asked to Confirm, Mailchimp sends each new contact a mail with a button first, and the welcome comes after it was pressed. The test contact was not sent one.',
		setting,
		fact: 'audience.double_optin = true',
	};
}

/** @param tag merge tag of the link field */
export function linkField({ byTag }: MergeFieldList, tag: string): Verdict {
	const type = typeOf(byTag, tag);
	if (type === undefined) return missingField(tag, 'Link Merge Field');
	const isUrl = type === 'url';
	const isText = type === 'text';
	return {
		state: isUrl ? 'ok' : 'attention',
		found: `${tag} has the type ${typeName(type)}.`,
		what_follows: isUrl
			? 'It takes links only.'
			: isText
				? 'Mailchimp cuts text at 255 bytes, without a word. A longer link would be broken in every mail; it is held instead.'
				: 'A link may not fit into it.',
		setting: isUrl
			? 'Link Merge Field'
			: `Link Merge Field: choose one of the type Website. ${MERGE_TAGS}`,
		fact: `audience.link_field_type = ${type}`,
	};
}

/** @param tag merge tag of the key field */
export function keyField({ byTag }: MergeFieldList, tag: string): Verdict {
	const type = typeOf(byTag, tag);
	if (type === undefined) return missingField(tag, 'Key Merge Field');
	const isText = type === 'text';
	const isOpen = byTag.get(tag)?.public === true;
	return {
		state: isText && !isOpen ? 'ok' : 'attention',
		found: `${tag} has the type ${type}${isOpen ? ', and is shown on forms' : ''}.`,
		what_follows: !isText
			? 'Only a text keeps a key as it is: a number loses zeros in front. Compare and Sync refuse the field.'
			: isOpen
				? 'Contacts can change their key themselves, and are not recognised after that.'
				: 'Keys are kept as they are, and only workflows write them.',
		setting: isOpen ? `${MERGE_TAGS}: hide it from forms` : 'Key Merge Field',
		fact: `audience.key_field_type = ${type}`,
	};
}

function typeOf(byTag: MergeFieldList['byTag'], tag: string): string | undefined {
	const field = byTag.get(tag);
	return field && String(field.type);
}

/** A type as Mailchimp's panel calls it, if it has another word for it. */
function typeName(type: string): string {
	return type === 'url' ? 'Website (url)' : type;
}

function missingField(tag: string, label: string): Verdict {
	return {
		state: 'attention',
		found: `The audience has no merge field ${tag}.`,
		what_follows: 'It has to be made before the first contact.',
		setting: `${CREATE_MISSING}; or another ${label}`,
	};
}

/** Fields without a value for which Mailchimp refuses a contact. */
export function requiredFields({ byTag }: MergeFieldList): Verdict {
	const required = [...byTag].filter(([, field]) => field.required === true);
	const setting = 'Merge Fields (in Settings: Fields)';
	if (required.length === 0) {
		return {
			state: 'ok',
			found: 'None is required.',
			what_follows: 'No contact is refused for an empty field.',
			setting,
		};
	}
	return {
		state: 'attention',
		found: `Required: ${required.map(([tag]) => tag).join(', ')}.`,
		what_follows: 'Mailchimp refuses every contact for which one of them is empty.',
		setting: `${setting}, or make them optional. ${MERGE_TAGS}`,
	};
}

/** Whether there is room for the fields of all templates. */
export function room({ limit, total }: MergeFieldList): Verdict {
	if (limit === undefined) {
		return {
			state: 'unknown',
			found: `There are ${total}. Mailchimp does not say how many the plan allows.`,
			what_follows: 'A field for which there is no room is refused, and you are told.',
			setting: CREATE_MISSING,
			fact: 'showMergeFieldLimit = false',
		};
	}
	const free = Math.max(0, limit - total);
	const isEnough = free >= WANTED_ROOM;
	return {
		state: isEnough ? 'ok' : 'attention',
		found: `There are ${total} of ${limit}.`,
		what_follows: isEnough
			? `There is room for ${free} more.`
			: `There is room for ${free} more, and the templates together use up to ${WANTED_ROOM}, of which some may be there already.`,
		setting: CREATE_MISSING,
		fact: 'showMergeFieldLimit = true',
	};
}

/** @param account Mailchimp's object of the account */
export function plan(account: Seen<IDataObject>): Verdict {
	const setting = 'The welcome journey in Mailchimp';
	if ('why' in account) return notSeen(account, setting);
	const { pricing_plan_type: type } = account.value;
	if (typeof type !== 'string' || type === '') {
		return notSeen({ why: 'Mailchimp does not say the type of the plan' }, setting);
	}
	const isFree = type === 'forever_free';
	return {
		state: isFree ? 'attention' : 'unknown',
		found: `The type of the plan is ${type}.`,
		what_follows: isFree
			? 'Look whether the plan has journeys with several mails; the API does not say.'
			: 'How many steps a journey may have differs by plan, and the API does not say. Mailchimp shows it when the journey is built.',
		setting,
		fact: `account.pricing_plan_type = ${type}`,
	};
}

/** Whether a pending contact is among the members of its tag, told by one that is there. */
export function pendingListed(pending: Seen<PendingAnswer>): Verdict {
	const setting = 'Status of New Contacts (in Settings: New Contacts Are)';
	if ('why' in pending) return notSeen(pending, setting);
	const { count, listed } = pending.value;
	if (listed === undefined || listed === 'too many') {
		return {
			state: 'unknown',
			found:
				listed === undefined
					? `Of ${counted(count, 'pending contact')} none has a tag. The check makes none: Mailchimp would send it a mail, and a pending contact cannot be archived.`
					: 'The tag has too many members to look through.',
			what_follows:
				'Pending contacts are read in both ways, so that nothing depends on it. Run the check again when somebody who has to confirm has a tag.',
			setting,
		};
	}
	const isListed = listed === 'listed';
	return {
		state: 'ok',
		found: isListed
			? 'A pending contact is among the members of its tag.'
			: 'A pending contact is not among the members of its tag.',
		what_follows: isListed
			? 'Tag: Get Members has people who have not confirmed yet.'
			: 'Tag: Get Members lacks people who have not confirmed yet. Compare reads pending contacts besides, so that it misses nobody.',
		setting,
		fact: `segmentsListPending = ${isListed}`,
	};
}

/**
 * Signs that somebody else writes the same fields and tags: no node can see other workflows, but they leave contacts
 * with the key of one programme and the link of the other, or a key on two contacts.
 */
export function sharedNames(
	tagged: Seen<KeyAndLink[] | undefined>,
	{ activeTag, keyField: key, linkField: link }: CheckedNames,
): Verdict {
	const setting = 'Key Merge Field, Link Merge Field, Tag When Active (in Settings: Welcome Tag)';
	const oneEach = 'Each programme needs a key field, a link field and tags of its own.';
	if ('why' in tagged) return notSeen(tagged, setting);
	const contacts = tagged.value ?? [];
	if (contacts.length === 0) {
		return {
			state: 'unknown',
			found: `No contact has the tag ${activeTag} yet. A node cannot see other workflows.`,
			what_follows: `${oneEach} Two workflows with the same ones fight: look whether another one has ${key}, ${link} or ${activeTag} in its Settings.`,
			setting,
		};
	}
	const keys = contacts.map((contact) => contact.key).filter((each) => each !== '');
	const none = contacts.length - keys.length;
	const double = keys.length - new Set(keys).size;
	const strange = contacts.filter(
		(each) => each.key !== '' && each.link !== '' && !isKeyInLink(each.key, each.link),
	).length;
	const numbers = `${none} without a key, ${double} with the key of another contact, ${strange} with a link that has not their key in it`;
	const isClean = double === 0 && strange === 0;
	return {
		state: isClean ? 'ok' : 'attention',
		found: `Of ${counted(contacts.length, 'contact')} with the tag ${activeTag}: ${numbers}.`,
		what_follows: isClean
			? `No sign of a second workflow that writes the same. A node cannot see other workflows. ${oneEach}`
			: `Another workflow, or somebody by hand, may write the same fields: two of them fight. ${oneEach}`,
		setting,
	};
}

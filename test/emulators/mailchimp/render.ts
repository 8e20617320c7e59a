import { isoOffset, type JsonObject } from '../common';
import { shuffled } from './order';
import { subscriberHash } from './state';
import type { MailchimpSwitches } from './switches';
import type { Audience, InterestCategory, Member, MergeField } from './types';

/** Every audience field as `merge_fields` of a response shows it: unset ones are empty strings. */
export function shownMergeFields(audience: Audience, member: Member): JsonObject {
	return Object.fromEntries(
		audience.mergeFields.map(({ tag }) => [tag, member.mergeFields.get(tag) ?? '']),
	);
}

interface ShownTag {
	id: number;
	name: string;
	date_added: string;
}

/** The tags of a contact; recorded contacts have them neither by id, nor by name, nor by time. */
export function tagsOf(
	audience: Audience,
	member: Member,
	{ orderSeed }: MailchimpSwitches,
): Array<ShownTag & JsonObject> {
	const tags = [...member.tags].flatMap(([id, added]) => {
		const tag = audience.tagsById.get(id);
		return tag === undefined ? [] : [{ id, name: tag.name, date_added: isoOffset(added) }];
	});
	return shuffled(tags, orderSeed, `${member.contactId} tags`, ({ id }) => id);
}

/** Member objects list at most 50 tags; `tags_count` counts all (Mailchimp API spec). */
const TAGS_SHOWN = 50;

export function memberBody(
	audience: Audience,
	member: Member,
	switches: MailchimpSwitches,
): JsonObject {
	const hash = subscriberHash(member.email);
	const values = Object.entries(shownMergeFields(audience, member));
	const tags = tagsOf(audience, member, switches).map(({ id, name }) => ({ id, name }));
	const first = String(member.mergeFields.get('FNAME') ?? '');
	const last = String(member.mergeFields.get('LNAME') ?? '');
	return {
		id: hash,
		email_address: member.email,
		unique_email_id: member.uniqueEmailId,
		contact_id: member.contactId,
		full_name: `${first} ${last}`.trim(),
		web_id: member.webId,
		email_type: member.emailType,
		status: member.status,
		...(member.status === 'unsubscribed' && {
			unsubscribe_reason: member.unsubscribedBy === 'self' ? 'N/A (Unsubscribed by user)' : 'N/A',
		}),
		consents_to_one_to_one_messaging: true,
		merge_fields: Object.fromEntries(
			shuffled(values, switches.orderSeed, `${member.contactId} values`, ([tag]) => tag),
		),
		interests: Object.fromEntries(
			audience.interestCategories.flatMap(({ interests }) =>
				interests.map(({ id }) => [id, member.interests.get(id) ?? false]),
			),
		),
		stats: member.stats,
		ip_signup: member.ipSignup,
		timestamp_signup: member.timestampSignup,
		ip_opt: member.ipOpt,
		timestamp_opt: member.timestampOpt,
		member_rating: 2,
		last_changed: isoOffset(member.lastChanged),
		language: member.language,
		vip: member.vip,
		email_client: '',
		location: {
			latitude: 0,
			longitude: 0,
			gmtoff: 0,
			dstoff: 0,
			country_code: '',
			timezone: '',
			region: '',
		},
		...(audience.marketingPermissions.length > 0 && {
			marketing_permissions: audience.marketingPermissions.map(({ id, text }) => ({
				marketing_permission_id: id,
				text,
				enabled: member.marketingPermissions.get(id) ?? false,
			})),
		}),
		source: 'API - Generic',
		// Undefined is left out of the answer, and may be asked for all the same.
		tags_count: switches.membersShowTags ? tags.length : undefined,
		tags: switches.membersShowTags ? tags.slice(0, TAGS_SHOWN) : undefined,
		list_id: audience.id,
		_links: [],
	};
}

/** What the spec names of a member of a segment; tags and contact id are not among it. */
const IN_SEGMENTS = new Set([
	'id',
	'email_address',
	'unique_email_id',
	'full_name',
	'email_type',
	'status',
	'merge_fields',
	'interests',
	'stats',
	'ip_signup',
	'timestamp_signup',
	'ip_opt',
	'timestamp_opt',
	'member_rating',
	'last_changed',
	'language',
	'vip',
	'email_client',
	'location',
	'list_id',
	'_links',
]);

export function segmentMemberBody(
	audience: Audience,
	member: Member,
	switches: MailchimpSwitches,
): JsonObject {
	const fields = Object.entries(memberBody(audience, member, switches));
	return Object.fromEntries(fields.filter(([name]) => IN_SEGMENTS.has(name)));
}

export function mergeFieldBody(audience: Audience, field: MergeField): JsonObject {
	return { ...field, list_id: audience.id, _links: [] };
}

function countWith(audience: Audience, status: string): number {
	let count = 0;
	for (const member of audience.members.values()) if (member.status === status) count += 1;
	return count;
}

export function audienceBody(audience: Audience): JsonObject {
	return {
		id: audience.id,
		web_id: audience.webId,
		name: audience.name,
		...(audience.hasContact && {
			contact: { company: audience.company, address1: audience.address, country: 'US' },
		}),
		permission_reminder: audience.permissionReminder,
		use_archive_bar: true,
		campaign_defaults: {
			from_name: audience.company,
			from_email: audience.fromEmail,
			subject: '',
			language: 'en',
		},
		date_created: isoOffset(audience.created),
		list_rating: 0,
		email_type_option: false,
		visibility: 'prv',
		double_optin: audience.doubleOptin,
		has_welcome: false,
		marketing_permissions: audience.marketingPermissions.length > 0,
		stats: {
			member_count: countWith(audience, 'subscribed'),
			unsubscribe_count: countWith(audience, 'unsubscribed'),
			cleaned_count: countWith(audience, 'cleaned'),
			merge_field_count: audience.mergeFields.length,
		},
		_links: [],
	};
}

export function categoryBody(audience: Audience, category: InterestCategory): JsonObject {
	const { id, title, type } = category;
	return { list_id: audience.id, id, title, display_order: 0, type, _links: [] };
}

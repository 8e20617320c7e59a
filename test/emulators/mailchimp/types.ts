/** Statuses a request may set (Mailchimp API spec, members); responses add `archived`. */
export const SETTABLE_STATUSES = [
	'subscribed',
	'unsubscribed',
	'cleaned',
	'pending',
	'transactional',
] as const;
export type SettableStatus = (typeof SETTABLE_STATUSES)[number];
export type MemberStatus = SettableStatus | 'archived';

export const MERGE_FIELD_TYPES = [
	'text',
	'number',
	'address',
	'phone',
	'date',
	'url',
	'imageurl',
	'radio',
	'dropdown',
	'birthday',
	'zip',
] as const;
export type MergeFieldType = (typeof MERGE_FIELD_TYPES)[number];

export interface MergeField {
	merge_id: number;
	tag: string;
	name: string;
	type: MergeFieldType;
	required: boolean;
	default_value: string;
	public: boolean;
	display_order: number;
	options: Record<string, unknown>;
	help_text: string;
}

export type MergeFieldInput = Partial<MergeField> & { name: string; type: MergeFieldType };

export interface AddressValue {
	addr1: string;
	addr2: string;
	city: string;
	state: string;
	zip: string;
	country: string;
}
export type MergeValue = string | number | AddressValue;

export interface Tag {
	id: number;
	name: string;
}

export interface Member {
	email: string;
	contactId: string;
	uniqueEmailId: string;
	webId: number;
	status: MemberStatus;
	/** What an archived member was before, and comes back as when nothing else is said. */
	statusBeforeArchive: MemberStatus;
	/** Who unsubscribed: the person cannot be subscribed again by API, others can. */
	unsubscribedBy: 'self' | 'api' | null;
	mergeFields: Map<string, MergeValue>;
	/** Tag id → when it was added. */
	tags: Map<number, Date>;
	interests: Map<string, boolean>;
	marketingPermissions: Map<string, boolean>;
	emailType: string;
	language: string;
	vip: boolean;
	ipSignup: string;
	ipOpt: string;
	timestampSignup: string;
	timestampOpt: string;
	lastChanged: Date;
	/** What part of the campaigns sent to it were opened and clicked; nobody can write it (Mailchimp API, list members). */
	stats: { avg_open_rate: number; avg_click_rate: number };
	events: Array<{ name: string; properties: Record<string, string>; occurredAt: string }>;
	/** Confirmation mails sent because the status became `pending`. */
	confirmationsSent: number;
	/** Tags that wait for the confirmation before they start a journey. */
	waitingTags: string[];
}

export interface InterestCategory {
	id: string;
	title: string;
	type: string;
	interests: Array<{ id: string; name: string }>;
}

export interface Audience {
	id: string;
	webId: number;
	name: string;
	company: string;
	address: string;
	/** Empty when not set, like the next one. */
	fromEmail: string;
	permissionReminder: string;
	doubleOptin: boolean;
	mergeFieldLimit: number;
	mergeFields: MergeField[];
	nextMergeId: number;
	/** By lower-cased name: the names of tags are not case-sensitive. */
	tags: Map<string, Tag>;
	tagsById: Map<number, Tag>;
	/** By subscriber hash: MD5 of the lower-cased address. */
	members: Map<string, Member>;
	byContactId: Map<string, Member>;
	/** Hashes of permanently deleted contacts. */
	forgotten: Set<string>;
	interestCategories: InterestCategory[];
	marketingPermissions: Array<{ id: string; text: string }>;
	created: Date;
}

/** Behaviours that Mailchimp does not document, or that differ by account. All are tested both ways. */
export interface MailchimpSwitches {
	/** Simultaneous connections per user (Mailchimp docs, limits). */
	connectionLimit: number;
	/** Over the limit: 429 with a body, or, "at exceptionally high volumes", 403 without one. */
	overLimit: '429' | '403-no-body';
	/** A key used on another data centre than its own. */
	wrongDataCentre: 401 | 403;
	/** `tags` on PUT of an existing member. */
	putTagsOnExisting: 'ignored' | 'added';
	/** The docs require `email_address` on every PUT; recordings of 2022 do without. */
	putRequiresEmail: boolean;
	/** `POST …/tags` on an archived contact. */
	tagsOnArchived: 'accepted' | 'not-found';
	/** Which ways of adding a tag, besides `POST …/tags`, start a journey. */
	createTagsStartJourney: boolean;
	batchTagsStartJourney: boolean;
	segmentStartsJourney: boolean;
	/** A tag on a pending contact starts its journey when the contact confirms. */
	pendingStartsOnConfirmation: boolean;
	/** Domains refused as "fake or invalid"; example.com was seen. */
	fakeDomains: string[];
	/** Top-level domains refused as "fake or invalid"; none was seen. */
	fakeTopLevelDomains: string[];
	/** Addresses refused for the moment, as new or revived contacts, for having signed up too often. */
	busyAddresses: string[];
	/** `marketing_permissions` in a batch subscribe, which the API spec does not have there. */
	batchMarketingPermissions: 'ignored' | 'refused';
	/** Archived contacts in a list of members that is not filtered by status. */
	membersListArchived: boolean;
	/** Whether the list of members is filtered by `unique_email_id`; without it the list has everybody. */
	uniqueEmailIdFilter: boolean;
	/** Pending contacts among the members of a segment. */
	segmentsListPending: boolean;
	/** Order of the events of a contact, and whether new ones are listed at once: both not in the API spec. */
	eventsListed: 'oldest-first' | 'newest-first' | 'not-yet';
	/** The most tags a search gives: the spec speaks of pagination, but has no parameters for it. */
	tagSearchLimit: number;
	/** `merge_field_limit` in the list of merge fields: in the API spec of 2026, not in that of 2021. */
	showMergeFieldLimit: boolean;
	/** Merge tags that are part of a contact's value are evaluated in mails; no source says whether they are. */
	mergeTagsInValues: boolean;
	/** A host without data centre (`api.mailchimp.com`), new in the docs of 2026. */
	hostWithoutDataCentre: boolean;
	/** Mailchimp's limit of pending batches. */
	maxPendingBatches: number;
}

export const DEFAULT_SWITCHES: MailchimpSwitches = {
	connectionLimit: 10,
	overLimit: '429',
	wrongDataCentre: 401,
	putTagsOnExisting: 'ignored',
	putRequiresEmail: true,
	tagsOnArchived: 'accepted',
	createTagsStartJourney: true,
	batchTagsStartJourney: false,
	segmentStartsJourney: false,
	pendingStartsOnConfirmation: true,
	fakeDomains: ['example.com', 'example.org', 'example.net'],
	fakeTopLevelDomains: [],
	busyAddresses: [],
	batchMarketingPermissions: 'ignored',
	membersListArchived: false,
	uniqueEmailIdFilter: true,
	eventsListed: 'oldest-first',
	segmentsListPending: true,
	tagSearchLimit: 10_000,
	showMergeFieldLimit: true,
	mergeTagsInValues: false,
	hostWithoutDataCentre: false,
	maxPendingBatches: 500,
};

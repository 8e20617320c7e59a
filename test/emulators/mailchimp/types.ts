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

/** How a date field is written and shown (Mailchimp app, field settings; API spec, `date_format`). */
export const DATE_FORMATS = ['MM/DD/YYYY', 'DD/MM/YYYY'] as const;
/** The same for a birthday field. */
export const BIRTHDAY_FORMATS = ['MM/DD', 'DD/MM'] as const;
/** "US or International" (API spec); recorded fields without the US format say `none`. */
export const PHONE_FORMATS = ['US', 'none'] as const;

/** Settings of a merge field; which of them there are depends on its type. */
export interface MergeFieldOptions {
	/** Of a text field: width of its input in the sign-up form. */
	size?: number;
	date_format?: (typeof DATE_FORMATS)[number] | (typeof BIRTHDAY_FORMATS)[number];
	phone_format?: (typeof PHONE_FORMATS)[number];
	/** Of an address field: Mailchimp's own number of a country; 164 is the United States (recorded). */
	default_country?: number;
	/** Of a radio or dropdown field. */
	choices?: string[];
}

export interface MergeField {
	merge_id: number;
	tag: string;
	name: string;
	type: MergeFieldType;
	required: boolean;
	default_value: string;
	public: boolean;
	display_order: number;
	options: MergeFieldOptions;
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
	created: Date;
}

export interface Member {
	email: string;
	contactId: string;
	/** Of the address, not of the contact: it changes with the address. */
	readonly uniqueEmailId: string;
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
	created: Date;
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
	/** What mails show as the postal address. */
	address: string;
	/** Whether the API gives the audience a `contact`: no recorded audience has one. */
	hasContact: boolean;
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

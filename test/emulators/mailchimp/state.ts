import { isoOffset, md5, seededRandom, type Clock } from '../common';
import { DEFAULT_SWITCHES, type MailchimpSwitches } from './switches';
import type {
	Audience,
	Member,
	MemberStatus,
	MergeField,
	MergeFieldInput,
	MergeFieldOptions,
	MergeFieldType,
	Tag,
} from './types';

export interface Template {
	id: number;
	name: string;
	html: string;
	/** The user's own, or one of Mailchimp's (API spec). */
	type: 'user' | 'base' | 'gallery';
	category: string;
	active: boolean;
	/** How the content is put together; `multichannel` and drag and drop are Mailchimp's editors (API spec). */
	content_type: 'html' | 'template' | 'multichannel';
	drag_and_drop: boolean;
	folder_id: string;
	created: Date;
	edited: Date;
}

export interface MailchimpState {
	readonly now: Clock;
	readonly switches: MailchimpSwitches;
	readonly audiences: Map<string, Audience>;
	readonly templates: Map<number, Template>;
	/** Runs through numbers and random ids. */
	nextNumber(): number;
	/** Reads of lists of contacts: how many, and by how much their total has moved (`totalDrift`). */
	readonly listReads: { count: number; drift: number };
	hexId(length: number): string;
	clear(): void;
}

export function createState(
	now: Clock,
	seed: number,
	initialSwitches: Partial<MailchimpSwitches> = {},
): MailchimpState {
	let random = seededRandom(seed);
	let number = 1000;
	const state: MailchimpState = {
		now,
		switches: structuredClone({ ...DEFAULT_SWITCHES, ...initialSwitches }),
		audiences: new Map(),
		templates: new Map(),
		listReads: { count: 0, drift: 0 },
		nextNumber: () => (number += 1),
		hexId: (length) =>
			Array.from({ length }, () => Math.floor(random() * 16).toString(16)).join(''),
		clear() {
			state.audiences.clear();
			state.templates.clear();
			Object.assign(state.switches, structuredClone({ ...DEFAULT_SWITCHES, ...initialSwitches }));
			Object.assign(state.listReads, { count: 0, drift: 0 });
			random = seededRandom(seed);
			number = 1000;
		},
	};
	return state;
}

/** MD5 of the lower-cased address (Mailchimp API spec, subscriber_hash). */
export function subscriberHash(email: string): string {
	return md5(email.toLowerCase());
}

/**
 * "A unique identifier for the email address across all of Mailchimp" (API spec): recorded traffic has one
 * contact id with another unique id for each of its addresses. How Mailchimp makes it is not known; here
 * nothing about it depends on audience or contact.
 */
export function uniqueEmailId(email: string): string {
	return md5(`unique ${email.toLowerCase()}`).slice(0, 10);
}

/** What the fields of new audiences have (recorded: text, address, date and phone; number is empty). */
function defaultOptions(type: MergeFieldType): MergeFieldOptions {
	switch (type) {
		case 'text':
			return { size: 25 };
		case 'address':
			return { default_country: 164 };
		case 'phone':
			return { phone_format: 'none' };
		case 'date':
			return { date_format: 'MM/DD/YYYY' };
		case 'birthday':
			return { date_format: 'MM/DD' };
		case 'radio':
		case 'dropdown':
			return { choices: [] };
		default:
			return {};
	}
}

export function addMergeField(audience: Audience, input: MergeFieldInput): MergeField {
	const mergeId = audience.nextMergeId;
	audience.nextMergeId += 1;
	const field: MergeField = {
		tag: `MMERGE${mergeId}`,
		required: false,
		default_value: '',
		public: false,
		help_text: '',
		...input,
		options: { ...defaultOptions(input.type), ...input.options },
		merge_id: mergeId,
		display_order: input.display_order ?? mergeId + 1,
	};
	audience.mergeFields.push(field);
	return field;
}

export type TemplateInput = Partial<Omit<Template, 'id'>>;

export function addTemplate(state: MailchimpState, input: TemplateInput): Template {
	const now = state.now();
	const template: Template = {
		id: state.nextNumber(),
		name: 'Template',
		html: '',
		type: 'user',
		category: '',
		active: true,
		content_type: 'html',
		drag_and_drop: false,
		folder_id: '',
		created: now,
		edited: now,
		...input,
	};
	state.templates.set(template.id, template);
	return template;
}

export interface AudienceInput {
	id?: string;
	name?: string;
	company?: string;
	/** Given, even empty, the API shows a `contact` with it; without it there is none, as recorded. */
	address?: string;
	fromEmail?: string;
	permissionReminder?: string;
	doubleOptin?: boolean;
	mergeFieldLimit?: number;
	/** Further fields; every audience has FNAME, LNAME, ADDRESS and PHONE. */
	mergeFields?: MergeFieldInput[];
	marketingPermissions?: Array<{ id: string; text: string }>;
	interestCategories?: Audience['interestCategories'];
}

export function createAudience(state: MailchimpState, input: AudienceInput): Audience {
	const audience: Audience = {
		id: input.id ?? state.hexId(10),
		webId: state.nextNumber(),
		name: input.name ?? 'Creators',
		company: input.company ?? 'Demo Shop',
		address: input.address ?? '1 Market Street, Springfield, IL 62701, United States',
		hasContact: input.address !== undefined,
		fromEmail: input.fromEmail ?? 'hello@shop.example',
		permissionReminder: input.permissionReminder ?? 'You applied to our creator programme.',
		doubleOptin: input.doubleOptin ?? false,
		mergeFieldLimit: input.mergeFieldLimit ?? 30,
		mergeFields: [],
		nextMergeId: 1,
		tags: new Map(),
		tagsById: new Map(),
		members: new Map(),
		byContactId: new Map(),
		forgotten: new Set(),
		interestCategories: input.interestCategories ?? [],
		marketingPermissions: input.marketingPermissions ?? [],
		created: state.now(),
	};
	addMergeField(audience, { tag: 'FNAME', name: 'First Name', type: 'text' });
	addMergeField(audience, { tag: 'LNAME', name: 'Last Name', type: 'text' });
	addMergeField(audience, { tag: 'ADDRESS', name: 'Address', type: 'address' });
	addMergeField(audience, { tag: 'PHONE', name: 'Phone Number', type: 'phone' });
	for (const field of input.mergeFields ?? []) addMergeField(audience, field);
	state.audiences.set(audience.id, audience);
	return audience;
}

export function createMember(
	state: MailchimpState,
	audience: Audience,
	email: string,
	status: MemberStatus,
): Member {
	const now = state.now();
	const member: Member = {
		email,
		contactId: state.hexId(32),
		get uniqueEmailId() {
			return uniqueEmailId(member.email);
		},
		webId: state.nextNumber(),
		status,
		statusBeforeArchive: status === 'archived' ? 'subscribed' : status,
		unsubscribedBy: null,
		mergeFields: new Map(),
		tags: new Map(),
		interests: new Map(),
		marketingPermissions: new Map(audience.marketingPermissions.map(({ id }) => [id, false])),
		emailType: 'html',
		language: '',
		vip: false,
		ipSignup: '',
		ipOpt: '',
		timestampSignup: '',
		timestampOpt: isoOffset(now),
		created: now,
		lastChanged: now,
		stats: { avg_open_rate: 0, avg_click_rate: 0 },
		events: [],
		confirmationsSent: status === 'pending' ? 1 : 0,
		waitingTags: [],
	};
	audience.members.set(subscriberHash(email), member);
	audience.byContactId.set(member.contactId, member);
	return member;
}

/** Tag names are not case-sensitive; the first spelling stays (seen by Grouparoo's integration). */
export function tagNamed(state: MailchimpState, audience: Audience, name: string): Tag {
	const key = name.toLowerCase();
	const known = audience.tags.get(key);
	if (known !== undefined) return known;
	const tag: Tag = { id: state.nextNumber(), name, created: state.now() };
	audience.tags.set(key, tag);
	audience.tagsById.set(tag.id, tag);
	return tag;
}

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
	/**
	 * `tags` of an existing member in a batch subscribe: added since the changelog of 2022-01-24; the API spec of 2021 had
	 * none there.
	 */
	batchTagsOnExisting: 'ignored' | 'added';
	/** A url of more than 255 bytes in a `url` field: no source has a limit, or says that a value stays as it was sent. */
	longUrls: 'stored' | 'cut' | 'changed' | 'refused';
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
	/** Whether member objects say which tags a contact has, and how many; the API spec has both. */
	membersShowTags: boolean;
	/** Pending contacts among the members of a segment. */
	segmentsListPending: boolean;
	/** Order of the events of a contact, and whether new ones are listed at once: both not in the API spec. */
	eventsListed: 'oldest-first' | 'newest-first' | 'not-yet';
	/**
	 * Seed of the order of merge fields and tags, which recorded answers have in no order to rely on; 0 is
	 * the order in which they were made.
	 */
	orderSeed: number;
	/** Whether a list of contacts that no `sort_field` was asked for has another order in every answer. */
	unstableOrder: boolean;
	/** The same among contacts that are equal in what they are sorted by; the API spec does not say. */
	unstableTies: boolean;
	/** The most of a list in one answer, whatever `count` says. */
	pageCap: number;
	/**
	 * Lists of contacts with at least this `count` end in a 504: reported of `count=1000`, where
	 * Mailchimp's support advised smaller pages (VingtCinq/python-mailchimp, pull request 208). The default
	 * is more than can be asked for.
	 */
	slowPages: number;
	/** What `total_items` of a list of contacts grows by from answer to answer, while it is read. */
	totalDrift: number;
	/**
	 * Share of the contacts that a list of an audience or a segment lacks although its total counts them, always
	 * the same ones; at least one when it is not 0. No source says that a list has all of them.
	 */
	listsLack: number;
	/** Milliseconds for which lists, and their totals, do not have a new contact yet; no source says that they always have. */
	listsBehindMs: number;
	/** Whether lists have `total_items`. */
	showTotal: boolean;
	/**
	 * An address with a part missing: refused by the field (MailChimp.Net issue 218, mc-magento2 issue
	 * 2135), by the schema (MailChimp.Net issue 260), or accepted and not stored (gibbon issue 272).
	 */
	incompleteAddress: 'refused' | 'schema-error' | 'dropped';
	/**
	 * How a birthday is read: by the field's `date_format`, or always as month and day, "regardless of their
	 * display preference" (mc4wp, class-field-formatter; the docs know MM/DD only).
	 */
	birthdayRead: 'by-format' | 'month-first';
	/** How a birthday is shown in answers; no source. */
	birthdayStored: 'month-first' | 'by-format';
	/** A number other than 404-555-1212 in a phone field of the US format; the docs say "a string". */
	otherUsPhones: 'refused' | 'stored';
	/**
	 * A member of a batch subscribe that does not fit the schema refuses the whole request (MailChimp.Net
	 * issue 567: `members.item:0.status`), or only itself.
	 */
	batchSchemaErrors: 'whole' | 'item';
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
	batchTagsOnExisting: 'added',
	longUrls: 'stored',
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
	membersShowTags: true,
	segmentsListPending: true,
	orderSeed: 1,
	unstableOrder: false,
	unstableTies: false,
	pageCap: 1000,
	slowPages: 1001,
	totalDrift: 0,
	listsLack: 0,
	listsBehindMs: 0,
	showTotal: true,
	incompleteAddress: 'refused',
	birthdayRead: 'by-format',
	birthdayStored: 'month-first',
	otherUsPhones: 'refused',
	batchSchemaErrors: 'whole',
	tagSearchLimit: 10_000,
	showMergeFieldLimit: true,
	mergeTagsInValues: false,
	hostWithoutDataCentre: false,
	maxPendingBatches: 500,
};

import type { Difference } from './cases';

/** Differences that more than one operation has. */
export const OFFSET: Difference = {
	at: 'query.offset',
	ours: '0',
	why: 'The first page is asked for like every other one; 0 is the default.',
};

const SORT = 'So that contacts do not move while their list is read, and new ones come last.';

/** The list of the contacts of an audience has an order; that of a segment takes none. */
export const SORTED: Difference[] = [
	{ at: 'query.sort_field', ours: 'timestamp_opt', why: SORT },
	{ at: 'query.sort_dir', ours: 'ASC', why: SORT },
];

export const asksFor = (fields: string): Difference => ({
	at: 'query.fields',
	ours: fields,
	why: 'Only what the node gives out or looks at, so that the answer is small.',
});

export const NO_LINKS = 'The links of the API to itself are no use in a workflow.';

export const SKIP_VALIDATION: Difference = {
	at: 'query.skip_merge_validation',
	ours: 'true',
	why: 'A required merge field without a value has nothing to do with what is changed.',
};

const CONTACT =
	'id unique_email_id email_address full_name status merge_fields vip language timestamp_opt last_changed';
const names = (text: string): string[] => text.split(' ');

/** What the operations that give out contacts ask for, by where they read them. */
export const CONTACT_FIELDS = [...names(CONTACT), 'contact_id', 'tags', 'tags_count'].join(',');

export const inList = (fields: string[]): string =>
	[...fields.map((name) => `members.${name}`), 'total_items'].join(',');

export const LIST_FIELDS = inList(CONTACT_FIELDS.split(','));
export const SEGMENT_FIELDS = inList(names(CONTACT));
export const STATUS_FIELDS = 'id,email_address,contact_id,status';

/** Headers of every request, in the order of their names. The key is left out. */
export const HEADER_DIFFERENCES: Difference[] = [
	{
		at: 'headers.accept-encoding',
		ours: 'gzip, compress, deflate, br',
		client: 'gzip, deflate',
		why: 'What n8n can unpack.',
	},
	{
		at: 'headers.authorization',
		ours: 'Basic n8n:<key>',
		client: 'Basic user:<key>',
		why: 'Mailchimp takes any user name. With OAuth2 both send Bearer and the token.',
	},
	{
		at: 'headers.user-agent',
		ours: 'n8n',
		client: 'node-superagent/3.8.1',
		why: 'The program that sends it.',
	},
];

/** Those of requests without a body, in addition. */
export const HEADER_DIFFERENCES_OF_READS: Difference[] = [
	{
		at: 'headers.content-type',
		client: 'application/json',
		why: 'Without a body there is no type of it. The client sends it all the same.',
	},
];

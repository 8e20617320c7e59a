import type { IDataObject } from 'n8n-workflow';
import type { Seen } from '../../shared/findings';
import type { MergeFieldList } from '../mergeFields/setup';

/** The names that a check is about. */
export interface CheckedNames {
	activeTag: string;
	/** Merge tags. */
	keyField: string;
	linkField: string;
}

/** Whether a tagged contact is among the members of its tag. */
export type Listed = 'listed' | 'missing' | 'too many';

/** What was read of contacts that are pending. */
export interface PendingAnswer {
	/** How many there are; those beyond the first page are only counted. */
	count: number;
	/** Whether one of them that has a tag is among the members of the tag; undefined when none has one. */
	listed?: Listed;
}

/** The key and the link of a contact with the active tag, as texts. */
export interface KeyAndLink {
	key: string;
	link: string;
}

/** What reading showed. */
export interface AudienceAnswers {
	/** Mailchimp's audience object. */
	audience: IDataObject;
	fields: MergeFieldList;
	/** Mailchimp's object of the account. */
	account: Seen<IDataObject>;
	pending: Seen<PendingAnswer>;
	/** Contacts with the active tag, not more than a thousand; undefined when the audience has no such tag. */
	tagged: Seen<KeyAndLink[] | undefined>;
}

/** What became of a long link. */
export type LongLink = {
	state: 'stored' | 'cut' | 'changed' | 'refused';
	sent: number;
	kept: number;
};

/** What the test contact showed. */
export interface ContactAnswers {
	/** Whether a test contact, or its tags, were there from a run that did not come to its end. */
	wasLeft: boolean;
	/** Whether the tag stuck. */
	batchTag: Seen<boolean>;
	putTag: Seen<boolean>;
	listed: Seen<Listed>;
	/** Whether the list of contacts is filtered by the unique email ID. */
	uniqueId: Seen<boolean>;
	/** Undefined when the audience has no link field. */
	longLink: Seen<LongLink | undefined>;
	/** Whether everything was put away; else what is left. */
	cleaned: Seen<true>;
}

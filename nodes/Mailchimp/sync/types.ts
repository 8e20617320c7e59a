import type { IDataObject } from 'n8n-workflow';
import type { MergeValue } from '../mergeFields';
import type { Reason } from './reasons';

/** Whether a person belongs to the programme. */
export type State = 'active' | 'inactive' | 'ignored' | 'unknown';

/** A person as the programme has them. */
export interface Person {
	/** What recognises the person, e.g. an affiliate's code; '' when the item has none. */
	key: string;
	/** The address as the programme has it, without blanks around it. */
	email: string;
	name: string;
	state: State;
	/** The word that the state was read from. */
	stateWord: string;
	/** The tracking link; undefined where it is not known, as in Refersion's list of affiliates. */
	link?: string;
	/** Merge tag → value as it is sent; fields without a value are left out. */
	fields: Map<string, MergeValue>;
	/** The tag that the person is to have of each exclusive group; groups without a value are left out. */
	groupTags: Array<{ prefix: string; tag: string }>;
	/** A field that the item lacks and others have. */
	missing?: string;
	/** What is wrong with a value of the person, so that nothing may be sent. */
	problem?: string;
	/** Whether the item says that the person has just been approved. */
	isApproval: boolean;
}

/** A contact, as far as the decision is about it. */
export interface Contact {
	email: string;
	/** One of Mailchimp's statuses. */
	status: string;
	/** What is in the key field; '' for nothing. */
	key: string;
	/** What is in the link field; '' for nothing. */
	link: string;
	mergeFields: IDataObject;
	/** Names of its tags: all of them, or at least those that the rules name. */
	tags: string[];
}

/** What the programme wants of its contacts. */
export interface Rules {
	/** Whether `people` are everybody, and `contacts` all that matter; else it is one person's turn. */
	isComplete: boolean;
	activeTag: string;
	inactiveTag: string;
	/** Merge tags of the key and the link. */
	keyField: string;
	linkField: string;
	/** Whether people who are new are tagged without a mail. */
	takeOver: boolean;
	/** Whether contacts that nobody claims are offboarded. */
	offboardOrphans: boolean;
	/** Whether Mailchimp has what is to be sent, by meaning. */
	isStored(mergeTag: string, sent: MergeValue, stored: unknown): boolean;
	/** Whether Mailchimp has what it keeps of it: sending it again would change nothing. */
	isKept(mergeTag: string, value: MergeValue, stored: unknown): boolean;
}

/** What is to happen to a person. */
export type Verdict =
	| 'add'
	| 'correct'
	| 'move'
	| 'merge'
	| 'offboard'
	| 'check'
	| 'right'
	| 'nothing'
	| 'later'
	| 'held';

/** One difference between what is and what should be. */
export interface Change {
	what: 'address' | 'merge field' | 'tag';
	name: string;
	/** null where there is nothing. */
	from: MergeValue | null;
	/** null where it goes; undefined where it is not known yet. */
	to?: MergeValue | null;
}

/** The decision about a person, or about a contact that nobody claims. */
export interface Decision {
	verdict: Verdict;
	/** '' when there is nothing to explain. */
	reason: Reason | '';
	/** What the reason's text names, e.g. another person's key. */
	about: string;
	/** What to do, where the reason alone does not tell. */
	advice?: string;
	person?: Person;
	/** The contact that is changed, if it is there already. */
	contact?: Contact;
	/** Another contact of the same person, which loses the tag. */
	other?: Contact;
	/** Whose key the contact had, when somebody takes it over; '' otherwise. */
	takenOverFrom: string;
	/** Whether the tag starts the welcome. */
	mail: 'welcome' | 'none';
	changes: Change[];
}

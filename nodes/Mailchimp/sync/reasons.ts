/** What a reason says: what happened, and what to do. `{about}` is what it is about, `{fix}` the advice for that. */
interface ReasonText {
	what_happened: string;
	what_to_do: string;
}

/**
 * Every reason of a decision, with its text. docs/how-it-decides.md lists them; a test compares the two.
 */
export const REASONS = {
	no_key: {
		what_happened: 'The person has no code',
		what_to_do:
			'Nothing was changed, because a contact is recognised by its code. Check Key Field, and that the item has one.',
	},
	no_address: {
		what_happened: 'The person has no email address, or what is there is none: "{about}"',
		what_to_do: 'Correct the address where the list comes from.',
	},
	same_key: {
		what_happened: 'Two people have the code {about}',
		what_to_do:
			'Nothing was changed for either of them. A code belongs to one person: look at both where the list comes from.',
	},
	same_address: {
		what_happened: 'Another active person has the same address, with the code {about}',
		what_to_do:
			'A contact can have one link only. Give one of the two another address where the list comes from, or deny the one that is not used.',
	},
	address_in_use: {
		what_happened:
			'The contact at this address belongs to another active person, with the code {about}',
		what_to_do:
			'Nobody was changed. Correct the address of one of the two where the list comes from, or the address of the contact in Mailchimp.',
	},
	other_key: {
		what_happened: 'The contact at this address has a code that nobody here has: {about}',
		what_to_do:
			'It may belong to another programme, so it was left alone. If it does not, empty the field with the code in Mailchimp; the next look goes on.',
	},
	unknown_state: {
		what_happened: 'The person has a status that is not known here: "{about}"',
		what_to_do: 'Nothing was changed. Add the word to Active When, Inactive When or Ignored When.',
	},
	not_active_any_more: {
		what_happened: 'The person is tagged as active, but the status is "{about}"',
		what_to_do: 'Approve or deny the person. Until then the contact keeps its tags.',
	},
	no_link: {
		what_happened: 'The person has no tracking link yet',
		what_to_do:
			'Nothing was sent, so that no mail goes out without a link. The next look tries again; if that goes on, look at the person where the list comes from.',
	},
	bad_link: {
		what_happened: 'The tracking link is no web link',
		what_to_do:
			'Nothing was sent. A link begins with https:// or http:// and has neither blanks nor a user name in it. Look at where it comes from.',
	},
	link_without_key: {
		what_happened: 'The code {about} is not in the tracking link',
		what_to_do:
			"Nothing was sent, because the link may be somebody else's. Compare code and link where they come from.",
	},
	bad_value: {
		what_happened: '{about}',
		what_to_do: 'Nothing was sent. Correct the value where it comes from.',
	},
	missing_field: {
		what_happened: 'The item lacks the field {about}',
		what_to_do: 'Nothing was sent for it. Look at where the item comes from.',
	},
	waiting: {
		what_happened: 'The contact has not confirmed the subscription yet',
		what_to_do: 'The tag and its mail follow by themselves when it has. There is nothing to do.',
	},
	unsubscribed: {
		what_happened: 'The contact has unsubscribed',
		what_to_do:
			'Nobody is subscribed again against their will. If the person wants the mails, they can sign up again themselves.',
	},
	transactional: {
		what_happened: 'The contact is non-subscribed: it gets no marketing mail',
		what_to_do: 'If the person has agreed to your mails, subscribe the contact in Mailchimp.',
	},
	bounced: {
		what_happened: 'Mails to this address bounced',
		what_to_do: 'Ask the person for another address, and correct it where the list comes from.',
	},
	archived: {
		what_happened: 'The contact is archived',
		what_to_do:
			'It was left alone. To take part again, unarchive it in Mailchimp; to keep it out, deny the person.',
	},
	orphan: {
		what_happened:
			'The contact is tagged as active, but nobody in the programme has its code or address',
		what_to_do:
			'Take the tag off in Mailchimp if the person has left, or let it be done: Offboard Contacts Nobody Claims.',
	},
	tag_was_missing: {
		what_happened: 'The contact had code and link, but not the tag',
		what_to_do:
			'The tag is added, with its welcome: the subscription has been confirmed since, or an earlier run broke off. Who shall stay out has to be denied, or archived in Mailchimp.',
	},
	came_back: {
		what_happened: 'The person had left the programme and is active again',
		what_to_do: 'There is nothing to do.',
	},
	taken_over: {
		what_happened: 'The contact belonged to the code {about} before, which is not active any more',
		what_to_do: 'There is nothing to do. If it is somebody else, separate the two addresses.',
	},
	link_changed: {
		what_happened: 'The tracking link is another one than before',
		what_to_do: 'There is nothing to do: the contact gets the new one.',
	},
	not_read: {
		what_happened: '{about}',
		what_to_do: 'Nothing was changed for this person. The next look tries again.',
	},
	moved_on: {
		what_happened: 'What was compared has changed since',
		what_to_do: 'Nothing was changed. The next look decides.',
	},
	next_look: {
		what_happened: 'This needs a look at the whole programme',
		what_to_do: 'Nothing was changed. The next look at everybody decides.',
	},
	address_is_freed: {
		what_happened: 'The contact at this address belongs to somebody who is about to leave it',
		what_to_do: 'Nothing was changed yet. The next look does it by itself.',
	},
	brake: {
		what_happened: '{about}',
		what_to_do: 'None of these was changed, the others were. {fix}',
	},
	not_compared: {
		what_happened: 'Nothing could be compared: {about}',
		what_to_do: 'Nobody was changed. {fix}',
	},
	empty_list: {
		what_happened: 'The list of people is empty',
		what_to_do:
			'Nobody was changed, because an empty list is more likely a mistake than an empty programme. Check where it comes from.',
	},
	links_changed: {
		what_happened: 'Several tracking links are other ones than before',
		what_to_do:
			'A few links are checked with each look. Switch on Read All Links in Settings and run the workflow by hand once, without Dry Run, so that all of them are read.',
	},
} as const satisfies Record<string, ReasonText>;

export type Reason = keyof typeof REASONS;

/** Whether a word is the code of a reason. */
export function isReason(word: string): word is Reason {
	return Object.hasOwn(REASONS, word);
}

/** The text of a reason. */
export function explain(reason: Reason | '', about = '', fix = ''): ReasonText {
	if (reason === '') return { what_happened: '', what_to_do: '' };
	const { what_happened, what_to_do } = REASONS[reason];
	const fill = (text: string) =>
		text.replace(/\{(about|fix)\}/g, (_all, name) => (name === 'about' ? about : fix)).trim();
	return { what_happened: fill(what_happened), what_to_do: fill(what_to_do) };
}

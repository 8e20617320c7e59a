import { TAG, type Scenario } from './contacts';

/** A contact as the emulated Mailchimp holds it after a run. */
export interface FoundContact {
	email: string;
	status: string;
	/** the merge field AFFLINK, '' when it is empty */
	link: string;
	tags: string[];
}

/** A mail that a journey sent. */
export interface FoundMail {
	to: string;
	links: string[];
}

/** What a contact is to be after a run. */
export interface WantedContact {
	email: string;
	link: string;
	/** the link it had before, when it was there with another one */
	oldLink?: string;
	/** whether a journey is to send a mail to it */
	mail: boolean;
}

export interface Cause {
	cause: string;
	contacts: number;
}

export interface ContactCheck {
	right: number;
	wrong: number;
	/** Why contacts are wrong; one contact can have several causes. */
	causes: Cause[];
	/** Contacts that are there and that nobody asked for. */
	unexpected: number;
}

export interface MailCheck {
	expected: number;
	/** Contacts with exactly one mail, with their link and no other. */
	right: number;
	/** Contacts with one mail whose link is not theirs. */
	wrong: number;
	/** Contacts with more than one mail. */
	doubled: number;
	missing: number;
	/** Mails to somebody who should have got none. */
	unwanted: number;
}

/**
 * @param startsJourneys whether the tag is to start its journey for everybody who newly gets it
 */
export function wantedContacts(scenario: Scenario, startsJourneys: boolean): WantedContact[] {
	const before = new Map(scenario.existing.map((each) => [each.email, each.mergeFields.AFFLINK]));
	return scenario.items.map(({ email, link }) => {
		const oldLink = before.get(email);
		return {
			email,
			link,
			...(oldLink !== undefined && oldLink !== link && { oldLink }),
			mail: startsJourneys,
		};
	});
}

function causesOf(wanted: WantedContact, found: FoundContact | undefined): string[] {
	if (!found) return ['not in the audience'];
	const causes: string[] = [];
	if (found.link === '') causes.push('no link');
	else if (found.link === wanted.oldLink) causes.push('old link');
	else if (found.link !== wanted.link) causes.push('another link');
	if (!found.tags.includes(TAG)) causes.push('no tag');
	if (found.status !== 'subscribed') causes.push(`status ${found.status}`);
	return causes;
}

/** Compares the audience with what was asked for: address, exact link, tag and status. */
export function checkContacts(
	wanted: readonly WantedContact[],
	found: readonly FoundContact[],
): ContactCheck {
	const byEmail = new Map(found.map((each) => [each.email.toLowerCase(), each]));
	const counts = new Map<string, number>();
	let wrong = 0;
	for (const each of wanted) {
		const key = each.email.toLowerCase();
		const causes = causesOf(each, byEmail.get(key));
		byEmail.delete(key);
		if (causes.length > 0) wrong += 1;
		for (const cause of causes) counts.set(cause, (counts.get(cause) ?? 0) + 1);
	}
	return {
		right: wanted.length - wrong,
		wrong,
		causes: [...counts]
			.map(([cause, contacts]) => ({ cause, contacts }))
			.sort((a, b) => b.contacts - a.contacts || a.cause.localeCompare(b.cause)),
		unexpected: byEmail.size,
	};
}

/** Compares the mails that left with those that were to leave. */
export function checkMails(
	wanted: readonly WantedContact[],
	mails: readonly FoundMail[],
): MailCheck {
	const byEmail = new Map<string, FoundMail[]>();
	for (const mail of mails) {
		const key = mail.to.toLowerCase();
		byEmail.set(key, [...(byEmail.get(key) ?? []), mail]);
	}
	const check = { expected: 0, right: 0, wrong: 0, doubled: 0, missing: 0, unwanted: 0 };
	for (const each of wanted) {
		if (!each.mail) continue;
		const key = each.email.toLowerCase();
		const got = byEmail.get(key) ?? [];
		byEmail.delete(key);
		check.expected += 1;
		const [first] = got;
		if (!first) check.missing += 1;
		else if (got.length > 1) check.doubled += 1;
		else if (first.links.length === 1 && first.links[0] === each.link) check.right += 1;
		else check.wrong += 1;
	}
	for (const rest of byEmail.values()) check.unwanted += rest.length;
	return check;
}

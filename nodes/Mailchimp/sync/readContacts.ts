import type { IDataObject } from 'n8n-workflow';
import { mapInOrder } from '../../shared/concurrency';
import { ProblemError, type Problem } from '../../shared/problem';
import { fold } from '../../shared/texts';
import { readMember, type FieldChoice } from '../contact';
import { CONTACTS_AT_ONCE } from '../run';
import type { ChosenAudience } from '../transport/audiences';
import type { MailchimpClient } from '../transport/client';
import { contactPages, findContact } from '../transport/contacts';
import { PAGE_SIZE } from '../transport/pages';
import { allTags, listTags, type TagSegment } from '../transport/tags';
import { addressOf } from './plan';
import type { SyncSettings } from './settings';
import type { Contact, Person } from './types';

/** All that a decision is about. */
export const WITH_TAGS: FieldChoice = {
	simplify: false,
	fields: ['id', 'email_address', 'status', 'merge_fields', 'tags', 'tags_count'],
};

/** The members of a tag come without their tags (Mailchimp API, segment members). */
const WITHOUT_TAGS: FieldChoice = {
	simplify: false,
	fields: ['id', 'email_address', 'status', 'merge_fields'],
};

/** With more strangers than this the archived contacts are listed; other lists do not have those. */
const FEW = 20;

/** What a programme has in its audience. */
export interface ProgramContacts {
	contacts: Contact[];
	/** How many have the tag of active people. */
	tagged: number;
}

/**
 * Reads the contacts that matter to a programme, in as few requests as it takes: the whole audience page by
 * page, or, where it has many others, the members of the programme's tags and who has not confirmed yet; people
 * that are not among them are looked up one by one. Each list is complete or an error: with 3 % of a tag's
 * members missing these got a second mail.
 *
 * @param people everybody; strangers are looked for only if they are active
 * @throws ProblemError `no_such_tag` when a tag is missing and may not be created
 */
export async function readProgramContacts(
	client: MailchimpClient,
	audience: ChosenAudience,
	people: Person[],
	settings: SyncSettings,
): Promise<ProgramContacts> {
	const reader = new Reader(client, audience, people, settings);
	await reader.read();
	const contacts = [...reader.contacts.values()];
	const isTagged = ({ tags, status }: Contact) =>
		status !== 'archived' && tags.some((tag) => fold(tag) === fold(settings.activeTag));
	return { contacts, tagged: contacts.filter(isTagged).length };
}

class Reader {
	/** Address → contact. */
	readonly contacts = new Map<string, Contact>();
	private readonly addresses: Set<string>;
	private readonly active: string[];
	private readonly tags: string[];
	private readonly prefixes: string[];

	constructor(
		private readonly client: MailchimpClient,
		private readonly audience: ChosenAudience,
		people: Person[],
		private readonly settings: SyncSettings,
	) {
		this.addresses = new Set(people.map(addressOf));
		const active = people.filter(({ state, email }) => state === 'active' && email !== '');
		this.active = [...new Set(active.map(addressOf))];
		this.tags = [settings.activeTag, settings.inactiveTag];
		this.prefixes = [...settings.fields.tagGroups.keys()];
	}

	async read(): Promise<void> {
		const allPages = Math.ceil(this.audience.contactCount / PAGE_SIZE);
		// The tags, their members, and who has not confirmed yet.
		const tagPages = 4 + Math.ceil(this.active.length / PAGE_SIZE);
		const isAll = allPages <= tagPages;
		if (isAll) await this.readAll();
		else await this.readTagged();
		const strangers = this.strangers();
		if (isAll) return await this.readArchived(strangers);
		if (strangers.length <= allPages) return await this.readAlone(strangers);
		await this.readAll();
		await this.readArchived(this.strangers());
	}

	private strangers(): string[] {
		return this.active.filter((address) => !this.contacts.has(address));
	}

	private async readAll(): Promise<void> {
		const { id: audienceId } = this.audience;
		const pages = contactPages(this.client, { audienceId }, WITH_TAGS, Infinity);
		let isSilent = false;
		for await (const page of pages) {
			const silent = page.filter(isSilentAboutTags);
			isSilent ||= silent.length > 0;
			for (const member of silent) this.keep(contactOf(member, this.settings));
			await this.take(page.filter((member) => !isSilentAboutTags(member)));
		}
		// To ask for the tags of each would take as many requests as there are contacts; the tags know their members.
		if (isSilent) return await this.fillInTags();
		const isThere = (tag: string) =>
			[...this.contacts.values()].some(({ tags }) => tags.some((name) => fold(name) === fold(tag)));
		// A tag that somebody has is there; else it may have been renamed.
		if (!isThere(this.settings.activeTag)) await this.readTagSegments();
	}

	/** Gives the contacts that came without tags those that matter, and forgets whom nothing is about. */
	private async fillInTags(): Promise<void> {
		await this.readTagged();
		for (const [address, contact] of this.contacts) {
			if (!this.matters(contact, address)) this.contacts.delete(address);
		}
	}

	private async readTagged(): Promise<void> {
		for (const tag of await this.readTagSegments()) {
			const filter = { audienceId: this.audience.id, tag };
			for await (const page of contactPages(this.client, filter, WITHOUT_TAGS, Infinity)) {
				for (const member of page) {
					const contact = contactOf(member, this.settings);
					const known = this.contacts.get(addressOf(contact)) ?? contact;
					if (!known.tags.includes(tag.name)) known.tags.push(tag.name);
					this.keep(known);
				}
			}
		}
		const pending = { audienceId: this.audience.id, status: 'pending' };
		for await (const page of contactPages(this.client, pending, WITH_TAGS, Infinity)) {
			await this.take(page);
		}
	}

	/** The tags of the programme that there are. */
	private async readTagSegments(): Promise<TagSegment[]> {
		const found: TagSegment[] = [];
		const isOurs = (name: string) =>
			this.tags.some((tag) => fold(tag) === fold(name)) ||
			this.prefixes.some((prefix) => fold(name).startsWith(fold(prefix)));
		for await (const page of listTags(this.client, this.audience.id, '')) {
			for (const { id, name } of page) {
				if (isOurs(String(name))) found.push({ id: String(id), name: String(name) });
			}
		}
		const { activeTag, createMissing } = this.settings;
		const isThere = found.some(({ name }) => fold(name) === fold(activeTag));
		if (!isThere && !createMissing) throw new ProblemError(noSuchTag(activeTag));
		return found;
	}

	/** Strangers may be archived contacts. Who is new costs more than this look in any case. */
	private async readArchived(strangers: string[]): Promise<void> {
		if (strangers.length <= FEW) return await this.readAlone(strangers);
		const archived = { audienceId: this.audience.id, status: 'archived' };
		for await (const page of contactPages(this.client, archived, WITH_TAGS, Infinity)) {
			const isNew = (member: IDataObject) =>
				!this.contacts.has(addressOf({ email: String(member.email_address) }));
			await this.take(page.filter(isNew));
		}
	}

	private async readAlone(addresses: string[]): Promise<void> {
		const { id: audienceId } = this.audience;
		const failures: unknown[] = [];
		await mapInOrder(addresses, CONTACTS_AT_ONCE, async (email) => {
			if (failures.length > 0) return;
			try {
				const member = await findContact(this.client, { audienceId, email }, WITH_TAGS);
				if (member) await this.take([member]);
			} catch (error) {
				failures.push(error);
			}
		});
		if (failures.length > 0) throw failures[0];
	}

	/** Keeps those contacts of a page that matter: an audience may have many others. */
	private async take(page: IDataObject[]): Promise<void> {
		for (const member of page) {
			const contact = contactOf(member, this.settings);
			const address = addressOf(contact);
			const names = readMember(member);
			const isTruncated = names.tagsCount > names.tags.length;
			if (!isTruncated && !this.matters(contact, address)) continue;
			if (isTruncated) contact.tags = await allTags(this.client, this.audience.id, names);
			if (this.matters(contact, address)) this.keep(contact);
		}
	}

	private keep(contact: Contact): void {
		this.contacts.set(addressOf(contact), contact);
	}

	private matters({ key, tags }: Contact, address: string): boolean {
		if (key !== '' || this.addresses.has(address)) return true;
		return this.tags.some((tag) => tags.some((name) => fold(name) === fold(tag)));
	}
}

/** Whether a member object says nothing of tags, neither which nor how many. */
function isSilentAboutTags(member: IDataObject): boolean {
	return readMember(member).tagsCount === Infinity;
}

/** A member object of Mailchimp's API, as a decision needs it. */
export function contactOf(body: IDataObject, settings: SyncSettings): Contact {
	const { email, status, mergeFields, tags } = readMember(body);
	const { keyField, linkField, fields } = settings;
	const text = (name: string) => String(mergeFields[name] ?? '').trim();
	const kept = [...fields.mergeFields.keys()].map((name) => [name, mergeFields[name]] as const);
	return {
		email,
		status,
		key: text(keyField),
		link: text(linkField),
		mergeFields: Object.fromEntries(kept),
		tags: [...tags],
	};
}

function noSuchTag(tag: string): Problem {
	return {
		code: 'no_such_tag',
		message: `The audience has no tag "${tag}"`,
		fix: 'Switch on Create Missing Fields and Tags, or check the spelling: the tag may have been renamed in Mailchimp.',
	};
}

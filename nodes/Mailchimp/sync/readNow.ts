import type { IDataObject } from 'n8n-workflow';
import { mapInOrder } from '../../shared/concurrency';
import { readMember } from '../contact';
import { CONTACTS_AT_ONCE } from '../run';
import type { MailchimpClient } from '../transport/client';
import { contactPages, findContact } from '../transport/contacts';
import { PAGE_SIZE } from '../transport/pages';
import { allTags } from '../transport/tags';
import { addressOf } from './plan';
import { contactOf, WITH_TAGS } from './readContacts';
import type { SyncSettings } from './settings';
import type { Contact } from './types';

/** What was found at an address: a contact, none, or an error. */
export type Found = Map<string, Contact | { error: unknown } | undefined>;

/** Where the contacts are. */
export interface Place {
	client: MailchimpClient;
	audienceId: string;
	/** About how many contacts the audience has; Infinity where that is not known. */
	contactCount: number;
}

/** So many contacts that a list does not have are looked up one by one: they may be archived. */
const FEW = 20;

/**
 * The contacts at some addresses as they are now, one by one, or with a list where that takes fewer requests. What
 * cannot be read is the error of the addresses that it concerns.
 */
export async function readNow(
	place: Place,
	settings: SyncSettings,
	addresses: Iterable<string>,
): Promise<Found> {
	const found: Found = new Map();
	for (const email of addresses) found.set(addressOf({ email }), undefined);
	const reader = new NowReader(place, settings, found);
	const pages = Math.ceil(place.contactCount / PAGE_SIZE);
	if (pages * CONTACTS_AT_ONCE >= found.size) {
		await reader.readAlone([...found.keys()]);
		return found;
	}
	await reader.readList();
	// The list of an audience has no archived contacts.
	const missing = reader.missing();
	if (missing.length <= FEW) await reader.readAlone(missing);
	else await reader.readList('archived');
	return found;
}

class NowReader {
	constructor(
		private readonly place: Place,
		private readonly settings: SyncSettings,
		private readonly found: Found,
	) {}

	/** Addresses at which nothing was found, neither a contact nor an error. */
	missing(): string[] {
		return [...this.found].flatMap(([email, found]) => (found === undefined ? [email] : []));
	}

	async readAlone(addresses: string[]): Promise<void> {
		const { client, audienceId } = this.place;
		await mapInOrder(addresses, CONTACTS_AT_ONCE, async (email) => {
			try {
				const member = await findContact(client, { audienceId, email }, WITH_TAGS);
				if (member) await this.keep(email, member);
			} catch (error) {
				this.found.set(email, { error });
			}
		});
	}

	async readList(status?: string): Promise<void> {
		const { client, audienceId } = this.place;
		try {
			for await (const page of contactPages(client, { audienceId, status }, WITH_TAGS, Infinity)) {
				for (const member of page) {
					const email = addressOf({ email: String(member.email_address) });
					if (this.found.has(email) && this.found.get(email) === undefined) {
						await this.keep(email, member);
					}
				}
			}
		} catch (error) {
			for (const email of this.missing()) this.found.set(email, { error });
		}
	}

	/** A contact is decided about with all its tags, also with more than Mailchimp shows with it. */
	private async keep(email: string, member: IDataObject): Promise<void> {
		const { client, audienceId } = this.place;
		const contact = contactOf(member, this.settings);
		try {
			contact.tags = await allTags(client, audienceId, readMember(member));
			this.found.set(email, contact);
		} catch (error) {
			this.found.set(email, { error });
		}
	}
}

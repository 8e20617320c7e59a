import type { ContactChange } from '../contacts/change';
import { fieldOf, findContacts, hasTag, type Contact, type FinderFields } from '../contacts/find';
import type { Format } from '../words/numbers';
import { isOwed, lacksPayPal, type Payee } from './affiliates';

/** What is set for reminders. */
export interface ReminderSettings extends FinderFields {
	/** The tag of creators who have no PayPal address; a journey of Mailchimp starts with it. */
	missingTag: string;
	/** The merge field for what waits to be paid. */
	unpaidMergeField: string;
}

/**
 * What becomes of the reminder of somebody without a PayPal address:
 *
 * - "now": the contact gets the tag and the amount in this run; "amount": only the amount, it has the tag
 * - "before": the contact has both already
 * - "nothing_owed", "no_contact", "not_subscribed": there is none, with the reason
 * - "off": no reminders are wanted, or the contacts are not known
 */
export type Reminder =
	'now' | 'amount' | 'before' | 'nothing_owed' | 'no_contact' | 'not_subscribed' | 'off';

/** A contact that is to be changed, as an item: whom it is about, and the change itself. */
export type ReminderItem = {
	email_address: string;
	affiliate_name: string;
	affiliate_code: string;
	change: ContactChange;
};

/** What reminders are to be written, each with the place of its affiliate, and what becomes of each payee's. */
export interface Reminders {
	changes: Array<{ item: ReminderItem; index: number }>;
	reminded: number;
	cleared: number;
	/** By the place of the payee in the list. */
	reminders: Reminder[];
}

/**
 * Decides who is reminded. The tag is added once, because a journey starts with it, and goes when there is an address.
 * Where it is not known whether there is one, nothing is changed.
 */
export function decideReminders(
	all: Payee[],
	contacts: Contact[],
	settings: ReminderSettings,
	format: Format,
): Reminders {
	const finder = findContacts(all, contacts, settings);
	const result: Reminders = { changes: [], reminded: 0, cleared: 0, reminders: [] };
	for (const payee of all) {
		const contact = finder.contactOf(payee);
		const unpaid = amountOf(payee, format);
		const reminder = reminderOf(payee, contact, unpaid, settings);
		result.reminders.push(reminder);
		const isReminded = reminder === 'now' || reminder === 'amount';
		const isCleared = payee.payPal === 'there' && hasTag(contact, settings.missingTag);
		if (!contact || (!isReminded && !isCleared)) continue;
		if (isReminded) result.reminded += 1;
		else result.cleared += 1;
		const change: ContactChange = {
			email_address: contact.address,
			merge_fields: isReminded ? { [settings.unpaidMergeField]: unpaid } : {},
			tags_to_add: reminder === 'now' ? [settings.missingTag] : [],
			tags_to_remove: isCleared ? [settings.missingTag] : [],
			required_merge_fields: isReminded ? [settings.unpaidMergeField] : [],
		};
		const item: ReminderItem = {
			email_address: contact.address,
			affiliate_name: payee.name,
			affiliate_code: payee.code,
			change,
		};
		result.changes.push({ item, index: payee.index });
	}
	return result;
}

function reminderOf(
	payee: Payee,
	contact: Contact | undefined,
	unpaid: string,
	{ missingTag, unpaidMergeField }: ReminderSettings,
): Reminder {
	if (!lacksPayPal(payee)) return 'off';
	if (!isOwed(payee)) return 'nothing_owed';
	if (!contact) return 'no_contact';
	if (contact.status !== 'subscribed') return 'not_subscribed';
	if (!hasTag(contact, missingTag)) return 'now';
	return fieldOf(contact, unpaidMergeField) === unpaid ? 'before' : 'amount';
}

/** e.g. "1,250.00 USD + 3.00 EUR"; '' when nothing is to come. */
export function amountOf({ unpaid }: Pick<Payee, 'unpaid'>, format: Format): string {
	const owed = unpaid.filter(({ total }) => total > 0);
	return owed.map(({ total, currency }) => format.money(total, currency)).join(' + ');
}

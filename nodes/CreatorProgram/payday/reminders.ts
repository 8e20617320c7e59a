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

/** A contact that is to be changed. A type, so that it is an item's data as it is. */
export type ContactChange = {
	email_address: string;
	name: string;
	code: string;
	/** e.g. "12.50 USD"; for somebody who is not to be reminded any more what the contact has. */
	unpaid: string;
};

/** What reminders are to be written, each with the place of its affiliate, and what becomes of each payee's. */
export interface Reminders {
	remind: Array<{ change: ContactChange; index: number }>;
	clear: Array<{ change: ContactChange; index: number }>;
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
	const result: Reminders = { remind: [], clear: [], reminders: [] };
	for (const payee of all) {
		const contact = finder.contactOf(payee);
		const unpaid = amountOf(payee, format);
		const change = (amount: string) => ({
			change: {
				email_address: contact?.address ?? '',
				name: payee.name,
				code: payee.code,
				unpaid: amount,
			},
			index: payee.index,
		});
		const reminder = reminderOf(payee, contact, unpaid, settings);
		result.reminders.push(reminder);
		if (reminder === 'now' || reminder === 'amount') result.remind.push(change(unpaid));
		if (payee.payPal === 'there' && hasTag(contact, settings.missingTag)) {
			result.clear.push(change(fieldOf(contact, settings.unpaidMergeField)));
		}
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

import type { IDataObject } from 'n8n-workflow';
import type { Contact } from '../contacts/find';
import type { Format } from '../words/numbers';
import { isOwed, lacksPayPal, payees, type Payee, type PayPal } from './affiliates';
import { decideReminders, type Reminder, type Reminders, type ReminderSettings } from './reminders';
import { unpaidByAffiliate, unpaidTotals, type Ages, type Unpaid } from './unpaid';

/** Most entries of a list in the numbers: a run's data stays in n8n's database. The rows have all. */
const MOST = 500;

/** An active affiliate without a PayPal address. A type, as are the others here, so that it is an item's data. */
export type WithoutPayPal = {
	name: string;
	email: string;
	code: string;
	paypal: PayPal;
	unpaid: Array<{ total: number; currency: string }>;
	reminder: Reminder;
};

/** Compares many names faster than `localeCompare` does. */
const BY_NAME = new Intl.Collator('en');

/** What an affiliate has to come in a currency, and whether it can be paid; '' where somebody is not active. */
export type PayDayRow = Unpaid & { paypal: PayPal | '' };

export type PayDayNumbers = {
	measure: 'payday';
	/** By currency. */
	unpaid_total: Ages[];
	unpaid_count: number;
	/** The first of them, who has most to come first. */
	unpaid: Unpaid[];
	without_paypal_count: number;
	/** Those of them who have something to come. */
	without_paypal_owed_count: number;
	/** The first of them, who has most to come first. */
	without_paypal: WithoutPayPal[];
	/** Active affiliates of whom it is not known. */
	paypal_not_known_count: number;
	/** Whether contacts are given the tag, and lose it. */
	reminds: boolean;
	reminded_count: number;
	cleared_count: number;
};

/** The lists from which pay day is measured. */
export interface PayDayLists {
	affiliates: IDataObject[];
	conversions: IDataObject[];
	/** undefined when nobody is to be reminded, or they are not known. */
	contacts: Contact[] | undefined;
}

export interface PayDay {
	rows: PayDayRow[];
	numbers: PayDayNumbers;
	/** Contacts that are to be changed. */
	changes: Reminders['changes'];
}

/** Measures what is approved and not paid, and who cannot be paid. It only counts: nothing is paid by it. */
export function measurePayDay(
	lists: PayDayLists,
	settings: ReminderSettings & { currency: string },
	format: Format,
	now: Date,
): PayDay {
	const unpaid = unpaidByAffiliate(lists.conversions, settings.currency, now);
	const all = payees(lists.affiliates, unpaid);
	const decided = lists.contacts && decideReminders(all, lists.contacts, settings, format);
	const without = all.filter(lacksPayPal).sort(mostFirst);
	const owners = new Map(all.flatMap((payee) => payee.unpaid.map((row) => [row, payee])));
	// The code is known of who is active, also where the sale does not say it.
	const named = unpaid.map((row) => ({ ...row, code: row.code || (owners.get(row)?.code ?? '') }));
	return {
		rows: named.map((row, index) => ({
			...row,
			paypal: owners.get(unpaid[index])?.payPal ?? '',
		})),
		numbers: {
			measure: 'payday',
			unpaid_total: unpaidTotals(unpaid),
			unpaid_count: unpaid.length,
			unpaid: named.slice(0, MOST),
			without_paypal_count: without.length,
			without_paypal_owed_count: without.filter(isOwed).length,
			without_paypal: without
				.slice(0, MOST)
				.map((payee) => withoutRow(payee, decided?.reminders[payee.index] ?? 'off')),
			paypal_not_known_count: all.filter(({ payPal }) => payPal === 'not known').length,
			reminds: decided !== undefined,
			reminded_count: decided?.reminded ?? 0,
			cleared_count: decided?.cleared ?? 0,
		},
		changes: decided?.changes ?? [],
	};
}

function withoutRow(payee: Payee, reminder: Reminder): WithoutPayPal {
	const { name, email, code, payPal, unpaid } = payee;
	const amounts = unpaid.map(({ total, currency }) => ({ total, currency }));
	return { name, email, code, paypal: payPal, unpaid: amounts, reminder };
}

function mostFirst(one: Payee, other: Payee): number {
	const most = ({ unpaid }: Payee) => unpaid.at(0)?.total ?? 0;
	return most(other) - most(one) || BY_NAME.compare(one.name, other.name);
}

import type { IDataObject } from 'n8n-workflow';
import { asPlainText, fold } from '../../shared/texts';
import type { Unpaid } from './unpaid';

/** What is known of an affiliate's PayPal address; the address itself goes nowhere. */
export type PayPal = 'there' | 'none' | 'not an address' | 'not known';

/** An active affiliate, and what there is to come. */
export interface Payee {
	name: string;
	email: string;
	code: string;
	payPal: PayPal;
	/** By currency, the largest first. */
	unpaid: Unpaid[];
	/** Place of the affiliate in the list. */
	index: number;
}

/**
 * Puts active affiliates and what they have to come together: by the numeric id, where both have it; or else by the code,
 * or by the address. That Refersion always names the affiliate of a sale by all three is not documented.
 *
 * @param affiliates items of Affiliate: Get Many with Include PayPal Address
 */
export function payees(affiliates: IDataObject[], unpaid: Unpaid[]): Payee[] {
	const byId = new Map<string, Unpaid[]>();
	const byCode = new Map<string, Unpaid[]>();
	const byEmail = new Map<string, Unpaid[]>();
	for (const row of unpaid) {
		push(byId, row.affiliate_id, row);
		push(byCode, row.code, row);
		if (row.code === '') push(byEmail, fold(row.email), row);
	}
	return affiliates.map((affiliate, index) => {
		const code = asPlainText(affiliate.code);
		const id = asPlainText(affiliate.id);
		const email = asPlainText(affiliate.email);
		const names = [affiliate.first_name, affiliate.last_name];
		const named = [...(byCode.get(code) ?? []), ...(byEmail.get(fold(email)) ?? [])];
		return {
			name: names.map(asPlainText).filter(Boolean).join(' '),
			email,
			code,
			payPal: payPalOf(affiliate.paypal_email),
			// An affiliate whom GraphQL does not have is listed without a number.
			unpaid: [
				...(byId.get(id) ?? []),
				...named.filter((row) => id === '' || row.affiliate_id === ''),
			],
			index,
		};
	});
}

/** Whether somebody cannot be paid by PayPal for sure. */
export function lacksPayPal({ payPal }: Payee): boolean {
	return payPal === 'none' || payPal === 'not an address';
}

/** Whether there is something to come. */
export function isOwed({ unpaid }: Payee): boolean {
	return unpaid.some(({ total }) => total > 0);
}

/**
 * @param value `paypal_email`: '' when the affiliate has none, null when GraphQL does not have the affiliate, and
 *   undefined when the node before did not ask for it
 */
function payPalOf(value: unknown): PayPal {
	if (value === null || value === undefined) return 'not known';
	const address = asPlainText(value);
	if (address === '') return 'none';
	return address.includes('@') ? 'there' : 'not an address';
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
	if (key === '') return;
	const list = map.get(key);
	if (list) list.push(value);
	else map.set(key, [value]);
}

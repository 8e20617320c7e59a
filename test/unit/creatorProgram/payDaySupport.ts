import type { IDataObject } from 'n8n-workflow';
import { contactFrom } from '../../../nodes/CreatorProgram/contacts/find';
import { measurePayDay, type PayDay } from '../../../nodes/CreatorProgram/payday/measure';
import { formatOf, LOCALES } from '../../../nodes/CreatorProgram/words/numbers';

/** When everything in these tests is measured. */
const NOW = new Date('2026-03-10T12:00:00Z');
const DAY_MS = 86_400_000;
const settings = {
	missingTag: 'paypal-missing',
	unpaidMergeField: 'UNPAID',
	linkMergeField: 'AFFLINK',
	keyMergeField: 'AFFCODE',
	currency: 'USD',
};

export const affiliate = (
	id: number,
	payPal: string | null,
	more: IDataObject = {},
): IDataObject => ({
	id,
	code: `c${id}`,
	email: `c${id}@mail.com`,
	first_name: `Jo${id}`,
	last_name: 'Smith',
	paypal_email: payPal,
	...more,
});

/** An approved and unpaid sale of some days ago. */
export const sale = (
	id: number,
	days: number,
	commission: number,
	more: IDataObject = {},
): IDataObject => ({
	affiliate_id: id,
	affiliate_code: `c${id}`,
	affiliate_name: `Jo${id} Smith`,
	affiliate_email: `c${id}@mail.com`,
	created: new Date(NOW.getTime() - days * DAY_MS - 60_000).toISOString(),
	status: 'APPROVED',
	payment_status: 'UNPAID',
	commission_total: commission,
	currency: 'USD',
	...more,
});

export function measure(
	affiliates: IDataObject[],
	conversions: IDataObject[],
	contacts?: IDataObject[],
	language: keyof typeof LOCALES = 'en',
): PayDay {
	const lists = { affiliates, conversions, contacts: contacts?.map(contactFrom) };
	return measurePayDay(lists, settings, formatOf(LOCALES[language]), NOW);
}

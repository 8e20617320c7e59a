/** Texts of the report before pay day. */
export const payDay = {
	title: (brand: string) => `${brand}: before pay day`,
	text: (without: string, owed: string, unpaid: string, old: string) =>
		`Active affiliates without a PayPal address: ${without} (${owed} with commission to come). Approved and unpaid: ${unpaid}, older than 90 days: ${old}.`,
	reminded: (now: string, cleared: string) =>
		` Reminded in this run: ${now}. With an address now: ${cleared}.`,
	figures: {
		unpaid: (currency: string) => `Approved and unpaid, ${currency}`,
		old: (amount: string) => `${amount} older than 90 days`,
		without: 'Without a PayPal address',
		owed: (count: string) => `${count} with commission to come`,
		/** @param written the number as the reader's locale has it */
		notKnown: (count: number, written: string) =>
			`${written} more ${count === 1 ? 'is' : 'are'} not known`,
	},
	without: {
		title: 'Active affiliates without a PayPal address',
		empty: 'Every active affiliate has a PayPal address.',
		heads: {
			name: 'Name',
			paypal: 'PayPal address',
			reminder: 'Reminder',
			unpaid: 'Approved and unpaid',
		},
		paypal: {
			there: 'there',
			none: 'none',
			'not an address': 'not an address',
			'not known': 'not known',
		},
		reminder: {
			now: 'in this run',
			amount: 'before; the amount is stored anew',
			before: 'before',
			nothing_owed: 'none, nothing to come',
			no_contact: 'none: not in the audience with the tag. Write to them yourself',
			not_subscribed: 'none: gets no mails. Write to them yourself',
			off: '–',
		},
	},
	unpaid: {
		title: 'Approved and unpaid, by age of the sale in days',
		empty: 'Nothing is approved and unpaid.',
		heads: {
			name: 'Affiliate',
			days_0_30: '0–30',
			days_31_60: '31–60',
			days_61_90: '61–90',
			days_over_90: 'over 90',
			total: 'Sum',
		},
	},
	totals: { title: 'All together', head: 'Currency' },
	notes: [
		{ name: 'Nothing is paid by this report.', text: 'Paying is done in Refersion.' },
		{
			name: 'Age',
			text: 'counts from the sale, because Refersion does not say when it was approved.',
		},
		{
			name: 'PayPal',
			text: 'If you pay in another way, the list of missing addresses says nothing about that.',
		},
	],
};

export type PayDayWords = typeof payDay;

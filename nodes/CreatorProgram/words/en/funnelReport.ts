/** Texts of the program report, besides those of the measure. What is `written` is a number as the reader's locale has it. */
export const funnelReport = {
	title: (brand: string) => `${brand}: creator programme`,
	text: (steps: string, stuck: string) => `${steps}. Stuck: ${stuck}.`,
	salesNotKnown: (why: string) => ` Sales are not known: ${why}.`,
	salesOfNobody: (count: string) =>
		` Sales of which Refersion does not say whose they are: ${count}. They are missing from First sale and Paid.`,
	notKnown: (why: string) => `not known (${why})`,
	ofApproved: (percent: string) => `${percent} of the approved`,
	inRefersion: 'creators in Refersion',
	needsGraphql: 'needs Refersion’s GraphQL',
	commission: (currency: string) => `Commission, ${currency}`,
	salesAndPaid: (sales: number, written: string, paid: string) =>
		`${written} ${sales === 1 ? 'sale' : 'sales'}, ${paid} paid`,
	stuck: 'Stuck',
	onTheWay: (count: number, written: string) =>
		`${written} more ${count === 1 ? 'is' : 'are'} on the way`,
	bars: {
		title: 'From approved to paid',
		caption: 'Approved creators and how far they have come',
		heads: {
			name: 'Step',
			bar: 'Share of the approved',
			value: 'Creators',
			share: 'Of the step before',
			recent: 'Last 7 days',
			shareBehind: 'of the step before',
			recentBehind: 'in the last 7 days',
		},
		later: (count: string) => `${count} of them known from a later step`,
		said: (count: string) => `${count} by the creator’s word`,
		ofNobody: (count: string) => `without sales that name no creator: ${count}`,
	},
	offers: {
		title: 'By offer',
		caption: 'Creators by offer, with their share of the approved',
		head: 'Offer',
	},
	months: {
		title: 'By month of joining',
		caption: 'Creators by the month in which they joined',
		note: 'How far the creators have come who joined in each month.',
		head: 'Joined',
		earlier: 'earlier',
		unknown: 'not known',
	},
	lists: {
		title: 'Who is stuck, and what to do next',
		group: (step: string) => `Not yet: ${step}`,
		days: (count: number) =>
			`For ${count} ${count === 1 ? 'day' : 'days'} or more, or nobody knows since when.`,
		others: (count: number, written: string) =>
			` ${written} more ${count === 1 ? 'has' : 'have'} not waited that long.`,
		since: (day: string) => `since ${day}`,
		sinceUnknown: 'since when is not known',
		empty: 'Nobody is stuck.',
	},
	notes: [
		{
			name: 'A creator who has reached a step has passed the ones before it.',
			text: 'So the numbers only fall.',
		},
		{ name: 'Approved', text: 'active in Refersion now.' },
		{
			name: 'Contact',
			text: 'subscribed in the audience, with the tag and with the right tracking link.',
		},
		{
			name: 'Opened, clicked',
			text: 'Mailchimp’s open or click rate of the contact is above zero, whatever mail of the audience it was. Apple Mail and others open mails by themselves, so take openings as an upper limit. Clicks are firmer, though some mail filters click too.',
		},
		{
			name: 'Link live',
			text: 'the link was seen on the creator’s page on the day of the check, or the creator says that it is on a page that cannot be checked. It can have been taken off since.',
		},
		{
			name: 'First sale',
			text: 'Refersion has a sale of the creator that is approved or waits for approval.',
		},
		{ name: 'Paid', text: 'a payment belongs to one of them.' },
		{
			name: 'Month',
			text: 'when the contact joined the audience. Refersion does not say when a creator was approved.',
		},
	],
};

export type FunnelReportWords = typeof funnelReport;

import type { Reason, Step } from '../../funnel/steps';

/** What a reason means, and what to do about it. */
export interface Advice {
	what_happened: string;
	what_to_do: string;
}

const steps: Record<Step, string> = {
	approved: 'Approved',
	contact: 'Contact',
	opened: 'Opened',
	clicked: 'Clicked',
	live: 'Link live',
	sold: 'First sale',
	paid: 'Paid',
};

const advice: Record<Reason, Advice> = {
	no_address: {
		what_happened: 'Refersion has no email address.',
		what_to_do: 'Ask for one and add it in Refersion.',
	},
	same_address: {
		what_happened: 'Another approved creator has the same email address.',
		what_to_do: 'Give one of them another address in Refersion.',
	},
	not_in_audience: {
		what_happened: 'Not in the audience.',
		what_to_do: 'Execute Keep creators in step: it adds them, or says why it cannot.',
	},
	pending: {
		what_happened: 'Has not confirmed the sign-up.',
		what_to_do: 'Write to them yourself: the mail with the button may be in the spam folder.',
	},
	unsubscribed: {
		what_happened: 'Has unsubscribed.',
		what_to_do: 'Send no mails. They can sign up again themselves.',
	},
	cleaned: {
		what_happened: 'Mails to this address bounced.',
		what_to_do: 'Ask for another address and correct it in Refersion.',
	},
	not_subscribed: {
		what_happened: 'In the audience without having signed up for mails.',
		what_to_do: 'Ask them to sign up.',
	},
	not_tagged: {
		what_happened: 'The contact has no welcome tag, so no welcome mails.',
		what_to_do: 'Execute Keep creators in step.',
	},
	no_link: {
		what_happened: 'The contact has no tracking link.',
		what_to_do: 'Execute Keep creators in step.',
	},
	wrong_link: {
		what_happened: 'The contact has another creator’s tracking link.',
		what_to_do: 'Execute Keep creators in step.',
	},
	not_opened: {
		what_happened: 'No mail opened.',
		what_to_do: 'Write to them from your own mailbox, with their link.',
	},
	not_clicked: {
		what_happened: 'Opened a mail, clicked nothing.',
		what_to_do: 'Ask what holds them up, and name one step: put the link on their page.',
	},
	link_not_said: {
		what_happened: 'Has not said that the link is on their page.',
		what_to_do: 'Send them their link again, with the steps, and offer help.',
	},
	link_not_found: {
		what_happened: 'The link was not on their page when it was checked.',
		what_to_do: 'Ask whether it is still there, and to have it checked again.',
	},
	link_wrong_code: {
		what_happened: 'Their page has a link with another code.',
		what_to_do: 'Send them their own link again.',
	},
	link_unverifiable: {
		what_happened: 'They say it is there; it could not be seen by a check.',
		what_to_do: 'Look at the page yourself.',
	},
	no_sale: {
		what_happened: 'The link is live, and there is no sale yet.',
		what_to_do: 'Suggest one post about one product, and offer a picture for it.',
	},
	sale_pending: {
		what_happened: 'Their sale waits for approval.',
		what_to_do: 'Approve or deny it in Refersion.',
	},
	not_paid: {
		what_happened: 'Their commission is approved and not paid.',
		what_to_do: 'Pay it in Refersion; see there that they have a PayPal address.',
	},
};

export const funnel = {
	steps,
	advice,
	also: (what: string) => `Also: ${what}`,
	offerById: (id: string) => `Offer ${id}`,
	noOffer: 'No offer',
	moreOffers: (count: number) => `${count} more ${count === 1 ? 'offer' : 'offers'}`,
	unknown: {
		no_graphql_token: 'needs the GraphQL token',
		not_read: 'the list of conversions did not come in',
		failed: (message: string) => `Refersion could not be asked for sales: ${message}`,
	},
};

export type FunnelWords = typeof funnel;

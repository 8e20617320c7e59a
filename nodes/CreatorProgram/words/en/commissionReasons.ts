/** Every reason of *Commission: Describe*, with its text. docs/creator-program.md lists them; a test compares the two. */
export const commissionReasons = {
	past: {
		what_happened: 'The sale has been approved or denied since',
		what_to_do: 'The totals are stored, and no event is recorded for what is past.',
	},
	no_gain: {
		what_happened: 'A commission was taken back',
		what_to_do: 'The totals are stored, and no event is recorded.',
	},
	left_out: {
		what_happened: 'It is a test conversion, or one that does not qualify',
		what_to_do: '',
	},
	not_active: {
		what_happened: 'The affiliate is not active',
		what_to_do: 'Nothing was recorded.',
	},
	no_mails: {
		what_happened: 'The contact gets no mails: {about}',
		what_to_do: 'It was left alone.',
	},
	unclear_news: {
		what_happened: 'The news from Refersion has no {about}',
		what_to_do:
			'Look at the output of Refersion Trigger in this run, and at the affiliate in Refersion.',
	},
	not_in_audience: {
		what_happened: 'The audience has no contact with the address of the affiliate',
		what_to_do:
			'Keep creators in step adds who is missing and moves who has another address. When it has, run this again.',
	},
	not_theirs: {
		what_happened:
			'The contact with this address has the code of another affiliate, or none: "{about}"',
		what_to_do: 'Nothing was written. When Keep creators in step has looked at it, run this again.',
	},
	not_read: {
		what_happened: 'Not everything could be read. {about}',
		what_to_do: 'Nothing was written. Run this again: nothing is recorded twice.',
	},
};

/** What news from Refersion may lack, as `unclear_news` names it. */
export const commissionMissing = {
	affiliate: 'affiliate',
	amount: 'amount',
	commission: 'commission',
	conversionId: 'ID of the conversion',
	paymentId: 'ID of the payment',
	rewardId: 'ID of the reward',
	status: 'status that is known',
	time: 'time of creation',
};

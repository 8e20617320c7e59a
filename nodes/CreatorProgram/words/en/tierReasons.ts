/** Every reason of *Tier: Decide*, *Tier: Confirm* and *Tier: Describe*, with its text. docs/creator-program.md lists them; a test compares the two. */
export const tierReasons = {
	reached: {
		what_happened: 'Every threshold up to this tier is reached',
		what_to_do: 'There is nothing to do but to approve it, where approval is asked.',
	},
	fell: {
		what_happened: 'The threshold of the present tier is no longer reached',
		what_to_do: 'The affiliate gets the lower offer, because Move Down is on.',
	},
	in_place: {
		what_happened: 'The affiliate has the offer of the tier that is reached',
		what_to_do: '',
	},
	highest: {
		what_happened: 'The affiliate has the highest tier',
		what_to_do: '',
	},
	not_lower: {
		what_happened: 'The affiliate has a higher offer than the tier that is reached',
		what_to_do: 'Nobody is moved down unless Move Down is on.',
	},
	other_offer: {
		what_happened: 'The affiliate has the offer {about}, which is none of the tiers',
		what_to_do:
			'It was left alone. If affiliates with this offer shall climb, add it as a tier with the threshold 0.',
	},
	not_active: {
		what_happened: 'The affiliate is not active',
		what_to_do: 'Only active affiliates are promoted.',
	},
	listed_twice: {
		what_happened: 'The affiliate is in the list more than once',
		what_to_do: 'The first one counts.',
	},
	done_already: {
		what_happened: 'The affiliate has the offer already',
		what_to_do: 'There is nothing to do: it was done by an earlier run, or by hand.',
	},
	not_approved: {
		what_happened: 'It was not approved',
		what_to_do: 'Nothing was changed. The next run asks again.',
	},
	no_proposal: {
		what_happened: 'It cannot be seen what was proposed for the affiliate',
		what_to_do:
			'Nothing was changed. Keep the items of Decide linked up to this node: a node between that makes new items breaks the link.',
	},
	moved_on: {
		what_happened: 'Offer or numbers have changed since it was proposed',
		what_to_do: 'Nothing was changed. The next run decides again.',
	},
	several_currencies: {
		what_happened: 'Amounts in several currencies cannot be added up: {about}',
		what_to_do: 'Set Currency in Settings: then only amounts in it count.',
	},
	other_currency: {
		what_happened: 'The amounts are not known in the currency that is set, but in {about}',
		what_to_do:
			'Put the GraphQL token into the Refersion credential: then the amounts of each currency are known.',
	},
	not_known: {
		what_happened: 'A number that decides is not known. {about}',
		what_to_do: 'Nothing was changed. The next run reads it again.',
	},
	offer_unknown: {
		what_happened: 'It is not known which offer the affiliate has',
		what_to_do: 'Nothing was changed. Look at the affiliate in Refersion.',
	},
	bonus_due: {
		what_happened: 'A bonus was earned, and no tag says that it was given: {about}',
		what_to_do:
			'Look in Refersion whether it was credited. If not, credit it there by hand. Then add the tag that stands in brackets to the contact.',
	},
	bonuses_not_read: {
		what_happened: 'It is not known who was given a bonus. {about}',
		what_to_do:
			'Give none before you have looked. Connect Tag: Get Members of Mailchimp, with Return All, and the option Match Beginning of Name, to the input Bonuses Given.',
	},
	no_standing: {
		what_happened: 'The item does not say how an affiliate stands. {about}',
		what_to_do:
			'Connect Affiliate: Get Standing in front of this node. If it is connected, look at its error.',
	},
};

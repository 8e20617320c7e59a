/** What happened, and what to do about it. */
type Pair = [string, string];

const LOOK_AT_PROMOTION = 'Look at its promotion in BigCommerce.';

/** Words about coupon codes. */
export const coupons = {
	/** In brackets behind what happened: the name of a promotion. */
	at: (promotion: string) => (promotion ? ` (${promotion})` : ''),
	missingYet: 'The shop has no such code yet',
	left: 'The creator has left, and the code is in the shop',
	replaced: 'The creator has a newer code',
	works: 'The code works',
	held: {
		missing: (): Pair => [
			'BigCommerce has no such code',
			'Create it in BigCommerce, or switch on Make Missing Codes in Settings.',
		],
		code_too_long: (): Pair => [
			'The code is longer than 50 characters',
			'Give the creator another coupon in Refersion.',
		],
		code_not_valid: (): Pair => [
			'The code has characters that the shop does not take',
			'Give the creator another coupon in Refersion.',
		],
		shared_code: (): Pair => [
			'Several active creators have this code, and Refersion credits one of them',
			'Give each a coupon of their own in Refersion.',
		],
		several_contacts: (_at: string, codes: string): Pair => [
			`The creator has several contacts with different codes: ${codes}`,
			'Delete the wrong contact in Mailchimp, or correct its coupon.',
		],
		disabled: (at: string): Pair => [
			`The promotion is disabled${at}`,
			'Enable it in BigCommerce, if the code is to work.',
		],
		invalid: (at: string): Pair => [
			`BigCommerce calls the promotion invalid${at}`,
			'Open it in BigCommerce and correct it.',
		],
		expired: (at: string): Pair => [
			`The promotion has expired${at}`,
			'Set a later end date in BigCommerce, if the code is to work.',
		],
		not_started: (at: string): Pair => [
			`The promotion has not started yet${at}`,
			'Nothing, if that is meant so.',
		],
		used_up: (at: string): Pair => [
			`The code or its promotion is used up${at}`,
			'Raise the limit in BigCommerce, if the code is to work.',
		],
		not_usable: (at: string, state: string): Pair => [
			`The code cannot be used: ${state}${at}`,
			LOOK_AT_PROMOTION,
		],
		still_usable: (at: string): Pair => [
			`The creator has left, and the code still works${at}`,
			'Delete the code in BigCommerce. Codes of the promotion in Settings are taken back by themselves if Take Codes Back is on.',
		],
		replaced_still_usable: (at: string): Pair => [
			`The creator has a newer code, and this one still works${at}`,
			'Delete the code in BigCommerce, if it is not meant to work.',
		],
		unknown_affiliate: (at: string): Pair => [
			`The code works, and Refersion gave no affiliate for the contact${at}`,
			'Nothing was taken back, because the list may be short. Delete the code in BigCommerce, if the creator has left.',
		],
		unclaimed: (at: string): Pair => [
			`The code works, and no contact has it${at}`,
			"Look whose it is in Refersion. Delete it in BigCommerce, if it is nobody's.",
		],
		no_affiliates: (): Pair => [
			'No affiliates came in, so that nothing could be compared',
			'Nothing was made or taken back. See why the list is empty, then run it again.',
		],
		no_contacts: (): Pair => [
			'No contacts came in, so that nothing could be compared',
			'Nothing was made or taken back. See why the list is empty, then run it again.',
		],
		brake: (_at: string, numbers: string): Pair => [
			`Too many codes would be taken back at once: ${numbers}`,
			'Nothing was taken back. If all of them have left, raise the limits in Settings (under Options) for one run by hand.',
		],
	},
	/** Of the brake, e.g. "12 of 40 (A, B, C and 9 more)". */
	manyOf: (count: number, live: number, names: string, more: string) =>
		`${count} of ${live} (${[names, more].filter(Boolean).join(' ')})`,
	/** A code that was made just now and does not work. */
	madeNotUsable: (at: string, state: string) =>
		`The code was made, and cannot be used${at}: ${state}`,
	lookAtPromotion: LOOK_AT_PROMOTION,
	summary: {
		dryRun: 'Dry run, nothing was changed.',
		head: (parts: string) => `Coupon codes: ${parts}.`,
		right: (count: number) => `${count} right`,
		made: (count: number, would: boolean) => `${count} ${would ? 'would be made' : 'made'}`,
		takenBack: (count: number, would: boolean) =>
			`${count} ${would ? 'would be taken back' : 'taken back'}`,
		missing: (count: number) => `${count} missing`,
		notUsable: (count: number) => `${count} not usable`,
		stillUsable: (count: number) => `${count} still usable`,
		withoutCode: (count: number) => `${count} without a code`,
	},
	assign: {
		/** How a sentence about a coupon begins. */
		of: (code: string, affiliateId: string) =>
			affiliateId ? `Coupon ${code} of the affiliate with the ID ${affiliateId}` : `Coupon ${code}`,
		byHand: (code: string, number: string) =>
			`Then enter ${code} in COUPON, and ${number} in COUPONID, of the contact by hand.`,
		theCode: 'the code',
		itsNumber: 'its number',
		unclear: (): Pair => [
			'Refersion sent it without a code or without a number, or with characters that do not belong in a mail',
			'Look at the trigger in Refersion.',
		],
		otherAffiliate: (): Pair => [
			"The contact with this address is another affiliate's",
			'Execute Keep creators in step, which finds the right contact. If two affiliates have the same address, give one of them another one in Refersion.',
		],
		failed: 'A node failed without saying why',
	},
};

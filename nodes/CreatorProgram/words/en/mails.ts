/**
 * The words of the mails to creators. In a text, **bold**, [label](address) and what stands for a setting or a merge field, such as
 * [[brandName]], have their meaning. Each "…WithoutLink" is for a contact whose tracking link is not there.
 */
export const mails = {
	/** What a setting says that is left empty. */
	unset: {
		promoCaption:
			'I like this shop, so I put it on my page: the link is in my bio. I earn a commission if you buy, at no extra cost to you.',
		payoutText:
			'We pay approved commissions to the payment details in your affiliate account. If they are missing, the payment has to wait.',
		titleDisclosure: 'I earn commission',
		disclosureText:
			'Some links are affiliate links: I may earn a commission if you buy, at no extra cost to you.',
		linkButton: 'Open my link',
		confirmButton: "I've added it",
		promoButton: 'Get the material',
		dashboardButton: 'Check my payment details',
		payPalButton: 'Add my PayPal address',
		signature: 'The [[brandName]] team',
	},
	greeting: 'Hi [[firstName]],',
	greetingWithoutName: 'Hi there,',
	linkHeading: 'Your personal link',
	/** Beside the tracking link: with click tracking, Mailchimp's address stands behind buttons and links. */
	copyFromBox:
		'To share it, copy the link from the box, not from the button. Our mail service may put an address of its own behind the button.',
	stuck: 'Stuck, or something looks wrong? Just reply to this mail. A person reads it.',
	stuckWithAddress:
		'Stuck, or something looks wrong? Just reply to this mail, or write to [[supportEmail]]. A person reads it.',
	whyYouGetIt:
		'You get this mail at *|EMAIL|* because you joined the [[brandName]] creator programme.',
	unsubscribe: 'Unsubscribe',
	unsubscribeAfter: ' from these mails. Your link keeps working either way.',
	unsubscribeInText: 'Unsubscribe (your link keeps working either way)',
	previewWithoutLink: 'Your personal link is still on its way.',
	headingWithoutLink: 'Your link is still on its way',
	linkNotReady:
		'**Your personal link is not ready yet, and that is on us.** Please reply to this mail and we will send it to you.',
	linkMissing:
		'**Your personal link is missing in our records, and that is on us.** Please reply to this mail and we will send it to you.',
	coupon: 'Your followers can use your code at the checkout: **[[coupon]]**',
	yourLink: {
		subject: 'Your [[brandName]] link',
		preview: 'You are in. Keep this mail: your personal link is in it.',
		previewWithoutLink: 'You are in. Your personal link is still on its way.',
		heading: 'You are in. Here is your link.',
		headingWithoutLink: 'You are in. Your link is on its way.',
		welcome:
			'Welcome to the [[brandName]] creator programme. We have approved your application and are glad you are here.',
		ask: '**Open your link once now.** It should open our shop. If it does, you are ready.',
		commission: 'Sales that come through this link are credited to you.',
		cookieWindow: 'A sale counts if your follower buys within [[cookieWindow]] of the click.',
		coupon:
			'There is a code for your followers too. They type it in at the checkout: **[[coupon]]**',
		disclosureHeading: 'Say that you earn from it',
		disclosure:
			'Your followers have a right to know, and the rules in many countries ask for it, close to the link. You can use this line:',
		next: 'The next mail shows in five short steps how to put your link on your Linktree.',
	},
	linktreeSteps: {
		subject: 'Five steps: your link on your Linktree',
		preview: 'It takes two minutes. Your link is in this mail again.',
		heading: 'Put your link on your Linktree',
		ask: 'Today there is one thing to do, and it takes two minutes. Here is your link again:',
		stepsHeading: 'Five steps',
		steps: [
			'Log in at [linktr.ee/admin](https://linktr.ee/admin).',
			'Choose **Add** and start a new link.',
			'Paste your whole link as the URL. Please do not shorten it or cut anything off the end, or we cannot see that a sale came from you.',
			'Give it a title, for example: **Shop [[brandName]] - [[titleDisclosure]]**',
			'Check that the link is switched on, drag it near the top, then open your public page and try it once.',
		],
		disclosure:
			'The title says that you earn from the link. Your followers have a right to know. For your bio you can use this line:',
		elsewhere:
			'No Linktree? Your link works just as well in your Instagram bio or on any other link page.',
		confirm: 'Is it on your page? Then tell us with one click:',
		reply: '**Is it on your page?** Just reply to this mail with the address of your page.',
		withoutLink:
			'**Your personal link is not ready yet, and that is on us.** Please reply to this mail and we will send it to you, with the steps for your Linktree.',
	},
	firstPromotion: {
		subject: 'Your first post with the link',
		preview: 'One post or story. The words are in this mail.',
		heading: 'Share your link once this week',
		ask: 'A link on a page waits to be found. One post or one story shows your followers that it is there.',
		ideaHeading: 'One idea',
		idea: 'Choose one thing from our shop that you would buy yourself. Show it, and say in a sentence why you like it.',
		caption: 'You can use this text, or your own:',
		link: 'And this is your link, for the link sticker or your bio:',
		disclosure:
			'Please say in the post itself that you earn from it, where it is seen at once. For example: "[[titleDisclosure]]".',
	},
	linkIsLive: {
		subject: 'Your link is live',
		preview: 'Well done. One idea for this week.',
		previewWithoutLink: 'One question about your personal link.',
		heading: 'Your link is live. Well done.',
		headingWithoutLink: 'A question about your link',
		thanks: 'Thank you for putting your link on your page.',
		ask: '**One idea for this week:** open your link, choose one product, and show it in a story. Put your link on it with a link sticker.',
		disclosure:
			'Please say in the story that you earn from it, where it is seen at once. For example: "[[titleDisclosure]]".',
		withoutLink:
			'**Your personal link is missing in our records, and that is on us.** Please reply to this mail and we will put it right.',
	},
	linkNotYet: {
		subject: 'Can we help with your link?',
		preview: 'We have not seen it on your page yet. Here is your link again.',
		heading: 'Can we help with your link?',
		unknown:
			'We do not know yet whether your link is on your page. Perhaps it is, and we could not see it. Perhaps something was in the way.',
		confirm: '**Add it now, then tell us with one click:**',
		reply:
			'**Add it now, then just reply to this mail** with the address of your page. If something is in the way, tell us what.',
		steps:
			'On Linktree: log in at [linktr.ee/admin](https://linktr.ee/admin), choose **Add**, paste the whole link and switch it on. As the title you can use **Shop [[brandName]] - [[titleDisclosure]]**, so that your followers know that you earn from it.',
		elsewhere: 'No Linktree? Put the link in your Instagram bio, or on the page that you use.',
		coupon:
			'You can also do without a link. Your followers type in your code **[[coupon]]** at the checkout. Then too, please say that you earn from it.',
	},
	payouts: {
		subject: 'How you are paid, and what comes next',
		preview: 'One look at your payment details, so that your commission arrives.',
		heading: 'How you are paid, and what comes next',
		lastCommission: 'Your last commission: [[lastCommission]].',
		noCommission:
			'You have been with us for two weeks. If there is no sale yet, one more post may change that.',
		payoutHeading: 'How you are paid',
		check: '**Please look once whether your payment details are complete:**',
		checkByReply:
			'**Please look once whether your payment details are complete.** If you do not know where, just reply to this mail.',
		nextHeading: 'What comes next',
		tier: 'You are now on the tier [[tier]].',
		nextTier: 'Your next tier is **[[nextTier]]**.',
		tiers: 'These are our tiers.',
		askForTiers: 'Would you like to know what you can reach? Just reply to this mail and ask.',
		link: 'This is still your link. It stays the same:',
		disclosure:
			'Please go on saying with each post that you earn from it. For example: "[[titleDisclosure]]".',
	},
	payPalMissing: {
		subject: 'Your payout is waiting for your PayPal address',
		preview: 'One detail is missing in your affiliate account.',
		heading: 'Your payout is waiting',
		waiting: 'You have earned **[[unpaid]]**, and we would like to pay it to you.',
		waitingUnknown: 'You have earned a commission, and we would like to pay it to you.',
		missing:
			'There is no PayPal address in your affiliate account yet, so the payment has to wait.',
		ask: '**Please add your PayPal address:**',
		askByReply:
			'**Please add your PayPal address in your affiliate account.** If you do not know where, just reply to this mail. Please do not send us your password or bank details.',
		after: 'The money goes out with the next payout after that. Nothing is lost until then.',
	},
};

/**
 * The creator's page. In braces stands what is filled in: {page} the address of the page, {seconds} how long to wait, {email} the
 * address for questions. Users may replace each of these texts by their own.
 */
export const page = {
	errorPrefix: 'Error:',
	problemTitle: 'There is a problem',

	formTitle: 'Is your link on your page?',
	formText: 'Tell us where it is. We take a look, and you get the answer at once.',
	nameLabel: 'Your Linktree name',
	nameHint: 'For example anna, or linktr.ee/anna',
	nameButton: 'Check my page',
	againButton: 'Check again',
	nameError: 'Enter your Linktree name, as it is in the address of your page',
	otherTitle: 'No Linktree?',
	otherLabel: 'Address of your page (you may leave it empty)',
	otherHint: 'For example instagram.com/anna. We do not look at it: your word is enough.',
	otherButton: 'I use another page',
	urlError:
		'Enter the address as it is in your browser, or leave it empty. It must not have an email address in it',
	stateTitle: 'Looking for your link?',
	stateText: 'Here you get it, and see what we have from you so far.',
	stateButton: 'Show my link',
	wordButton: 'My link is there',

	linkTitle: 'Your link',
	linkHint: 'Tap it: all of it is selected. Then copy it.',
	stepsTitle: 'What to do now',
	stepLogIn: 'Log in at linktr.ee/admin.',
	stepAdd: 'Choose Add, and paste your whole link.',
	stepOn: 'See that it is switched on.',
	stepBack: 'Come back here and press the button.',
	openPage: 'Open your page',
	questions: 'Questions? Just reply to our mail.',
	questionsMail: 'Or write to {email}',
	privacy: 'We look at your Linktree page once, when you press the button, and keep the answer.',

	unknownTitle: 'This button does not work any more',
	unknownText:
		'Has your email address changed since that mail? Then press the button in a newer mail from us: that one works. Otherwise reply to our mail, and we take care of it.',

	liveTitle: 'Your link is live. Well done!',
	liveText: 'It is on {page}. There is nothing else to do.',
	wrongCodeTitle: 'Nearly there: it is not your link yet',
	wrongCodeText:
		'A link on {page} leads to the shop, but with another code than yours, so sales would not count for you. Replace it with your own link.',
	notFoundTitle: 'We did not see your link yet',
	notFoundText: 'Your link was not on {page} when we looked.',
	codeMissingText:
		'A link on {page} leads to the shop, but without your code, so sales would not count for you. Replace it with your whole link.',
	unverifiableTitle: 'We could not see for sure',
	unverifiableText:
		'We could read {page}, but not tell whether your link is there. Please look at it yourself. If you have just changed it, check again.',
	gatedText:
		'On {page} visitors have to pass a lock or a warning first, so that not everybody sees your link. Take it off, and check again.',
	shortLinkText:
		'On {page} is a short link, or one that leads on to another address. We do not open those, because that would count as a click. Put your whole link there instead.',
	otherAddressText:
		'A link on {page} has your code, but another address than the link you got from us. Compare the two.',
	wordTitle: 'Thank you. We have noted it.',
	wordText: 'There is nothing else to do. If your page changes, tell us here again.',
	wordPageText:
		'We have noted {page}. There is nothing else to do. If it changes, tell us here again.',

	noPageTitle: 'There is no such page',
	noPageText:
		'Linktree has no open page {page}, so we have not noted it. Check how your name is spelled, and try again.',
	goneText:
		'Linktree has no open page {page} any more. Check how your name is spelled, or tell us your new page.',
	notLookedTitle: 'We could not look at your page',
	notLookedText:
		'Linktree did not let us read {page}. That is not your fault. Nothing has been noted yet: try again later, or tell us that your link is there.',
	newerTitle: 'You told us something newer',
	newerText:
		'Something else was sent at the same time, and that is what we keep. If it is not right, tell us here again.',
	laterTitle: 'One moment, please',
	laterText: 'Please try again in {seconds} seconds.',
	tomorrowTitle: 'Enough for today',
	tomorrowText:
		'You can check your Linktree page again tomorrow. If your link is on another page, tell us here, or just reply to our mail.',
	failedTitle: 'That did not work, and it is on us',
	failedText:
		'Please press the button again in some minutes. If it still does not work, just reply to our mail.',

	nothingYetTitle: 'You have not told us yet',
	nothingYetText: 'Put your link on your page, and then tell us where it is.',
	stateLiveText: 'We saw it on {page}.',
	stateWordText: 'You told us that it is there. There is nothing else to do.',
	stateUnverifiableText: 'When we looked at {page}, we could not tell. Check again here.',
};

import { confirmButton, greeting, type About } from '../about';
import * as mail from '../content';

/** Help, when the link has not been seen on the creator's page. */
export function linkNotYet({ words, settings }: About): mail.Content {
	const { linkNotYet: own } = words;
	const { linkMergeField: link, confirmPageUrl, welcomeTag, linkLiveTag } = settings;
	const tellUs =
		confirmPageUrl === ''
			? [mail.paragraph(own.reply)]
			: [mail.paragraph(own.confirm), confirmButton()];
	return {
		name: '4b Link not yet',
		subject: own.subject,
		preview: mail.eitherWords(link, own.preview, words.previewWithoutLink),
		tag: welcomeTag,
		day: 6,
		waitDays: 3,
		onlyIfTag: '',
		unlessTag: linkLiveTag,
		// Only a branch (If/Else) keeps it from those whose link is live.
		plan: 'standard',
		blocks: [
			mail.heading(mail.eitherWords(link, own.heading, words.headingWithoutLink)),
			mail.paragraph(greeting(words)),
			mail.either(
				link,
				[
					mail.paragraph(own.unknown),
					...tellUs,
					mail.quietLink(),
					mail.paragraph(own.steps),
					mail.paragraph(own.elsewhere),
				],
				[mail.paragraph(words.linkNotReady)],
			),
			mail.either('COUPON', [mail.paragraph(own.coupon)]),
		],
	};
}

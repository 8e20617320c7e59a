import { greeting, type About } from '../about';
import * as mail from '../content';

/** Thanks, when the link has been seen on the creator's page. */
export function linkIsLive({ words, settings }: About): mail.Content {
	const { linkIsLive: own } = words;
	const { linkMergeField: link, welcomeTag, linkLiveTag } = settings;
	return {
		name: '4a Link is live',
		subject: own.subject,
		preview: mail.eitherWords(link, own.preview, own.previewWithoutLink),
		tag: welcomeTag,
		day: 6,
		waitDays: 3,
		onlyIfTag: linkLiveTag,
		unlessTag: '',
		plan: 'essentials',
		blocks: [
			mail.heading(mail.eitherWords(link, own.heading, own.headingWithoutLink)),
			mail.paragraph(greeting(words)),
			mail.paragraph(own.thanks),
			mail.either(
				link,
				[mail.paragraph(own.ask), mail.link(), mail.paragraph(own.disclosure)],
				[mail.paragraph(own.withoutLink)],
			),
			mail.either('COUPON', [mail.paragraph(words.coupon)]),
		],
	};
}

import { greeting, type About } from '../about';
import * as mail from '../content';

/** The tracking link, as soon as somebody is in. */
export function yourLink({ words, settings }: About): mail.Content {
	const { yourLink: own } = words;
	const { linkMergeField: link, commissionText, cookieWindow, welcomeTag } = settings;
	return {
		name: '1 Your link',
		subject: own.subject,
		preview: mail.eitherWords(link, own.preview, own.previewWithoutLink),
		tag: welcomeTag,
		day: 0,
		waitDays: 0,
		onlyIfTag: '',
		unlessTag: '',
		plan: 'essentials',
		blocks: [
			mail.heading(mail.eitherWords(link, own.heading, own.headingWithoutLink)),
			mail.paragraph(greeting(words)),
			mail.paragraph(own.welcome),
			mail.either(
				link,
				[
					mail.paragraph(own.ask),
					mail.link(),
					mail.paragraph(commissionText === '' ? own.commission : '[[commissionText]]'),
					...(cookieWindow === '' ? [] : [mail.paragraph(own.cookieWindow)]),
				],
				[mail.paragraph(words.linkNotReady)],
			),
			mail.either('COUPON', [mail.paragraph(own.coupon)]),
			mail.subheading(own.disclosureHeading),
			mail.paragraph(own.disclosure),
			mail.copy('[[disclosureText]]'),
			mail.paragraph(own.next),
		],
	};
}

import { greeting, type About } from '../about';
import * as mail from '../content';

/** The first post or story. */
export function firstPromotion({ words, settings }: About): mail.Content {
	const { firstPromotion: own } = words;
	const { linkMergeField: link, promoTitle, promoText, promoImageUrl, promoUrl } = settings;
	const image: mail.Block = {
		kind: 'image',
		url: '[[promoImageUrl]]',
		alt: '[[promoImageAlt]]',
	};
	return {
		name: '3 First promotion',
		subject: own.subject,
		preview: mail.eitherWords(link, own.preview, words.previewWithoutLink),
		tag: settings.welcomeTag,
		day: 3,
		waitDays: 2,
		onlyIfTag: '',
		unlessTag: '',
		plan: 'essentials',
		blocks: [
			mail.heading(mail.eitherWords(link, own.heading, words.headingWithoutLink)),
			mail.paragraph(greeting(words)),
			mail.either(
				link,
				[
					mail.paragraph(own.ask),
					mail.subheading(promoTitle === '' ? own.ideaHeading : '[[promoTitle]]'),
					mail.paragraph(promoText === '' ? own.idea : '[[promoText]]'),
					...(promoImageUrl === '' ? [] : [image]),
					...(promoUrl === '' ? [] : [mail.button('[[promoUrl]]', '[[promoButton]]')]),
					mail.paragraph(own.caption),
					mail.copy('[[promoCaption]]'),
					mail.paragraph(own.link),
					promoUrl === '' ? mail.link() : mail.quietLink(),
					mail.paragraph(own.disclosure),
				],
				[mail.paragraph(words.linkNotReady)],
			),
			mail.either('COUPON', [mail.paragraph(words.coupon)]),
		],
	};
}

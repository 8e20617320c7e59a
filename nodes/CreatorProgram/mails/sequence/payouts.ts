import { greeting, type About } from '../about';
import * as mail from '../content';

/** How one is paid, and the next tier. */
export function payouts({ words, settings }: About): mail.Content {
	const { payouts: own } = words;
	const { linkMergeField: link, dashboardUrl, tiersText, welcomeTag } = settings;
	const check =
		dashboardUrl === ''
			? [mail.paragraph(own.checkByReply)]
			: [mail.paragraph(own.check), mail.button('[[dashboardUrl]]', '[[dashboardButton]]')];
	const next = tiersText === '' ? own.askForTiers : own.tiers;
	return {
		name: '5 Next tier and payouts',
		subject: own.subject,
		preview: own.preview,
		tag: welcomeTag,
		day: 13,
		waitDays: 7,
		onlyIfTag: '',
		unlessTag: '',
		plan: 'essentials',
		blocks: [
			mail.heading(own.heading),
			mail.paragraph(greeting(words)),
			mail.paragraph(mail.eitherWords('LASTCOMM', own.lastCommission, own.noCommission)),
			mail.subheading(own.payoutHeading),
			mail.paragraph('[[payoutText]]'),
			...check,
			mail.subheading(own.nextHeading),
			mail.paragraph(
				mail.eitherWords('TIER', `${own.tier} `) + mail.eitherWords('NEXTTIER', own.nextTier, next),
			),
			...(tiersText === '' ? [] : [mail.paragraph('[[tiersText]]')]),
			mail.either(
				link,
				[mail.paragraph(own.link), mail.quietLink(), mail.paragraph(own.disclosure)],
				[mail.paragraph(words.linkMissing)],
			),
		],
	};
}

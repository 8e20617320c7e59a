import { greeting, type About } from '../about';
import * as mail from '../content';

/** A payout waits for a PayPal address. It belongs to a journey of its own. */
export function payPalMissing({ words, settings }: About): mail.Content {
	const { payPalMissing: own } = words;
	const ask =
		settings.dashboardUrl === ''
			? [mail.paragraph(own.askByReply)]
			: [mail.paragraph(own.ask), mail.button('[[dashboardUrl]]', '[[payPalButton]]')];
	return {
		name: 'Payout waits for PayPal',
		subject: own.subject,
		preview: own.preview,
		tag: settings.payPalMissingTag,
		day: 0,
		waitDays: 0,
		onlyIfTag: '',
		unlessTag: '',
		plan: 'essentials',
		blocks: [
			mail.heading(own.heading),
			mail.paragraph(greeting(words)),
			mail.paragraph(
				`${mail.eitherWords('UNPAID', own.waiting, own.waitingUnknown)} ${own.missing}`,
			),
			...ask,
			mail.paragraph(own.after),
		],
	};
}

import type { MailSettings } from '../settings/mailSettings';
import { wordsOf } from '../words';
import { valuesOf, type About } from './about';
import type { Content, Plan } from './content';
import { colourWarnings, type MailWarning } from './contrast';
import { toHtml } from './html';
import { toInlineText } from './inline';
import { firstPromotion } from './sequence/firstPromotion';
import { linkIsLive } from './sequence/linkIsLive';
import { linkNotYet } from './sequence/linkNotYet';
import { linktreeSteps } from './sequence/linktreeSteps';
import { payPalMissing } from './sequence/payPalMissing';
import { payouts } from './sequence/payouts';
import { yourLink } from './sequence/yourLink';
import { toText } from './text';

/** A mail as Mailchimp takes it. A type, so that it is an item's data as it is. */
export type Mail = {
	/** Name of the template. */
	name: string;
	subject: string;
	preview: string;
	html: string;
	text: string;
	tag: string;
	day: number;
	wait_days: number;
	only_if_tag: string;
	unless_tag: string;
	plan: Plan;
	warnings: MailWarning[];
};

/** In the order in which they go out; the last one belongs to a journey of its own. */
const SEQUENCE: Array<(about: About) => Content> = [
	yourLink,
	linktreeSteps,
	firstPromotion,
	linkIsLive,
	linkNotYet,
	payouts,
	payPalMissing,
];

/** The mails to creators, in one language and with a user's brand, colours and words. */
export function buildMails(settings: MailSettings): Mail[] {
	const words = wordsOf(settings.language).mails;
	const values = valuesOf(settings, words);
	const warnings = colourWarnings(settings);
	return SEQUENCE.map((write) => {
		const content = write({ words, settings, values });
		const { name, subject, preview, tag, day, waitDays, onlyIfTag, unlessTag, plan } = content;
		return {
			name: `Creator Hub: ${name}`,
			subject: toInlineText(subject, values),
			preview: toInlineText(preview, values),
			html: toHtml(content, words, values),
			text: toText(content, words, values),
			tag,
			day,
			wait_days: waitDays,
			only_if_tag: onlyIfTag,
			unless_tag: unlessTag,
			plan,
			warnings,
		};
	});
}

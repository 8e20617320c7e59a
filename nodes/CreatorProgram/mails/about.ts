import type { MailSettings } from '../settings/mailSettings';
import type { Words } from '../words/en';
import { button, type Block } from './content';
import type { Values } from './inline';
import { COMPANY } from './mergeTags';

export type MailWords = Words['mails'];

/** What a mail is written from. */
export interface About {
	words: MailWords;
	settings: MailSettings;
	/** What the [[names]] in its texts stand for. */
	values: Values;
}

/** The merge fields of the mails that have no setting of their own. */
const FIELDS = {
	firstName: '*|FNAME|*',
	coupon: '*|COUPON|*',
	tier: '*|TIER|*',
	nextTier: '*|NEXTTIER|*',
	unpaid: '*|UNPAID|*',
};

/** What the names in the texts stand for; what is not set says what the language's words say. */
export function valuesOf(settings: MailSettings, words: MailWords): Values {
	const { brandName, logoAlt, currency, linkMergeField, signature } = settings;
	const set = Object.entries(settings).filter(([, value]) => value !== '');
	const brand = brandName || COMPANY;
	return {
		...settings,
		...words.unset,
		...Object.fromEntries(set),
		...FIELDS,
		brandName: brand,
		logoAlt: logoAlt || brand,
		lastCommission: ['*|LASTCOMM|*', currency].filter(Boolean).join(' '),
		linkTag: `*|${linkMergeField}|*`,
		signature,
	};
}

/** Hi, with the name where it is known. */
export function greeting({ greeting: named, greetingWithoutName }: MailWords): string {
	return `*|IF:FNAME|*${named}*|ELSE:|*${greetingWithoutName}*|END:IF|*`;
}

/** Where to turn to. */
export function stuck(words: MailWords, { supportEmail }: Values): string {
	return supportEmail === '' ? words.stuck : words.stuckWithAddress;
}

/** The end of a mail. A user's own is a value, so that nothing in it is taken for markup. */
export function signature(words: MailWords, values: Values): string {
	return values.signature === '' ? words.unset.signature : '[[signature]]';
}

/** The button behind which the creator's page stands. Mailchimp says who it was, never an address. */
export function confirmButton(): Block {
	return button('[[confirmPageUrl]]?c=*|UNIQID|*', '[[confirmButton]]');
}

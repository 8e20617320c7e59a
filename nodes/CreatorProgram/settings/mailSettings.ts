import type { IDataObject } from 'n8n-workflow';
import { Collection, type Input } from '../../shared/input';
import { invalidInput } from '../../shared/problem';
import { quoted } from '../../shared/texts';
import { refuseMergeSyntax } from '../mails/mergeTags';
import { LANGUAGES, type Language } from '../words';
import { readMailNames, type MailNames } from './mailNames';
import { readPictureAddress, readWebAddress } from './webAddress';

/** What the mails are made with, checked. A type, so that it is an item's data as it is. */
export type MailSettings = MailNames & {
	language: Language;
	brandName: string;
	logoUrl: string;
	logoAlt: string;
	accentColour: string;
	buttonTextColour: string;
	backgroundColour: string;
	cardColour: string;
	textColour: string;
	quietColour: string;
	darkAccentColour: string;
	darkButtonTextColour: string;
	darkBackgroundColour: string;
	darkCardColour: string;
	darkTextColour: string;
	darkQuietColour: string;
	confirmPageUrl: string;
	dashboardUrl: string;
	commissionText: string;
	cookieWindow: string;
	currency: string;
	disclosureText: string;
	titleDisclosure: string;
	payoutText: string;
	promoTitle: string;
	promoText: string;
	promoCaption: string;
	promoImageUrl: string;
	promoImageAlt: string;
	promoUrl: string;
	tiersText: string;
	linkButton: string;
	confirmButton: string;
	promoButton: string;
	dashboardButton: string;
	payPalButton: string;
	supportEmail: string;
	signature: string;
};

/** The colours that nobody has to set; dark ones are for mail programs in dark mode. */
const COLOURS = {
	accentColour: '#1f5f46',
	buttonTextColour: '#ffffff',
	backgroundColour: '#f3f1ec',
	cardColour: '#ffffff',
	textColour: '#24221e',
	quietColour: '#5c574d',
	darkAccentColour: '#8fdcb8',
	darkButtonTextColour: '#10231a',
	darkBackgroundColour: '#161618',
	darkCardColour: '#222226',
	darkTextColour: '#eeebe4',
	darkQuietColour: '#b9b3a7',
};

/** Longest text of a user, so that no mail becomes too large. */
const LONGEST = 2000;

/**
 * Reads how the mails are to be, and refuses what is not clearly meant. What comes out can be read again.
 *
 * @param given what is set, by name; what is not there is as it is at first
 * @throws ProblemError that names the parameter
 */
export function readMailSettings(given: IDataObject): MailSettings {
	const input = new Collection({ ...COLOURS, ...given });
	const settings: MailSettings = {
		...readMailNames(given),
		language: input.choice('language', 'Language', LANGUAGES, 'en'),
		brandName: line(input, 'brandName', 'Brand Name'),
		logoUrl: readPictureAddress(input, 'logoUrl', 'Logo URL'),
		logoAlt: line(input, 'logoAlt', 'Logo Description'),
		accentColour: colour(input, 'accentColour', 'Accent Colour'),
		buttonTextColour: colour(input, 'buttonTextColour', 'Button Text Colour'),
		backgroundColour: colour(input, 'backgroundColour', 'Background Colour'),
		cardColour: colour(input, 'cardColour', 'Card Colour'),
		textColour: colour(input, 'textColour', 'Text Colour'),
		quietColour: colour(input, 'quietColour', 'Small Print Colour'),
		darkAccentColour: colour(input, 'darkAccentColour', 'Dark Accent Colour'),
		darkButtonTextColour: colour(input, 'darkButtonTextColour', 'Dark Button Text Colour'),
		darkBackgroundColour: colour(input, 'darkBackgroundColour', 'Dark Background Colour'),
		darkCardColour: colour(input, 'darkCardColour', 'Dark Card Colour'),
		darkTextColour: colour(input, 'darkTextColour', 'Dark Text Colour'),
		darkQuietColour: colour(input, 'darkQuietColour', 'Dark Small Print Colour'),
		confirmPageUrl: confirmPage(input),
		dashboardUrl: readWebAddress(input, 'dashboardUrl', 'Payment Details URL'),
		commissionText: line(input, 'commissionText', 'Commission'),
		cookieWindow: line(input, 'cookieWindow', 'Cookie Window'),
		currency: line(input, 'currency', 'Currency'),
		disclosureText: words(input, 'disclosureText', 'Disclosure'),
		titleDisclosure: line(input, 'titleDisclosure', 'Disclosure in Link Title'),
		payoutText: line(input, 'payoutText', 'Payouts'),
		promoTitle: line(input, 'promoTitle', 'Promotion Title'),
		promoText: line(input, 'promoText', 'Promotion Text'),
		promoCaption: words(input, 'promoCaption', 'Promotion Caption'),
		promoImageUrl: readPictureAddress(input, 'promoImageUrl', 'Promotion Image URL'),
		promoImageAlt: line(input, 'promoImageAlt', 'Promotion Image Description'),
		promoUrl: readWebAddress(input, 'promoUrl', 'Promotion Material URL'),
		tiersText: line(input, 'tiersText', 'Tiers'),
		linkButton: line(input, 'linkButton', 'Button: Open Link'),
		confirmButton: line(input, 'confirmButton', 'Button: Link Added'),
		promoButton: line(input, 'promoButton', 'Button: Promotion Material'),
		dashboardButton: line(input, 'dashboardButton', 'Button: Payment Details'),
		payPalButton: line(input, 'payPalButton', 'Button: PayPal Address'),
		supportEmail: supportEmail(input),
		signature: line(input, 'signature', 'Signature'),
	};
	if (settings.promoImageUrl === '' || settings.promoImageAlt !== '') return settings;
	throw invalidInput(
		'Promotion Image Description',
		'is empty',
		'Say what the picture shows, for those who cannot see it.',
	);
}

/** Words of a user that go into a mail, with their lines. */
function words(input: Input, name: string, label: string): string {
	const text = input
		.text(name, label)
		.replace(/\r\n?/g, '\n')
		.replace(/[^\P{C}\n\u200d]+/gu, ' ');
	if (text.length > LONGEST) {
		throw invalidInput(
			label,
			`has ${text.length} characters`,
			`Give at most ${LONGEST}: mails that are too large are cut by mail programs.`,
		);
	}
	refuseMergeSyntax(text, label);
	return text;
}

/** The same on one line. */
function line(input: Input, name: string, label: string): string {
	return words(input, name, label).replace(/\s+/g, ' ');
}

function colour(input: Input, name: string, label: string): string {
	const value = input.required(name, label);
	if (/^#[0-9a-f]{6}$/i.test(value)) return value.toLowerCase();
	throw invalidInput(
		label,
		`is no colour: "${quoted(value)}"`,
		'Give # and six digits, for example #1f5f46.',
	);
}

/** The mail adds who clicked by itself, so that nothing may follow the address. */
function confirmPage(input: Input): string {
	const label = 'Confirmation Page URL';
	const address = readWebAddress(input, 'confirmPageUrl', label);
	if (!/[?#]/.test(address)) return address;
	throw invalidInput(
		label,
		`has more after the address: "${quoted(address)}"`,
		'Cut off the ? or # and what follows. The mail adds who clicked by itself.',
	);
}

function supportEmail(input: Input): string {
	const address = input.text('supportEmail', 'Support Email');
	if (address === '' || /^[^\s@<>"|*]+@[^\s@<>"|*]+\.[^\s@<>"|*]+$/.test(address)) return address;
	throw invalidInput(
		'Support Email',
		`is no email address: "${quoted(address)}"`,
		'Give one address, or leave it empty.',
	);
}

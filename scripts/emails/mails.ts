import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fillMails } from './fill.cjs';
import { toHtml } from './html';
import { parseMail } from './source';
import { toText } from './text';

export const EMAILS = join(__dirname, '..', '..', 'workflows', 'emails');
const SOURCE = join(EMAILS, 'source');

/** A mail with its settings still as placeholders, as it is put into the workflow. */
export interface Mail {
	/** Name of the template in Mailchimp. */
	template: string;
	/** Days after the start of the journey. */
	day: number;
	subject: string;
	html: string;
	text: string;
}

export type Settings = Record<string, string>;

/** The names of the mails' files, without their endings, in the order of the sequence. */
export const mailNames = (): string[] =>
	readdirSync(SOURCE)
		.filter((file) => file.endsWith('.md'))
		.map((file) => file.slice(0, -'.md'.length))
		.sort();

/** @returns the mails as workflows/emails/source has them, in the order of `mailNames` */
export function buildMails(): Mail[] {
	const read = (file: string): string => readFileSync(join(SOURCE, file), 'utf8');
	const [htmlLayout, textLayout] = [read('layout.html'), read('layout.txt')];
	return mailNames().map((name) => {
		const source = parseMail(read(`${name}.md`));
		const { template, day, subject } = source;
		const parts = { html: toHtml(source, htmlLayout), text: toText(source, textLayout) };
		return { template, day, subject, ...parts };
	});
}

/** @returns the settings as they are at first, from workflows/emails/settings.json */
export function readSettings(): Settings {
	const settings: Settings = JSON.parse(readFileSync(join(EMAILS, 'settings.json'), 'utf8'));
	return settings;
}

/**
 * Fills settings into the mails, exactly as the workflow does it.
 *
 * @throws Error that names the settings that are wrong
 */
export function fillIn(mails: Mail[], settings: Settings): Mail[] {
	const filled = fillMails(settings, mails);
	const [first, ...more] = filled.problems;
	if (first === undefined) return filled.mails;
	throw new Error([first, ...more].map(({ message, fix }) => `${message} ${fix}`).join('\n'));
}

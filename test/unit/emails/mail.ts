import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const emailsDir = join(__dirname, '..', '..', '..', 'workflows', 'emails');

/** The text of one file in workflows/emails/. */
export const readMail = (file: string): string => readFileSync(join(emailsDir, file), 'utf8');

/** A conditional of Mailchimp, `*|IF:FIELD|*…*|ELSE:|*…*|END:IF|*`. The mails do not nest them. */
const conditional = /\*\|IF:([A-Z]+)\|\*([\s\S]*?)\*\|ELSE:\|\*([\s\S]*?)\*\|END:IF\|\*/g;

const mergeTag = /\*\|([^|]*)\|\*/g;

/** The distinct merge tags of a mail, without `*|` and `|*`, sorted. */
export const mergeTagsOf = (mail: string): string[] =>
	[...new Set([...mail.matchAll(mergeTag)].map((match) => match[1] ?? ''))].sort();

/** Fills a mail as Mailchimp would for one contact: conditionals first, then plain tags; unknown tags become empty. */
export const fill = (mail: string, values: Record<string, string>): string =>
	mail
		.replace(conditional, (_, field: string, yes: string, no: string) => (values[field] ? yes : no))
		.replace(mergeTag, (_, tag: string) => values[tag] ?? '');

/** What a reader sees of an HTML mail: no head, no preheader, no tags, single spaces. */
export const visibleText = (html: string): string =>
	html
		.replace(/<head>[\s\S]*?<\/head>/, '')
		.replace(/<div style="display:none[\s\S]*?<\/div>/, '')
		.replace(/<!--[\s\S]*?-->/g, '')
		.replace(/<[^>]+>/g, ' ')
		.replace(/&ndash;/g, '-')
		.replace(/\s+/g, ' ')
		.trim();

/** The values of one attribute, in document order. */
export const attributeValues = (html: string, name: string): string[] =>
	[...html.matchAll(new RegExp(`\\s${name}="([^"]*)"`, 'g'))].map((match) => match[1] ?? '');

/** Every opening tag of an element, in document order. */
export const elements = (html: string, name: string): string[] =>
	html.match(new RegExp(`<${name}(?=[\\s>])[^>]*>`, 'g')) ?? [];

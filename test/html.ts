import { HtmlValidate, type RuleConfig } from 'html-validate';

const COMMON: RuleConfig = {
	// Both spellings are right (HTML Standard, "The DOCTYPE").
	'doctype-style': 'off',
	// Mails and the reports inside n8n have no style sheet of their own.
	'no-inline-style': 'off',
	// Where a template left something out.
	'no-trailing-whitespace': 'off',
	// A title holds the merchant's own words.
	'long-title': 'off',
};

/** Outlook reads widths of tables from attributes, and comments that nobody else reads. */
const MAIL: RuleConfig = {
	...COMMON,
	'no-conditional-comment': 'off',
	'no-deprecated-attr': 'off',
	'prefer-tbody': 'off',
};

const validator = (rules: RuleConfig): HtmlValidate =>
	new HtmlValidate({ root: true, extends: ['html-validate:recommended'], rules });

const ofPages = validator(COMMON);
const ofMails = validator(MAIL);

/** What stands where a value was missing. */
const LEFT_OVER = /\bundefined\b|\bNaN\b|\[object /g;

/** What was found in a page; many runs of a test file end with the very same one, and a look at it takes 20 ms. */
const seen = new Map<HtmlValidate, Map<string, string[]>>();

function problems(by: HtmlValidate, html: string): string[] {
	const known = seen.get(by) ?? new Map<string, string[]>();
	seen.set(by, known);
	const found = known.get(html) ?? look(by, html);
	known.set(html, found);
	return [...found];
}

function look(by: HtmlValidate, html: string): string[] {
	const messages = by.validateStringSync(html).results.flatMap((result) => result.messages);
	const found = [
		...messages.map(({ ruleId, message }) => `${ruleId}: ${message}`),
		...[...html.matchAll(LEFT_OVER)].map(([text]) => `left over: ${text}`),
	];
	return [...new Set(found)];
}

/** What is wrong with an HTML page: with its tags, its attributes, or a value that was missing. */
export const htmlProblems = (html: string): string[] => problems(ofPages, html);

/** The same for a mail. */
export const mailProblems = (html: string): string[] => problems(ofMails, html);

import { styleOf } from './style';
import type { View } from './view';

/** No script, nothing from another server, in no frame; n8n's own sandbox for pages of webhooks allows forms. */
export const POLICY =
	"default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'";

/** What a page is sent with: not kept, not found by search engines, and no address of it told to others. */
export const HEADERS = {
	'content-type': 'text/html; charset=utf-8',
	'cache-control': 'no-store',
	'referrer-policy': 'no-referrer',
	'x-content-type-options': 'nosniff',
	'x-frame-options': 'DENY',
	'x-robots-tag': 'noindex, nofollow',
} as const;

/** Text as HTML shows it, also inside of an attribute. */
function safe(text: string): string {
	return text.replace(/[&<>"'`]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

/** The page as HTML. Everything that comes from outside is made safe in here, and nowhere else. */
export function render(view: View): string {
	const { settings, words, mistake, title } = view;
	const brand = safe(settings.brandName);
	const prefix = mistake ? `${safe(words.errorPrefix)} ` : '';
	return lines(
		`<!doctype html>`,
		`<html lang="${settings.language}">`,
		'<head>',
		'<meta charset="utf-8">',
		'<meta name="viewport" content="width=device-width, initial-scale=1">',
		'<meta name="color-scheme" content="light dark">',
		'<meta name="robots" content="noindex, nofollow">',
		'<meta name="referrer" content="no-referrer">',
		`<meta http-equiv="Content-Security-Policy" content="${POLICY}">`,
		'<link rel="icon" href="data:,">',
		`<title>${prefix}${safe(title)}${brand && ` - ${brand}`}</title>`,
		`<style>\n${styleOf(settings.colours)}\n</style>`,
		'</head>',
		'<body>',
		brand && `<header>${brand}</header>`,
		'<main>',
		problem(view),
		`<h1>${safe(title)}</h1>`,
		`<p>${safe(view.text)}</p>`,
		view.leadsToPage && openPage(view),
		view.hasSteps && steps(view),
		view.link !== '' && link(view),
		...view.forms.map((name) => FORMS[name](view)),
		'</main>',
		'<footer>',
		`<p>${safe(words.questions)}${settings.supportEmail && ` ${safe(words.questionsMail)}`}</p>`,
		view.forms.includes('check') && `<p>${safe(words.privacy)}</p>`,
		'</footer>',
		'</body>',
		'</html>',
	);
}

function lines(...parts: Array<string | false>): string {
	return `${parts.filter(Boolean).join('\n')}\n`;
}

/** The summary of what is wrong, which has the focus; its link leads to the field. */
function problem({ mistake, words }: View): string {
	if (!mistake) return '';
	const error = mistake === 'name' ? words.nameError : words.urlError;
	return `<div class="problem" role="alert" tabindex="-1" autofocus aria-labelledby="problem-title"><h2 id="problem-title">${safe(words.problemTitle)}</h2><p><a href="#${mistake}">${safe(error)}</a></p></div>`;
}

function openPage({ page, words }: View): string {
	if (page === '') return '';
	return `<p><a class="button second" href="${safe(page)}">${safe(words.openPage)}</a></p>`;
}

function steps({ words }: View): string {
	const all = [words.stepLogIn, words.stepAdd, words.stepOn, words.stepBack];
	const items = all.map((step) => `<li>${safe(step)}</li>`).join('');
	return `<h2>${safe(words.stepsTitle)}</h2><ol>${items}</ol>`;
}

/** One tap selects all of it (user-select), which no input does without script; it is one line, and the keyboard can scroll it. */
function link({ link: url, words }: View): string {
	return `<h2 id="link-title">${safe(words.linkTitle)}</h2><section class="link" id="link" aria-labelledby="link-title" tabindex="0">${safe(url)}</section><p class="hint">${safe(words.linkHint)}</p>`;
}

/** A form that posts to the same address; novalidate, because the page says itself what is wrong. */
function form({ id }: View, where: string, ...parts: string[]): string {
	return `<form method="post" action="?c=${safe(id)}" novalidate><input type="hidden" name="where" value="${where}">${parts.join('')}</form>`;
}

const FORMS: Record<View['forms'][number], (view: View) => string> = {
	check(view) {
		const { words, name, isFirst, mistake } = view;
		const isWrong = mistake === 'name';
		return form(
			view,
			'linktree',
			`<h2><label for="name">${safe(words.nameLabel)}</label></h2>`,
			`<p class="hint" id="name-hint">${safe(words.nameHint)}</p>`,
			isWrong ? `<p class="error" id="name-error">${safe(words.nameError)}</p>` : '',
			`<input id="name" name="page" type="text" maxlength="200" autocapitalize="none" autocorrect="off" autocomplete="off" spellcheck="false" enterkeyhint="go" value="${safe(name)}" aria-describedby="name-hint${isWrong ? ' name-error" aria-invalid="true' : ''}">`,
			`<button type="submit">${safe(isFirst ? words.nameButton : words.againButton)}</button>`,
		);
	},
	other(view) {
		const { words, url, mistake } = view;
		const isWrong = mistake === 'url';
		return `<h2>${safe(words.otherTitle)}</h2>${form(
			view,
			'other',
			`<label for="url">${safe(words.otherLabel)}</label>`,
			`<p class="hint" id="url-hint">${safe(words.otherHint)}</p>`,
			isWrong ? `<p class="error" id="url-error">${safe(words.urlError)}</p>` : '',
			`<input id="url" name="page" type="url" inputmode="url" maxlength="200" autocomplete="url" value="${safe(url)}" aria-describedby="url-hint${isWrong ? ' url-error" aria-invalid="true' : ''}">`,
			`<button type="submit" class="second">${safe(words.otherButton)}</button>`,
		)}`;
	},
	word(view) {
		return form(
			view,
			'word',
			`<input type="hidden" name="page" value="${safe(view.page)}">`,
			`<p><button type="submit" class="second">${safe(view.words.wordButton)}</button></p>`,
		);
	},
	state(view) {
		const { words } = view;
		return `<h2>${safe(words.stateTitle)}</h2><p class="hint">${safe(words.stateText)}</p>${form(
			view,
			'state',
			`<button type="submit" class="second">${safe(words.stateButton)}</button>`,
		)}`;
	},
};

import { escapeHtml } from '../mails/inline';
import type { Language } from '../words';
import type { Failure, FailureWords } from './failure';

/** A failure in words, for a chat and for a mail. */
export interface FailureMessage {
	subject: string;
	text: string;
	html: string;
	what_happened: string;
	what_to_do: string;
}

/**
 * Says what failed, where, why, and what to do.
 *
 * @param again how often it has failed in the same way since it was told last
 */
export function messageOf(
	failure: Failure,
	again: number,
	words: FailureWords,
	language: Language,
): FailureMessage {
	const workflow = failure.workflow || words.unnamed;
	const subject = words.subject(workflow);
	const intro = failure.isTrigger ? words.notStarted(workflow) : words.failed(workflow);
	const more = again === 0 ? [] : [words.again(again)];
	const happened = failure.message || words.nothingSaid;
	const toDo = failure.fix || words.advice[failure.advice];
	const parts: Array<[string, string]> = [
		...(failure.node === '' ? [] : [[words.where, failure.node] satisfies [string, string]]),
		[words.whatHappened, happened],
		[words.whatToDo, toDo],
	];
	return {
		subject,
		text: textOf([intro, ...more], parts, failure.url, words),
		html: htmlOf({ subject, language, url: failure.url }, [intro, ...more], parts, words),
		what_happened: happened,
		what_to_do: toDo,
	};
}

type Parts = Array<[label: string, value: string]>;

function textOf(intro: string[], parts: Parts, url: string, words: FailureWords): string {
	const lines = parts.map(([label, value]) => `${label}: ${value}`);
	const link = url === '' ? words.notSaved : `${words.open}: ${url}`;
	return [intro.join(' '), ...lines, link].join('\n');
}

function htmlOf(
	{ subject, language, url }: { subject: string; language: Language; url: string },
	intro: string[],
	parts: Parts,
	words: FailureWords,
): string {
	const lines = (text: string) => escapeHtml(text).replaceAll('\n', '<br>');
	const rows = parts.map(
		([label, value]) => `<h2>${escapeHtml(label)}</h2>\n<p>${lines(value)}</p>`,
	);
	const link =
		url === ''
			? `<p>${escapeHtml(words.notSaved)}</p>`
			: `<p><a href="${escapeHtml(url)}">${escapeHtml(words.open)}</a></p>`;
	return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(subject)}</title>
<style>
	:root { color-scheme: light dark; }
	body { max-width: 600px; margin: 0 auto; padding: 16px; font: 16px/1.5 Helvetica, Arial, sans-serif; }
	h1 { font-size: 20px; line-height: 1.3; }
	h2 { margin: 20px 0 0; font-size: 16px; }
	p { margin: 4px 0; overflow-wrap: anywhere; }
</style>
</head>
<body>
<h1>${escapeHtml(subject)}</h1>
<p>${escapeHtml(intro.join(' '))}</p>
${rows.join('\n')}
${link}
</body>
</html>
`;
}

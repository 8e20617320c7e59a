import { capped, type Caps } from '../caps';
import type { ReportContext } from '../context';
import { escaped } from '../escape';
import type { ReportModel, Section } from '../model';
import { barTable, figureTable } from './bars';
import { listRows } from './lists';
import { QUIET } from './parts';
import { gridTable } from './table';

/** Gmail shows the first 102 kB of a mail; this leaves room for what is put around it on the way. */
export const MAIL_BYTES = 100_000;

/** What the mail is made of besides the model. */
export interface MailHead {
	language: string;
	/** When it was made, in words. */
	when: string;
}

/**
 * A report as the body of a mail: tables and styles in the tags, as mail programs need it, and never larger than
 * they show. If names and addresses make it larger, it shows fewer of them.
 */
export function mailOf(
	model: ReportModel,
	caps: Caps,
	head: MailHead,
	context: ReportContext,
): string {
	const smaller = [caps, { ...caps, people: 1 }, { ...caps, people: 0, lists: 5, rows: 5 }];
	for (const each of smaller) {
		const html = mailHtml(capped(model, each), head, context);
		if (Buffer.byteLength(html) < MAIL_BYTES) return html;
	}
	return mailHtml({ ...model, sections: [] }, head, context);
}

function mailHtml(
	model: ReportModel,
	{ language, when }: MailHead,
	context: ReportContext,
): string {
	const { title, text, figures, sections, notes } = model;
	const hasBars = sections.some(({ kind }) => kind === 'bars');
	const noted = notes.map(
		({ name, text: note }) =>
			`<b>${escaped(name)}</b>${/[.!?]$/.test(name) ? '' : ':'} ${escaped(note)}`,
	);
	return `<!DOCTYPE html>
<html lang="${escaped(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${escaped(title)}</title>
<style>
@media (prefers-color-scheme: dark) { .back { background: #12151b !important; } .card { background: #1b1f27 !important; color: #eef0f5 !important; } .quiet { color: #aeb5c5 !important; } .person { color: #eef0f5 !important; } td, th { border-color: #333946 !important; } }
@media (max-width: 480px) { .card { padding: 16px 12px !important; } .tight th { padding-left: 1px !important; padding-right: 1px !important; font-size: 10px !important; } .back { padding: 0 !important; } }
@media (max-width: 350px) { .tight td, .tight th { padding-left: 1px !important; padding-right: 1px !important; font-size: 10px !important; } }
</style>
</head>
<body class="back" style="margin:0;padding:0;background:#f3f5f7;">
<main>
<table role="presentation" class="back" width="100%" cellpadding="0" cellspacing="0" border="0" style="background:#f3f5f7;"><tr><td class="back" align="center" style="padding:24px 12px;">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:680px;"><tr><td class="card" align="left" style="padding:28px;background:#ffffff;color:#1a1e2b;border-radius:12px;font-family:Helvetica,Arial,sans-serif;">
<h1 style="margin:0;font-size:24px;line-height:30px;">${escaped(title)}</h1>
<p class="quiet" style="margin:6px 0 20px;font-size:14px;line-height:20px;${QUIET}">${escaped(when)}</p>
<p style="margin:0 0 20px;font-size:16px;line-height:24px;">${escaped(text).replaceAll('\n', '<br>')}</p>
${hasBars ? '' : figureTable(figures)}
${sections.map((section) => sectionHtml(section, context)).join('\n')}
${noted.length > 0 ? `<p class="quiet" style="margin:24px 0 0;font-size:12px;line-height:18px;${QUIET}">${noted.join(' ')}</p>` : ''}
</td></tr></table>
</td></tr></table>
</main>
</body>
</html>
`;
}

function sectionHtml(section: Section, context: ReportContext): string {
	switch (section.kind) {
		case 'bars':
			return barTable(section);
		case 'columns':
			return gridTable(section.table, context);
		case 'table':
			return gridTable(section, context);
		case 'lists':
			return listRows(section, context);
	}
}

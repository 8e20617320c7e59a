import { aroundCode, type Block, type MailSource } from './source';

const FONT = 'font-family:Helvetica,Arial,sans-serif';
const BOX =
	'background-color:[[colour_background]];border:1px solid [[colour_quiet]];border-radius:6px;padding:14px 16px';
/** Beside the tracking link: with click tracking, Mailchimp's address stands behind buttons and links. */
const COPY_FROM_BOX =
	'To share it, copy the link from the box, not from the button. Our mail service may put an address of its own behind the button.';

/** @returns the HTML part of a mail, settings still as placeholders */
export function toHtml(mail: MailSource, layout: string): string {
	const parts: Record<string, string> = {
		'@SUBJECT': inline(mail.subject),
		'@PREVIEW': inline(mail.preview),
		'@CONTENT': mail.blocks.map(block).join('\n'),
	};
	return layout.replace(/@(?:SUBJECT|PREVIEW|CONTENT)/g, (name) => parts[name] ?? '');
}

function block(each: Block): string {
	switch (each.kind) {
		case 'mark':
			return each.mark;
		case 'heading':
			return each.level === 1
				? `<h1 class="text" style="margin:0 0 16px;font-size:26px;line-height:33px;font-weight:bold;color:[[colour_text]];">${inline(each.text)}</h1>`
				: `<h2 class="text" style="margin:32px 0 12px;font-size:20px;line-height:27px;font-weight:bold;color:[[colour_text]];">${inline(each.text)}</h2>`;
		case 'paragraph':
			return paragraph(inline(each.text));
		case 'copy':
			return box(inline(each.text), `${FONT};font-size:16px;line-height:24px;white-space:pre-line`);
		case 'steps':
			return steps(each.steps);
		case 'link':
			return link(each.quiet);
		case 'button':
			return button(each.url, each.label, false);
		case 'image':
			return `<img src="[[${each.url}]]" alt="[[${each.alt}]]" width="536" style="display:block;width:100%;max-width:536px;height:auto;margin:0 0 20px;border:0;border-radius:6px;">`;
	}
}

const paragraph = (content: string): string =>
	`<p class="text" style="margin:0 0 20px;color:[[colour_text]];">${content}</p>`;

function steps(texts: string[]): string {
	const items = texts.map(
		(text) =>
			`<li class="text" style="margin:0 0 8px;padding:0 0 0 4px;color:[[colour_text]];">${inline(text)}</li>`,
	);
	return [
		'<ol class="text" style="margin:0 0 20px 26px;padding:0;color:[[colour_text]];">',
		...items,
		'</ol>',
	].join('\n');
}

function box(content: string, style: string): string {
	return [
		'<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="table-layout:fixed;margin:0 0 20px;">',
		'<tr>',
		`<td class="box" bgcolor="[[colour_background]]" style="${BOX};${style};color:[[colour_text]];">${content}</td>`,
		'</tr>',
		'</table>',
	].join('\n');
}

/** The link as plain words, which click tracking leaves alone, and behind a button. */
function link(quiet: boolean): string {
	return [
		'<p class="text" style="margin:0 0 8px;font-weight:bold;color:[[colour_text]];">Your personal link</p>',
		box(
			'*|AFFLINK|*',
			"font-family:Consolas,Menlo,'Courier New',monospace;font-size:15px;line-height:22px;word-break:break-all;overflow-wrap:anywhere;-webkit-user-select:all;user-select:all",
		),
		button('*|AFFLINK|*', '[[button_link]]', quiet),
		`<p class="quiet" style="margin:0 0 24px;font-size:14px;line-height:21px;color:[[colour_quiet]];">${COPY_FROM_BOX}</p>`,
	].join('\n');
}

/** Filled for what the mail asks for; outlined for a link that is only at hand. */
function button(url: string, label: string, quiet: boolean): string {
	const cell = quiet
		? 'class="line" style="border:2px solid [[colour_accent]];border-radius:6px;mso-padding-alt:12px 26px;"'
		: 'class="fill" bgcolor="[[colour_accent]]" style="background-color:[[colour_accent]];border-radius:6px;mso-padding-alt:14px 28px;"';
	const style = quiet
		? 'padding:12px 26px;color:[[colour_accent]]'
		: 'padding:14px 28px;color:[[colour_button_text]]';
	return [
		'<table role="presentation" class="button-table" cellpadding="0" cellspacing="0" border="0" style="margin:0 0 16px;">',
		'<tr>',
		`<td align="center" ${cell}><a class="button ${quiet ? 'line' : 'fill'}" href="${url}" style="display:inline-block;${FONT};font-size:16px;line-height:22px;font-weight:bold;text-decoration:none;border-radius:6px;${style};">${inline(label)}</a></td>`,
		'</tr>',
		'</table>',
	].join('\n');
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

function inline(text: string): string {
	return aroundCode(text, (words) =>
		words
			.replace(/[&<>]/g, (sign) => ENTITIES[sign] ?? sign)
			.replace(/ - /g, ' &ndash; ')
			.replace(/\*\*(.+?)\*\*/g, '<strong>$1</strong>')
			.replace(
				/\[([^\]]+)\]\((https?:[^)]+)\)/g,
				'<a class="link" href="$2" style="color:[[colour_accent]];text-decoration:underline;">$1</a>',
			),
	);
}

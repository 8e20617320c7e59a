import type { MailWords } from './about';
import type { Block, Content, Either } from './content';
import { layout } from './htmlLayout';
import { toInlineHtml, type Values } from './inline';

const FONT = 'font-family:Helvetica,Arial,sans-serif';
const MONOSPACE =
	"font-family:Consolas,Menlo,'Courier New',monospace;font-size:15px;line-height:22px;word-break:break-all;overflow-wrap:anywhere;-webkit-user-select:all;user-select:all";

/** What the blocks of a mail are rendered with. */
interface Rendering {
	words: MailWords;
	values: Values;
}

/** The HTML part of a mail, with Mailchimp's merge tags. */
export function toHtml(mail: Content, words: MailWords, values: Values): string {
	const rendering = { words, values };
	const content = mail.blocks.map((each) =>
		each.kind === 'either' ? either(each, rendering) : block(each, rendering),
	);
	return layout(mail, content.join('\n'), words, values);
}

function either({ field, blocks, otherwise }: Either, rendering: Rendering): string {
	const html = (list: Block[]) => list.map((each) => block(each, rendering));
	const rest = otherwise.length > 0 ? ['*|ELSE:|*', ...html(otherwise)] : [];
	return [`*|IF:${field}|*`, ...html(blocks), ...rest, '*|END:IF|*'].join('\n');
}

function block(each: Block, rendering: Rendering): string {
	const { values } = rendering;
	const inline = (text: string) => toInlineHtml(text, values);
	const { textColour } = values;
	switch (each.kind) {
		case 'heading':
			return each.level === 1
				? `<h1 class="text" style="margin:0 0 16px;font-size:26px;line-height:33px;font-weight:bold;color:${textColour};">${inline(each.text)}</h1>`
				: `<h2 class="text" style="margin:32px 0 12px;font-size:20px;line-height:27px;font-weight:bold;color:${textColour};">${inline(each.text)}</h2>`;
		case 'paragraph':
			return `<p class="text" style="margin:0 0 20px;color:${textColour};">${inline(each.text)}</p>`;
		case 'copy':
			return box(
				inline(each.text),
				`${FONT};font-size:16px;line-height:24px;white-space:pre-line`,
				values,
			);
		case 'steps':
			return steps(each.steps, rendering);
		case 'link':
			return link(each.quiet, rendering);
		case 'button':
			return button(each.url, each.label, false, rendering);
		case 'image':
			return `<img src="${inline(each.url)}" alt="${inline(each.alt)}" width="536" style="display:block;width:100%;max-width:536px;height:auto;margin:0 0 20px;border:0;border-radius:6px;">`;
	}
}

function steps(texts: string[], { values }: Rendering): string {
	const { textColour } = values;
	const items = texts.map(
		(text) =>
			`<li class="text" style="margin:0 0 8px;padding:0 0 0 4px;color:${textColour};">${toInlineHtml(text, values)}</li>`,
	);
	return [
		`<ol class="text" style="margin:0 0 20px 26px;padding:0;color:${textColour};">`,
		...items,
		'</ol>',
	].join('\n');
}

function box(content: string, style: string, values: Values): string {
	const { backgroundColour, quietColour, textColour } = values;
	const look = `background-color:${backgroundColour};border:1px solid ${quietColour};border-radius:6px;padding:14px 16px`;
	return [
		'<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="table-layout:fixed;margin:0 0 20px;">',
		'<tr>',
		`<td class="box" bgcolor="${backgroundColour}" style="${look};${style};color:${textColour};">${content}</td>`,
		'</tr>',
		'</table>',
	].join('\n');
}

/** The link as plain words, which click tracking leaves alone, and behind a button. */
function link(quiet: boolean, rendering: Rendering): string {
	const { words, values } = rendering;
	const { textColour, quietColour, linkTag } = values;
	return [
		`<p class="text" style="margin:0 0 8px;font-weight:bold;color:${textColour};">${words.linkHeading}</p>`,
		box(linkTag, MONOSPACE, values),
		button(linkTag, '[[linkButton]]', quiet, rendering),
		`<p class="quiet" style="margin:0 0 24px;font-size:14px;line-height:21px;color:${quietColour};">${words.copyFromBox}</p>`,
	].join('\n');
}

/** Filled for what the mail asks for; outlined for a link that is only at hand. */
function button(url: string, label: string, quiet: boolean, { values }: Rendering): string {
	const { accentColour: accent, buttonTextColour } = values;
	const cell = quiet
		? `class="line" style="border:2px solid ${accent};border-radius:6px;mso-padding-alt:12px 26px;"`
		: `class="fill" bgcolor="${accent}" style="background-color:${accent};border-radius:6px;mso-padding-alt:14px 28px;"`;
	const style = quiet
		? `padding:12px 26px;color:${accent}`
		: `padding:14px 28px;color:${buttonTextColour}`;
	const href = toInlineHtml(url, values);
	return [
		'<table role="presentation" class="button-table" cellpadding="0" cellspacing="0" border="0" style="margin:0 0 16px;">',
		'<tr>',
		`<td align="center" ${cell}><a class="button ${quiet ? 'line' : 'fill'}" href="${href}" style="display:inline-block;${FONT};font-size:16px;line-height:22px;font-weight:bold;text-decoration:none;border-radius:6px;${style};">${toInlineHtml(label, values)}</a></td>`,
		'</tr>',
		'</table>',
	].join('\n');
}

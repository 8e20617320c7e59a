import { signature, stuck, type MailWords } from './about';
import type { Content } from './content';
import { escapeHtml, toInlineHtml, type Values } from './inline';

/** Fills the rest of the preview that mail programs show in their lists, so that no other words follow. */
const FILLER = '&nbsp;&zwnj;'.repeat(20);

/** The page around the content of a mail: head, logo, small print. */
export function layout(mail: Content, content: string, words: MailWords, values: Values): string {
	const inline = (text: string) => toInlineHtml(text, values);
	const { backgroundColour, cardColour, textColour, quietColour } = values;
	const font = 'font-family:Helvetica,Arial,sans-serif';
	return `<!doctype html>
<html lang="${values.language}" xmlns:o="urn:schemas-microsoft-com:office:office">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="x-apple-disable-message-reformatting">
<meta name="format-detection" content="telephone=no, date=no, address=no, email=no">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${inline(mail.subject)}</title>
<!--[if mso]>
<xml><o:OfficeDocumentSettings><o:PixelsPerInch>96</o:PixelsPerInch></o:OfficeDocumentSettings></xml>
<style>td, p, li, a, h1, h2 { font-family: Arial, sans-serif !important; }</style>
<![endif]-->
${styleSheet(values)}
</head>
<body class="page" style="margin:0;padding:0;width:100%;background-color:${backgroundColour};-webkit-text-size-adjust:100%;text-size-adjust:100%;">
<div style="display:none;max-height:0;max-width:0;overflow:hidden;opacity:0;font-size:1px;line-height:1px;mso-hide:all;">${inline(mail.preview)}${FILLER}</div>
<table role="presentation" class="page" width="100%" cellpadding="0" cellspacing="0" border="0" bgcolor="${backgroundColour}" style="background-color:${backgroundColour};">
<tr>
<td align="center" style="padding:24px 12px;">
<!--[if mso]><table role="presentation" width="600" cellpadding="0" cellspacing="0" border="0"><tr><td><![endif]-->
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:600px;margin:0 auto;">
<tr>
<td class="pad quiet" align="left" style="padding:0 32px 16px;${font};font-size:16px;line-height:24px;font-weight:bold;color:${quietColour};">${logo(values)}</td>
</tr>
<tr>
<td class="card pad text" align="left" bgcolor="${cardColour}" style="background-color:${cardColour};border-radius:8px;padding:32px;${font};font-size:16px;line-height:25px;color:${textColour};">

${content}
<p class="text" style="margin:0 0 16px;color:${textColour};">${inline(stuck(words, values))}</p>
<p class="text" style="margin:0;color:${textColour};">${inline(signature(words, values))}</p>

</td>
</tr>
<tr>
<td class="pad quiet" align="left" style="padding:24px 32px 8px;${font};font-size:13px;line-height:20px;color:${quietColour};">
<p class="quiet" style="margin:0 0 12px;color:${quietColour};">${inline(words.whyYouGetIt)}</p>
<div class="quiet" style="margin:0 0 12px;color:${quietColour};">*|HTML:LIST_ADDRESS_HTML|*</div>
<p class="quiet" style="margin:0;color:${quietColour};"><a class="quiet" href="*|UNSUB|*" style="color:${quietColour};text-decoration:underline;">${words.unsubscribe}</a>${inline(words.unsubscribeAfter)}</p>
</td>
</tr>
</table>
<!--[if mso]></td></tr></table><![endif]-->
</td>
</tr>
</table>
</body>
</html>
`;
}

function logo({ logoUrl, logoAlt, brandName }: Values): string {
	if (logoUrl === '') return escapeHtml(brandName);
	return `<img class="logo" src="${escapeHtml(logoUrl)}" alt="${escapeHtml(logoAlt)}" height="40" style="display:block;height:40px;width:auto;max-width:240px;border:0;">`;
}

/** What differs on phones and in dark mode; mail programs that know neither do without. */
function styleSheet(values: Values): string {
	const { darkBackgroundColour, darkCardColour, darkTextColour, darkQuietColour } = values;
	const { darkAccentColour, darkButtonTextColour, cardColour } = values;
	return `<style>
	:root { color-scheme: light dark; supported-color-schemes: light dark; }
	@media (max-width: 480px) {
		.pad { padding-left: 20px !important; padding-right: 20px !important; }
		.button-table { width: 100% !important; }
		.button { display: block !important; text-align: center !important; }
	}
	@media (prefers-color-scheme: dark) {
		.page { background-color: ${darkBackgroundColour} !important; }
		.card { background-color: ${darkCardColour} !important; }
		.text { color: ${darkTextColour} !important; }
		.quiet { color: ${darkQuietColour} !important; }
		.box { background-color: ${darkBackgroundColour} !important; border-color: ${darkQuietColour} !important; color: ${darkTextColour} !important; }
		.link { color: ${darkAccentColour} !important; }
		.fill { background-color: ${darkAccentColour} !important; color: ${darkButtonTextColour} !important; }
		.line { border-color: ${darkAccentColour} !important; color: ${darkAccentColour} !important; }
		.logo { background-color: ${cardColour} !important; padding: 6px 10px !important; border-radius: 6px !important; }
	}
</style>`;
}

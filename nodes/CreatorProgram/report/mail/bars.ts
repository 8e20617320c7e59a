import { escaped } from '../escape';
import type { Bar, BarSection, Figure } from '../model';
import { headCell, QUIET } from './parts';

/** One that can be seen on white and on black: many mail programs turn colours round. */
const BAR = '#338765';

const CELL = 'padding:8px 6px;border-top:1px solid #dfe3ea;font-size:14px;';

/** Bars as a table. */
export function barTable({ heads, bars }: BarSection): string {
	const style = 'padding:0 6px 6px;font-size:12px;';
	const head = [
		headCell(heads.name, false, style),
		headCell(heads.bar, false, style),
		headCell(heads.value, true, style),
		headCell(heads.share, true, style),
	];
	return `<table width="100%" cellpadding="0" cellspacing="0" border="0" style="border-collapse:collapse;"><thead><tr>${head.join('')}</tr></thead><tbody>${bars.map(barRow).join('')}</tbody></table>`;
}

function barRow({ name, value, share, shareOfBefore }: Bar): string {
	const first = `<td style="${CELL}">${escaped(name)}</td>`;
	if (share === null) {
		return `<tr>${first}<td class="quiet" colspan="3" style="${CELL}${QUIET}">${escaped(value)}</td></tr>`;
	}
	const width = Math.round(share * 100);
	const bar = `<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr>${part(width, BAR)}${part(100 - width, '')}</tr></table>`;
	return `<tr>${first}<td width="38%" style="${CELL}">${bar}</td><td align="right" style="${CELL}font-weight:bold;">${escaped(value)}</td><td class="quiet" align="right" style="${CELL}${QUIET}">${shareOfBefore === '' ? '&nbsp;' : escaped(shareOfBefore)}</td></tr>`;
}

/** A part of a bar; Outlook reads widths and colours from attributes. */
function part(width: number, colour: string): string {
	if (width <= 0) return '';
	const fill = colour === '' ? ['', ''] : [` bgcolor="${colour}"`, `background:${colour};`];
	return `<td width="${width}%"${fill[0]} style="${fill[1]}height:14px;font-size:0;line-height:0;">&nbsp;</td>`;
}

/** Figures below each other. */
export function figureTable(figures: Figure[]): string {
	if (figures.length === 0) return '';
	const rows = figures.map(
		({ name, value, note }) =>
			`<tr><td style="${CELL}">${escaped(name)}<br><span class="quiet" style="font-size:12px;${QUIET}">${escaped(note)}</span></td><td align="right" valign="top" style="${CELL}font-weight:bold;">${escaped(value)}</td></tr>`,
	);
	return `<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="border-collapse:collapse;"><tbody>${rows.join('')}</tbody></table>`;
}

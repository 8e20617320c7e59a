import type { ReportContext } from '../context';
import { escaped, personLink, shown } from '../escape';
import type { Cell, Head, TableSection } from '../model';
import { heading, headCell, PERSON, quiet } from './parts';

const CELL = 'padding:6px 3px;border-top:1px solid #dfe3ea;font-size:13px;';

/** A table of names and numbers, with its heading. */
export function gridTable(table: TableSection, { words, format }: ReportContext): string {
	const { title, heads, rows, total, more, empty } = table;
	if (rows.length === 0 && more === 0) {
		return `${heading(title)}<p style="margin:0;font-size:14px;">${escaped(empty)}</p>`;
	}
	const style = (isNumber: boolean) => `padding:0 3px 6px;font-size:${isNumber ? 11 : 12}px;`;
	const head = heads.map(({ name, isNumber }) => headCell(name, isNumber, style(isNumber)));
	const body = rows.map((row) => rowHtml(row, heads, ''));
	const last = total.length > 0 ? [rowHtml(total, heads, 'font-weight:bold;')] : [];
	const rest =
		more > 0
			? `<p style="margin:8px 0 0;font-size:13px;">${quiet(escaped(words.report.andMore(format.number(more))))}</p>`
			: '';
	return `${heading(title)}<table class="tight" width="100%" cellpadding="0" cellspacing="0" border="0" style="border-collapse:collapse;"><thead><tr>${head.join('')}</tr></thead><tbody>${[...body, ...last].join('')}</tbody></table>${rest}`;
}

function rowHtml(row: Cell[], heads: Head[], style: string): string {
	const cells = row.map((cell, index) =>
		heads[index]?.isNumber
			? `<td align="right" valign="top" style="${CELL}${style}">${escaped(cell.text)}</td>`
			: `<td valign="top" style="${CELL}${style}word-break:break-word;">${textCell(cell)}</td>`,
	);
	return `<tr>${cells.join('')}</tr>`;
}

function textCell({ text, note, email }: Cell): string {
	const name = email ? nameLink(text, email) : shown(text);
	return note ? `${name}<br>${quiet(shown(note))}` : name;
}

/** A name that leads to a mail to the person, in the colour of the text. */
function nameLink(name: string, email: string): string {
	return personLink(name, email, PERSON).replace('<a ', '<a class="person" ');
}

import type { ReportContext } from '../context';
import { escaped, personLink, shown } from '../escape';
import type { Cell, Head, TableSection } from '../model';
import { percent } from './bars';

/** A table of names and numbers; each row a block of its own on a phone. */
export function gridTable(table: TableSection, { words, format }: ReportContext): string {
	const { caption, heads, rows, total, more, empty } = table;
	if (rows.length === 0 && more === 0) return `<p class="quiet">${escaped(empty)}</p>`;
	const head = heads.map(
		({ name, isNumber }) => `<th scope="col"${isNumber ? ' class="n"' : ''}>${escaped(name)}</th>`,
	);
	const body = rows.map((row) => rowHtml(row, heads));
	const foot = total.length > 0 ? `<tfoot>${rowHtml(total, heads)}</tfoot>` : '';
	const rest =
		more > 0 ? `<p class="quiet">${escaped(words.report.andMore(format.number(more)))}</p>` : '';
	return `<table class="grid"><caption>${escaped(caption)}</caption><thead><tr>${head.join('')}</tr></thead><tbody>${body.join('')}</tbody>${foot}</table>${rest}`;
}

function rowHtml([first, ...rest]: Cell[], [, ...heads]: Head[]): string {
	const cells = rest.map((cell, index) => cellHtml(cell, heads[index]));
	const note = first.note ? `<small>${shown(first.note)}</small>` : '';
	const name = first.email ? personLink(first.text, first.email) : shown(first.text);
	return `<tr><th scope="row"><bdi>${name}</bdi>${note && `<br>${note}`}</th>${cells.join('')}</tr>`;
}

function cellHtml({ text, share }: Cell, { name, isNumber }: Head): string {
	const track =
		share === undefined
			? ''
			: `<span class="track thin"><span class="bar s3" style="width:${percent(share)}"></span></span>`;
	return `<td${isNumber ? ' class="n"' : ''} data-label="${escaped(name)}">${shown(text)}${track}</td>`;
}

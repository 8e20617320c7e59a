import type { ReportContext } from '../context';
import { escaped } from '../escape';
import type { Column, ColumnSection } from '../model';
import { gridTable } from './table';

/** Columns of several parts, for those who see them; the same numbers as a table, folded up. */
export function columnChart(section: ColumnSection, context: ReportContext): string {
	const { note, columns, parts, table } = section;
	const legend = parts.map((name, index) => `<li><i class="s${index}"></i>${escaped(name)}</li>`);
	return `<p class="quiet">${escaped(note)}</p>
<ul class="columns" aria-hidden="true">${columns.map(columnHtml).join('')}</ul><ul class="legend" aria-hidden="true">${legend.join('')}</ul>
<details><summary>${escaped(context.words.report.theNumbers)}</summary>${gridTable(table, context)}</details>`;
}

function columnHtml({ name, value, share, parts }: Column): string {
	const pieces = parts.map((size, index) =>
		size > 0 ? `<i class="s${index}" style="flex-grow:${size}"></i>` : '',
	);
	return `<li><span class="area"><b>${escaped(value)}</b><span class="column" style="height:calc((100% - 22px) * ${share.toFixed(3)})">${pieces.join('')}</span></span><span class="month">${escaped(name)}</span></li>`;
}

import { capped, type Caps } from '../caps';
import type { ReportContext } from '../context';
import { escaped } from '../escape';
import type { Figure, Note, ReportModel, Section } from '../model';
import { barTable } from './bars';
import { columnChart } from './columns';
import { listGroups } from './lists';
import { STYLE } from './style';
import { gridTable } from './table';

/** A report as a whole web page: no script, nothing from elsewhere, light and dark, phone and desktop. */
export function pageOf(
	model: ReportModel,
	caps: Caps,
	{ language, when }: { language: string; when: string },
	context: ReportContext,
): string {
	const { title, text, figures, sections, notes } = capped(model, caps);
	return `<!DOCTYPE html>
<html lang="${escaped(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<title>${escaped(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${escaped(title)}</h1>
<p class="when">${escaped(when)}</p>
${figures.length > 0 ? cards(figures) : ''}
${sections.some(({ kind }) => kind === 'bars') ? '' : `<p class="box">${escaped(text).replaceAll('\n', '<br>')}</p>`}
${sections.map((section) => sectionHtml(section, context)).join('\n')}
${notes.length > 0 ? how(notes, context.words.report.howCounted) : ''}
</main>
</body>
</html>
`;
}

function cards(figures: Figure[]): string {
	const all = figures.map(
		({ name, value, note }) =>
			`<div class="card"><dt>${escaped(name)}</dt><dd>${escaped(value)}</dd>${note && `<dd class="quiet">${escaped(note)}</dd>`}</div>`,
	);
	return `<dl class="cards">${all.join('')}</dl>`;
}

function sectionHtml(section: Section, context: ReportContext): string {
	const body = () => {
		switch (section.kind) {
			case 'bars':
				return barTable(section);
			case 'columns':
				return columnChart(section, context);
			case 'table':
				return gridTable(section, context);
			case 'lists':
				return listGroups(section, context);
		}
	};
	return `<section class="box"><h2>${escaped(section.title)}</h2>\n${body()}\n</section>`;
}

function how(notes: Note[], title: string): string {
	const lines = notes.map(({ name, text }) => {
		const stop = /[.!?]$/.test(name) ? '' : ':';
		return `<li><b>${escaped(name)}</b>${stop} ${escaped(text)}</li>`;
	});
	return `<details class="box how"><summary>${escaped(title)}</summary>\n<ul>\n${lines.join('\n')}\n</ul>\n</details>`;
}

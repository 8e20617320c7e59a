import type { Cell, Column, ListSection, ReportModel, Section, TableSection } from './model';

/** How much of a report is shown. */
export interface Caps {
	/** Names in each list. */
	people: number;
	/** Lists in each group. */
	lists: number;
	/** Rows of each table. */
	rows: number;
	/** The last columns of a chart, and rows of its table. */
	columns: number;
}

/** A report with less in it: what is cut off is counted. */
export function capped(model: ReportModel, caps: Caps): ReportModel {
	return { ...model, sections: model.sections.map((section) => cappedSection(section, caps)) };
}

function cappedSection(section: Section, caps: Caps): Section {
	switch (section.kind) {
		case 'bars':
			return section;
		case 'table':
			return cappedTable(section, caps.rows);
		case 'columns': {
			const columns: Column[] = section.columns.slice(-caps.columns);
			const rows: Cell[][] = section.table.rows.slice(-caps.columns);
			return { ...section, columns, table: { ...section.table, rows } };
		}
		case 'lists':
			return cappedLists(section, caps);
	}
}

function cappedTable(table: TableSection, most: number): TableSection {
	const rows = table.rows.slice(0, most);
	return { ...table, rows, more: table.more + table.rows.length - rows.length };
}

/** Lists that are left out are counted with the group; who is in them is in the CSV. */
function cappedLists(section: ListSection, { people, lists }: Caps): ListSection {
	const groups = section.groups.map((group) => ({
		...group,
		lists: group.lists
			.slice(0, lists)
			.map((list) => ({ ...list, people: list.people.slice(0, people) })),
	}));
	return { ...section, groups };
}

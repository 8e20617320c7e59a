/**
 * Lays out rows as a table of plain text, the columns in the order of the first row's properties.
 * @param rows all with the same properties
 */
export function asTable(rows: Array<Record<string, string | number>>): string {
	const columns = Object.keys(rows[0] ?? {});
	const widthOf = (column: string): number =>
		Math.max(column.length, ...rows.map((row) => String(row[column]).length));
	const line = (cellOf: (column: string) => string | number): string =>
		columns.map((column) => String(cellOf(column)).padStart(widthOf(column))).join('  ');
	return [line((column) => column), ...rows.map((row) => line((column) => row[column] ?? ''))].join(
		'\n',
	);
}

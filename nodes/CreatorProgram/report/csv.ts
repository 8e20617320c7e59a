import type { IDataObject } from 'n8n-workflow';

/**
 * Rows as a CSV file (RFC 4180), with a byte order mark, so that Excel reads it as UTF-8. A text with which a program for
 * tables would begin a formula gets an apostrophe in front (OWASP, "CSV Injection").
 *
 * @param rows what has the same fields; the first one says their order
 * @returns '' for no rows
 */
export function csvOf(rows: IDataObject[]): string {
	if (rows.length === 0) return '';
	const fields = Object.keys(rows[0]);
	const lines = rows.map((row) => fields.map((field) => cellOf(row[field])).join(','));
	return `\uFEFF${[fields.map(cellOf).join(','), ...lines].join('\r\n')}\r\n`;
}

function cellOf(value: unknown): string {
	if (typeof value === 'number' || typeof value === 'boolean') return String(value);
	const text = Array.isArray(value) ? value.map(String).join(' ') : textOf(value);
	// Some programs skip blanks and marks without a width before the sign.
	const isFormula =
		/^[\s\p{Cf}]*[=+\-@|%\uFF0B\uFF0D\uFF1D\uFF20]/u.test(text) || /^[\t\r\n]/.test(text);
	return `"${(isFormula ? `'${text}` : text).replaceAll('"', '""')}"`;
}

function textOf(value: unknown): string {
	return typeof value === 'string' ? value : '';
}

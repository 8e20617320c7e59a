import { escaped } from '../escape';

/** The colour of what is said in passing; with the class `quiet` it turns with the background. */
export const QUIET = 'color:#545b6e;';

/** The colour of links in tables, the same as the text's. */
export const PERSON = 'color:#1a1e2b;';

/** A heading between sections. */
export function heading(title: string): string {
	return `<h2 style="margin:28px 0 8px;font-size:18px;line-height:24px;">${escaped(title)}</h2>`;
}

/** Something said in passing. */
export function quiet(html: string): string {
	return `<span class="quiet" style="${QUIET}">${html}</span>`;
}

/** A head of a column. */
export function headCell(name: string, isNumber: boolean, style: string): string {
	const align = isNumber ? 'right' : 'left';
	return `<th scope="col" class="quiet" align="${align}" valign="bottom" style="${style}font-weight:normal;${QUIET}">${escaped(name)}</th>`;
}

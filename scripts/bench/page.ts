const BEGIN = '<!-- benchmark: what follows is written by npm run bench -->';
const END = '<!-- benchmark: end -->';

/** Puts the generated part between its marks; the rest of the page is written by hand and stays. */
export function withGenerated(page: string, generated: string): string {
	const part = `${BEGIN}\n\n${generated}\n\n${END}`;
	const begin = page.indexOf(BEGIN);
	const end = page.indexOf(END);
	if (begin < 0 || end < begin) return `${page.trimEnd()}\n\n${part}\n`.trimStart();
	return page.slice(0, begin) + part + page.slice(end + END.length);
}

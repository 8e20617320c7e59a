import { widthOf } from './widths';

/** Colours of a drawing, light or dark. */
export interface Theme {
	page: string;
	card: string;
	line: string;
	text: string;
	quiet: string;
	accent: string;
	accentText: string;
	held: string;
	heldLine: string;
	heldText: string;
}

export const LIGHT: Theme = {
	page: '#ffffff',
	card: '#f5f6fa',
	line: '#c9cdd8',
	text: '#1d2130',
	quiet: '#545b6e',
	accent: '#1f5f46',
	accentText: '#ffffff',
	held: '#fff4dd',
	heldLine: '#d9a43a',
	heldText: '#6b4a00',
};

export const DARK: Theme = {
	page: '#15171c',
	card: '#20232b',
	line: '#414654',
	text: '#f0f1f5',
	quiet: '#b4bac9',
	accent: '#8fdcb8',
	accentText: '#10231a',
	held: '#3a2f14',
	heldLine: '#a67f2c',
	heldText: '#ffdf9e',
};

export interface Box {
	x: number;
	y: number;
	width: number;
	height: number;
}

const escape = (text: string): string =>
	text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** Words at a point. */
export function words(
	[x, y]: [number, number],
	text: string,
	fill: string,
	{ size = 15, bold = false, middle = false } = {},
): string {
	const weight = bold ? ' font-weight="700"' : '';
	const anchor = middle ? ' text-anchor="middle"' : '';
	return `<text x="${x}" y="${y}" font-size="${size}"${weight}${anchor} fill="${fill}">${escape(text)}</text>`;
}

/**
 * Words on as many lines as they need in a width, in whatever font they are shown.
 *
 * @param at where the first line stands
 * @throws Error for a word that is wider
 */
export function paragraph(
	[x, y]: [number, number],
	text: string,
	fill: string,
	{ width, size = 15 }: { width: number; size?: number },
): string[] {
	const lines: string[] = [];
	for (const word of text.split(' ')) {
		if (widthOf(word, size) > width) throw new Error(`"${word}" is wider than ${width}.`);
		const longer = [lines.at(-1), word].filter((part) => part !== undefined).join(' ');
		if (lines.length > 0 && widthOf(longer, size) <= width) lines[lines.length - 1] = longer;
		else lines.push(word);
	}
	return lines.map((line, index) => words([x, y + index * size * 1.5], line, fill, { size }));
}

/** A card with rounded corners. */
export function card(
	{ x, y, width, height }: Box,
	fill: string,
	stroke: string,
	radius = 10,
): string {
	return `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="${radius}" fill="${fill}" stroke="${stroke}"/>`;
}

/** An arrow straight down, or to the side and then down. */
export function arrow(
	[x, y]: [number, number],
	[toX, toY]: [number, number],
	colour: string,
): string {
	const path = x === toX ? `M${x} ${y}V${toY - 9}` : `M${x} ${y}H${toX}V${toY - 9}`;
	return `<path d="${path}" stroke="${colour}" stroke-width="2" fill="none"/><path d="M${toX - 6} ${toY - 10}l6 10 6-10z" fill="${colour}"/>`;
}

/** A whole drawing. */
export function drawing(
	{ width, height, title, about }: { width: number; height: number; title: string; about: string },
	theme: Theme,
	parts: string[],
): string {
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="title desc" font-family="Helvetica, Arial, sans-serif">`,
		`<title id="title">${escape(title)}</title>`,
		`<desc id="desc">${escape(about)}</desc>`,
		`<rect width="${width}" height="${height}" rx="12" fill="${theme.page}"/>`,
		...parts,
		'</svg>',
		'',
	].join('\n');
}

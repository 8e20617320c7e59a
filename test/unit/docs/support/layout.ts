import { widthOf } from '../../../../scripts/drawings/widths';

/** A rectangle of a drawing, or the room that a text takes. */
export interface Room {
	left: number;
	top: number;
	right: number;
	bottom: number;
}

export interface Text extends Room {
	text: string;
	/** Where it was put. */
	x: number;
	y: number;
}

/** The attributes of a tag, by name. */
function attributes(tag: string): Record<string, string> {
	const found = [...tag.matchAll(/([\w-]+)="([^"]*)"/g)];
	return Object.fromEntries(found.map(([, name, value]) => [name, value]));
}

const unescape = (text: string): string =>
	text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

/** What is drawn, without what stands in a group: those are the icons. */
const withoutIcons = (svg: string): string => svg.replace(/<g [\s\S]*?<\/g>/g, '');

export function rooms(svg: string): Room[] {
	return [...withoutIcons(svg).matchAll(/<rect ([^>]*)>/g)].map(([, tag]) => {
		const { x = '0', y = '0', width, height } = attributes(tag ?? '');
		const [left, top] = [Number(x), Number(y)];
		return { left, top, right: left + Number(width), bottom: top + Number(height) };
	});
}

/** Texts, as wide as they are in the widest common font. */
export function texts(svg: string): Text[] {
	const usual = attributes(/<svg ([^>]*)>/.exec(svg)?.[1] ?? '')['font-size'];
	return [...withoutIcons(svg).matchAll(/<text ([^>]*)>([^<]*)<\/text>/g)].map(
		([, tag, content]) => {
			const given = attributes(tag ?? '');
			const [x, y, size] = [given.x, given.y, given['font-size'] ?? usual].map(Number);
			const text = unescape(content ?? '');
			const width = widthOf(text, size, Number(given['font-weight'] ?? 400) >= 600);
			const before = { middle: width / 2, end: width }[given['text-anchor'] ?? ''] ?? 0;
			const left = x - before;
			return {
				text,
				x,
				y,
				left,
				right: left + width,
				top: y - size * 0.76,
				bottom: y + size * 0.24,
			};
		},
	);
}

const contains = (outer: Room, inner: Room): boolean =>
	inner.left >= outer.left &&
	inner.right <= outer.right &&
	inner.top >= outer.top &&
	inner.bottom <= outer.bottom;

const meet = (one: Room, other: Room): boolean =>
	one.left < other.right &&
	other.left < one.right &&
	one.top < other.bottom &&
	other.top < one.bottom;

const LEAST_MARGIN = 4;
const padded = ({ left, right, ...rest }: Room): Room => ({
	...rest,
	left: left - LEAST_MARGIN,
	right: right + LEAST_MARGIN,
});

/** @returns what does not fit: texts that leave the box they begin in, run into another, or into each other */
export function misfits(svg: string): string[] {
	const boxes = rooms(svg);
	const all = texts(svg);
	return all.flatMap((text, index) => {
		const at = { left: text.x, right: text.x, top: text.y, bottom: text.y };
		const around = boxes.filter((box) => contains(box, at));
		const others = boxes.filter((box) => !around.includes(box));
		return [
			...around
				.filter((box) => !contains(box, padded(text)))
				.map(() => `leaves its box: ${text.text}`),
			...others.filter((box) => meet(box, text)).map(() => `runs into a box: ${text.text}`),
			...all
				.slice(index + 1)
				.filter((other) => meet(text, other))
				.map((other) => `runs into "${other.text}": ${text.text}`),
		];
	});
}

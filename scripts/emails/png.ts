import { crc32, deflateSync, inflateSync } from 'node:zlib';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

interface Picture {
	width: number;
	height: number;
	/** One number for each point, 0xRRGGBB. */
	points: Uint32Array;
}

/**
 * Makes a screenshot a third of its size, by giving it a palette. Browsers write every point with its full colour.
 *
 * @param png 8 bits a channel with or without alpha, not interlaced, as Chromium writes it
 * @param colours how many the palette has, at most 256. A page has some ten flat ones; the rest are the edges of letters
 */
export function withPalette(png: Buffer, colours: number): Buffer {
	const { width, height, points } = decode(png);
	const palette = mostUsed(points, colours);
	const indexes = new Map<number, number>();
	const rows = Buffer.alloc(height * (width + 1));
	for (const [at, point] of points.entries()) {
		const index = indexes.get(point) ?? nearest(palette, point);
		indexes.set(point, index);
		rows[at + Math.floor(at / width) + 1] = index;
	}
	const channels = palette.flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255]);
	const header = Buffer.alloc(13);
	header.writeUInt32BE(width, 0);
	header.writeUInt32BE(height, 4);
	header.set([8, 3, 0, 0, 0], 8);
	return Buffer.concat([
		SIGNATURE,
		chunk('IHDR', header),
		chunk('PLTE', Buffer.from(channels)),
		chunk('IDAT', deflateSync(rows, { level: 9, memLevel: 9 })),
		chunk('IEND', Buffer.alloc(0)),
	]);
}

function chunk(type: string, data: Buffer): Buffer {
	const content = Buffer.concat([Buffer.from(type, 'latin1'), data]);
	const framed = Buffer.alloc(content.length + 8);
	framed.writeUInt32BE(data.length, 0);
	framed.set(content, 4);
	framed.writeUInt32BE(crc32(content), content.length + 4);
	return framed;
}

/** Undoes the five filters of a PNG's rows (PNG specification, 9.2). */
function decode(png: Buffer): Picture {
	const width = png.readUInt32BE(16);
	const height = png.readUInt32BE(20);
	const step = png[25] === 6 ? 4 : 3;
	if (png[24] !== 8 || (png[25] !== 2 && png[25] !== 6))
		throw new Error('No screenshot of Chromium.');
	const data: Buffer[] = [];
	for (let at = 8; at < png.length; at += png.readUInt32BE(at) + 12) {
		if (png.toString('latin1', at + 4, at + 8) !== 'IDAT') continue;
		data.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)));
	}
	const raw = inflateSync(Buffer.concat(data));
	const size = width * step;
	const bytes = new Uint8Array(height * size);
	for (let y = 0; y < height; y += 1) {
		const filter = raw[y * (size + 1)] ?? 0;
		for (let x = 0; x < size; x += 1) {
			const at = y * size + x;
			const left = x >= step ? (bytes[at - step] ?? 0) : 0;
			const up = y > 0 ? (bytes[at - size] ?? 0) : 0;
			const corner = x >= step && y > 0 ? (bytes[at - size - step] ?? 0) : 0;
			const guess = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter] ?? 0;
			bytes[at] = (raw[at + y + 1] ?? 0) + guess;
		}
	}
	const points = new Uint32Array(width * height);
	for (const at of points.keys()) {
		const [red = 0, green = 0, blue = 0] = bytes.subarray(at * step, at * step + 3);
		points[at] = (red << 16) | (green << 8) | blue;
	}
	return { width, height, points };
}

function paeth(left: number, up: number, corner: number): number {
	const estimate = left + up - corner;
	const distances = [left, up, corner].map((value) => Math.abs(estimate - value));
	return [left, up, corner][distances.indexOf(Math.min(...distances))] ?? 0;
}

/**
 * The colours of a palette: half of them are the most used; each of the others is one that is used much and unlike all before it, so
 * that a small icon keeps its colour beside a thousand shades of grey.
 */
function mostUsed(points: Uint32Array, count: number): number[] {
	const counts = new Map<number, number>();
	for (const point of points) counts.set(point, (counts.get(point) ?? 0) + 1);
	const sorted = [...counts].sort(([, one], [, other]) => other - one);
	const palette = sorted.slice(0, count / 2).map(([colour]) => colour);
	const rest = sorted.slice(palette.length).map(([colour, uses]) => ({
		colour,
		uses,
		far: Math.min(...palette.map((each) => distance(each, colour))),
	}));
	while (palette.length < count && rest.some(({ far }) => far > 0)) {
		const next = rest.reduce((best, each) =>
			each.far * each.uses > best.far * best.uses ? each : best,
		);
		palette.push(next.colour);
		for (const each of rest) each.far = Math.min(each.far, distance(next.colour, each.colour));
	}
	return palette;
}

function distance(one: number, other: number): number {
	return [16, 8, 0].reduce(
		(sum, shift) => sum + (((one >> shift) & 255) - ((other >> shift) & 255)) ** 2,
		0,
	);
}

function nearest(palette: number[], point: number): number {
	const distances = palette.map((colour) => distance(colour, point));
	return distances.indexOf(Math.min(...distances));
}

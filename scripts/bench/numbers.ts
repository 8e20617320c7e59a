import type { Run } from './results';

/** `1,234,567` */
export function grouped(value: number): string {
	return value.toLocaleString('en-US', { maximumFractionDigits: 0 });
}

/** A number with three digits that count: `0.234`, `17.5`, `234`. */
export function short(value: number): string {
	if (value === 0) return '0';
	if (Math.abs(value) >= 100) return grouped(value);
	const digits = Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value))));
	return value.toFixed(Math.min(digits, 5));
}

/** `17.5 s`, or in minutes from ten minutes on: `39.1 min` */
export function duration(seconds: number): string {
	return seconds < 600 ? `${short(seconds)} s` : `${(seconds / 60).toFixed(1)} min`;
}

/** How many times as much, rounded down so that it never says more than was measured: `13.4×` */
export function times(ratio: number): string {
	if (ratio >= 100) return `${grouped(Math.floor(ratio))}×`;
	return `${(Math.floor(ratio * 10) / 10).toFixed(1)}×`;
}

export function megabytes(value: number): string {
	return `${grouped(value)} MB`;
}

/** Requests for each contact that was asked for: `2`, `1.003`, `0.0043` */
export function requestsPerContact({ requests, contacts }: Run): string {
	return String(Number((requests.total / (contacts.right + contacts.wrong)).toFixed(4)));
}

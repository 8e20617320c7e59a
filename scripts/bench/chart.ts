import { widthOf } from '../drawings/widths';
import { FLOW, FLOWS, type FlowId } from './flows';
import { duration, grouped, requestsPerContact, times } from './numbers';
import { ratios, type Run, type RunSet } from './results';

interface Bar {
	label: string;
	value: number;
	/** the number as it is written beside the bar */
	text: string;
	ours: boolean;
}

interface Panel {
	title: string;
	bars: Bar[];
}

export interface Theme {
	background: string;
	text: string;
	muted: string;
	ours: string;
	other: string;
}

export const LIGHT: Theme = {
	background: '#ffffff',
	text: '#1f2328',
	muted: '#59636e',
	ours: '#0b6e4f',
	other: '#9aa4b0',
};
export const DARK: Theme = {
	background: '#0d1117',
	text: '#e6edf3',
	muted: '#9198a1',
	ours: '#3fb68b',
	other: '#6e7681',
};

const WIDTH = 720;
const PADDING = 16;
const LABEL_WIDTH = 270;
const TEXT_WIDTH = 150;
const BAR_SPACE = WIDTH - 2 * PADDING - LABEL_WIDTH - TEXT_WIDTH;
const ROW = 26;
const BAR_HEIGHT = 16;
const FONT_SIZE = 13;
/** Between a bar and its text. */
const TEXT_GAP = 6;
const PANEL_HEAD = 34;
const PANEL_GAP = 14;
/** A bar that would vanish is drawn as a line; its number stands beside it. */
const LEAST_BAR = 1.5;

const escape = (text: string): string =>
	text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const isOurs = (flow: FlowId): boolean => FLOW[flow].ours;
const hasFaults = ({ conditions }: RunSet): boolean => Object.keys(conditions.faults).length > 0;

/** A run in which items went on after errors, and that came to its end. */
const runOf = (runs: readonly Run[], flow: FlowId): Run[] =>
	runs.filter((run) => run.flow === flow && run.continueOnError && run.error === null);

function bars(
	runs: readonly Run[],
	valueOf: (run: Run) => number,
	textOf: (run: Run) => string,
): Bar[] {
	return FLOWS.flatMap((flow) =>
		runOf(runs, flow).map((run) => ({
			label: FLOW[flow].label,
			value: valueOf(run),
			text: textOf(run),
			ours: isOurs(flow),
		})),
	);
}

/** Only a comparison is worth a panel: at least one flow of each kind. */
const comparing = ({ bars: all }: Panel): boolean =>
	all.some(({ ours }) => ours) && all.some(({ ours }) => !ours);

/** How much faster one of ours is than the built-in flows of the same set: least to most. */
function fasterText(runs: readonly Run[], run: Run): string {
	const faster = ratios(runs, isOurs)
		.filter(({ ours, continueOnError }) => ours === run.flow && continueOnError)
		.sort((one, other) => one.faster - other.faster)
		.map((each) => times(each.faster));
	const unique = [faster.at(0), faster.at(-1)].filter((each) => each !== undefined);
	return unique.length === 0 ? '' : ` (${[...new Set(unique)].join(' to ')} as fast)`;
}

/** A flow that left contacts wrong says so beside its number. */
const wrongText = ({ contacts }: Run): string =>
	contacts.wrong > 0 ? `, ${grouped(contacts.wrong)} contacts wrong` : '';

/** What the chart shows of the sets that were measured; a panel without a comparison is left out. */
function panels(sets: readonly RunSet[]): Panel[] {
	const plain = sets
		.filter((set) => !hasFaults(set))
		.sort((a, b) => a.conditions.contacts - b.conditions.contacts);
	const timing = plain.map(({ conditions, runs }): Panel => ({
		title: `Time for ${grouped(conditions.contacts)} contacts`,
		bars: bars(
			runs,
			({ seconds }) => seconds,
			(run) => `${duration(run.seconds)}${fasterText(runs, run)}${wrongText(run)}`,
		),
	}));
	const requests = plain.slice(-1).map(({ conditions, runs }): Panel => ({
		title: `Requests for ${grouped(conditions.contacts)} contacts`,
		bars: bars(
			runs,
			(run) => run.requests.total,
			(run) => `${grouped(run.requests.total)} (${requestsPerContact(run)} each)${wrongText(run)}`,
		),
	}));
	const wrong = sets.filter(hasFaults).map(({ conditions, runs }): Panel => ({
		title: `Contacts wrong of ${grouped(conditions.contacts)}, with faults`,
		bars: bars(
			runs,
			({ contacts }) => contacts.wrong,
			({ contacts }) => grouped(contacts.wrong),
		),
	}));
	return [...timing, ...requests, ...wrong].filter(comparing);
}

/** How long the longest bar of a panel is, so that each has room for its text behind it, in whatever font. */
function longest({ bars: all }: Panel, most: number): number {
	const room = WIDTH - 2 * PADDING - LABEL_WIDTH - TEXT_GAP;
	const limits = all
		.filter(({ value }) => value > 0)
		.map(({ value, text, ours }) => ((room - widthOf(text, FONT_SIZE, ours)) * most) / value);
	return Math.min(BAR_SPACE, ...limits);
}

/** @param scale pixels for each unit */
function barSvg(bar: Bar, scale: number, y: number, theme: Theme): string {
	const length = bar.value === 0 ? 0 : Math.max(LEAST_BAR, bar.value * scale);
	const x = PADDING + LABEL_WIDTH;
	const middle = y + BAR_HEIGHT / 2 + 4.5;
	const weight = bar.ours ? ' font-weight="600"' : '';
	return [
		`<text x="${x - 8}" y="${middle}" text-anchor="end" fill="${theme.text}"${weight}>${escape(bar.label)}</text>`,
		`<rect x="${x}" y="${y}" width="${length.toFixed(1)}" height="${BAR_HEIGHT}" fill="${bar.ours ? theme.ours : theme.other}"/>`,
		`<text x="${(x + length + TEXT_GAP).toFixed(1)}" y="${middle}" fill="${theme.text}"${weight}>${escape(bar.text)}</text>`,
	].join('\n');
}

function panelSvg(panel: Panel, top: number, theme: Theme): string {
	const most = Math.max(...panel.bars.map(({ value }) => value));
	const scale = longest(panel, most) / most;
	const head = `<text x="${PADDING}" y="${top + 18}" font-size="15" font-weight="600" fill="${theme.text}">${escape(panel.title)}</text>`;
	const rows = panel.bars.map((bar, index) =>
		barSvg(bar, scale, top + PANEL_HEAD + index * ROW, theme),
	);
	return [head, ...rows].join('\n');
}

const heightOf = ({ bars: all }: Panel): number => PANEL_HEAD + all.length * ROW + PANEL_GAP;

/** The chart in words, for those who do not see it. */
function description(shown: readonly Panel[]): string {
	return shown
		.map(
			({ title, bars: all }) =>
				`${title}: ${all.map(({ label, text }) => `${label} ${text}`).join('; ')}.`,
		)
		.join(' ');
}

const TITLE = 'Benchmark: this package and n8n’s own Mailchimp node';
const NOTE = 'Shorter is better. Bars start at zero and are drawn to scale within each group.';

/**
 * Draws the sets as bars. Every group has its own linear scale from zero, so that lengths are ratios.
 *
 * @returns the SVG, or undefined when there is nothing to compare
 */
export function chart(sets: readonly RunSet[], theme: Theme): string | undefined {
	const shown = panels(sets);
	if (shown.length === 0) return undefined;
	let top = PADDING;
	const drawn = shown.map((panel) => {
		const svg = panelSvg(panel, top, theme);
		top += heightOf(panel);
		return svg;
	});
	const height = top + 12 + PADDING;
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-labelledby="title desc" font-family="system-ui, -apple-system, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif" font-size="${FONT_SIZE}">`,
		`<title id="title">${escape(TITLE)}</title>`,
		`<desc id="desc">${escape(description(shown))}</desc>`,
		`<rect width="${WIDTH}" height="${height}" fill="${theme.background}"/>`,
		...drawn,
		`<text x="${PADDING}" y="${height - PADDING}" font-size="12" fill="${theme.muted}">${escape(NOTE)}</text>`,
		'</svg>',
		'',
	].join('\n');
}

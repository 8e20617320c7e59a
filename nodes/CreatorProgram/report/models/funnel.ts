import type { IDataObject } from 'n8n-workflow';
import type { CountRow } from '../../funnel/groups';
import type { FunnelNumbers, StepNumbers } from '../../funnel/numbers';
import type { StuckStep } from '../../funnel/stuck';
import type { ReportContext } from '../context';
import type {
	BarSection,
	Cell,
	ColumnSection,
	Figure,
	Head,
	ListSection,
	ReportModel,
	TableSection,
} from '../model';

/** Whether an item is the numbers of Funnel: Measure. */
export function isFunnelNumbers(json: IDataObject): json is FunnelNumbers & IDataObject {
	return json.measure === 'funnel' && Array.isArray(json.steps) && Array.isArray(json.stuck);
}

/** What the numbers of the funnel say. */
export function funnelModel(numbers: FunnelNumbers, context: ReportContext): ReportModel {
	const { words } = context;
	const stuck = sum(numbers.stuck.map(({ count }) => count));
	return {
		title: words.funnelReport.title(context.brand),
		text: textOf(numbers, stuck, context),
		isChanged: stuck > 0 || numbers.steps.some(({ last_7_days: recent }) => (recent ?? 0) > 0),
		nothingDone: false,
		figures: figuresOf(numbers, stuck, context),
		sections: [
			barsOf(numbers, context),
			offersOf(numbers, context),
			monthsOf(numbers, context),
			listsOf(numbers.stuck, context),
		],
		notes: words.funnelReport.notes.map((note) => ({ ...note })),
	};
}

function textOf(
	{ steps, sales_unassigned_count, sales_unknown_because: why }: FunnelNumbers,
	stuck: number,
	{ words: { common, funnelReport: words }, format }: ReportContext,
): string {
	const counts = steps.map(({ name, count }) => {
		return `${name}: ${count === null ? common.notKnown : format.number(count)}`;
	});
	const text = words.text(counts.join(', '), format.number(stuck));
	if (why !== '') return text + words.salesNotKnown(why);
	const unassigned = sales_unassigned_count ?? 0;
	return unassigned > 0 ? text + words.salesOfNobody(format.number(unassigned)) : text;
}

function figuresOf(
	{ steps, stuck, sales }: FunnelNumbers,
	allStuck: number,
	{ words: { common, funnelReport: words }, format }: ReportContext,
): Figure[] {
	const figure = (key: StepNumbers['key'], note?: string): Figure[] =>
		steps
			.filter((step) => step.key === key)
			.map(({ name, count, share_of_approved: share }) => {
				if (count === null) return { name, value: common.notKnown, note: words.needsGraphql };
				const part = share === null ? '' : words.ofApproved(format.percent(share));
				return { name, value: format.number(count), note: note ?? part };
			});
	const commissions = (sales ?? []).map(
		({ currency, commission, commission_paid: paid, sales }) => ({
			name: words.commission(currency),
			value: format.money(commission, ''),
			note: words.salesAndPaid(sales, format.number(sales), format.money(paid, '')),
		}),
	);
	const onTheWay = sum(stuck.map(({ on_the_way: count }) => count));
	return [
		...figure('approved', words.inRefersion),
		...figure('live'),
		...figure('sold'),
		...commissions,
		{
			name: words.stuck,
			value: format.number(allStuck),
			note: words.onTheWay(onTheWay, format.number(onTheWay)),
		},
	];
}

function barsOf(
	{ steps, links, sales_unassigned_count, sales_unknown_because: why }: FunnelNumbers,
	{ words: { funnelReport: words }, format }: ReportContext,
): BarSection {
	const unassigned = sales_unassigned_count ?? 0;
	const bars = steps.map((step) => {
		const { key, name, count, seen, last_7_days: recent } = step;
		if (count === null) {
			return {
				name,
				value: words.notKnown(why),
				share: null,
				shareOfBefore: '',
				recent: '',
				note: '',
			};
		}
		const later = count - (seen ?? count);
		const notes = [
			later > 0 ? words.bars.later(format.number(later)) : '',
			key === 'live' && links.said > 0 ? words.bars.said(format.number(links.said)) : '',
			key === 'sold' && unassigned > 0 ? words.bars.ofNobody(format.number(unassigned)) : '',
		];
		return {
			name,
			value: format.number(count),
			share: step.share_of_approved ?? 0,
			shareOfBefore: format.percent(step.share_of_step_before),
			recent: recent === null ? '' : `+${format.number(recent)}`,
			note: notes.filter(Boolean).join(', '),
		};
	});
	const { title, caption, heads } = words.bars;
	return { kind: 'bars', title, caption, heads, bars };
}

function offersOf(
	{ steps, by_offer: offers }: FunnelNumbers,
	{ words: { funnelReport: words }, format }: ReportContext,
): TableSection {
	const cell = (row: CountRow, { key }: StepNumbers): Cell => {
		const count = row[key];
		if (count === null) return { text: '–' };
		const share = (row.approved ?? 0) === 0 ? 0 : count / (row.approved ?? 1);
		return { text: format.number(count), share };
	};
	const rows = offers.map((row) => [
		{ text: row.offer ?? '' },
		...steps.map((step) => cell(row, step)),
	]);
	return {
		kind: 'table',
		title: words.offers.title,
		caption: words.offers.caption,
		note: '',
		heads: headsOf(words.offers.head, steps),
		rows,
		total: [],
		more: 0,
		empty: '–',
	};
}

function monthsOf(
	{ steps, by_month: months }: FunnelNumbers,
	{ words: { funnelReport: words }, format }: ReportContext,
): ColumnSection {
	const known = steps.filter(({ count }) => count !== null);
	const most = Math.max(1, ...months.map(({ approved }) => approved ?? 0));
	const nameOf = (month: string, style: 'long' | 'short') => {
		if (/^\d/.test(month)) return format.month(month, style);
		return month === 'earlier' ? words.months.earlier : words.months.unknown;
	};
	// Each creator is drawn once, as a part of the furthest step.
	const partOf = (row: CountRow, index: number) => {
		const after = known.at(index + 1);
		return (row[known[index].key] ?? 0) - (after ? (row[after.key] ?? 0) : 0);
	};
	const columns = months.map((row) => ({
		name: nameOf(row.month ?? '', 'short'),
		value: format.number(row.approved ?? 0),
		share: (row.approved ?? 0) / most,
		parts: known.map((_step, index) => partOf(row, index)),
	}));
	const count = (value: number | null): Cell => ({
		text: value === null ? '–' : format.number(value),
	});
	const rows = months.map((row) => [
		{ text: nameOf(row.month ?? '', 'long') },
		...steps.map(({ key }) => count(row[key])),
	]);
	const { title, caption, note, head } = words.months;
	return {
		kind: 'columns',
		title,
		note,
		tableTitle: title,
		parts: known.map(({ name }) => name),
		columns,
		table: {
			kind: 'table',
			title,
			caption,
			note: '',
			heads: headsOf(head, steps),
			rows,
			total: [],
			more: 0,
			empty: '–',
		},
	};
}

function listsOf(
	stuck: StuckStep[],
	{ words: { funnelReport: words }, format }: ReportContext,
): ListSection {
	const groups = stuck
		.filter(({ count }) => count > 0)
		.map((step) => {
			const rest = step.on_the_way;
			const others = rest > 0 ? words.lists.others(rest, format.number(rest)) : '';
			return {
				title: words.lists.group(step.name),
				count: format.number(step.count),
				note: words.lists.days(step.after_days) + others,
				lists: step.lists.map((list) => ({
					whatHappened: list.what_happened,
					whatToDo: list.what_to_do,
					count: list.count,
					people: list.people.map(({ name, email, since }) => ({
						name,
						email,
						note: since === '' ? words.lists.sinceUnknown : words.lists.since(format.day(since)),
					})),
				})),
			};
		});
	return { kind: 'lists', title: words.lists.title, groups, empty: words.lists.empty };
}

function headsOf(first: string, steps: StepNumbers[]): Head[] {
	return [{ name: first, isNumber: false }, ...steps.map(({ name }) => ({ name, isNumber: true }))];
}

function sum(numbers: number[]): number {
	return numbers.reduce((all, number) => all + number, 0);
}

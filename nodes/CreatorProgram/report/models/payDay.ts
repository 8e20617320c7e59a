import type { IDataObject } from 'n8n-workflow';
import type { PayDayNumbers } from '../../payday/measure';
import { AMOUNTS, type Ages } from '../../payday/unpaid';
import type { ReportContext } from '../context';
import type { Cell, Figure, ReportModel, TableSection } from '../model';

/** Whether an item is the numbers of Pay Day: Measure. */
export function isPayDayNumbers(json: IDataObject): json is PayDayNumbers & IDataObject {
	return (
		json.measure === 'payday' && Array.isArray(json.unpaid) && Array.isArray(json.unpaid_total)
	);
}

/** What the numbers of pay day say. */
export function payDayModel(numbers: PayDayNumbers, context: ReportContext): ReportModel {
	const { words } = context;
	return {
		title: words.payDay.title(context.brand),
		text: textOf(numbers, context),
		isChanged: numbers.unpaid_count > 0 || numbers.without_paypal_count > 0,
		nothingDone: false,
		figures: figuresOf(numbers, context),
		sections: [
			withoutOf(numbers, context),
			unpaidOf(numbers, context),
			...(numbers.unpaid_total.length > 1 ? [totalsOf(numbers, context)] : []),
		],
		notes: words.payDay.notes.map((note) => ({ ...note })),
	};
}

function textOf(
	numbers: PayDayNumbers,
	{ words: { payDay: words }, format }: ReportContext,
): string {
	const said = (name: 'total' | 'days_over_90') =>
		numbers.unpaid_total
			.filter((row) => row[name] !== 0)
			.map((row) => format.money(row[name], row.currency))
			.join(' + ') || '0';
	const text = words.text(
		format.number(numbers.without_paypal_count),
		format.number(numbers.without_paypal_owed_count),
		said('total'),
		said('days_over_90'),
	);
	if (!numbers.reminds) return text;
	const { reminded_count: reminded, cleared_count: cleared } = numbers;
	return text + words.reminded(format.number(reminded), format.number(cleared));
}

function figuresOf(
	numbers: PayDayNumbers,
	{ words: { payDay: words }, format }: ReportContext,
): Figure[] {
	const notKnown = numbers.paypal_not_known_count;
	const notes = [
		words.figures.owed(format.number(numbers.without_paypal_owed_count)),
		notKnown > 0 ? words.figures.notKnown(notKnown, format.number(notKnown)) : '',
	];
	return [
		...numbers.unpaid_total.map(({ currency, total, days_over_90: old }) => ({
			name: words.figures.unpaid(currency),
			value: format.money(total, ''),
			note: words.figures.old(format.money(old, '')),
		})),
		{
			name: words.figures.without,
			value: format.number(numbers.without_paypal_count),
			note: notes.filter(Boolean).join(', '),
		},
	];
}

function withoutOf(
	{ without_paypal: list, without_paypal_count: count, reminds }: PayDayNumbers,
	{ words: { payDay: words, report }, format }: ReportContext,
): TableSection {
	const { heads, title, empty, paypal, reminder } = words.without;
	return {
		kind: 'table',
		title,
		caption: title,
		note: '',
		heads: [
			{ name: heads.name, isNumber: false },
			{ name: heads.paypal, isNumber: false },
			...(reminds ? [{ name: heads.reminder, isNumber: false }] : []),
			{ name: heads.unpaid, isNumber: true },
		],
		rows: list.map((one) => [
			{ text: one.name || report.noName, note: one.email, email: one.email },
			{ text: paypal[one.paypal] },
			...(reminds ? [{ text: reminder[one.reminder] }] : []),
			{ text: one.unpaid.map((row) => format.money(row.total, row.currency)).join(', ') },
		]),
		total: [],
		more: count - list.length,
		empty,
	};
}

function unpaidOf(
	{ unpaid, unpaid_count: count, unpaid_total: totals }: PayDayNumbers,
	{ words: { payDay: words, report }, format }: ReportContext,
): TableSection {
	const { heads, title, empty } = words.unpaid;
	return {
		kind: 'table',
		title,
		caption: title,
		note: '',
		heads: [
			{ name: heads.name, isNumber: false },
			...AMOUNTS.map((name) => ({ name: heads[name], isNumber: true })),
		],
		rows: unpaid.map((row) => [
			{ text: row.name || report.noName, note: row.email, email: row.email },
			...amountCells(row, format),
		]),
		total:
			totals.length === 1 ? [{ text: words.totals.title }, ...amountCells(totals[0], format)] : [],
		more: count - unpaid.length,
		empty,
	};
}

/** For several currencies: they are not added up. */
function totalsOf(
	{ unpaid_total: totals }: PayDayNumbers,
	{ words: { payDay: words }, format }: ReportContext,
): TableSection {
	const { heads } = words.unpaid;
	return {
		kind: 'table',
		title: words.totals.title,
		caption: words.totals.title,
		note: '',
		heads: [
			{ name: words.totals.head, isNumber: false },
			...AMOUNTS.map((name) => ({ name: heads[name], isNumber: true })),
		],
		rows: totals.map((row) => [{ text: row.currency || '–' }, ...amountCells(row, format)]),
		total: [],
		more: 0,
		empty: '–',
	};
}

function amountCells(row: Ages, format: ReportContext['format']): Cell[] {
	return AMOUNTS.map((name) => ({
		text: format.money(row[name], name === 'total' ? row.currency : ''),
	}));
}

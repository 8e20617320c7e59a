import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../../../shared/record';
import { plain, plainLines } from '../../changes/plain';
import type { ReportContext } from '../context';
import type { ReportModel, TableSection } from '../model';
import { recordsOf } from './changes';
import { heldGroups } from './held';

/** Whether an item is that of Coupon: Summarise. */
export function isCouponNumbers(json: IDataObject): boolean {
	return json.measure === 'coupons' && isRecord(json.counts) && Array.isArray(json.differences);
}

/** Counts that are shown as figures; all but the first one where there are any. */
const FIGURES = [
	'right',
	'created',
	'taken_back',
	'would_make',
	'would_take_back',
	'missing',
	'not_usable',
	'still_usable',
	'without_code',
] as const;

/** The lists of codes that were changed, or would be. */
const LISTS = [
	{ list: 'made', what: 'created' },
	{ list: 'taken_back', what: 'taken_back' },
	{ list: 'would_make', what: 'would_make' },
	{ list: 'would_take_back', what: 'would_take_back' },
] as const;

/** With these nothing could be compared. */
const NOTHING_DONE = ['no_affiliates', 'no_contacts'];

/** What the item of Coupon: Summarise says. */
export function couponModel(numbers: IDataObject, context: ReportContext): ReportModel {
	const {
		words: { report: words },
		format,
	} = context;
	const differences = recordsOf(numbers.differences);
	const count = format.number(Number(numbers.differences_count ?? differences.length));
	const counts = isRecord(numbers.counts) ? numbers.counts : {};
	const figures = FIGURES.map((name) => ({ name, count: Number(counts[name] ?? 0) }));
	const done = LISTS.reduce((sum, { what }) => sum + Number(counts[what] ?? 0), 0);
	return {
		title: words.coupons.title(context.brand),
		text: plainLines(numbers.text),
		isChanged: differences.length > 0 || done > 0,
		nothingDone: differences.some(({ reason }) => NOTHING_DONE.includes(String(reason))),
		figures: [
			...figures
				.filter(({ name, count: each }) => each > 0 || name === 'right')
				.map(({ name, count: each }) => ({
					name: words.coupons.figures[name],
					value: format.number(each),
					note: '',
				})),
			{ name: words.coupons.different, value: count, note: '' },
		],
		sections: [
			{
				kind: 'lists',
				title: words.coupons.lookAt,
				groups: heldGroups(differences, words.coupons.different, count),
				empty: words.coupons.allRight,
			},
			codesTable(numbers, done, context),
		],
		notes: [],
	};
}

/** @param done how many there are, of which the lists may have fewer */
function codesTable(
	numbers: IDataObject,
	done: number,
	{ words: { report: words } }: ReportContext,
): TableSection {
	const { whatWasDone, whatWouldBeDone } = words.changes;
	const { figures, heads, noneChanged } = words.coupons;
	const title = numbers.dry_run === true ? whatWouldBeDone : whatWasDone;
	const rows = LISTS.flatMap(({ list, what }) => {
		const codes: unknown[] = Array.isArray(numbers[list]) ? numbers[list] : [];
		return codes.map((code) => [{ text: plain(code) }, { text: figures[what] }]);
	});
	return {
		kind: 'table',
		title,
		caption: title,
		note: '',
		heads: [heads.code, heads.what].map((name) => ({ name, isNumber: false })),
		rows,
		total: [],
		more: done - rows.length,
		empty: noneChanged,
	};
}

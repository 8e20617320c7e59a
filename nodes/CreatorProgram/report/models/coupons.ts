import type { IDataObject } from 'n8n-workflow';
import type { ReportContext } from '../context';
import type { ReportModel } from '../model';
import { recordsOf } from './changes';
import { heldGroups } from './held';

/** Whether an item is the numbers of Coupon: Compare. */
export function isCouponNumbers(json: IDataObject): boolean {
	return json.measure === 'coupons' && Array.isArray(json.differences);
}

/**
 * What the numbers of Coupon: Compare say.
 *
 * @param numbers `measure` "coupons", `right` (how many codes are right), `differences` (entries with `reason`,
 *   `what_happened`, `what_to_do`, `email`, `name` and `key`), `differences_count` when they are cut
 */
export function couponModel(numbers: IDataObject, context: ReportContext): ReportModel {
	const {
		words: { report: words },
		format,
	} = context;
	const differences = recordsOf(numbers.differences);
	const count = format.number(Number(numbers.differences_count ?? differences.length));
	const right = format.number(Number(numbers.right ?? 0));
	return {
		title: words.coupons.title(context.brand),
		text: words.coupons.text(right, count),
		isChanged: differences.length > 0,
		nothingDone: false,
		figures: [
			{ name: words.coupons.figures.right, value: right, note: '' },
			{ name: words.coupons.figures.different, value: count, note: '' },
		],
		sections: [
			{
				kind: 'lists',
				title: words.coupons.lookAt,
				groups: heldGroups(differences, words.coupons.figures.different, count),
				empty: words.coupons.allRight,
			},
		],
		notes: [],
	};
}

import type { IDataObject } from 'n8n-workflow';
import type { Words } from '../words/en';
import type { Comparison } from './compare';
import { explain } from './reasons';
import type { CouponRules, Decision } from './types';

/** Items of a comparison, by output. */
export interface CompareItems {
	toMake: IDataObject[];
	toTakeBack: IDataObject[];
	held: IDataObject[];
	right: IDataObject[];
	totals: IDataObject;
}

/**
 * The items of a comparison.
 *
 * @param dryRun whether nothing is to be done: what would be stands in the totals
 */
export function compareItems(
	{ decisions, counts, compared }: Comparison,
	{ promotionId }: CouponRules,
	{ dryRun, words }: { dryRun: boolean; words: Words },
): CompareItems {
	const of = (verdict: Decision['verdict']): IDataObject[] =>
		decisions
			.filter((each) => each.verdict === verdict)
			.map((each) => ({ ...itemOf(each, promotionId), ...explain(each, words) }));
	const [toMake, toTakeBack] = [of('make'), of('take_back')];
	const [held, right] = [of('held'), of('keep')];
	const would = (items: IDataObject[]): IDataObject[] => (dryRun ? items : []);
	return {
		toMake: dryRun ? [] : toMake,
		toTakeBack: dryRun ? [] : toTakeBack,
		held,
		right,
		totals: {
			totals: true,
			compared,
			dry_run: dryRun,
			...counts,
			right: right.length,
			to_make: toMake.length,
			to_take_back: toTakeBack.length,
			held: held.length,
			would_make: would(toMake),
			would_take_back: would(toTakeBack),
		},
	};
}

function itemOf(decision: Decision, promotionId: string): IDataObject {
	const { verdict, reason, name, email, key, code, promotion } = decision;
	return {
		verdict,
		reason,
		name,
		email,
		key,
		code,
		promotion_id: verdict === 'make' || verdict === 'take_back' ? promotionId : '',
		promotion_name: promotion,
	};
}

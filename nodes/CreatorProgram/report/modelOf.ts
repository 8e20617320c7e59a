import type { IDataObject } from 'n8n-workflow';
import { ProblemError } from '../../shared/problem';
import type { ReportContext } from './context';
import type { ReportModel } from './model';
import { changesModel, isChanges } from './models/changes';
import { couponModel, isCouponNumbers } from './models/coupons';
import { funnelModel, isFunnelNumbers } from './models/funnel';
import { isPayDayNumbers, payDayModel } from './models/payDay';

/**
 * What an item of a measure says.
 *
 * @param json the item of the output Numbers of a measure, or that of Summarise of Changes or Coupon
 * @throws ProblemError for an item of anything else
 */
export function modelOf(json: IDataObject, context: ReportContext): ReportModel {
	if (isFunnelNumbers(json)) return funnelModel(json, context);
	if (isPayDayNumbers(json)) return payDayModel(json, context);
	if (isCouponNumbers(json)) return couponModel(json, context);
	if (isChanges(json)) return changesModel(json, context);
	throw new ProblemError({
		code: 'not_understood',
		message: 'The item is not one that a report can be made of',
		fix: 'Connect to Numbers the output Numbers of Funnel: Measure or Pay Day: Measure, or Summarise of Changes or Coupon, with no node between that changes the items.',
	});
}

/** Whether an item is one that a report can be made of. */
export function isReportable(json: IDataObject): boolean {
	return [isFunnelNumbers, isPayDayNumbers, isCouponNumbers, isChanges].some((is) => is(json));
}

/** Fields that the rows of a measure have, by which they are told from something else; none where they may be anything. */
export function rowFields(numbers: IDataObject): string[] {
	if (isFunnelNumbers(numbers)) return ['step', 'reason', 'what_to_do'];
	return isPayDayNumbers(numbers) ? ['currency', 'conversions', 'total'] : [];
}

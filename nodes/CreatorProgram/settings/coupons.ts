import { asLocator, type Input } from '../../shared/input';
import { invalidInput } from '../../shared/problem';
import { LANGUAGES, type Language } from '../words';
import { readMergeField, refuseEqual } from './names';

/** What a user may set for coupon codes, checked. A type, so that it is an item's data as it is. */
export type CouponSettings = {
	/** Id of the promotion in BigCommerce; '' for none. */
	promotionId: string;
	makeCodes: boolean;
	takeBack: boolean;
	dryRun: boolean;
	brand: string;
	language: Language;
	keyMergeField: string;
	couponMergeField: string;
	/** Merge tag of the codes that were replaced. */
	oldMergeField: string;
	brakePeople: number;
	brakePercent: number;
};

/** The defaults are the names that the template for new coupons writes. */
export const DEFAULT_NAMES = {
	keyMergeField: 'AFFCODE',
	couponMergeField: 'COUPON',
	oldMergeField: 'COUPONOLD',
};

/**
 * Reads what is set, and refuses what is not clearly meant.
 *
 * @param input the parameters of an item
 * @throws ProblemError that names the parameter
 */
export function readCouponSettings(input: Input): CouponSettings {
	const options = input.collection('options', 'Options');
	const field = (name: keyof typeof DEFAULT_NAMES, label: string): string =>
		options.has(name) ? readMergeField(options, name, label) : DEFAULT_NAMES[name];
	const settings: CouponSettings = {
		promotionId: readPromotion(input),
		makeCodes: input.switch('makeCodes', 'Make Missing Codes', false),
		takeBack: input.switch('takeBack', 'Take Codes Back', false),
		dryRun: input.switch('dryRun', 'Dry Run', false),
		brand: input.required('brand', 'Brand'),
		language: input.choice('language', 'Language', LANGUAGES, 'en'),
		keyMergeField: field('keyMergeField', 'Key Merge Field'),
		couponMergeField: field('couponMergeField', 'Coupon Merge Field'),
		oldMergeField: field('oldMergeField', 'Old Codes Merge Field'),
		brakePeople: options.number('brakePeople', 'Stop If More Than (People)', 10, {
			min: 0,
			isWhole: true,
		}),
		brakePercent: options.number('brakePercent', 'Stop If More Than (Percent)', 20, {
			min: 0,
			max: 100,
		}),
	};
	refuseConflicts(settings);
	return settings;
}

/** @throws ProblemError for what is no id of a promotion */
export function readPromotion(input: Input): string {
	const { value } = asLocator(input.value('promotionId', ''), 'Promotion ID', 'id');
	if (value === '' || /^\d+$/.test(value)) return value;
	throw invalidInput(
		'Promotion ID',
		'is not the ID of a promotion',
		'Give the number that Promotion: Create or Promotion: Get Many of the BigCommerce node shows, or leave it empty.',
	);
}

/** @throws ProblemError when there is no promotion for what is switched on */
export function requirePromotion(promotionId: string, label: string): void {
	if (promotionId !== '') return;
	throw invalidInput(
		'Promotion ID',
		'is empty',
		`${label} needs the promotion for the codes of creators: give its ID, or switch it off.`,
	);
}

function refuseConflicts(settings: CouponSettings): void {
	const { promotionId, makeCodes, takeBack } = settings;
	if (makeCodes || takeBack) {
		requirePromotion(promotionId, makeCodes ? 'Make Missing Codes' : 'Take Codes Back');
	}
	const names = [
		{ label: 'Key Merge Field', name: settings.keyMergeField },
		{ label: 'Coupon Merge Field', name: settings.couponMergeField },
		{ label: 'Old Codes Merge Field', name: settings.oldMergeField },
	];
	refuseEqual(names[1], names[0]);
	refuseEqual(names[2], names[0]);
	refuseEqual(names[2], names[1]);
}

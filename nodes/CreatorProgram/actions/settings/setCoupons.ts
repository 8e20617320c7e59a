import type { Operation } from '../../../shared/operations';
import { Run } from '../../../shared/run';
import { readCouponSettings } from '../../settings/coupons';
import { couponProperties } from './coupons.properties';

export const setCoupons: Operation = {
	option: {
		name: 'Set Coupons',
		value: 'setCoupons',
		description:
			'What there is to set for coupon codes, checked once for the whole workflow. Changes nothing by itself.',
		action: 'Set up the coupon codes',
	},
	properties: couponProperties,
	async execute() {
		return await new Run(this).forEachItem(async (input) => {
			// A run is about everybody, once, however many items it begins with.
			if (input.itemIndex > 0) return await Promise.resolve([]);
			return { ...readCouponSettings(input) };
		});
	},
};

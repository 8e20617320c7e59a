import { compareCoupons, type Comparison } from '../../../../nodes/CreatorProgram/coupons/compare';
import type {
	CouponContact,
	CouponRules,
	Creator,
	Lists,
	StoreCode,
} from '../../../../nodes/CreatorProgram/coupons/types';

export const PROMOTION = '42';

export const RULES: CouponRules = {
	promotionId: PROMOTION,
	makeCodes: true,
	takeBack: true,
	brakePeople: 0,
	brakePercent: 20,
};

export const creator = (key: string, state: Creator['state'] = 'active'): Creator => ({
	key,
	state,
	email: `${key}@creators.example`,
	name: `Jo ${key}`,
});

export const contact = (
	key: string,
	coupon: string,
	more: Partial<CouponContact> = {},
): CouponContact => ({
	email: `${key}@creators.example`,
	name: `Jo ${key}`,
	key,
	coupon,
	old: [],
	...more,
});

export const code = (name: string, more: Partial<StoreCode> = {}): StoreCode => ({
	code: name,
	state: 'usable',
	promotionId: PROMOTION,
	promotionName: 'Creators',
	...more,
});

export const compare = (lists: Partial<Lists>, rules: Partial<CouponRules> = {}): Comparison =>
	compareCoupons({ creators: [], contacts: [], codes: [], ...lists }, { ...RULES, ...rules });

/** Each decision as "verdict: reason: key: code". */
export const brief = ({ decisions }: Comparison): string[] =>
	decisions.map(({ verdict, reason, key, code: name }) =>
		[verdict, reason, key, name].join(' ').replace(/ +/g, ' ').trim(),
	);

import type { Resource } from '../../../shared/operations';
import { assign } from './assign';
import { compare } from './compare';
import { summarise } from './summarise';

export const coupon: Resource = {
	option: { name: 'Coupon', value: 'coupon' },
	operations: [assign, compare, summarise],
	defaultOperation: compare,
};

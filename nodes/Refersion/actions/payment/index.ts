import type { Resource } from '../../../shared/operations';
import { getMany } from './getMany';

export const payment: Resource = {
	option: { name: 'Payment', value: 'payment' },
	operations: [getMany],
};

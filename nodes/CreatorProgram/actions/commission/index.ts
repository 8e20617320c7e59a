import type { Resource } from '../../../shared/operations';
import { describe } from './describe';

export const commission: Resource = {
	option: { name: 'Commission', value: 'commission' },
	operations: [describe],
};

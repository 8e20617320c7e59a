import type { Resource } from '../../../shared/operations';
import { confirm } from './confirm';
import { decide } from './decide';
import { describe } from './describe';

export const tier: Resource = {
	option: { name: 'Tier', value: 'tier' },
	operations: [decide, confirm, describe],
};

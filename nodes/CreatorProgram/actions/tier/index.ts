import type { Resource } from '../../../shared/operations';
import { confirm } from './confirm';
import { decide } from './decide';

export const tier: Resource = {
	option: { name: 'Tier', value: 'tier' },
	operations: [decide, confirm],
};

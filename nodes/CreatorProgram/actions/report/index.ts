import type { Resource } from '../../../shared/operations';
import { build } from './build';

export const report: Resource = {
	option: { name: 'Report', value: 'report' },
	operations: [build],
};

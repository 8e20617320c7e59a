import type { Resource } from '../../../shared/operations';
import { describe } from './describe';

export const failure: Resource = {
	option: { name: 'Failure', value: 'failure' },
	operations: [describe],
};

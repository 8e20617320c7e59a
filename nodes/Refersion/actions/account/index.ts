import type { Resource } from '../../../shared/operations';
import { check } from './check';

export const account: Resource = {
	option: { name: 'Account', value: 'account' },
	operations: [check],
};

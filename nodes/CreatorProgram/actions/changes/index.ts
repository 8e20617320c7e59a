import type { Resource } from '../../../shared/operations';
import { summarise } from './summarise';

export const changes: Resource = {
	option: { name: 'Changes', value: 'changes' },
	operations: [summarise],
};

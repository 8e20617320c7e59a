import type { Resource } from '../../../shared/operations';
import { upsert } from './upsert';

export const contact: Resource = {
	option: { name: 'Contact', value: 'contact' },
	operations: [upsert],
};

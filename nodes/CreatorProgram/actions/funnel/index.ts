import type { Resource } from '../../../shared/operations';
import { measure } from './measure';

export const funnel: Resource = {
	option: { name: 'Funnel', value: 'funnel' },
	operations: [measure],
};

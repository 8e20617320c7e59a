import type { Resource } from '../../../shared/operations';
import { measure } from './measure';

export const payDay: Resource = {
	option: { name: 'Pay Day', value: 'payDay' },
	operations: [measure],
};

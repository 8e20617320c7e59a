import type { Resource } from '../../../shared/operations';
import { get } from './get';

export const affiliate: Resource = {
	option: { name: 'Affiliate', value: 'affiliate' },
	operations: [get],
};

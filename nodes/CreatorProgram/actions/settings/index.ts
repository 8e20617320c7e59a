import type { Resource } from '../../../shared/operations';
import { set } from './set';

export const settings: Resource = {
	option: { name: 'Settings', value: 'settings' },
	operations: [set],
};

import type { Resource } from '../../../shared/operations';
import { getMany } from './getMany';
import { prepare } from './prepare';

export const audience: Resource = {
	option: { name: 'Audience', value: 'audience' },
	operations: [getMany, prepare],
};

import type { Resource } from '../../../shared/operations';
import { create } from './create';
import { getMany } from './getMany';

export const promotion: Resource = {
	option: { name: 'Promotion', value: 'promotion' },
	operations: [create, getMany],
	defaultOperation: getMany,
};

import type { Resource } from '../../../shared/operations';
import { createIfMissing } from './createIfMissing';
import { getMany } from './getMany';

export const mergeField: Resource = {
	option: { name: 'Merge Field', value: 'mergeField' },
	operations: [createIfMissing, getMany],
};

import type { Resource } from '../../../shared/operations';
import { getMany } from './getMany';
import { upsert } from './upsert';

export const template: Resource = {
	option: { name: 'Template', value: 'template' },
	operations: [upsert, getMany],
};

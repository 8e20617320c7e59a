import type { Resource } from '../../../shared/operations';
import { add } from './add';
import { getMany } from './getMany';
import { getMembers } from './getMembers';
import { remove } from './remove';

export const tag: Resource = {
	option: { name: 'Tag', value: 'tag' },
	operations: [add, getMany, getMembers, remove],
};

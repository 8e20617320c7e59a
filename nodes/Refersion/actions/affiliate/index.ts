import type { Resource } from '../../../shared/operations';
import { changeStatus } from './changeStatus';
import { create } from './create';
import { get } from './get';
import { getMany } from './getMany';
import { getStanding } from './getStanding';
import { search } from './search';
import { update } from './update';

export const affiliate: Resource = {
	option: { name: 'Affiliate', value: 'affiliate' },
	operations: [changeStatus, create, get, getMany, getStanding, search, update],
	defaultOperation: get,
};

import type { Resource } from '../../../shared/operations';
import { addSkuCommission } from './addSkuCommission';
import { getMany } from './getMany';

export const offer: Resource = {
	option: { name: 'Offer', value: 'offer' },
	operations: [addSkuCommission, getMany],
	defaultOperation: getMany,
};

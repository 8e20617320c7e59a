import type { Resource } from '../../../shared/operations';
import { create } from './create';
import { getMany } from './getMany';

export const promotionCode: Resource = {
	option: { name: 'Promotion Code', value: 'promotionCode' },
	operations: [getMany, create],
};

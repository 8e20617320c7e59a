import type { Resource } from '../../../shared/operations';
import { create } from './create';
import { deletePromotionCode } from './delete';
import { getMany } from './getMany';

export const promotionCode: Resource = {
	option: { name: 'Promotion Code', value: 'promotionCode' },
	operations: [create, deletePromotionCode, getMany],
	defaultOperation: getMany,
};

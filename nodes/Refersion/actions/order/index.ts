import type { Resource } from '../../../shared/operations';
import { send } from './send';

export const order: Resource = {
	option: { name: 'Order', value: 'order' },
	operations: [send],
};

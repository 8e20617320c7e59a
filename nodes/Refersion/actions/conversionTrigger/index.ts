import type { Resource } from '../../../shared/operations';
import { create } from './create';
import { deleteTrigger } from './delete';

export const conversionTrigger: Resource = {
	option: { name: 'Conversion Trigger', value: 'conversionTrigger' },
	operations: [create, deleteTrigger],
};

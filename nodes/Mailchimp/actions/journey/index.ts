import type { Resource } from '../../../shared/operations';
import { triggerStep } from './triggerStep';

export const journey: Resource = {
	option: { name: 'Journey', value: 'journey' },
	operations: [triggerStep],
};

import type { Resource } from '../../../shared/operations';
import { build } from './build';
import { summarise } from './summarise';

export const welcomeMail: Resource = {
	option: { name: 'Welcome Mail', value: 'welcomeMail' },
	operations: [build, summarise],
};

import type { Resource } from '../../../shared/operations';
import { checkLink } from './checkLink';
import { getLinks } from './getLinks';

export const profile: Resource = {
	option: { name: 'Profile', value: 'profile' },
	operations: [checkLink, getLinks],
};

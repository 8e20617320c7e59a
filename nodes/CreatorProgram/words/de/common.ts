import type { Words } from '../en';

export const common: Words['common'] = {
	notKnown: 'nicht bekannt',
	none: 'keine',
	andMore: (count) => `und ${count} ${count === 1 ? 'weiterer' : 'weitere'}`,
};

import type { Resource } from '../../../shared/operations';
import { answer } from './answer';
import { decide } from './decide';
import { settle } from './settle';

export const page: Resource = {
	option: { name: 'Page', value: 'page' },
	operations: [answer, decide, settle],
	defaultOperation: answer,
};

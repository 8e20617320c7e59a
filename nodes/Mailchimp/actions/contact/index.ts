import type { Resource } from '../../../shared/operations';
import { archive } from './archive';
import { changeEmail } from './changeEmail';
import { get } from './get';
import { getMany } from './getMany';
import { lookUp } from './lookUp';
import { recordEvent } from './recordEvent';
import { unsubscribe } from './unsubscribe';
import { upsert } from './upsert';

export const contact: Resource = {
	option: { name: 'Contact', value: 'contact' },
	// The first one is the default.
	operations: [upsert, archive, changeEmail, get, getMany, lookUp, recordEvent, unsubscribe],
};

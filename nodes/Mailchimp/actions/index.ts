import type { Resource } from '../../shared/operations';
import { check } from './audience/check';
import { getMany as getManyAudiences } from './audience/getMany';
import { prepare } from './audience/prepare';
import { archive } from './contact/archive';
import { changeEmail } from './contact/changeEmail';
import { compare } from './contact/compare';
import { create } from './contact/create';
import { deletePermanently } from './contact/delete';
import { get } from './contact/get';
import { getMany as getManyContacts } from './contact/getMany';
import { lookUp } from './contact/lookUp';
import { recordEvent } from './contact/recordEvent';
import { sync } from './contact/sync';
import { unsubscribe } from './contact/unsubscribe';
import { update } from './contact/update';
import { upsert } from './contact/upsert';
import { getMany as getManyGroups } from './group/getMany';
import { triggerStep } from './journey/triggerStep';
import { createMergeFieldIfMissing } from './mergeField/createIfMissing';
import { getMany as getManyMergeFields } from './mergeField/getMany';
import { add } from './tag/add';
import { getMany as getManyTags } from './tag/getMany';
import { getMembers } from './tag/getMembers';
import { remove } from './tag/remove';
import { getMany as getManyTemplates } from './template/getMany';
import { upsert as upsertTemplate } from './template/upsert';

/** Everything the Mailchimp Audience node can do. The first resource and operation are the defaults. */
export const resources: Resource[] = [
	{
		option: { name: 'Contact', value: 'contact' },
		operations: [
			upsert,
			archive,
			changeEmail,
			compare,
			create,
			deletePermanently,
			get,
			getManyContacts,
			lookUp,
			recordEvent,
			sync,
			unsubscribe,
			update,
		],
	},
	{ option: { name: 'Tag', value: 'tag' }, operations: [add, getManyTags, getMembers, remove] },
	{
		option: { name: 'Merge Field', value: 'mergeField' },
		operations: [createMergeFieldIfMissing, getManyMergeFields],
	},
	{
		option: { name: 'Audience', value: 'audience' },
		operations: [check, getManyAudiences, prepare],
		defaultOperation: getManyAudiences,
	},
	{ option: { name: 'Group', value: 'group' }, operations: [getManyGroups] },
	{ option: { name: 'Journey', value: 'journey' }, operations: [triggerStep] },
	{
		option: { name: 'Template', value: 'template' },
		operations: [upsertTemplate, getManyTemplates],
	},
];

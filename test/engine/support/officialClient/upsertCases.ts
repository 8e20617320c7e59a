import type { IDataObject } from 'n8n-workflow';
import type { MemberSeed } from '../../../emulators';
import { creator, LINK } from '../contacts';
import type { Hub } from '../hub';
import { JO } from '../mailchimpContact';
import { hash, list, type Case, type Difference, type Step } from './cases';
import { OFFSET } from './differences';
import { tagging, upsert } from './upsert';

const existing =
	(seed: Partial<MemberSeed>) =>
	(hub: Hub): void => {
		hub.world.mailchimp.addMember(hub.audienceId, { email: JO, ...seed });
	};

const FIELDS = { FNAME: 'Jo', AFFLINK: LINK };
const NEW = { email_address: JO, status_if_new: 'subscribed', merge_fields: FIELDS };

const put = (body: IDataObject, more: Partial<Step> = {}): Step => ({
	call: 'lists.setListMember',
	ids: [list, hash(JO)],
	body,
	...more,
});

/** For a contact whose status is set, and who is in the audience as far as anybody knows. */
const ALSO_IF_NEW: Difference = {
	at: 'body.status_if_new',
	ours: 'subscribed',
	why: 'Always sent: the node does not know before whether the contact is new.',
};

const FIRST_LOOK =
	'Changes merge fields only. Its answer says what the contact is, and so whether its status may be changed.';

/** Contact: Create or Update, with few items. */
export const upsertCases: Case[] = [
	{
		operation: 'contact.upsert',
		job: 'a contact with a link and a tag, by the opt-in setting of the audience',
		parameters: upsert({ newContactStatus: 'audience' }),
		items: [creator()],
		steps: [
			{
				call: 'lists.getList',
				ids: [list],
				options: { fields: ['double_optin'] },
				onlyOurs: 'Mailchimp does not apply the opt-in setting by itself. Once in a run.',
			},
			put(NEW),
			tagging('active'),
		],
	},
	{
		operation: 'contact.upsert',
		job: 'a contact with a tag that is to start no automation',
		parameters: upsert({ startAutomations: 'no' }),
		items: [creator()],
		steps: [put(NEW), tagging('active', { is_syncing: true })],
	},
	{
		operation: 'contact.upsert',
		job: 'an unsubscribed contact with a tag, to subscribe whatever it is',
		prepare: existing({ status: 'unsubscribed', unsubscribedBy: 'api', tags: ['new-affiliate'] }),
		parameters: upsert({ existingContactStatus: 'subscribed', language: 'fr', vip: true }),
		items: [creator()],
		steps: [
			put(
				{
					email_address: JO,
					status: 'subscribed',
					merge_fields: FIELDS,
					language: 'fr',
					vip: true,
				},
				{ differences: [ALSO_IF_NEW] },
			),
			{
				...tagging('active'),
				onlyClients: 'Not sent: the answer before says that the contact has the tag.',
			},
		],
	},
	{
		operation: 'contact.upsert',
		job: 'a tag taken off and added again, to restart an automation',
		prepare: existing({ tags: ['new-affiliate'] }),
		parameters: upsert({ restartAutomations: true }),
		items: [creator()],
		steps: [put(NEW), tagging('inactive'), tagging('active')],
	},
	{
		operation: 'contact.upsert',
		job: 'an archived contact, to revive',
		prepare: existing({ status: 'archived' }),
		parameters: upsert({ reviveArchived: true }),
		items: [creator()],
		steps: [
			put(NEW, { onlyOurs: FIRST_LOOK }),
			put(
				{ email_address: JO, status: 'subscribed', merge_fields: FIELDS },
				{ differences: [ALSO_IF_NEW] },
			),
			tagging('active'),
		],
	},
	{
		operation: 'contact.upsert',
		job: 'a contact that left, to ask again',
		prepare: existing({ status: 'unsubscribed' }),
		parameters: upsert({ unsubscribedContacts: 'askAgain' }),
		items: [creator()],
		steps: [
			put(NEW, { onlyOurs: FIRST_LOOK }),
			put(
				{ email_address: JO, status: 'pending', merge_fields: FIELDS },
				{ differences: [ALSO_IF_NEW] },
			),
			tagging('active'),
		],
	},
	{
		operation: 'contact.upsert',
		job: 'a contact with groups and marketing permissions, by name',
		prepare: ({ world, audienceId }) => {
			const audience = world.mailchimp.audience(audienceId);
			const interests = [{ id: 'i1', name: 'Fashion' }];
			audience.interestCategories.push({ id: 'c1', title: 'Niche', type: 'checkboxes', interests });
			audience.marketingPermissions.push({ id: 'p1', text: 'Email' });
			world.mailchimp.addMember(audienceId, { email: JO });
		},
		parameters: upsert(
			{
				groupsToJoin: ['Fashion'],
				marketingPermissions: { permissions: [{ permission: 'Email', enabled: true }] },
			},
			{ tagsToAdd: {} },
		),
		items: [creator()],
		steps: [
			{
				call: 'lists.getListInterestCategories',
				ids: [list],
				options: { count: 1000 },
				differences: [OFFSET],
			},
			{
				call: 'lists.listInterestCategoryInterests',
				ids: [list, 'c1'],
				options: { count: 1000 },
				differences: [OFFSET],
			},
			{
				call: 'lists.getListMembersInfo',
				ids: [list],
				options: { count: 1, fields: ['members.id', 'members.marketing_permissions'] },
			},
			put({
				...NEW,
				interests: { i1: true },
				marketing_permissions: [{ marketing_permission_id: 'p1', enabled: true }],
			}),
		],
	},
];

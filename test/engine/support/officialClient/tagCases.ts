import { tags } from '../contacts';
import { locator, type Hub } from '../hub';
import { JO } from '../mailchimpContact';
import { hash, list, tagId, type Case, type Step } from './cases';
import { asksFor, OFFSET, SEGMENT_FIELDS } from './differences';

const withJo = ({ world, audienceId }: Hub): void => {
	world.mailchimp.addMember(audienceId, { email: JO, tags: ['vip', 'tier-gold'] });
};

const JOS = [list, hash(JO)];

const look: Step = {
	call: 'lists.getListMember',
	ids: JOS,
	options: { fields: ['id', 'email_address', 'contact_id', 'status', 'tags', 'tags_count'] },
	onlyOurs:
		'The output says which tags the contact had before. Mailchimp answers 204 with nothing.',
};

const change = (rows: Array<[name: string, status: string]>, more: Partial<Step> = {}): Step => ({
	call: 'lists.updateListMemberTags',
	ids: JOS,
	body: { tags: rows.map(([name, status]) => ({ name, status })) },
	...more,
});

/** Everything about tags. */
export const tagCases: Case[] = [
	{
		operation: 'tag.add',
		job: 'two tags, of which the contact has one',
		prepare: withJo,
		parameters: { resource: 'tag', operation: 'add', tags: tags('VIP', 'new-affiliate') },
		steps: [
			look,
			change(
				[
					['VIP', 'active'],
					['new-affiliate', 'active'],
				],
				{
					differences: [
						{
							at: 'body.tags',
							ours: [{ name: 'new-affiliate', status: 'active' }],
							client: [
								{ name: 'VIP', status: 'active' },
								{ name: 'new-affiliate', status: 'active' },
							],
							why: 'A tag that is there already is not sent: what that starts is not documented.',
						},
					],
				},
			),
		],
	},
	{
		operation: 'tag.add',
		job: 'a tag that is to start no automation',
		prepare: withJo,
		parameters: {
			resource: 'tag',
			operation: 'add',
			tags: tags('new-affiliate'),
			options: { startAutomations: false },
		},
		steps: [
			look,
			change([], {
				body: { tags: [{ name: 'new-affiliate', status: 'active' }], is_syncing: true },
			}),
		],
	},
	{
		operation: 'tag.add',
		job: 'a tag the contact has, to restart an automation',
		prepare: withJo,
		parameters: {
			resource: 'tag',
			operation: 'add',
			tags: tags('vip'),
			options: { restartAutomations: true },
		},
		steps: [look, change([['vip', 'inactive']]), change([['vip', 'active']])],
	},
	{
		operation: 'tag.remove',
		job: 'two tags, of which the contact has one',
		prepare: withJo,
		parameters: { resource: 'tag', operation: 'remove', tags: tags('vip', 'unknown') },
		steps: [
			look,
			change(
				[
					['vip', 'inactive'],
					['unknown', 'inactive'],
				],
				{
					differences: [
						{
							at: 'body.tags',
							ours: [{ name: 'vip', status: 'inactive' }],
							client: [
								{ name: 'vip', status: 'inactive' },
								{ name: 'unknown', status: 'inactive' },
							],
							why: 'There is nothing to take off.',
						},
					],
				},
			),
		],
	},
	{
		operation: 'tag.getMany',
		job: 'all tags',
		prepare: withJo,
		parameters: { resource: 'tag', operation: 'getMany', returnAll: true },
		steps: [{ call: 'lists.tagSearch', ids: [list] }],
	},
	{
		operation: 'tag.getMany',
		job: 'the tags that begin in a certain way',
		prepare: withJo,
		parameters: { resource: 'tag', operation: 'getMany', filters: { prefix: 'tier-' } },
		steps: [{ call: 'lists.tagSearch', ids: [list], options: { name: 'tier-' } }],
	},
	{
		operation: 'tag.getMany',
		job: 'all tags, where the search gives fewer than there are',
		prepare: (hub) => {
			withJo(hub);
			hub.world.mailchimp.switches.tagSearchLimit = 1;
		},
		parameters: { resource: 'tag', operation: 'getMany', returnAll: true },
		steps: [
			{ call: 'lists.tagSearch', ids: [list] },
			{
				call: 'lists.listSegments',
				ids: [list],
				options: { type: 'static', count: 1000 },
				differences: [asksFor('segments.id,segments.name,total_items'), OFFSET],
			},
		],
	},
	{
		operation: 'tag.getMembers',
		job: 'the subscribed contacts with a tag',
		prepare: withJo,
		parameters: {
			resource: 'tag',
			operation: 'getMembers',
			tag: locator('name', 'vip'),
			options: { subscribedOnly: true },
		},
		steps: [
			{ call: 'lists.tagSearch', ids: [list], options: { name: 'vip' } },
			{
				call: 'lists.getSegmentMembersList',
				ids: [list, tagId('vip')],
				options: { count: 1000 },
				differences: [asksFor(SEGMENT_FIELDS), OFFSET],
			},
		],
	},
];

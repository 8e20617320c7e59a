import type { IDataObject } from 'n8n-workflow';
import { subscriberHash } from '../../../emulators';
import { creators } from '../contacts';
import { list, tagId, type Case, type Difference, type Step } from './cases';
import { tagging, upsert } from './upsert';

const MANY = creators(25);

const batch = (more: IDataObject, differences: Difference[]): Step => ({
	call: 'lists.batchListMembers',
	ids: [list],
	body: {
		members: MANY.map(({ email, name, link }) => ({
			email_address: email,
			status: 'subscribed',
			merge_fields: { FNAME: name, AFFLINK: link },
			...more,
		})),
		update_existing: true,
	},
	differences: [
		{
			at: 'body.members.*.status',
			client: 'subscribed',
			why: 'All that older descriptions of the API have here. It changes the status of those who left, too.',
		},
		{
			at: 'body.members.*.status_if_new',
			ours: 'subscribed',
			why: 'Newer in the API. It leaves the status of existing contacts alone.',
		},
		...differences,
	],
});

/** Contact: Create or Update, with so many items that they are sent together. */
export const bulkCases: Case[] = [
	{
		operation: 'contact.upsert',
		job: 'many contacts, with a tag that starts automations',
		parameters: upsert(),
		items: MANY,
		anyOrder: true,
		steps: [
			batch({ tags: ['new-affiliate'] }, [
				{
					at: 'body.members.*.tags',
					client: ['new-affiliate'],
					why: 'Left out on purpose: a contact is tagged after Mailchimp has confirmed its link.',
				},
			]),
			...MANY.map(({ email }) => String(email))
				.sort((one, other) => (subscriberHash(one) < subscriberHash(other) ? -1 : 1))
				.map((email) => ({
					...tagging('active', {}, email),
					onlyOurs: 'The tag of each contact: the one way that is documented to start automations.',
				})),
		],
	},
	{
		operation: 'contact.upsert',
		job: 'many contacts, with a tag whose automations do not matter',
		parameters: upsert({ startAutomations: 'any' }),
		items: MANY,
		steps: [
			batch({}, []),
			{ call: 'lists.tagSearch', ids: [list], options: { name: 'new-affiliate' } },
			{
				call: 'lists.createSegment',
				ids: [list],
				body: { name: 'new-affiliate', static_segment: [] },
			},
			{
				call: 'lists.batchSegmentMembers',
				bodyFirst: true,
				ids: [list, tagId('new-affiliate')],
				body: { members_to_add: MANY.map(({ email }) => email) },
				differences: [
					{
						at: 'body.members_to_remove',
						ours: [],
						why: 'Adding and removing go in one request; none to remove here.',
					},
				],
			},
		],
	},
];

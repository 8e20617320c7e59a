import { creators } from '../contacts';
import type { Hub } from '../hub';
import { JO } from '../mailchimpContact';
import { hash, list, tagId, type Case } from './cases';
import {
	asksFor,
	CONTACT_FIELDS,
	LIST_FIELDS,
	NO_LINKS,
	OFFSET,
	SEGMENT_FIELDS,
	SKIP_VALIDATION,
	SORTED,
	STATUS_FIELDS,
} from './differences';

const withJo = ({ world, audienceId }: Hub): void => {
	world.mailchimp.addMember(audienceId, { email: JO, tags: ['vip'] });
};

const JOS = [list, hash(JO)];

/** Everything about contacts but what writes or deletes them. */
export const contactCases: Case[] = [
	{
		operation: 'contact.get',
		job: 'a contact, simplified',
		prepare: withJo,
		parameters: { resource: 'contact', operation: 'get' },
		steps: [{ call: 'lists.getListMember', ids: JOS, differences: [asksFor(CONTACT_FIELDS)] }],
	},
	{
		operation: 'contact.get',
		job: 'a contact with all its fields',
		prepare: withJo,
		parameters: { resource: 'contact', operation: 'get', simplify: false },
		steps: [
			{
				call: 'lists.getListMember',
				ids: JOS,
				differences: [{ at: 'query.exclude_fields', ours: '_links', why: NO_LINKS }],
			},
		],
	},
	{
		operation: 'contact.get',
		job: 'some fields of a contact',
		prepare: withJo,
		parameters: {
			resource: 'contact',
			operation: 'get',
			simplify: false,
			fields: 'status, merge_fields.AFFLINK',
		},
		steps: [
			{
				call: 'lists.getListMember',
				ids: JOS,
				options: { fields: ['status', 'merge_fields.AFFLINK'] },
			},
		],
	},
	{
		operation: 'contact.getMany',
		job: 'all contacts of a status that changed since a time',
		prepare: withJo,
		parameters: {
			resource: 'contact',
			operation: 'getMany',
			returnAll: true,
			filters: { status: 'subscribed', changedSince: '2026-01-01T10:00:00+02:00' },
		},
		steps: [
			{
				call: 'lists.getListMembersInfo',
				ids: [list],
				options: {
					count: 1000,
					status: 'subscribed',
					sinceLastChanged: '2026-01-01T08:00:00+00:00',
				},
				differences: [asksFor(LIST_FIELDS), OFFSET, ...SORTED],
			},
		],
	},
	{
		operation: 'contact.getMany',
		job: 'some contacts with all their fields',
		prepare: withJo,
		parameters: { resource: 'contact', operation: 'getMany', limit: 20, simplify: false },
		steps: [
			{
				call: 'lists.getListMembersInfo',
				ids: [list],
				options: { count: 20 },
				differences: [
					{ at: 'query.exclude_fields', ours: '_links,members._links', why: NO_LINKS },
					OFFSET,
					...SORTED,
				],
			},
		],
	},
	{
		operation: 'contact.getMany',
		job: 'contacts with a tag, whatever their status',
		prepare: withJo,
		parameters: {
			resource: 'contact',
			operation: 'getMany',
			filters: { tag: { __rl: true, mode: 'name', value: 'VIP' } },
		},
		steps: [
			{ call: 'lists.tagSearch', ids: [list], options: { name: 'VIP' } },
			{
				call: 'lists.getSegmentMembersList',
				ids: [list, tagId('vip')],
				options: {
					count: 50,
					includeCleaned: true,
					includeTransactional: true,
					includeUnsubscribed: true,
				},
				differences: [asksFor(SEGMENT_FIELDS), OFFSET],
			},
		],
	},
	{
		operation: 'contact.lookUp',
		job: 'a contact',
		prepare: withJo,
		parameters: { resource: 'contact', operation: 'lookUp' },
		steps: [{ call: 'lists.getListMember', ids: JOS, differences: [asksFor(CONTACT_FIELDS)] }],
	},
	{
		operation: 'contact.lookUp',
		job: 'many contacts',
		prepare: withJo,
		parameters: { resource: 'contact', operation: 'lookUp' },
		items: creators(25),
		steps: [
			{
				call: 'lists.getListMembersInfo',
				ids: [list],
				options: { count: 1000 },
				differences: [asksFor(LIST_FIELDS), OFFSET, ...SORTED],
			},
		],
	},
	{
		operation: 'contact.archive',
		job: 'a contact',
		prepare: withJo,
		parameters: { resource: 'contact', operation: 'archive' },
		steps: [{ call: 'lists.deleteListMember', ids: JOS }],
	},
	{
		operation: 'contact.unsubscribe',
		job: 'a contact',
		prepare: withJo,
		parameters: { resource: 'contact', operation: 'unsubscribe' },
		steps: [
			{
				call: 'lists.getListMember',
				ids: JOS,
				options: { fields: STATUS_FIELDS.split(',') },
				onlyOurs: 'A contact that is archived, cleaned or unsubscribed already is left as it is.',
			},
			{
				call: 'lists.updateListMember',
				ids: JOS,
				body: { status: 'unsubscribed' },
				differences: [SKIP_VALIDATION],
			},
		],
	},
	{
		operation: 'contact.changeEmail',
		job: 'a contact',
		prepare: withJo,
		parameters: {
			resource: 'contact',
			operation: 'changeEmail',
			newEmail: 'joanna@creator-mail.com',
		},
		steps: [
			{
				call: 'lists.updateListMember',
				ids: JOS,
				body: { email_address: 'joanna@creator-mail.com' },
				differences: [SKIP_VALIDATION],
			},
		],
	},
	{
		operation: 'contact.recordEvent',
		job: 'an event with properties and time',
		prepare: withJo,
		parameters: {
			resource: 'contact',
			operation: 'recordEvent',
			eventName: 'commission_approved',
			properties: { property: [{ name: 'amount', value: 12.5 }] },
			options: { occurredAt: '2026-01-01T10:00:00+02:00' },
		},
		steps: [
			{
				call: 'lists.createListMemberEvent',
				ids: JOS,
				body: {
					name: 'commission_approved',
					properties: { amount: '12.5' },
					occurred_at: '2026-01-01T08:00:00+00:00',
				},
			},
		],
	},
	{
		operation: 'contact.recordEvent',
		job: 'an event that is to start no automation',
		prepare: withJo,
		parameters: {
			resource: 'contact',
			operation: 'recordEvent',
			eventName: 'commission_approved',
			options: { startAutomations: 'no' },
		},
		steps: [
			{
				call: 'lists.createListMemberEvent',
				ids: JOS,
				body: { name: 'commission_approved', is_syncing: true },
			},
		],
	},
];

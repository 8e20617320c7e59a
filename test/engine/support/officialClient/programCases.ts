import type { IDataObject } from 'n8n-workflow';
import { subscriberHash } from '../../../emulators';
import {
	addInStep,
	addKeyField,
	compareParameters,
	linkOf,
	person,
	syncParameters,
} from '../compareSync';
import type { Hub } from '../hub';
import { hash, list, tagId, type Case, type Step } from './cases';
import { asksFor, inList, OFFSET, SKIP_VALIDATION, SORTED } from './differences';

const JO = 'jo1@creator-mail.com';
const JOS = [list, hash(JO)];
const NEW = 'jo2@creator-mail.com';
const OLD = 'jo3@creator-mail.com';

const FIELDS = ['id', 'email_address', 'status', 'merge_fields'];
const WITH_TAGS = [...FIELDS, 'tags', 'tags_count'];

/** So many contacts that it takes fewer requests to read the tags. */
const MANY = 5_001;

const programme = (hub: Hub): void => {
	addKeyField(hub);
	addInStep(hub, 1);
};

const large = (hub: Hub): void => {
	programme(hub);
	for (let index = 1; index < MANY; index++) {
		hub.world.mailchimp.addMember(hub.audienceId, { email: `reader${index}@creator-mail.com` });
	}
};

const ground: Step[] = [
	{
		call: 'lists.getList',
		ids: [list],
		options: { fields: ['id', 'name', 'double_optin', 'stats'] },
	},
	{ call: 'lists.getListMergeFields', ids: [list], options: { count: 1000 } },
];

const look = (email: string, onlyOurs: string, more: Partial<Step> = {}): Step => ({
	call: 'lists.getListMember',
	ids: [list, hash(email)],
	options: { fields: WITH_TAGS },
	onlyOurs,
	...more,
});

const NOT_THERE = { refused: 404 };

const members = (status?: string): Step => ({
	call: 'lists.getListMembersInfo',
	ids: [list],
	options: { count: 1000, ...(status && { status }) },
	differences: [asksFor(inList(WITH_TAGS)), OFFSET, ...SORTED],
});

const alone = look(
	NEW,
	'Lists have no archived contacts: who is in none is looked up before they are taken for new.',
	NOT_THERE,
);

const NOW = 'What is there may have changed since it was compared, and decides what is done.';

/** An item of somebody about whom Compare has decided. */
const said = (number: number, plan: IDataObject, more: IDataObject = {}): IDataObject => ({
	...person(number, more),
	plan: {
		contact_key: `c${number}`,
		other_email: '',
		taken_over_from: '',
		mail: 'none',
		...plan,
	},
});

/** Contact: Compare and Contact: Sync. */
export const programCases: Case[] = [
	{
		operation: 'contact.compare',
		job: 'a small audience with somebody who is right and somebody who is new',
		prepare: programme,
		parameters: compareParameters({ listIsComplete: true }),
		items: [person(1), person(2)],
		steps: [...ground, members(), alone],
	},
	{
		operation: 'contact.compare',
		job: 'a large audience of which few matter',
		prepare: large,
		parameters: compareParameters({ listIsComplete: true }),
		items: [person(1), person(2)],
		steps: [
			...ground,
			{ call: 'lists.tagSearch', ids: [list] },
			{
				call: 'lists.getSegmentMembersList',
				ids: [list, tagId('new-affiliate')],
				options: {
					count: 1000,
					includeCleaned: true,
					includeTransactional: true,
					includeUnsubscribed: true,
				},
				differences: [asksFor(inList(FIELDS)), OFFSET],
			},
			members('pending'),
			alone,
		],
	},
	{
		operation: 'contact.sync',
		job: 'somebody who was just approved',
		prepare: addKeyField,
		parameters: syncParameters(),
		items: [person(1)],
		steps: [
			look(JO, NOW, NOT_THERE),
			{
				call: 'lists.setListMember',
				ids: JOS,
				body: {
					email_address: JO,
					status_if_new: 'subscribed',
					merge_fields: { FNAME: 'Jo 1', AFFLINK: linkOf(1), AFFCODE: 'c1' },
				},
			},
			{
				call: 'lists.updateListMemberTags',
				ids: JOS,
				body: { tags: [{ name: 'new-affiliate', status: 'active' }] },
			},
		],
	},
	{
		operation: 'contact.sync',
		job: 'somebody with another address',
		prepare: (hub) => {
			addKeyField(hub);
			addInStep(hub, 3);
			// Both addresses are looked up at once: so that their order is always the same.
			const path = new RegExp(`${subscriberHash(OLD)}$`);
			const slow = { service: 'mailchimp', method: 'GET', path, stallMs: 200 } as const;
			hub.world.faults.failNext({ ...slow, fault: 'stall' });
		},
		parameters: syncParameters(),
		items: [said(3, { verdict: 'move', email: JO, contact_email: OLD }, { email: JO })],
		steps: [
			look(JO, NOW, NOT_THERE),
			look(OLD, NOW),
			{
				call: 'lists.updateListMember',
				ids: [list, hash(OLD)],
				body: { email_address: JO },
				differences: [SKIP_VALIDATION],
			},
			{
				call: 'lists.setListMember',
				ids: JOS,
				body: {
					email_address: JO,
					status_if_new: 'subscribed',
					merge_fields: { FNAME: 'Jo 3', AFFLINK: linkOf(3), AFFCODE: 'c3' },
				},
				onlyOurs:
					'Fields are written with every address that changes, so that they are right there.',
			},
		],
	},
	{
		operation: 'contact.sync',
		job: 'somebody who has left',
		prepare: programme,
		parameters: syncParameters(),
		items: [said(1, { verdict: 'offboard', email: JO, contact_email: JO }, { status: 'DENIED' })],
		steps: [
			look(JO, NOW),
			{
				call: 'lists.updateListMemberTags',
				ids: JOS,
				body: {
					tags: [
						{ name: 'affiliate-inactive', status: 'active' },
						{ name: 'new-affiliate', status: 'inactive' },
					],
				},
			},
		],
	},
];

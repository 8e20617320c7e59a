import { creator, LINK } from '../contacts';
import type { Hub } from '../hub';
import { JO } from '../mailchimpContact';
import { hash, list, type Case } from './cases';
import { STATUS_FIELDS } from './differences';
import { tagging, upsert } from './upsert';

const withJo = ({ world, audienceId }: Hub): void => {
	world.mailchimp.addMember(audienceId, { email: JO });
};

const FIELDS = { FNAME: 'Jo', AFFLINK: LINK };

const JOS = [list, hash(JO)];

/** Looks at what the contact is, before anything is done to it. */
const look = {
	call: 'lists.getListMember',
	ids: JOS,
	options: { fields: STATUS_FIELDS.split(',') },
};

/** Contact: Create, Update and Delete. */
export const contactWriteCases: Case[] = [
	{
		operation: 'contact.create',
		job: 'a contact with a link and a tag',
		parameters: upsert({}, { operation: 'create' }),
		items: [creator()],
		steps: [
			{
				...look,
				refused: 404,
				onlyOurs: 'Mailchimp would bring back an archived contact without a word.',
			},
			{
				call: 'lists.addListMember',
				ids: [list],
				body: { email_address: JO, status: 'subscribed', merge_fields: FIELDS },
			},
			tagging('active'),
		],
	},
	{
		operation: 'contact.update',
		job: 'a contact with a link and a tag',
		prepare: withJo,
		parameters: upsert({}, { operation: 'update', options: {} }),
		items: [creator()],
		steps: [
			{ call: 'lists.updateListMember', ids: JOS, body: { merge_fields: FIELDS } },
			tagging('active'),
		],
	},
	{
		operation: 'contact.delete',
		job: 'a contact',
		prepare: withJo,
		parameters: { resource: 'contact', operation: 'delete' },
		steps: [
			{
				...look,
				onlyOurs:
					'An address that is not there is an error; one that is gone after a lost answer is none.',
			},
			{ call: 'lists.deleteListMemberPermanent', ids: JOS },
		],
	},
];

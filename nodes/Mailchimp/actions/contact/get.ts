import type { INodeProperties } from 'n8n-workflow';
import type { Operation } from '../../../shared/operations';
import { ProblemError } from '../../../shared/problem';
import { quoted } from '../../../shared/texts';
import { contactItem } from '../../contact';
import {
	audience,
	email,
	fieldChoice,
	optionsOf,
	readFieldChoice,
	timeLimit,
} from '../../parameters';
import { CONTACTS_AT_ONCE, MailchimpRun, readEmail } from '../../run';
import { aboutContact, readContact, readContactByUniqueId } from '../../transport/contacts';

const properties: INodeProperties[] = [
	audience,
	{
		displayName: 'Find By',
		name: 'findBy',
		type: 'options',
		default: 'email',
		description: 'What the contact is known by',
		options: [
			{ name: 'Email', value: 'email' },
			{
				name: 'Unique Email ID',
				value: 'uniqueEmailId',
				description: 'What the merge tag *|UNIQID|* puts into a mail, for example into a link',
			},
		],
	},
	{ ...email, displayOptions: { show: { findBy: ['email'] } } },
	{
		displayName: 'Unique Email ID',
		name: 'uniqueEmailId',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. 7f3c9a01be',
		displayOptions: { show: { findBy: ['uniqueEmailId'] } },
		description: 'Value of unique_email_id, or of the merge tag *|UNIQID|*',
		hint: 'Archived contacts count as not being in the audience',
	},
	...fieldChoice,
	optionsOf([timeLimit]),
];

export const get: Operation = {
	option: {
		name: 'Get',
		value: 'get',
		description:
			'Get a contact by its email address or unique email ID, with status, merge fields and tags',
		action: 'Get a contact',
	},
	properties,
	async execute() {
		const run = new MailchimpRun(this);
		return await run.forEachItem(
			async (input) => {
				const audienceId = await run.audienceId(input);
				const choice = readFieldChoice(this, input);
				if (input.choice('findBy', 'Find By', ['email', 'uniqueEmailId'], 'email') === 'email') {
					const contact = { audienceId, email: readEmail(input) };
					const found = readContact(await run.client(), contact, choice);
					return contactItem(await aboutContact(contact, found), choice);
				}
				const id = input.required('uniqueEmailId', 'Unique Email ID');
				const found = await readContactByUniqueId(await run.client(), audienceId, id, choice);
				if (found) return contactItem(found, choice);
				throw unknownId(id);
			},
			{ concurrency: CONTACTS_AT_ONCE },
		);
	},
};

function unknownId(id: string): ProblemError {
	return new ProblemError({
		code: 'unknown_unique_id',
		message: `The audience has no contact with the unique email ID "${quoted(id)}"`,
		fix: 'The contact may be archived, may be in another audience, or may have got another address since, which changes its ID. Check too that the whole ID was mapped.',
	});
}

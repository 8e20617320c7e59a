import { NodeOperationError, type IDataObject, type IExecuteFunctions } from 'n8n-workflow';
import { forEachItem } from '../../../shared/items';
import type { Operation } from '../../../shared/operations';
import { readRequired } from '../../../shared/parameters';
import { quoted } from '../../../shared/texts';
import { contactItem } from '../../rules/contactFields';
import type { MailchimpClient } from '../../transport/client';
import { readContact, readContactByUniqueId } from '../../transport/contacts';
import { known } from '../contactErrors';
import { readFieldChoice } from '../contactOutput';
import { readAudience, readEmail } from '../parameters';
import { CONTACTS_AT_ONCE, lazyClient } from '../perContact';
import { readDeadline } from '../timeLimit';
import { getProperties } from './get.properties';

export const get: Operation = {
	option: {
		name: 'Get',
		value: 'get',
		description:
			'Get a contact by its email address or unique email ID, with status, merge fields and tags',
		action: 'Get a contact',
	},
	properties: getProperties,
	async execute(itemCount) {
		const connect = lazyClient.call(this, { deadline: readDeadline.call(this) });
		return await forEachItem.call(
			this,
			itemCount,
			async (itemIndex) => {
				const isByUniqueId = this.getNodeParameter('findBy', itemIndex, 'email') !== 'email';
				const read = isByUniqueId ? getByUniqueId : getByEmail;
				return await read.call(this, connect, itemIndex);
			},
			{ concurrency: CONTACTS_AT_ONCE },
		);
	},
};

type Connect = () => Promise<MailchimpClient>;

async function getByEmail(
	this: IExecuteFunctions,
	connect: Connect,
	itemIndex: number,
): Promise<IDataObject> {
	const audienceId = readAudience.call(this, itemIndex);
	const contact = { audienceId, email: readEmail.call(this, itemIndex) };
	const choice = readFieldChoice.call(this, itemIndex);
	const member = await known.call(this, contact, readContact(await connect(), contact, choice));
	return contactItem(member, choice);
}

/** @throws NodeOperationError `unknown_unique_id` when the audience has no such contact */
async function getByUniqueId(
	this: IExecuteFunctions,
	connect: Connect,
	itemIndex: number,
): Promise<IDataObject> {
	const audienceId = readAudience.call(this, itemIndex);
	const id = readRequired.call(this, 'uniqueEmailId', 'Unique Email ID', itemIndex);
	const choice = readFieldChoice.call(this, itemIndex);
	const member = await readContactByUniqueId(await connect(), audienceId, id, choice);
	if (member) return contactItem(member, choice);
	throw new NodeOperationError(
		this.getNode(),
		`The audience has no contact with the unique email ID "${quoted(id)}"`,
		{
			type: 'unknown_unique_id',
			description:
				'The contact may be archived, or may be in another audience. Check too that the whole ID was mapped.',
		},
	);
}

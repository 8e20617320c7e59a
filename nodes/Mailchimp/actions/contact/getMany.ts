import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { forEachItem } from '../../../shared/items';
import type { Operation } from '../../../shared/operations';
import { collect, howMany, readLimit } from '../../../shared/paging';
import { readLocator } from '../../../shared/parameters';
import { contactItem } from '../../rules/contactFields';
import type { MailchimpClient } from '../../transport/client';
import { contactPages, type ContactFilter } from '../../transport/contacts';
import { audience } from '../common';
import { fieldChoice, readFieldChoice } from '../contactOutput';
import { readAudience } from '../parameters';
import { lazyClient } from '../perContact';
import { existingTag } from '../tag/existingTag';
import { readTime } from '../time';
import { filters } from './getMany.properties';

export const getMany: Operation = {
	option: {
		name: 'Get Many',
		value: 'getMany',
		description:
			'Get contacts, also only those with a tag, with a status or changed since a certain time. 1,000 are read at a time.',
		action: 'Get many contacts',
	},
	properties: [audience, ...howMany, filters, ...fieldChoice],
	async execute(itemCount) {
		const connect = lazyClient.call(this);
		return await forEachItem.call(this, itemCount, async (itemIndex) => {
			const limit = readLimit.call(this, itemIndex);
			const choice = readFieldChoice.call(this, itemIndex);
			const client = await connect();
			const filter = await readFilter.call(this, client, itemIndex);
			const pages = contactPages(client, filter, choice, limit);
			return await (collect<IDataObject, IDataObject>).call(this, pages, limit, (members) =>
				members.map((member) => contactItem(member, choice)),
			);
		});
	},
};

/** @throws NodeOperationError for a tag that the audience does not have, and for a time that is none */
async function readFilter(
	this: IExecuteFunctions,
	client: MailchimpClient,
	itemIndex: number,
): Promise<ContactFilter> {
	const audienceId = readAudience.call(this, itemIndex);
	const chosen: IDataObject = this.getNodeParameter('filters', itemIndex, {});
	const since = readTime.call(this, chosen.changedSince, 'Changed Since');
	const name = readLocator(chosen.tag, 'name').value;
	return {
		audienceId,
		status: chosen.status ? String(chosen.status) : undefined,
		since,
		tag: name ? await existingTag.call(this, client, audienceId, name) : undefined,
	};
}

import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { mapped, tags } from '../contacts';
import { JO } from '../mailchimpContact';
import { hash, list, type Step } from './cases';

/** Parameters of Contact: Create or Update for a name, a link and a tag. */
export const upsert = (
	options: INodeParameters = {},
	more: INodeParameters = {},
): INodeParameters => ({
	resource: 'contact',
	operation: 'upsert',
	mergeFields: mapped({ FNAME: '={{ $json.name }}' }),
	trackingLink: '={{ $json.link }}',
	linkMergeField: 'AFFLINK',
	tagsToAdd: tags('new-affiliate'),
	options: { newContactStatus: 'subscribed', ...options },
	...more,
});

/** Adds that tag to a contact, or takes it off. */
export const tagging = (status: string, more: IDataObject = {}, email = JO): Step => ({
	call: 'lists.updateListMemberTags',
	ids: [list, hash(email)],
	body: { tags: [{ name: 'new-affiliate', status }], ...more },
});

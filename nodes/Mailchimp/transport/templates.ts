import type { IDataObject } from 'n8n-workflow';
import type { MailchimpClient } from './client';
import { readPages } from './pages';

/** What is read of templates: all that the API has but pictures, links and people (Mailchimp API). */
const FIELDS = [
	...[
		'id',
		'name',
		'active',
		'type',
		'content_type',
		'drag_and_drop',
		'folder_id',
		'date_created',
		'date_edited',
	].map((field) => `templates.${field}`),
	'total_items',
].join(',');

/**
 * The user's own templates, page by page; Mailchimp's ready-made ones are left out.
 *
 * @param limit the most that are of use; Infinity for all
 */
export function templatePages(
	client: MailchimpClient,
	limit: number,
): AsyncGenerator<IDataObject[]> {
	return readPages(client, {
		path: '/templates',
		rows: 'templates',
		qs: { type: 'user', fields: FIELDS },
		limit,
	});
}

/**
 * Creates a template. Sent once: Mailchimp takes two templates with the same name.
 *
 * @param body name, html and, where wanted, folder_id
 */
export async function createTemplate(
	client: MailchimpClient,
	body: IDataObject,
): Promise<IDataObject> {
	return await client.request({ method: 'POST', path: '/templates', body, once: true });
}

/** @throws NodeApiError 404 when there is no such template (any more) */
export async function updateTemplate(
	client: MailchimpClient,
	id: string,
	body: IDataObject,
): Promise<IDataObject> {
	const path = `/templates/${encodeURIComponent(id)}`;
	return await client.request({ method: 'PATCH', path, body });
}

/** A template object of Mailchimp's API as the data of an item; the API does not give the HTML. */
export function templateItem(template: IDataObject): IDataObject {
	return {
		id: template.id,
		name: template.name,
		active: template.active,
		type: template.type,
		content_type: template.content_type,
		drag_and_drop: template.drag_and_drop,
		folder_id: template.folder_id,
		date_created: template.date_created,
		date_edited: template.date_edited,
	};
}

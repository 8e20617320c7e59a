import type { IDataObject } from 'n8n-workflow';
import { fold } from '../../shared/texts';

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

/**
 * The user's own templates with a name, in any case. Deleted ones do not count: Mailchimp keeps them as
 * inactive (Mailchimp API, templates).
 *
 * @param templates template objects of Mailchimp's API
 */
export function templatesNamed(templates: IDataObject[], name: string): IDataObject[] {
	return templates.filter(
		(template) =>
			template.type === 'user' &&
			template.active !== false &&
			fold(String(template.name)) === fold(name),
	);
}

/** Whether a template was built in Mailchimp's editor, so that HTML would replace somebody's design. */
export function isDesigned(template: IDataObject): boolean {
	return template.drag_and_drop === true || template.content_type === 'multichannel';
}

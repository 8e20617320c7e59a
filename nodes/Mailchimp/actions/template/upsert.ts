import type { IDataObject, INodeProperties, NodeApiError } from 'n8n-workflow';
import type { ItemInput } from '../../../shared/input';
import type { Operation } from '../../../shared/operations';
import { ProblemError } from '../../../shared/problem';
import { fold } from '../../../shared/texts';
import { MailchimpRun } from '../../run';
import type { MailchimpClient } from '../../transport/client';
import { expecting, isOutcomeUnknown } from '../../transport/errors';
import {
	createTemplate,
	templateItem,
	templatePages,
	updateTemplate,
} from '../../transport/templates';

const properties: INodeProperties[] = [
	{
		displayName: 'Name',
		name: 'name',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. Welcome 1: Your link',
		description: 'Name of the template; upper and lower case make no difference',
	},
	{
		displayName: 'HTML',
		name: 'html',
		type: 'string',
		typeOptions: { rows: 8 },
		required: true,
		default: '',
		description: 'The whole page, with merge tags like *|AFFLINK|*',
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: 'Folder ID',
				name: 'folderId',
				type: 'string',
				default: '',
				placeholder: 'e.g. a4b830b',
				description: 'The template folder to put it in; without one it stays where it is',
			},
		],
	},
];

export const upsert: Operation = {
	option: {
		name: 'Create or Update',
		value: 'upsert',
		description: 'Create a new record, or update the current one if it already exists (upsert)',
		action: 'Create or update a template',
	},
	properties,
	async execute() {
		const run = new MailchimpRun(this);
		const known: KnownTemplates = {};
		// One after another, so that a second item with the same name finds what the first one created.
		return await run.forEachItem(async (input) => {
			const body = readBody(input);
			const client = await run.client();
			known.templates ??= await readTemplates(run, client);
			const [found, ...more] = templatesNamed(known.templates, String(body.name));
			if (!found) return await create(run, client, known, body);
			if (more.length > 0) throw ambiguous([found, ...more]);
			return await update(client, found, body);
		});
	},
};

/** The user's templates, read once in a run, with what was created since; undefined when to be read. */
interface KnownTemplates {
	templates?: IDataObject[];
}

/** @returns name, html and, where wanted, folder_id */
function readBody(input: ItemInput): IDataObject {
	const folderId = input.text('options.folderId', 'Folder ID');
	return {
		name: input.required('name', 'Name'),
		html: input.required('html', 'HTML'),
		...(folderId ? { folder_id: folderId } : {}),
	};
}

async function readTemplates(run: MailchimpRun, client: MailchimpClient): Promise<IDataObject[]> {
	return await run.collect(templatePages(client, Infinity), Infinity, (template) => template);
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

async function create(
	run: MailchimpRun,
	client: MailchimpClient,
	known: KnownTemplates,
	body: IDataObject,
): Promise<IDataObject> {
	const made = await expecting(createTemplate(client, body), isOutcomeUnknown);
	if ('value' in made) {
		known.templates?.push(made.value);
		return { ...templateItem(made.value), result: 'created' };
	}
	// There was none of this name, so one that is there now was created after all.
	known.templates = undefined;
	known.templates = await readTemplates(run, client);
	const [found] = templatesNamed(known.templates, String(body.name));
	if (found) return { ...templateItem(found), result: 'created' };
	throw notSeenYet(String(body.name), made.error);
}

/** Always writes: Mailchimp's API does not give a template's HTML, so that there is nothing to compare. */
async function update(
	client: MailchimpClient,
	found: IDataObject,
	body: IDataObject,
): Promise<IDataObject> {
	if (isDesigned(found)) throw designed(found);
	const template = await updateTemplate(client, String(found.id), body);
	return { ...templateItem(template), result: 'updated' };
}

function ambiguous(templates: IDataObject[]): ProblemError {
	const ids = templates.map(({ id }) => String(id)).join(', ');
	return new ProblemError({
		code: 'ambiguous_name',
		message: `Mailchimp has ${templates.length} templates with the name "${String(templates[0].name)}" (IDs ${ids})`,
		fix: 'Nothing was changed, because it is not clear which one is meant. Rename or delete all but one in Mailchimp, and run the item again.',
	});
}

function designed({ id, name }: IDataObject): ProblemError {
	return new ProblemError({
		code: 'designed_template',
		message: `The template "${String(name)}" (ID ${String(id)}) was built in Mailchimp's editor`,
		fix: 'Nothing was changed, because HTML would replace that design. Choose another name, or rename the template in Mailchimp.',
	});
}

function notSeenYet(name: string, { message: reason }: NodeApiError): ProblemError {
	return new ProblemError({
		code: 'unknown_outcome',
		message: `Mailchimp gave no clear answer, and there is no template with the name "${name}" yet`,
		fix: `It was not sent again, because it may still be created. Run the item again in a minute: a template of this name is updated then, not doubled. What happened: ${reason}`,
	});
}

import {
	NodeOperationError,
	type IDataObject,
	type IExecuteFunctions,
	type INodeProperties,
	type NodeApiError,
} from 'n8n-workflow';
import { forEachItem } from '../../../shared/items';
import type { Operation } from '../../../shared/operations';
import { collect } from '../../../shared/paging';
import { readRequired } from '../../../shared/parameters';
import { isDesigned, templateItem, templatesNamed } from '../../rules/templates';
import type { MailchimpClient } from '../../transport/client';
import { expecting, isOutcomeUnknown } from '../../transport/errors';
import { createTemplate, templatePages, updateTemplate } from '../../transport/templates';
import { lazyClient } from '../perContact';

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
	async execute(itemCount) {
		const connect = lazyClient.call(this);
		const known: Known = {};
		// One after another, so that a second item with the same name finds what the first one created.
		return await forEachItem.call(this, itemCount, async (itemIndex) => {
			const body = readBody.call(this, itemIndex);
			const client = await connect();
			known.templates ??= await readTemplates.call(this, client);
			const [found, ...more] = templatesNamed(known.templates, String(body.name));
			if (!found) return await create.call(this, client, known, body);
			if (more.length > 0) throw ambiguous.call(this, [found, ...more]);
			return await update.call(this, client, found, body);
		});
	},
};

/** The user's templates, read once in a run, with what was created since; undefined when to be read. */
interface Known {
	templates?: IDataObject[];
}

/** @returns name, html and, where wanted, folder_id */
function readBody(this: IExecuteFunctions, itemIndex: number): IDataObject {
	const folderId = String(this.getNodeParameter('options.folderId', itemIndex, '')).trim();
	return {
		name: readRequired.call(this, 'name', 'Name', itemIndex),
		html: readRequired.call(this, 'html', 'HTML', itemIndex),
		...(folderId ? { folder_id: folderId } : {}),
	};
}

async function readTemplates(
	this: IExecuteFunctions,
	client: MailchimpClient,
): Promise<IDataObject[]> {
	const pages = templatePages(client, Infinity);
	return await (collect<IDataObject, IDataObject>).call(this, pages, Infinity, (rows) => rows);
}

async function create(
	this: IExecuteFunctions,
	client: MailchimpClient,
	known: Known,
	body: IDataObject,
): Promise<IDataObject> {
	const made = await expecting(createTemplate(client, body), isOutcomeUnknown);
	if ('value' in made) {
		known.templates?.push(made.value);
		return { ...templateItem(made.value), result: 'created' };
	}
	// There was none of this name, so one that is there now was created after all.
	known.templates = undefined;
	known.templates = await readTemplates.call(this, client);
	const [found] = templatesNamed(known.templates, String(body.name));
	if (found) return { ...templateItem(found), result: 'created' };
	throw unknownOutcome.call(this, String(body.name), made.error);
}

/** Always writes: Mailchimp's API does not give a template's HTML, so that there is nothing to compare. */
async function update(
	this: IExecuteFunctions,
	client: MailchimpClient,
	found: IDataObject,
	body: IDataObject,
): Promise<IDataObject> {
	if (isDesigned(found)) throw designed.call(this, found);
	const template = await updateTemplate(client, String(found.id), body);
	return { ...templateItem(template), result: 'updated' };
}

function ambiguous(this: IExecuteFunctions, templates: IDataObject[]): NodeOperationError {
	const ids = templates.map(({ id }) => String(id)).join(', ');
	return new NodeOperationError(
		this.getNode(),
		`Mailchimp has ${templates.length} templates with the name "${String(templates[0].name)}" (IDs ${ids})`,
		{
			type: 'ambiguous_name',
			description:
				'Nothing was changed, because it is not clear which one is meant. Rename or delete all but one in Mailchimp, and run the item again.',
		},
	);
}

function designed(this: IExecuteFunctions, { id, name }: IDataObject): NodeOperationError {
	return new NodeOperationError(
		this.getNode(),
		`The template "${String(name)}" (ID ${String(id)}) was built in Mailchimp's editor`,
		{
			type: 'designed_template',
			description:
				'Nothing was changed, because HTML would replace that design. Choose another name, or rename the template in Mailchimp.',
		},
	);
}

function unknownOutcome(
	this: IExecuteFunctions,
	name: string,
	{ message: reason }: NodeApiError,
): NodeOperationError {
	return new NodeOperationError(
		this.getNode(),
		`Mailchimp gave no clear answer, and there is no template with the name "${name}" yet`,
		{
			type: 'unknown_outcome',
			description: `It was not sent again, because it may still be created. Run the item again in a minute: a template of this name is updated then, not doubled. What happened: ${reason}`,
		},
	);
}

import type {
	FieldType,
	ILoadOptionsFunctions,
	INodeListSearchResult,
	INodePropertyOptions,
	ResourceMapperField,
	ResourceMapperFields,
} from 'n8n-workflow';
import { asLocator } from '../shared/input';
import { toNodeError } from '../shared/outcomes';
import type { Choice } from './choices';
import type { MergeField } from './mergeFields';
import { mergeFieldsByTag } from './mergeFields/audienceFields';
import { groupChoices, permissionChoices } from './transport/audiences';
import { mailchimpClient, type MailchimpClient } from './transport/client';
import { PAGE_SIZE, rowsOf } from './transport/pages';
import { listTags } from './transport/tags';

/**
 * The audiences of the account.
 *
 * @param filter part of a name
 */
export async function searchAudiences(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	const client = await mailchimpClient.call(this);
	const body = await client.request({
		method: 'GET',
		path: '/lists',
		qs: { count: PAGE_SIZE, fields: 'lists.id,lists.name,total_items' },
	});
	const rows = rowsOf(body, 'lists');
	return {
		results: rows
			.map((row) => ({ name: String(row.name), value: String(row.id) }))
			.filter(({ name }) => hasPart(name, filter)),
	};
}

/**
 * The tags of the chosen audience. Mailchimp searches by the beginning of a name only, so that all are read.
 *
 * @param filter part of a name
 */
export async function searchTags(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	const results: INodeListSearchResult['results'] = [];
	const chosen = await chosenAudience.call(this);
	if (!chosen) return { results };
	for await (const tags of listTags(chosen.client, chosen.audienceId, '')) {
		const names = tags.map(({ name }) => String(name)).filter((name) => hasPart(name, filter));
		results.push(...names.map((name) => ({ name, value: name })));
	}
	results.sort((one, other) => one.name.localeCompare(other.name));
	return { results };
}

function hasPart(name: string, part: string): boolean {
	return name.toLowerCase().includes(part.trim().toLowerCase());
}

/** The groups of the chosen audience, as "Category: Group"; none before one is chosen. */
export async function getGroups(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const chosen = await chosenAudience.call(this);
	return chosen ? (await groupChoices(chosen.client, chosen.audienceId)).map(toOption) : [];
}

/**
 * The marketing permissions of the chosen audience; none before one is chosen.
 *
 * @throws NodeOperationError when the audience has no contact to read them from, or no permissions
 */
export async function getMarketingPermissions(
	this: ILoadOptionsFunctions,
): Promise<INodePropertyOptions[]> {
	const chosen = await chosenAudience.call(this);
	if (!chosen) return [];
	try {
		return (await permissionChoices(chosen.client, chosen.audienceId)).map(toOption);
	} catch (error) {
		throw toNodeError(this.getNode(), error);
	}
}

function toOption({ id, names }: Choice): INodePropertyOptions {
	return { name: names[0], value: id };
}

/** The audience that the panel has; undefined before one is chosen. */
async function chosenAudience(
	this: ILoadOptionsFunctions,
): Promise<{ client: MailchimpClient; audienceId: string } | undefined> {
	const { value } = asLocator(this.getCurrentNodeParameter('audience'), 'Audience', 'id');
	return value ? { client: await mailchimpClient.call(this), audienceId: value } : undefined;
}

/**
 * What the editor shows for a merge field. `string` means text or link, which are sent without a look at the
 * audience (see `mergeFieldReader`); without a type n8n shows a plain input and takes what an expression gives.
 */
const EDITOR_TYPES: Record<string, FieldType> = {
	text: 'string',
	url: 'string',
	imageurl: 'string',
	number: 'number',
	date: 'dateTime',
	dropdown: 'options',
	radio: 'options',
};

/** All merge fields of the chosen audience, for the resource mapper. */
export async function getMergeFields(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	const chosen = await chosenAudience.call(this);
	if (!chosen) return { fields: [], emptyFieldsNotice: 'Choose an audience first.' };
	const fields = await mergeFieldsByTag(chosen.client, chosen.audienceId);
	const isNew = this.getCurrentNodeParameter('operation') === 'create';
	return { fields: [...fields.values()].map((field) => toField(field, isNew)) };
}

/** Only a new contact must have a value for what the audience requires; another one has it already. */
function toField(field: MergeField, isNew: boolean): ResourceMapperField {
	const type = Object.hasOwn(EDITOR_TYPES, field.type) ? EDITOR_TYPES[field.type] : undefined;
	return {
		id: field.tag,
		displayName: `${field.name} (${field.tag})`,
		required: isNew && field.required,
		defaultMatch: false,
		canBeUsedToMatch: false,
		display: true,
		type,
		...(type === 'options' && {
			options: field.choices.map((choice) => ({ name: choice, value: choice })),
		}),
	};
}

import {
	NodeOperationError,
	type FieldType,
	type ILoadOptionsFunctions,
	type INodeListSearchResult,
	type INodePropertyOptions,
	type ResourceMapperField,
	type ResourceMapperFields,
} from 'n8n-workflow';
import { asCommaTexts, asLocator } from '../shared/input';
import { toNodeError } from '../shared/outcomes';
import { isRecord } from '../shared/record';
import type { Choice } from './choices';
import type { MergeField } from './mergeFields';
import { mergeFieldsByTag } from './mergeFields/audienceFields';
import { groupChoices, permissionChoices, readChosenAudience } from './transport/audiences';
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
	const { client, audienceId } = await chosenAudience.call(this);
	for await (const tags of listTags(client, audienceId, '')) {
		const names = tags.map(({ name }) => String(name)).filter((name) => hasPart(name, filter));
		results.push(...names.map((name) => ({ name, value: name })));
	}
	results.sort((one, other) => one.name.localeCompare(other.name));
	return { results };
}

/**
 * The merge fields of the chosen audience, by their merge tags.
 *
 * @param filter part of a name or merge tag
 */
export async function searchMergeFields(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	const choices = (await mergeFieldChoices.call(this)).filter(({ name }) => hasPart(name, filter));
	return { results: choices.map(({ name, id }) => ({ name, value: id })) };
}

/** The merge fields of the chosen audience, and those that are named already, which a workflow may be about to make. */
export async function getMergeTags(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const choices = await mergeFieldChoices.call(this);
	const named = this.getCurrentNodeParameter('options.requiredMergeFields');
	const isExpression = typeof named === 'string' && named.startsWith('=');
	const chosen = asCommaTexts(isExpression ? [] : named, 'Required Merge Fields').filter(
		(tag) => !choices.some(({ id }) => id === tag.toUpperCase()),
	);
	return [
		...choices.map(({ id, name }) => ({ name, value: id })),
		...chosen.map((tag) => ({ name: `${tag} (${NOT_THERE})`, value: tag })),
	];
}

const NOT_THERE = 'not in the audience yet';

async function mergeFieldChoices(
	this: ILoadOptionsFunctions,
): Promise<Array<{ id: string; name: string }>> {
	const { client, audienceId } = await chosenAudience.call(this);
	const fields = await mergeFieldsByTag(client, audienceId);
	return [...fields.values()].map((field) => ({ id: field.tag, name: titleOf(field) }));
}

function titleOf({ name, tag }: Pick<MergeField, 'name' | 'tag'>): string {
	return `${name} (${tag})`;
}

function hasPart(name: string, part: string): boolean {
	return name.toLowerCase().includes(part.trim().toLowerCase());
}

/** The groups of the chosen audience, as "Category: Group". */
export async function getGroups(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const { client, audienceId } = await chosenAudience.call(this);
	return (await groupChoices(client, audienceId)).map(toOption);
}

/**
 * The marketing permissions of the chosen audience.
 *
 * @throws NodeOperationError when the audience has no contact to read them from, or no permissions
 */
export async function getMarketingPermissions(
	this: ILoadOptionsFunctions,
): Promise<INodePropertyOptions[]> {
	const { client, audienceId } = await chosenAudience.call(this);
	try {
		return (await permissionChoices(client, audienceId)).map(toOption);
	} catch (error) {
		throw toNodeError(this.getNode(), error);
	}
}

function toOption({ id, names }: Choice): INodePropertyOptions {
	return { name: names[0], value: id };
}

/**
 * The audience that the panel has, or the only one of the account.
 *
 * @throws NodeOperationError when none is chosen and the account has none, or several
 */
export async function chosenAudience(
	this: ILoadOptionsFunctions,
): Promise<{ client: MailchimpClient; audienceId: string }> {
	const { value } = asLocator(this.getCurrentNodeParameter('audience'), 'Audience', 'id');
	const client = await mailchimpClient.call(this);
	if (value) return { client, audienceId: value };
	try {
		return { client, audienceId: (await readChosenAudience(client, '')).id };
	} catch (error) {
		throw toNodeError(this.getNode(), error);
	}
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

/**
 * All merge fields of the chosen audience, for the resource mapper, and those that are mapped already: n8n drops the rows
 * of fields that it is not given, and a workflow that was imported maps fields that it will make.
 */
export async function getMergeFields(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	const fields = await fieldsIfChosen.call(this);
	const isNew = this.getCurrentNodeParameter('operation') === 'create';
	const isThere = (tag: string) => fields?.some((field) => field.tag === tag.toUpperCase());
	const further = mappedTags(this.getCurrentNodeParameter('mergeFields'))
		.filter((tag) => !isThere(tag))
		.map((tag) => notThereYet(tag, fields !== undefined));
	return {
		fields: [...(fields ?? []).map((field) => toField(field, isNew)), ...further],
		emptyFieldsNotice: fields
			? undefined
			: 'Choose a credential and an audience, then open this panel again.',
	};
}

/** @returns undefined when no audience is chosen, and there is not just one */
async function fieldsIfChosen(this: ILoadOptionsFunctions): Promise<MergeField[] | undefined> {
	try {
		const { client, audienceId } = await chosenAudience.call(this);
		return [...(await mergeFieldsByTag(client, audienceId)).values()];
	} catch (error) {
		// What Mailchimp answers is a NodeApiError.
		if (error instanceof NodeOperationError) return undefined;
		throw toNodeError(this.getNode(), error);
	}
}

/** The merge tags that have a row. */
function mappedTags(mapper: unknown): string[] {
	return isRecord(mapper) && isRecord(mapper.value) ? Object.keys(mapper.value) : [];
}

/** A row of a field that the audience has not; what it is named is known only when the audience is. */
function notThereYet(tag: string, isKnown: boolean): ResourceMapperField {
	return {
		id: tag,
		displayName: isKnown ? `${tag} (${NOT_THERE})` : tag,
		required: false,
		defaultMatch: false,
		canBeUsedToMatch: false,
		display: true,
		type: 'string',
	};
}

/** Only a new contact must have a value for what the audience requires; another one has it already. */
function toField(field: MergeField, isNew: boolean): ResourceMapperField {
	const type = Object.hasOwn(EDITOR_TYPES, field.type) ? EDITOR_TYPES[field.type] : undefined;
	return {
		id: field.tag,
		displayName: titleOf(field),
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

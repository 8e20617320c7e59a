import { isInteger, isObject, isString, type JsonObject } from '../common';
import {
	invalidResource,
	missingFields,
	notFound,
	Problem,
	schemaErrors,
	unknownValue,
	wrongType,
} from './errors';
import {
	audienceOf,
	noContent,
	param,
	readObject,
	reply,
	replyPage,
	type ApiContext,
	type App,
	type Call,
} from './http';
import { shuffled } from './order';
import { mergeFieldBody } from './render';
import { addMergeField } from './state';
import {
	BIRTHDAY_FORMATS,
	DATE_FORMATS,
	MERGE_FIELD_TYPES,
	PHONE_FORMATS,
	type Audience,
	type MergeField,
	type MergeFieldInput,
	type MergeFieldOptions,
	type MergeFieldType,
} from './types';

function text(body: JsonObject, name: string): string | undefined {
	const value = body[name];
	if (value === undefined || value === null) return undefined;
	if (!isString(value)) throw schemaErrors(wrongType(name, 'string', value));
	return value;
}

function requiredText(body: JsonObject, name: string): string {
	const value = text(body, name);
	if (value === undefined) throw missingFields(name);
	if (value === '') {
		throw schemaErrors({ field: name, message: 'This value should not be blank.' });
	}
	return value;
}

/**
 * At most 10 characters (Mailchimp's own Magento connector takes this limit as Mailchimp's); upper-case
 * letters, digits and underscore. Unique in the audience.
 */
function checkTag(audience: Audience, tag: string, self?: MergeField): void {
	if (tag.length > 10 || !/^[A-Z0-9_]+$/.test(tag)) {
		throw schemaErrors({
			field: 'tag',
			message: 'Merge tags are at most 10 characters: A-Z, 0-9 and underscore',
		});
	}
	if (audience.mergeFields.some((each) => each.tag === tag && each !== self)) {
		throw invalidResource(`A Merge Field with the tag "${tag}" already exists for this list.`);
	}
}

/** The `options` of a request, as they are stored; unknown keys are ignored. */
function readOptions(body: JsonObject, type: MergeFieldType): MergeFieldOptions {
	const { options } = body;
	if (options === undefined || options === null) return {};
	if (!isObject(options)) throw schemaErrors(wrongType('options', 'object', options));
	const { size, choices, default_country: country } = options;
	const formats: readonly MergeFieldOptions['date_format'][] =
		type === 'birthday' ? BIRTHDAY_FORMATS : DATE_FORMATS;
	const date = oneOf(options, 'date_format', formats);
	const phone = oneOf(options, 'phone_format', [...PHONE_FORMATS, 'International'] as const);
	if (choices !== undefined && (!Array.isArray(choices) || !choices.every(isString))) {
		throw schemaErrors(wrongType('options.choices', 'array', choices));
	}
	return {
		...(isInteger(size) && { size }),
		...(isInteger(country) && { default_country: country }),
		...(choices !== undefined && { choices }),
		...(date !== undefined && { date_format: date }),
		...(phone !== undefined && { phone_format: phone === 'International' ? 'none' : phone }),
	};
}

function oneOf<T extends string | undefined>(
	options: JsonObject,
	name: string,
	allowed: readonly T[],
): T | undefined {
	const value = options[name];
	if (value === undefined) return undefined;
	const found = allowed.find((each) => each === value);
	if (found === undefined) {
		throw schemaErrors(unknownValue(`options.${name}`, allowed.map(String)));
	}
	return found;
}

/** The optional fields of a merge field that are in the body. */
function settings(body: JsonObject): Partial<MergeField> {
	const { required, public: isPublic, display_order: order } = body;
	const defaultValue = text(body, 'default_value');
	const helpText = text(body, 'help_text');
	return {
		...(defaultValue !== undefined && { default_value: defaultValue }),
		...(helpText !== undefined && { help_text: helpText }),
		...(typeof required === 'boolean' && { required }),
		...(typeof isPublic === 'boolean' && { public: isPublic }),
		...(typeof order === 'number' && { display_order: order }),
	};
}

function newField(audience: Audience, body: JsonObject): MergeFieldInput {
	const name = requiredText(body, 'name');
	const type = MERGE_FIELD_TYPES.find((each) => each === body.type);
	if (body.type === undefined) throw missingFields('type');
	if (type === undefined) throw schemaErrors(unknownValue('type', MERGE_FIELD_TYPES));
	const tag = text(body, 'tag')?.toUpperCase();
	if (tag !== undefined && tag !== '') checkTag(audience, tag);
	if (audience.mergeFields.length >= audience.mergeFieldLimit) {
		throw new Problem(
			400,
			'Merge Max Limit Exceeded',
			`Your list can have at most ${audience.mergeFieldLimit} merge fields.`,
		);
	}
	const options = readOptions(body, type);
	return { name, type, options, ...(tag ? { tag } : {}), ...settings(body) };
}

function fieldOf(c: Call, audience: Audience): MergeField {
	const id = Number(param(c, 'merge'));
	const field = audience.mergeFields.find((each) => each.merge_id === id);
	if (field === undefined) throw notFound();
	return field;
}

function listFilter(c: Call): (field: MergeField) => boolean {
	const type = c.req.query('type');
	const required = c.req.query('required');
	return (field) =>
		(type === undefined || field.type === type) &&
		(required === undefined || String(field.required) === required);
}

export function registerMergeFields(app: App, api: ApiContext): void {
	const all = '/3.0/lists/:list/merge-fields';

	app.get(all, (c) => {
		const audience = audienceOf(c, api);
		const fields = audience.mergeFields.filter(listFilter(c));
		const { orderSeed, showMergeFieldLimit } = api.state.switches;
		const mixed = shuffled(fields, orderSeed, `${audience.id} fields`, ({ tag }) => tag);
		const more = {
			list_id: audience.id,
			...(showMergeFieldLimit && { merge_field_limit: audience.mergeFieldLimit }),
		};
		const bodyOf = (field: MergeField): JsonObject => mergeFieldBody(audience, field);
		return replyPage(c, api.state, 'merge_fields', mixed, bodyOf, { more });
	});

	app.get(`${all}/:merge`, (c) => {
		const audience = audienceOf(c, api);
		return reply(c, mergeFieldBody(audience, fieldOf(c, audience)));
	});

	app.post(all, async (c) => {
		const audience = audienceOf(c, api);
		const field = addMergeField(audience, newField(audience, await readObject(c)));
		return c.json(mergeFieldBody(audience, field));
	});

	// The type cannot be changed, and `name` is required (Mailchimp API spec).
	app.patch(`${all}/:merge`, async (c) => {
		const audience = audienceOf(c, api);
		const field = fieldOf(c, audience);
		const body = await readObject(c);
		const name = requiredText(body, 'name');
		const tag = text(body, 'tag')?.toUpperCase();
		if (tag !== undefined) checkTag(audience, tag, field);
		if (tag !== undefined && tag !== field.tag) moveValues(audience, field.tag, tag);
		const options = { ...field.options, ...readOptions(body, field.type) };
		Object.assign(field, settings(body), { name, options }, tag === undefined ? {} : { tag });
		return c.json(mergeFieldBody(audience, field));
	});

	app.delete(`${all}/:merge`, (c) => {
		const audience = audienceOf(c, api);
		const field = fieldOf(c, audience);
		audience.mergeFields = audience.mergeFields.filter((each) => each !== field);
		for (const member of audience.members.values()) member.mergeFields.delete(field.tag);
		return noContent();
	});
}

function moveValues(audience: Audience, from: string, to: string): void {
	for (const { mergeFields } of audience.members.values()) {
		const value = mergeFields.get(from);
		mergeFields.delete(from);
		if (value !== undefined) mergeFields.set(to, value);
	}
}

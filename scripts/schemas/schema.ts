import type { IDataObject } from 'n8n-workflow';

/** The part of JSON Schema that n8n's editor reads of an output schema. */
export interface Schema {
	type?: TypeName | TypeName[];
	/** Beside an object or a list, where it can be null as well (as in OpenAPI). */
	nullable?: true;
	properties?: Record<string, Schema>;
	items?: Schema;
}

type TypeName = 'array' | 'boolean' | 'null' | 'number' | 'object' | 'string';

/** A schema as it stands in a file: n8n's own ones have a version too. */
export interface OutputSchema extends Schema {
	type: 'object';
	properties: Record<string, Schema>;
	version: 1;
}

/**
 * Fields whose own fields are named by the account: merge fields, custom fields, what a user calls things. What is
 * in them on one account says nothing about another.
 */
const OPEN_FIELDS = new Set(['merge_fields', 'custom_fields', 'custom_field_ids']);

/**
 * The schema of items that an operation gave.
 *
 * @param items their data, of all its outputs
 * @param open names of more fields whose fields are named by the account
 * @throws Error when there are none: nothing could be said
 */
export function schemaOf(items: IDataObject[], open: string[] = []): OutputSchema {
	if (items.length === 0) throw new Error('There are no items to make a schema of');
	const names = new Set([...OPEN_FIELDS, ...open]);
	const merged = items.map((item) => valueSchema(JSON.parse(JSON.stringify(item)), names));
	const { properties = {} } = merged.reduce(merge);
	const shown = Object.entries(properties).map(([key, schema]) => [key, forEditor(schema)]);
	return { type: 'object', properties: Object.fromEntries(shown), version: 1 };
}

/**
 * Of several types n8n's editor reads the first alone, and then not what is in it (2.41.1, getSchemaForJsonSchema): an
 * object that can be null is therefore written as an object, with `nullable`.
 */
function forEditor({ type, properties, items }: Schema): Schema {
	const [first, second, ...others] = [type ?? []].flat();
	const isNullable = second === 'null' && (first === 'object' || first === 'array');
	const entries = Object.entries(properties ?? {});
	return {
		...(type !== undefined && { type: isNullable && others.length === 0 ? first : type }),
		...(isNullable && { nullable: true }),
		...(properties && {
			properties: Object.fromEntries(entries.map(([key, each]) => [key, forEditor(each)])),
		}),
		...(items && { items: forEditor(items) }),
	};
}

function valueSchema(value: unknown, open: Set<string>): Schema {
	if (value === null) return { type: 'null' };
	if (Array.isArray(value)) {
		const items = value.map((each) => valueSchema(each, open)).reduce(merge, {});
		return { type: 'array', items };
	}
	if (typeof value === 'object') {
		const properties = Object.entries(value).map(([key, each]) => [
			key,
			open.has(key) && isPlain(each) ? { type: 'object' } : valueSchema(each, open),
		]);
		return { type: 'object', properties: Object.fromEntries(properties) };
	}
	if (typeof value === 'number') return { type: 'number' };
	return { type: typeof value === 'boolean' ? 'boolean' : 'string' };
}

function isPlain(value: unknown): boolean {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What allows either. */
function merge(one: Schema, other: Schema): Schema {
	const types = typesOf(one, other);
	if (types.length === 0) return {};
	const schema: Schema = { type: types.length === 1 ? types[0] : types };
	if (one.properties ?? other.properties) {
		schema.properties = mergeFields(one.properties ?? {}, other.properties ?? {});
	}
	if (one.items ?? other.items) schema.items = merge(one.items ?? {}, other.items ?? {});
	return schema;
}

/** In a fixed order, with null last: n8n's editor shows the first one. */
function typesOf(...schemas: Schema[]): TypeName[] {
	const all = new Set(schemas.flatMap(({ type }) => type ?? []));
	const isNull = all.delete('null');
	return [...[...all].sort(), ...(isNull ? (['null'] as const) : [])];
}

function mergeFields(
	one: Record<string, Schema>,
	other: Record<string, Schema>,
): Record<string, Schema> {
	const merged = { ...one };
	for (const [key, schema] of Object.entries(other)) {
		const known = Object.hasOwn(one, key) ? one[key] : undefined;
		merged[key] = known ? merge(known, schema) : schema;
	}
	return merged;
}

/** Paths of the fields of which nothing is known but that they can be null. */
export function unknownFields(schema: Schema, path = ''): string[] {
	if (schema.type === 'null') return [path];
	const { properties = {}, items } = schema;
	return [
		...Object.entries(properties).flatMap(([key, each]) =>
			unknownFields(each, path === '' ? key : `${path}.${key}`),
		),
		...(items ? unknownFields(items, `${path}[]`) : []),
	];
}

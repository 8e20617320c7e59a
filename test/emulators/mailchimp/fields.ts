import { isObject, type JsonObject } from '../common';
import { badRequest } from './errors';

type Path = readonly string[];

/** Fields that not every object has, yet may be asked for. */
const OPTIONAL = new Set([
	'unsubscribe_reason',
	'marketing_permissions',
	'interests',
	'last_note',
	'contact',
	'total_items',
]);

function exists(value: unknown, [head, ...rest]: Path): boolean {
	if (head === undefined || OPTIONAL.has(head)) return true;
	if (Array.isArray(value)) {
		return value.length === 0 || value.some((each) => exists(each, [head, ...rest]));
	}
	return isObject(value) && head in value && exists(value[head], rest);
}

function tails(paths: readonly Path[], head: string): Path[] {
	return paths.filter(([first]) => first === head).map(([, ...rest]) => rest);
}

function pick(value: unknown, paths: readonly Path[]): unknown {
	if (Array.isArray(value)) return value.map((each) => pick(each, paths));
	if (!isObject(value)) return value;
	const kept: JsonObject = {};
	for (const [name, content] of Object.entries(value)) {
		const below = tails(paths, name);
		if (below.length === 0) continue;
		kept[name] = below.some((path) => path.length === 0) ? content : pick(content, below);
	}
	return kept;
}

function omit(value: unknown, paths: readonly Path[]): unknown {
	if (Array.isArray(value)) return value.map((each) => omit(each, paths));
	if (!isObject(value)) return value;
	const kept: JsonObject = {};
	for (const [name, content] of Object.entries(value)) {
		const below = tails(paths, name);
		if (below.some((path) => path.length === 0)) continue;
		kept[name] = below.length === 0 ? content : omit(content, below);
	}
	return kept;
}

function paths(list: string): Path[] {
	return list.split(',').map((each) => each.trim().split('.'));
}

/**
 * `fields` and `exclude_fields`: comma lists in dot notation that include the collection's name
 * (`members.id`); mutually exclusive; a field that does not exist is an error (Mailchimp docs,
 * methods and parameters).
 */
export function selectFields(
	body: JsonObject,
	fields: string | undefined,
	excluded: string | undefined,
): unknown {
	if (fields === undefined && excluded === undefined) return body;
	if (fields !== undefined && excluded !== undefined) {
		throw badRequest('You may only use one of fields and exclude_fields.');
	}
	const wanted = paths(fields ?? excluded ?? '');
	const unknown = wanted.find((path) => !exists(body, path));
	if (unknown !== undefined) throw badRequest(`Invalid field specified: ${unknown.join('.')}`);
	return fields === undefined ? omit(body, wanted) : pick(body, wanted);
}

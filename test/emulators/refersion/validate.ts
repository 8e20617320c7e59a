import { isInteger, isObject, isString, type JsonObject } from '../common';

/** An answer that ends a Refersion request. A 204 has no body: HTTP does not allow one. */
export class Refusal extends Error {
	constructor(
		readonly status: 204 | 400 | 401 | 403 | 404 | 422 | 429 | 500,
		readonly body?: JsonObject,
	) {
		super(`refused with ${status}`);
	}
}

/** 204: "There's an invalid field in the request" (REST documentation, every operation but one). */
export const invalidField = (): Refusal => new Refusal(204);

export const missingField = (name: string): Refusal =>
	new Refusal(400, { error: `Missing required field ${name}` });

export const noBody = (): Refusal => new Refusal(404, { error: 'Bad request, no body' });

export const unprocessable = (...errors: string[]): Refusal => new Refusal(422, { errors });

type Check = (value: unknown) => boolean;

const listOf =
	(check: Check): Check =>
	(value) =>
		Array.isArray(value) && value.every(check);

/** Types of fields as the REST documentation gives them. */
export const types = {
	integer: isInteger,
	number: (value: unknown) => typeof value === 'number' && Number.isFinite(value),
	string: isString,
	boolean: (value: unknown) => typeof value === 'boolean',
	integers: listOf(isInteger),
	strings: listOf(isString),
	object: isObject,
	objects: listOf(isObject),
	/** `limit` and `page` are documented as strings ("3", "1"). */
	count: (value: unknown) => isString(value) && /^[1-9]\d*$/.test(value),
	/** Whether there is a page 0 is up to the operation. */
	pageNumber: (value: unknown) => isString(value) && /^\d+$/.test(value),
	/** `send_welcome`: "TRUE" or "FALSE", as strings. */
	flag: (value: unknown) => value === 'TRUE' || value === 'FALSE',
} satisfies Record<string, Check>;

/** One field of a body. `values` are the allowed ones; others are a data error (422). */
export interface Field {
	type: keyof typeof types;
	required?: boolean;
	values?: readonly string[];
}

export type Shape = Record<string, Field>;

function assertAllowed(name: string, value: unknown, allowed: readonly string[]): void {
	for (const each of Array.isArray(value) ? value : [value]) {
		if (!allowed.some((one) => one === each)) {
			throw unprocessable(`${String(each)} is not a allowed value for field ${name}`);
		}
	}
}

/**
 * Checks a body against its documented fields: a missing required one is a 400, an unknown field or
 * a wrong type is the 204 of an invalid field, a value out of its list is a 422.
 * @param invalid what an invalid field is answered with; `/trigger/delete` has no 204
 */
export function checkFields(
	body: JsonObject,
	shape: Shape,
	invalid: () => Refusal = invalidField,
): void {
	for (const [name, field] of Object.entries(shape)) {
		if (field.required === true && body[name] === undefined) throw missingField(name);
	}
	for (const [name, value] of Object.entries(body)) {
		const field = shape[name];
		if (field === undefined || !types[field.type](value)) throw invalid();
		if (field.values !== undefined) assertAllowed(name, value, field.values);
	}
}

export function text(value: unknown): string | undefined {
	return isString(value) ? value : undefined;
}

export function integer(value: unknown): number | undefined {
	return isInteger(value) ? value : undefined;
}

export function integers(value: unknown): number[] {
	return Array.isArray(value) ? value.filter(isInteger) : [];
}

export function strings(value: unknown): string[] {
	return Array.isArray(value) ? value.filter(isString) : [];
}

export function objects(value: unknown): JsonObject[] {
	return Array.isArray(value) ? value.filter(isObject) : [];
}

import { isObject, isString, parseJson, type JsonObject, type ServiceName } from './common';
import type { FaultKind, FaultProfile, FaultRule } from './faults';
import { MERGE_FIELD_TYPES, type MergeFieldType } from './mailchimp/types';

/** A request to the control API that cannot be done. */
export class BadControl extends Error {}

export const SERVICES: readonly ServiceName[] = [
	'refersion',
	'mailchimp',
	'linktree',
	'bigcommerce',
];
const FAULTS: readonly FaultKind[] = [
	'429',
	'400',
	'502-html',
	'403-no-body',
	'reset-before',
	'reset-after',
	'stall',
];

export function oneOf<T extends string>(value: unknown, allowed: readonly T[], name: string): T {
	const found = allowed.find((each) => each === value);
	if (found === undefined) throw new BadControl(`${name} must be one of ${allowed.join(', ')}`);
	return found;
}

export function texts(body: JsonObject, names: readonly string[]): Record<string, string> {
	const given = names.flatMap((name) => {
		const value = body[name];
		return isString(value) ? [[name, value] as const] : [];
	});
	return Object.fromEntries(given);
}

export function mergeField(value: unknown): {
	tag: string;
	name: string;
	type: MergeFieldType;
	required: boolean;
} {
	if (!isObject(value) || !isString(value.tag)) throw new BadControl('a merge field needs a tag');
	return {
		tag: value.tag,
		name: isString(value.name) ? value.name : value.tag,
		type: oneOf(value.type, MERGE_FIELD_TYPES, 'type'),
		required: value.required === true,
	};
}

export function faultProfile(body: JsonObject): Partial<FaultProfile> {
	const { latencyMs, rates, stallMs } = body;
	const range = Array.isArray(latencyMs) ? latencyMs.map(Number) : [];
	const [min, max] = range;
	const profile: Partial<FaultProfile> = {};
	if (typeof latencyMs === 'number') profile.latencyMs = latencyMs;
	if (min !== undefined && max !== undefined) profile.latencyMs = [min, max];
	if (typeof stallMs === 'number') profile.stallMs = stallMs;
	if (isObject(rates)) {
		profile.rates = Object.fromEntries(
			Object.entries(rates).map(([kind, rate]) => [oneOf(kind, FAULTS, 'fault'), Number(rate)]),
		);
	}
	return profile;
}

export function faultRule(body: JsonObject): FaultRule {
	const rule: FaultRule = { fault: oneOf(body.fault, FAULTS, 'fault') };
	if (body.service !== undefined) rule.service = oneOf(body.service, SERVICES, 'service');
	if (isString(body.method)) rule.method = body.method;
	if (isString(body.path)) rule.path = body.path;
	if (isString(body.pathPattern)) rule.path = new RegExp(body.pathPattern);
	if (typeof body.times === 'number') rule.times = body.times;
	if (typeof body.after === 'number') rule.after = body.after;
	if (typeof body.stallMs === 'number') rule.stallMs = body.stallMs;
	return rule;
}

export async function bodyOf(request: Request): Promise<JsonObject> {
	const body = parseJson(await request.text());
	if (!isObject(body)) throw new BadControl('the body must be a JSON object');
	return body;
}

/**
 * Sets switches of a service: only known names, and values of the type they have.
 */
export function changeSwitches(switches: object, changes: JsonObject): void {
	for (const [name, value] of Object.entries(changes)) {
		const current: unknown = Reflect.get(switches, name);
		if (!Object.hasOwn(switches, name) || typeof current !== typeof value) {
			throw new BadControl(`${name} is no switch, or has another type`);
		}
		Reflect.set(switches, name, value);
	}
}

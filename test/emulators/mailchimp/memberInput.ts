import { isIP } from 'node:net';
import { isObject, isoOffset, isString, type JsonObject } from '../common';
import { invalidResource, schemaErrors, unknownValue, wrongType, type FieldError } from './errors';
import type { MailchimpSwitches } from './switches';
import { SETTABLE_STATUSES, type SettableStatus } from './types';

/** The fields of a member request that the emulator acts on. Unknown ones are ignored. */
export interface MemberInput {
	email: string | undefined;
	status: SettableStatus | undefined;
	statusIfNew: SettableStatus | undefined;
	mergeFields: JsonObject | undefined;
	tags: string[];
	interests: Record<string, boolean>;
	marketingPermissions: Array<{ id: string; enabled: boolean }>;
	/** Plain fields that are stored as they are. */
	plain: Partial<Record<PlainField, string>>;
	vip: boolean | undefined;
}

const PLAIN_FIELDS = {
	email_type: 'emailType',
	language: 'language',
	ip_signup: 'ipSignup',
	ip_opt: 'ipOpt',
	timestamp_signup: 'timestampSignup',
	timestamp_opt: 'timestampOpt',
} as const;
export type PlainField = (typeof PLAIN_FIELDS)[keyof typeof PLAIN_FIELDS];

/** Collects schema errors, so that an answer names every bad field. */
class Schema {
	readonly errors: FieldError[] = [];

	constructor(private readonly body: JsonObject) {}

	/** Undefined when the field is left out, null or refused. */
	take<T>(name: string, is: (value: unknown) => value is T, expected: string): T | undefined {
		const value = this.body[name];
		if (value === undefined || value === null) return undefined;
		if (is(value)) return value;
		// Of the right type and not accepted, as a bad IP address or time: the words were not found.
		const isBadText = expected === 'string' && isString(value);
		const error = { field: name, message: 'This value is not valid.' };
		this.errors.push(isBadText ? error : wrongType(name, expected, value));
		return undefined;
	}

	/** One of a few words. */
	status(name: string): SettableStatus | undefined {
		const text = this.take(name, isString, 'string');
		const known = SETTABLE_STATUSES.find((each) => each === text);
		if (text !== undefined && known === undefined) {
			this.errors.push(unknownValue(name, SETTABLE_STATUSES));
		}
		return known;
	}

	assertValid(): void {
		if (this.errors.length > 0) throw schemaErrors(...this.errors);
	}
}

function isStrings(value: unknown): value is string[] {
	return Array.isArray(value) && value.every(isString);
}

function isFlags(value: unknown): value is Record<string, boolean> {
	return isObject(value) && Object.values(value).every((each) => typeof each === 'boolean');
}

function isBoolean(value: unknown): value is boolean {
	return typeof value === 'boolean';
}

function isPermissions(
	value: unknown,
): value is Array<{ marketing_permission_id: string; enabled: boolean }> {
	return (
		Array.isArray(value) &&
		value.every(
			(each) => isObject(each) && isString(each.marketing_permission_id) && isBoolean(each.enabled),
		)
	);
}

/** IPv4 or IPv6 (Mailchimp changelog of 2022-09-01). */
function isIpAddress(value: unknown): value is string {
	return isString(value) && (value === '' || isIP(value) !== 0);
}

/** `Y-m-d H:i:s` or ISO 8601 with Z or an offset (Mailchimp API spec). */
function isTimestamp(value: unknown): value is string {
	const shape =
		/^(|\d{4}-\d{2}-\d{2}( \d{2}:\d{2}:\d{2}|T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:?\d{2})))$/;
	return isString(value) && shape.test(value) && (value === '' || !Number.isNaN(Date.parse(value)));
}

/** Answers have ISO 8601 with offset (recorded); a time without a zone counts as UTC. */
function shownTime(text: string): string {
	if (text === '') return '';
	return isoOffset(new Date(text.includes(' ') ? `${text.replace(' ', 'T')}Z` : text));
}

/** @throws Problem 400 Invalid Resource with one entry per field of a wrong type */
export function readMember(body: JsonObject): MemberInput {
	const schema = new Schema(body);
	const plain: MemberInput['plain'] = {};
	for (const [name, target] of Object.entries(PLAIN_FIELDS)) {
		const isTime = name.startsWith('timestamp_');
		const is = name.startsWith('ip_') ? isIpAddress : isTime ? isTimestamp : isString;
		const value = schema.take(name, is, 'string');
		if (value !== undefined) plain[target] = isTime ? shownTime(value) : value;
	}
	const permissions = schema.take('marketing_permissions', isPermissions, 'array of objects');
	const input: MemberInput = {
		email: schema.take('email_address', isString, 'string'),
		status: schema.status('status'),
		statusIfNew: schema.status('status_if_new'),
		mergeFields: schema.take('merge_fields', isObject, 'object'),
		tags: schema.take('tags', isStrings, 'array of strings') ?? [],
		interests: schema.take('interests', isFlags, 'object of booleans') ?? {},
		marketingPermissions: (permissions ?? []).map((each) => ({
			id: each.marketing_permission_id,
			enabled: each.enabled,
		})),
		plain,
		vip: schema.take('vip', isBoolean, 'boolean'),
	};
	schema.assertValid();
	return input;
}

/** A refusal that passes (seen with revived contacts; the reference's row Invalid Resource). */
export function checkSignups(email: string, switches: MailchimpSwitches): void {
	if (switches.busyAddresses.includes(email.toLowerCase())) {
		throw invalidResource(
			`${email} has signed up to a lot of lists very recently; we're not allowing more signups for now`,
		);
	}
}

/** Recorded: malformed addresses and example.com are refused with different words. */
export function checkEmail(email: string, switches: MailchimpSwitches): void {
	const domain = /^[^\s@,;<>()[\]\\"]+@((?:[^\s@.,]+\.)+[^\s@.,]{2,})$/
		.exec(email)?.[1]
		?.toLowerCase();
	if (domain === undefined || email.includes('..')) {
		throw invalidResource('Please provide a valid email address.');
	}
	const topLevel = domain.slice(domain.lastIndexOf('.') + 1);
	if (switches.fakeDomains.includes(domain) || switches.fakeTopLevelDomains.includes(topLevel)) {
		throw invalidResource(`${email} looks fake or invalid, please enter a real email address.`);
	}
}

import { isObject, isString, type JsonObject } from '../common';
import { Problem, schemaErrors, type FieldError } from './errors';
import { audienceOf, isTrue, readObject, type ApiContext, type App } from './http';
import { readMember, type MemberInput } from './memberInput';
import { create, findMember, update, type MemberContext } from './members';
import { mergeSchemaErrors } from './mergeValues';
import { memberBody } from './render';
import { subscriberHash } from './state';
import { addTags, removeTags } from './tags';
import type { Member } from './types';

/** Settings of one batch subscribe. */
interface BatchOptions {
	updateExisting: boolean;
	syncTags: boolean;
	skipRequired: boolean;
	skipDuplicates: boolean;
}

interface BatchError {
	email_address: string;
	error: string;
	error_code: 'ERROR_CONTACT_EXISTS' | 'ERROR_GENERIC';
	field?: string;
	field_message?: string;
}

interface BatchResult {
	created: Member[];
	updated: Member[];
	errors: BatchError[];
}

function generic(email: string, error: string): BatchError {
	return { email_address: email, error, error_code: 'ERROR_GENERIC' };
}

/** Merge-field errors fill `field` and `field_message` (Mailchimp changelog of 2022-08-03). */
function errorOf(email: string, problem: Problem): BatchError {
	const [first] = problem.errors ?? [];
	return {
		...generic(email, problem.detail),
		...(first && { field: first.field, field_message: first.message }),
	};
}

/** `sync_tags` replaces all tags, with `update_existing` only; otherwise tags are added. */
function writeTags(
	context: MemberContext,
	member: Member,
	input: MemberInput,
	{ syncTags, updateExisting }: BatchOptions,
): void {
	const { audience, state } = context;
	if (state.switches.batchTagsOnExisting === 'ignored') return;
	if (syncTags && updateExisting) {
		const wanted = input.tags.map((name) => name.trim().toLowerCase());
		const obsolete = [...member.tags.keys()]
			.flatMap((id) => audience.tagsById.get(id)?.name ?? [])
			.filter((name) => !wanted.includes(name.toLowerCase()));
		removeTags(context, member, obsolete);
	}
	addTags(context, member, input.tags, state.switches.batchTagsStartJourney);
}

/** Unlike the other member requests, this one has no marketing permissions (API spec). */
function readBatchMember({ state }: MemberContext, body: JsonObject): MemberInput {
	const { marketing_permissions: permissions, ...documented } = body;
	if (permissions !== undefined && state.switches.batchMarketingPermissions === 'refused') {
		throw schemaErrors({
			field: 'marketing_permissions',
			message: 'Schema describes no such field',
		});
	}
	return readMember(documented);
}

/**
 * Errors of the request's schema, each naming the member it is about. Marketing permissions are no part of
 * the schema; what becomes of them is `batchMarketingPermissions`.
 */
function unfitMembers(context: MemberContext, members: readonly JsonObject[]): FieldError[] {
	return members.flatMap((body, index) => {
		const named = ({ field, message }: FieldError): FieldError => ({
			field: `members.item:${index}.${field}`,
			message,
		});
		try {
			const { mergeFields = {} } = readMember({ ...body, marketing_permissions: undefined });
			return mergeSchemaErrors(context.audience, mergeFields).map(named);
		} catch (error) {
			if (!(error instanceof Problem)) throw error;
			return (error.errors ?? []).map(named);
		}
	});
}

function writeOne(
	context: MemberContext,
	body: JsonObject,
	options: BatchOptions,
	result: BatchResult,
): void {
	const input = readBatchMember(context, body);
	const email = input.email ?? '';
	const status = input.status ?? input.statusIfNew;
	if (status === undefined) {
		throw schemaErrors({ field: 'status', message: 'status or status_if_new is required' });
	}
	const known = findMember(context.audience, email);
	if (known === undefined) {
		const tagsStartJourney = context.state.switches.batchTagsStartJourney;
		result.created.push(create(context, email, status, input, { ...options, tagsStartJourney }));
		return;
	}
	if (!options.updateExisting) {
		result.errors.push({
			email_address: email,
			error: `${email} is already a list member, do you want to update? please provide update_existing:true in the request body`,
			error_code: 'ERROR_CONTACT_EXISTS',
		});
		return;
	}
	update(context, known, input, options);
	writeTags(context, known, input, options);
	result.updated.push(known);
}

function emailOf(body: JsonObject): string {
	return isString(body.email_address) ? body.email_address : '';
}

function writeAll(
	context: MemberContext,
	members: readonly JsonObject[],
	options: BatchOptions,
): BatchResult {
	const result: BatchResult = { created: [], updated: [], errors: [] };
	const seen = new Set<string>();
	for (const body of members) {
		const email = emailOf(body);
		const hash = subscriberHash(email);
		if (seen.has(hash)) {
			// With skip_duplicate_check the first appearance is saved and the rest ignored (API spec).
			if (!options.skipDuplicates) {
				result.errors.push(generic(email, `${email} appears more than once in this request.`));
			}
			continue;
		}
		seen.add(hash);
		try {
			writeOne(context, body, options, result);
		} catch (error) {
			if (!(error instanceof Problem)) throw error;
			result.errors.push(errorOf(email, error));
		}
	}
	return result;
}

const MAX_MEMBERS = 500;

function membersOf(body: JsonObject): JsonObject[] {
	const { members } = body;
	if (!Array.isArray(members) || !members.every(isObject)) {
		throw schemaErrors({ field: 'members', message: 'Schema describes array of objects' });
	}
	if (members.length > MAX_MEMBERS) {
		throw schemaErrors({
			field: 'members',
			message: `Schema describes array with at most ${MAX_MEMBERS} items`,
		});
	}
	return members.filter(isObject);
}

/** POST /lists/{id}: up to 500 contacts in one request; what fails by contact is a 200 all the same. */
export function registerBatch(app: App, api: ApiContext): void {
	app.post('/3.0/lists/:list', async (c) => {
		const audience = audienceOf(c, api);
		const body = await readObject(c);
		const context = { ...api, audience };
		const members = membersOf(body);
		const refusesAll = api.state.switches.batchSchemaErrors === 'whole';
		const unfit = refusesAll ? unfitMembers(context, members) : [];
		if (unfit.length > 0) throw schemaErrors(...unfit);
		const result = writeAll(context, members, {
			updateExisting: body.update_existing === true,
			syncTags: body.sync_tags === true,
			skipRequired: isTrue(c.req.query('skip_merge_validation')),
			skipDuplicates: isTrue(c.req.query('skip_duplicate_check')),
		});
		const show = (member: Member): JsonObject => memberBody(audience, member, api.state.switches);
		return c.json({
			new_members: result.created.map(show),
			updated_members: result.updated.map(show),
			errors: result.errors,
			total_created: result.created.length,
			total_updated: result.updated.length,
			error_count: result.errors.length,
			_links: [],
		});
	});
}

import {
	badRequest,
	complianceState,
	forgottenEmail,
	memberExists,
	missingFields,
	notArchivable,
	notFound,
	schemaErrors,
	invalidResource,
} from './errors';
import type { JourneyEngine } from './journeys';
import { checkEmail, checkSignups, type MemberInput } from './memberInput';
import { mergedValues } from './mergeValues';
import type { ValueRules } from './storeMergeValue';
import { createMember, subscriberHash, type MailchimpState } from './state';
import { addTags } from './tags';
import type { Audience, Member, MergeValue, SettableStatus } from './types';

export interface MemberContext {
	state: MailchimpState;
	journeys: JourneyEngine;
	audience: Audience;
}

export interface WriteOptions {
	/** `skip_merge_validation`: required merge fields may be empty. */
	skipRequired: boolean;
}

/** Finds a contact by hash, address or contact id (Mailchimp API spec: all three are accepted). */
export function findMember(audience: Audience, key: string): Member | undefined {
	const hash = key.includes('@') ? subscriberHash(key) : key.toLowerCase();
	return audience.members.get(hash) ?? audience.byContactId.get(key);
}

export function requireMember(audience: Audience, key: string): Member {
	const member = findMember(audience, key);
	if (member === undefined) throw notFound();
	return member;
}

/** Who unsubscribed himself or bounced cannot be subscribed by the API. */
function isInComplianceState(member: Member): boolean {
	const status = member.status === 'archived' ? member.statusBeforeArchive : member.status;
	if (status === 'unsubscribed') return member.unsubscribedBy === 'self';
	return status === 'cleaned';
}

function isCleaned(member: Member): boolean {
	return member.status === 'cleaned' || member.statusBeforeArchive === 'cleaned';
}

/** The way out of a compliance state is `pending`, with a confirmation mail; not for cleaned ones. */
function checkStatus(member: Member, status: SettableStatus | undefined): void {
	if (status === 'subscribed' && isInComplianceState(member)) throw complianceState(member.email);
	if (status === 'pending' && isCleaned(member)) throw complianceState(member.email);
}

function applyStatus(
	{ journeys, audience }: MemberContext,
	member: Member,
	status: SettableStatus | undefined,
): void {
	if (status === undefined || status === member.status) return;
	const wasPending = member.status === 'pending';
	if (status === 'unsubscribed') member.unsubscribedBy = 'api';
	if (status === 'pending') member.confirmationsSent += 1;
	member.status = status;
	member.statusBeforeArchive = status;
	if (wasPending && status === 'subscribed') journeys.confirmed(audience, member);
}

function checkReferences(audience: Audience, input: MemberInput): void {
	const interests = audience.interestCategories.flatMap((each) => each.interests);
	for (const id of Object.keys(input.interests)) {
		if (!interests.some((each) => each.id === id)) {
			throw invalidResource(`Invalid interest ID: '${id}'.`);
		}
	}
	for (const { id } of input.marketingPermissions) {
		if (!audience.marketingPermissions.some((each) => each.id === id)) {
			throw invalidResource(`Invalid marketing permission ID: '${id}'.`);
		}
	}
}

function applyPlain(member: Member, input: MemberInput, now: Date): void {
	Object.assign(member, input.plain);
	if (input.vip !== undefined) member.vip = input.vip;
	for (const [id, on] of Object.entries(input.interests)) member.interests.set(id, on);
	for (const { id, enabled } of input.marketingPermissions) {
		member.marketingPermissions.set(id, enabled);
	}
	member.lastChanged = now;
}

function valuesAfter(
	audience: Audience,
	member: Member | undefined,
	input: MemberInput,
	{ skipRequired }: WriteOptions,
	rules: ValueRules,
): Map<string, MergeValue> {
	const current = member?.mergeFields ?? new Map<string, MergeValue>();
	// A write to a known contact that does not speak of merge fields leaves them unchecked.
	if (member !== undefined && input.mergeFields === undefined) return new Map(current);
	return mergedValues(audience, current, input.mergeFields ?? {}, skipRequired, rules);
}

/**
 * Creates a contact. Its merge fields are there before its tags, its tags before any journey starts.
 * @throws Problem 400 for a bad address, a forgotten one, bad merge fields
 */
export function create(
	context: MemberContext,
	email: string,
	status: SettableStatus,
	input: MemberInput,
	options: WriteOptions & { tagsStartJourney: boolean },
): Member {
	const { state, audience } = context;
	checkEmail(email, state.switches);
	checkSignups(email, state.switches);
	if (audience.forgotten.has(subscriberHash(email))) throw forgottenEmail(email);
	checkReferences(audience, input);
	const values = valuesAfter(audience, undefined, input, options, state.switches);
	const member = createMember(state, audience, email, status);
	member.mergeFields = values;
	if (status === 'unsubscribed') member.unsubscribedBy = 'api';
	applyPlain(member, input, state.now());
	addTags(context, member, input.tags, options.tagsStartJourney);
	return member;
}

/** The address in the body renames the contact, unless somebody else has it. */
function rename({ state, audience }: MemberContext, member: Member, email: string): void {
	const hash = subscriberHash(email);
	const oldHash = subscriberHash(member.email);
	if (hash !== oldHash) {
		if (audience.members.has(hash)) throw memberExists(email);
		checkEmail(email, state.switches);
		if (audience.forgotten.has(hash)) throw forgottenEmail(email);
		if (isCleaned(member)) {
			throw badRequest(
				'This member\'s status is "cleaned." Their email address cannot be changed.',
			);
		}
	}
	if (hash !== oldHash) {
		audience.members.delete(oldHash);
		audience.members.set(hash, member);
	}
	member.email = email;
}

/**
 * Changes a known contact. `status_if_new` does nothing here: an archived contact stays archived, an
 * unsubscribed one unsubscribed.
 */
export function update(
	context: MemberContext,
	member: Member,
	input: MemberInput,
	options: WriteOptions,
): Member {
	const { state, audience } = context;
	checkStatus(member, input.status);
	const isRevived = member.status === 'archived' && input.status !== undefined;
	if (isRevived) checkSignups(member.email, state.switches);
	checkReferences(audience, input);
	const values = valuesAfter(audience, member, input, options, state.switches);
	if (input.email !== undefined && input.email !== member.email) {
		rename(context, member, input.email);
	}
	member.mergeFields = values;
	applyPlain(member, input, state.now());
	applyStatus(context, member, input.status);
	return member;
}

/** PUT: by MD5, address or contact id; creates under the address in the body when there is nobody. */
export function put(
	context: MemberContext,
	key: string,
	input: MemberInput,
	options: WriteOptions,
): Member {
	const { state, audience } = context;
	if (input.email === undefined && state.switches.putRequiresEmail) {
		throw missingFields('email_address');
	}
	const member = findMember(audience, key);
	if (member !== undefined) {
		const updated = update(context, member, input, options);
		if (state.switches.putTagsOnExisting === 'added') {
			addTags(context, updated, input.tags, state.switches.createTagsStartJourney);
		}
		return updated;
	}
	const email = input.email ?? (key.includes('@') ? key : undefined);
	if (email === undefined) throw missingFields('email_address');
	if (findMember(audience, email) !== undefined) throw memberExists(email);
	const status = input.status ?? input.statusIfNew;
	if (status === undefined) {
		throw schemaErrors({ field: 'status_if_new', message: 'This value should not be blank.' });
	}
	const tagsStartJourney = state.switches.createTagsStartJourney;
	return create(context, email, status, input, { ...options, tagsStartJourney });
}

/** POST: an archived contact is revived with its tags and merge values (recorded traffic). */
export function post(context: MemberContext, input: MemberInput, options: WriteOptions): Member {
	const { email, status } = input;
	const missing = [
		...(email === undefined ? ['email_address'] : []),
		...(status === undefined ? ['status'] : []),
	];
	if (email === undefined || status === undefined) throw missingFields(...missing);
	const tagsStartJourney = context.state.switches.createTagsStartJourney;
	const known = findMember(context.audience, email);
	if (known === undefined)
		return create(context, email, status, input, { ...options, tagsStartJourney });
	if (known.status !== 'archived') throw memberExists(email);
	const revived = update(context, known, input, options);
	addTags(context, revived, input.tags, tagsStartJourney);
	return revived;
}

/** DELETE archives; a bounced, pending or archived contact cannot be archived: 405 (recorded). */
export function archive({ state, audience }: MemberContext, key: string): void {
	const member = requireMember(audience, key);
	if (['archived', 'pending', 'cleaned'].includes(member.status)) throw notArchivable();
	member.statusBeforeArchive = member.status;
	member.status = 'archived';
	member.lastChanged = state.now();
}

/** The address cannot be imported again afterwards. */
export function deletePermanently({ audience }: MemberContext, key: string): void {
	const member = requireMember(audience, key);
	const hash = subscriberHash(member.email);
	audience.members.delete(hash);
	audience.byContactId.delete(member.contactId);
	audience.forgotten.add(hash);
}

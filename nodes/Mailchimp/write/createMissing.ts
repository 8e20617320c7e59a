import { ProblemError } from '../../shared/problem';
import type { Member } from '../contact';
import {
	isMergeTag,
	mergeFieldRefused,
	mergeFieldsFull,
	type MergeFieldList,
	type WantedMergeField,
} from '../mergeFields/setup';
import { writeBatches, type BatchEntry, type BatchResult } from '../transport/batch';
import type { MailchimpClient } from '../transport/client';
import { createIfMissing } from '../transport/createIfMissing';
import { readMergeFields } from '../transport/mergeFields';
import type { ContactWrite } from './contactWrite';
import { heldError } from './hold';
import type { WriteContext } from './writeContact';

/** A merge field that has to be there, of a type without choices. */
export type NeededField = Omit<WantedMergeField, 'choices'>;

/**
 * Makes sure that an audience has merge fields: those that it lacks are created, not on signup forms. Each is
 * looked for and created once in a run, however many contacts need it.
 *
 * @throws ProblemError when one is there with another type, when the audience has no room for it, or when
 *   Mailchimp does not take it
 */
export type MakeFields = (
	client: MailchimpClient,
	audienceId: string,
	needed: NeededField[],
) => Promise<void>;

/** What a run knows of the merge fields of an audience. */
interface KnownFields {
	/** Read when the first field is asked for. */
	list?: MergeFieldList;
	refused: Map<string, ProblemError>;
	/** Ends when nobody makes fields of this audience: two at once would not see each other's. */
	turn: Promise<void>;
}

/** Makes what makes the merge fields of a run. */
export function fieldMaker(): MakeFields {
	const audiences = new Map<string, KnownFields>();
	return async (client, audienceId, needed) => {
		const known = audiences.get(audienceId) ?? { refused: new Map(), turn: Promise.resolve() };
		audiences.set(audienceId, known);
		const work = known.turn.then(async () => await makeAll(client, audienceId, known, needed));
		known.turn = work.catch(() => undefined);
		await work;
	};
}

async function makeAll(
	client: MailchimpClient,
	audienceId: string,
	known: KnownFields,
	needed: NeededField[],
): Promise<void> {
	known.list ??= await readMergeFields(client, audienceId);
	for (const field of needed) {
		const refused = known.refused.get(field.tag);
		if (refused) throw refused;
		await makeOne(client, audienceId, known.list, field).catch((error: unknown) => {
			if (error instanceof ProblemError) known.refused.set(field.tag, error);
			throw error;
		});
	}
}

async function makeOne(
	client: MailchimpClient,
	audienceId: string,
	list: MergeFieldList,
	field: NeededField,
): Promise<void> {
	const { tag } = field;
	if (!isMergeTag(tag)) {
		const message = 'a merge tag has at most 10 characters, A to Z, 0 to 9 and underscore';
		throw new ProblemError(mergeFieldRefused(tag, { message }));
	}
	const result = await createIfMissing(client, audienceId, list, { ...field, choices: [] });
	if (result.state === 'wrong_type') throw new ProblemError(result.problem);
	if (result.state === 'no_room') throw new ProblemError(mergeFieldsFull([tag], result.limit));
	if (result.state === 'refused') throw new ProblemError(mergeFieldRefused(tag, result.refusal));
}

/** What the merge field of a contact is created as. */
function neededField(tag: string, { linkTag }: ContactWrite): NeededField {
	return tag === linkTag
		? { tag, name: 'Tracking Link', type: 'url' }
		: { tag, name: tag, type: 'text' };
}

/**
 * The merge fields to create for a contact: those that the audience does not have. Mailchimp drops their values
 * and leaves them out of its answer, so that nothing is asked when nothing is missing.
 *
 * @param member the contact after it was sent; without an id the answer says nothing
 */
function missingFields(write: ContactWrite, member: Member): NeededField[] {
	if (!write.createMissing || member.id === '') return [];
	return Object.keys(write.mergeFields)
		.filter((tag) => !Object.hasOwn(member.mergeFields, tag))
		.map((tag) => neededField(tag, write));
}

/**
 * Creates the merge fields that a contact lacks, where its item says so, and sends it once more.
 *
 * @returns the contact, as it is then
 * @throws ProblemError when a field cannot be created: then the contact is held
 */
export async function withMissingFields(
	{ client, change, makeFields }: WriteContext,
	write: ContactWrite,
	member: Member,
): Promise<Member> {
	const missing = missingFields(write, member);
	if (missing.length === 0) return member;
	try {
		await makeFields(client, write.audienceId, missing);
	} catch (error) {
		throw error instanceof ProblemError ? heldError(error.problem, write) : error;
	}
	return await change(write, undefined);
}

/** A contact that was sent together with others. */
interface SentEntry extends BatchEntry {
	entry: { write: ContactWrite };
}

/**
 * Sends contacts together, and those once more whose missing merge fields were created. Where that fails the
 * contact keeps the result it has: each is looked at by itself after this.
 *
 * @returns what became of each, as `writeBatches` says it
 */
export async function writeBatchesWithFields<Entry extends SentEntry>(
	{ client, makeFields }: WriteContext,
	entries: Entry[],
): Promise<Map<Entry, BatchResult>> {
	const results = await writeBatches(client, entries);
	const again: Entry[] = [];
	for (const [each, result] of results) {
		const missing = 'member' in result ? missingFields(each.entry.write, result.member) : [];
		if (missing.length === 0) continue;
		const isMade = await makeFields(client, each.audienceId, missing).then(
			() => true,
			() => false,
		);
		if (isMade) again.push(each);
	}
	const sent = await writeBatches(client, again);
	for (const each of again) {
		const result = sent.get(each);
		if (result) results.set(each, result);
		else results.delete(each);
	}
	return results;
}

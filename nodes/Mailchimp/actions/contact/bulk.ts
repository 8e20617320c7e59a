import {
	sleep,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
} from 'n8n-workflow';
import { mapInOrder } from '../../../shared/concurrency';
import { NotAttempted } from '../../../shared/governor';
import { createOutcomes, type Outcomes } from '../../../shared/outcomes';
import { tellProgress } from '../../../shared/progress';
import {
	contactOutput,
	fitsBatch,
	repeatedOutput,
	type ContactWrite,
} from '../../rules/contactWrite';
import { canMerge, mergeWrites } from '../../rules/mergeWrites';
import { BATCH_SIZE, writeBatches } from '../../transport/batch';
import type { MailchimpClient } from '../../transport/client';
import type { TagSegments } from '../../transport/segments';
import { CONTACTS_AT_ONCE, READ_AT_ONCE } from '../perContact';
import { tagInBulk, type ContactToTag } from './bulkTags';
import { confirmWrite, tagContact, tagsNotAttempted, writeContact } from './write';

/** A contact to write, and the input items that ask for it. */
interface Entry {
	key: string;
	write: ContactWrite;
	items: number[];
}

interface Step {
	entry: Entry;
}

type TagStep = Step & ContactToTag;

/** What the items of a bulk run have in common. */
export interface BulkRun {
	account: Promise<{ client: MailchimpClient; segments: TagSegments }>;
	/** Reads and checks what an input item asks for. */
	read: (itemIndex: number) => Promise<ContactWrite>;
}

/**
 * Writes many contacts: merge fields of up to 500 in one request, then their tags. A contact that the
 * request refuses is written alone, so that its error is exact. While the tags of one chunk of contacts
 * are written the next chunk is under way; there are never more than two.
 *
 * Contacts that are in a chunk more than once are written once, with what all their items ask for; where
 * that contradicts itself, one after the other.
 *
 * @param itemCount number of input items
 * @returns the output items, in the order of the input
 */
export async function writeInBulk(
	this: IExecuteFunctions,
	itemCount: number,
	run: BulkRun,
): Promise<INodeExecutionData[]> {
	const outcomes = createOutcomes.call(this, itemCount);
	let previous = { keys: new Set<string>(), done: Promise.resolve() };
	for await (const chunk of readChunks.call(this, itemCount, run.read, outcomes)) {
		// A contact that comes again must find its earlier write finished, tags and all.
		if (chunk.some(({ key }) => previous.keys.has(key))) await previous.done;
		const done = writeChunk.call(this, chunk, run, outcomes).then(() => {
			tellProgress.call(this, 'contacts', outcomes.count(), itemCount);
		});
		await previous.done;
		previous = { keys: new Set(chunk.map(({ key }) => key)), done };
	}
	await previous.done;
	return outcomes.items();
}

async function* readChunks(
	this: IExecuteFunctions,
	itemCount: number,
	read: BulkRun['read'],
	outcomes: Outcomes,
): AsyncGenerator<Entry[]> {
	let entries = new Map<string, Entry>();
	for (let itemIndex = 0; itemIndex < itemCount && !outcomes.isStopped(); itemIndex++) {
		if (itemIndex % READ_AT_ONCE === 0) await sleep(0);
		try {
			const write = await read(itemIndex);
			const key = `${write.audienceId} ${write.email.toLowerCase()}`;
			const known = entries.get(key);
			if (known && canMerge(known.write, write)) {
				known.write = mergeWrites(known.write, write);
				known.items.push(itemIndex);
				continue;
			}
			if (known) {
				yield [...entries.values()];
				entries = new Map();
			}
			entries.set(key, { key, write, items: [itemIndex] });
		} catch (error) {
			outcomes.settle(itemIndex, { error });
		}
		if (entries.size === BATCH_SIZE) {
			yield [...entries.values()];
			entries = new Map();
		}
	}
	if (entries.size > 0 && !outcomes.isStopped()) yield [...entries.values()];
}

/** Writes the contacts of a chunk and settles their items. */
async function writeChunk(
	this: IExecuteFunctions,
	chunk: Entry[],
	{ account }: BulkRun,
	outcomes: Outcomes,
): Promise<void> {
	/** Does something for entries, and settles the items of one for which it fails. */
	const forEntries = async <T extends { entry: Entry }>(
		steps: T[],
		task: (step: T) => Promise<void>,
	): Promise<void> => {
		await mapInOrder(steps, CONTACTS_AT_ONCE, async (step) => {
			// When the run is cancelled the client refuses what would need a request.
			if (outcomes.isFailed()) return;
			try {
				await task(step);
			} catch (error) {
				fail(outcomes, step.entry, error);
			}
		});
	};
	const { client, segments } = await account;
	const results = await writeBatches(client, chunk.map(({ write }) => write).filter(fitsBatch));
	const toWriteAlone: Step[] = [];
	const toTag: TagStep[] = [];
	await forEntries(
		chunk.map((entry) => ({ entry, result: results.get(entry.write) })),
		async ({ entry, result }) => {
			if (result === undefined) {
				toWriteAlone.push({ entry });
				return;
			}
			if ('error' in result) throw result.error;
			const { write } = entry;
			const written = await confirmWrite.call(this, client, write, result.member);
			toTag.push({ entry, write, written });
		},
	);
	const toTagAlone = await tagTogether.call(this, client, segments, toTag, outcomes);
	await Promise.all([
		forEntries(toTagAlone, async ({ entry, write, written }) => {
			await tagContact.call(this, client, write, written);
			succeed(outcomes, entry, contactOutput(write, written));
		}),
		forEntries(toWriteAlone, async ({ entry }) => {
			succeed(outcomes, entry, await writeContact.call(this, client, entry.write));
		}),
	]);
}

/**
 * Tags the contacts that may be tagged together.
 *
 * @returns those that have to be tagged one by one, because that is what starts automations, or because
 *   Mailchimp did not confirm their tags
 */
async function tagTogether(
	this: IExecuteFunctions,
	client: MailchimpClient,
	segments: TagSegments,
	steps: TagStep[],
	outcomes: Outcomes,
): Promise<TagStep[]> {
	const together = steps.filter(({ write }) => write.startAutomations === 'any');
	if (together.length === 0 || outcomes.isFailed()) return steps;
	const alone = steps.filter(({ write }) => write.startAutomations !== 'any');
	const { open, failed } = await tagInBulk(client, segments, together);
	for (const step of together) {
		const { entry, write, written } = step;
		const error = failed.get(write);
		if (error instanceof NotAttempted) {
			fail(outcomes, entry, tagsNotAttempted.call(this, write));
		} else if (error !== undefined) {
			fail(outcomes, entry, error);
		} else if (open.has(write)) {
			alone.push(step);
		} else {
			succeed(outcomes, entry, contactOutput(write, written));
		}
	}
	return alone;
}

function succeed(outcomes: Outcomes, { items }: Entry, output: IDataObject): void {
	const [first, ...others] = items;
	outcomes.settle(first, { output });
	for (const itemIndex of others) {
		outcomes.settle(itemIndex, { output: repeatedOutput(output, first) });
	}
}

function fail(outcomes: Outcomes, { items }: Entry, error: unknown): void {
	for (const itemIndex of items) outcomes.settle(itemIndex, { error });
}

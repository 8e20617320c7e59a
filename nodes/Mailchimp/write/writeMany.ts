import { NodeApiError, type IDataObject } from 'n8n-workflow';
import { mapInOrder } from '../../shared/concurrency';
import { NotAttempted } from '../../shared/governor';
import type { Outcomes } from '../../shared/outcomes';
import { isProblem, ProblemError } from '../../shared/problem';
import { CONTACTS_AT_ONCE } from '../run';
import { BATCH_SIZE } from '../transport/batch';
import { tagFinder, type FindOrMakeTag } from '../transport/segments';
import {
	canJoin,
	contactOutput,
	fitsBatch,
	joinWrites,
	memberBody,
	repeatedOutput,
	type ContactWrite,
} from './contactWrite';
import { statusAtOnce } from './hold';
import { tagTogether, writeBatchesWithFields, type ContactToTag } from './together';
import {
	confirmWrite,
	tagContact,
	tagsNotAttempted,
	writeContact,
	type WriteContext,
} from './writeContact';

/** With more writes than this, the contacts are sent up to 500 at a time. */
const FEW_WRITES = 20;

/** A write, and the number under which its outcome is settled. */
export interface NumberedWrite {
	index: number;
	write: ContactWrite;
}

/** Gathers what becomes of the writes: the contact's output, or what was thrown for it. */
export type Settling = Pick<Outcomes, 'settle' | 'isFailed' | 'isStopped' | 'count'>;

/** What writing many contacts takes. */
export interface ManyWrites {
	/** What the writes have in common; asked for once, when the first one is there. */
	context(): Promise<WriteContext>;
	outcomes: Settling;
	/** About how many writes come; it decides whether they are sent one by one. */
	total: number;
	/** Is told, where there are many, how many outcomes are settled. */
	onProgress(done: number): void;
}

/** A contact to write, and each of the writes that name it. */
interface Entry {
	key: string;
	/** What all of them ask for. */
	write: ContactWrite;
	parts: NumberedWrite[];
}

interface Step {
	entry: Entry;
}

type TagStep = Step & ContactToTag;

interface Writing {
	context: WriteContext;
	findTag: FindOrMakeTag;
	outcomes: Settling;
	isBulk: boolean;
}

/**
 * Creates or updates contacts. Up to 20 are written one by one, 8 at a time; of more, the merge fields of
 * up to 500 go in one request, then their tags. A contact that such a request refuses is written alone, so that
 * its error is exact. While the tags of one chunk of contacts are written the next chunk is under way; there are
 * never more than two.
 *
 * Writes for one contact are done together, with what all of them ask for, or one after the other where that
 * contradicts itself or is refused.
 *
 * @param writes each is taken when there is room for it; none once the outcomes say that the run is stopped
 * @returns when every write that was taken is settled, as long as nothing stops the run
 * @throws what `context` throws
 */
export async function writeMany(
	many: ManyWrites,
	writes: AsyncIterable<NumberedWrite> | Iterable<NumberedWrite>,
): Promise<void> {
	const { outcomes } = many;
	const isBulk = many.total > FEW_WRITES;
	let writing: Writing | undefined;
	let previous = { keys: new Set<string>(), done: Promise.resolve() };
	for await (const chunk of chunksOf(writes, outcomes)) {
		if (writing === undefined) {
			const context = await many.context();
			writing = { context, findTag: tagFinder(context.client), outcomes, isBulk };
		}
		// A contact that comes again must find its earlier write finished, tags and all.
		if (chunk.some(({ key }) => previous.keys.has(key))) await previous.done;
		const done = writeChunk(writing, chunk).then(() => {
			if (isBulk) many.onProgress(outcomes.count());
		});
		await previous.done;
		previous = { keys: new Set(chunk.map(({ key }) => key)), done };
	}
	await previous.done;
}

/** Contacts to write at a time, each once. */
async function* chunksOf(
	writes: AsyncIterable<NumberedWrite> | Iterable<NumberedWrite>,
	outcomes: Settling,
): AsyncGenerator<Entry[]> {
	let entries = new Map<string, Entry>();
	for await (const { index, write } of writes) {
		if (outcomes.isStopped()) break;
		const key = `${write.audienceId} ${write.email.toLowerCase()}`;
		const entry = entries.get(key);
		if (entry && canJoin(entry.write, write)) {
			entry.write = joinWrites(entry.write, write);
			entry.parts.push({ index, write });
			continue;
		}
		if (entry) {
			yield [...entries.values()];
			entries = new Map();
		}
		entries.set(key, { key, write, parts: [{ index, write }] });
		if (entries.size === BATCH_SIZE) {
			yield [...entries.values()];
			entries = new Map();
		}
	}
	if (entries.size > 0 && !outcomes.isStopped()) yield [...entries.values()];
}

/** Writes the contacts of a chunk and settles their outcomes. */
async function writeChunk(writing: Writing, chunk: Entry[]): Promise<void> {
	const { context, outcomes, isBulk } = writing;
	const batch = isBulk ? chunk.filter(({ write }) => fitsBatch(write)).map(toBatchEntry) : [];
	const results = await writeBatchesWithFields(context, batch);
	const ofEntry = new Map([...results].map(([{ entry }, result]) => [entry, result]));
	const toWriteAlone: Step[] = [];
	const toTag: TagStep[] = [];
	await forSteps(writing, chunk.map(toStep), async ({ entry }) => {
		const result = ofEntry.get(entry);
		if (result === undefined) {
			toWriteAlone.push({ entry });
			return;
		}
		if ('error' in result) throw result.error;
		const { write } = entry;
		const written = await confirmWrite(context, write, result.member);
		toTag.push({ entry, write, written });
	});
	const toTagAlone = await tagStepsTogether(writing, toTag);
	await Promise.all([
		forSteps(writing, toTagAlone, async ({ entry, write, written }) => {
			await tagContact(context, write, written);
			succeed(outcomes, entry, contactOutput(write, written));
		}),
		forSteps(writing, toWriteAlone, async ({ entry }) => {
			succeed(outcomes, entry, await writeContact(context, entry.write));
		}),
	]);
}

function toStep(entry: Entry): Step {
	return { entry };
}

function toBatchEntry(entry: Entry) {
	const { audienceId, email } = entry.write;
	return { audienceId, email, body: memberBody(entry.write, statusAtOnce(entry.write)), entry };
}

/** Does something for entries; where it fails for one, its items are written one after the other, or fail. */
async function forSteps<T extends Step>(
	writing: Writing,
	steps: T[],
	task: (step: T) => Promise<void>,
): Promise<void> {
	const { outcomes } = writing;
	await mapInOrder(steps, CONTACTS_AT_ONCE, async (step) => {
		// When the run is cancelled the client refuses what would need a request.
		if (outcomes.isFailed()) return;
		const { entry } = step;
		try {
			await task(step);
		} catch (error) {
			if (entry.parts.length > 1 && isAboutContent(error)) await writeOneByOne(writing, entry);
			else fail(outcomes, entry, error);
		}
	});
}

/** Whether what one of several items asks for may be the reason, so that the others may pass without it. */
function isAboutContent(error: unknown): boolean {
	if (error instanceof NodeApiError) return error.httpCode === '400';
	return error instanceof ProblemError && !isProblem(error, 'not_attempted');
}

/** Each item of a contact by itself, in the order of the input, so that each gets its own outcome. */
async function writeOneByOne({ context, outcomes }: Writing, { parts }: Entry): Promise<void> {
	for (const { index, write } of parts) {
		try {
			outcomes.settle(index, { output: await writeContact(context, write) });
		} catch (error) {
			outcomes.settle(index, { error });
		}
	}
}

/**
 * Tags the contacts that may be tagged together.
 *
 * @returns those that have to be tagged one by one, because that is what starts automations, or because
 *   Mailchimp did not confirm their tags
 */
async function tagStepsTogether(
	{ context, findTag, outcomes }: Writing,
	steps: TagStep[],
): Promise<TagStep[]> {
	const together = steps.filter(({ write }) => write.startAutomations === 'any');
	if (together.length === 0 || outcomes.isStopped()) return steps;
	const alone = steps.filter(({ write }) => write.startAutomations !== 'any');
	const { open, failed } = await tagTogether(context.client, findTag, together);
	for (const step of together) {
		const { entry, write, written } = step;
		const error = failed.get(write);
		if (error instanceof NotAttempted) fail(outcomes, entry, tagsNotAttempted(write));
		else if (error !== undefined) fail(outcomes, entry, error);
		else if (open.has(write)) alone.push(step);
		else succeed(outcomes, entry, contactOutput(write, written));
	}
	return alone;
}

function succeed(outcomes: Settling, { parts }: Entry, output: IDataObject): void {
	const [first, ...others] = parts;
	outcomes.settle(first.index, { output });
	for (const { index } of others) {
		outcomes.settle(index, { output: repeatedOutput(output, first.index) });
	}
}

function fail(outcomes: Settling, { parts }: Entry, error: unknown): void {
	for (const { index } of parts) outcomes.settle(index, { error });
}

import { NodeApiError, sleep, type IDataObject, type INodeExecutionData } from 'n8n-workflow';
import { mapInOrder } from '../../shared/concurrency';
import { NotAttempted } from '../../shared/governor';
import type { ItemInput } from '../../shared/input';
import type { Outcomes } from '../../shared/outcomes';
import { isProblem, ProblemError } from '../../shared/problem';
import { CONTACTS_AT_ONCE, type MailchimpRun } from '../run';
import { BATCH_SIZE, writeBatches } from '../transport/batch';
import { tagFinder, type FindOrMakeTag } from '../transport/tags';
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
import { tagTogether, type ContactToTag } from './tagTogether';
import {
	confirmWrite,
	tagContact,
	tagsNotAttempted,
	writeContact,
	type WriteContext,
} from './writeContact';

/** With more items than this, the contacts are sent up to 500 at a time. */
const FEW_ITEMS = 20;

/** Items whose parameters are read in one go, before other work of n8n has its turn. */
const READ_AT_ONCE = 20;

/** A contact to write, and what each of the items that name it asks for. */
interface Entry {
	key: string;
	/** What all of them ask for. */
	write: ContactWrite;
	items: Array<{ itemIndex: number; write: ContactWrite }>;
}

interface Step {
	entry: Entry;
}

type TagStep = Step & ContactToTag;

/** What writing the contacts of a run takes. */
interface Writing {
	run: MailchimpRun;
	context: WriteContext;
	findTag: FindOrMakeTag;
	outcomes: Outcomes;
}

/**
 * Creates or updates contacts. Up to 20 items are written one by one, 8 at a time; of more, the merge fields of
 * up to 500 go in one request, then their tags. A contact that such a request refuses is written alone, so that
 * its error is exact. While the tags of one chunk of contacts are written the next chunk is under way; there are
 * never more than two.
 *
 * Items for one contact are written together, with what all of them ask for, or one after the other where that
 * contradicts itself or is refused.
 *
 * @param read reads and checks what an item asks for
 * @returns the output items, in the order of the input
 */
export async function writeContacts(
	run: MailchimpRun,
	context: () => Promise<WriteContext>,
	read: (input: ItemInput) => Promise<ContactWrite>,
): Promise<INodeExecutionData[]> {
	const outcomes = run.outcomes();
	let writing: Writing | undefined;
	let previous = { keys: new Set<string>(), done: Promise.resolve() };
	for await (const chunk of readChunks(run, read, outcomes)) {
		if (writing === undefined) {
			const connected = await context();
			writing = { run, context: connected, findTag: tagFinder(connected.client), outcomes };
		}
		// A contact that comes again must find its earlier write finished, tags and all.
		if (chunk.some(({ key }) => previous.keys.has(key))) await previous.done;
		const done = writeChunk(writing, chunk).then(() => {
			if (run.itemCount > FEW_ITEMS) run.tellProgress('contacts', outcomes.count());
		});
		await previous.done;
		previous = { keys: new Set(chunk.map(({ key }) => key)), done };
	}
	await previous.done;
	return outcomes.items();
}

async function* readChunks(
	run: MailchimpRun,
	read: (input: ItemInput) => Promise<ContactWrite>,
	outcomes: Outcomes,
): AsyncGenerator<Entry[]> {
	let entries = new Map<string, Entry>();
	for (let itemIndex = 0; itemIndex < run.itemCount && !outcomes.isStopped(); itemIndex++) {
		if (itemIndex % READ_AT_ONCE === 0) await sleep(0);
		try {
			const write = await read(run.input(itemIndex));
			const key = `${write.audienceId} ${write.email.toLowerCase()}`;
			const entry = entries.get(key);
			if (entry && canJoin(entry.write, write)) {
				entry.write = joinWrites(entry.write, write);
				entry.items.push({ itemIndex, write });
				continue;
			}
			if (entry) {
				yield [...entries.values()];
				entries = new Map();
			}
			entries.set(key, { key, write, items: [{ itemIndex, write }] });
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
async function writeChunk(writing: Writing, chunk: Entry[]): Promise<void> {
	const { run, context, outcomes } = writing;
	const isBulk = run.itemCount > FEW_ITEMS;
	const batch = isBulk ? chunk.filter(({ write }) => fitsBatch(write)).map(toBatchEntry) : [];
	const results = await writeBatches(context.client, batch);
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
			if (entry.items.length > 1 && isAboutContent(error)) await writeOneByOne(writing, entry);
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
async function writeOneByOne({ context, outcomes }: Writing, { items }: Entry): Promise<void> {
	for (const { itemIndex, write } of items) {
		try {
			outcomes.settle(itemIndex, { output: await writeContact(context, write) });
		} catch (error) {
			outcomes.settle(itemIndex, { error });
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
	{ run, context, findTag, outcomes }: Writing,
	steps: TagStep[],
): Promise<TagStep[]> {
	const together = steps.filter(({ write }) => write.startAutomations === 'any');
	if (together.length === 0 || outcomes.isFailed() || run.signal?.aborted) return steps;
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

function succeed(outcomes: Outcomes, { items }: Entry, output: IDataObject): void {
	const [first, ...others] = items;
	outcomes.settle(first.itemIndex, { output });
	for (const { itemIndex } of others) {
		outcomes.settle(itemIndex, { output: repeatedOutput(output, first.itemIndex) });
	}
}

function fail(outcomes: Outcomes, { items }: Entry, error: unknown): void {
	for (const { itemIndex } of items) outcomes.settle(itemIndex, { error });
}

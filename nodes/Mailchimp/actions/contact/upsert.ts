import { sleep, type INodeExecutionData } from 'n8n-workflow';
import type { ItemInput } from '../../../shared/input';
import type { Operation } from '../../../shared/operations';
import type { Outcomes } from '../../../shared/outcomes';
import { MailchimpRun } from '../../run';
import { claimRestarts, type ContactWrite } from '../../write/contactWrite';
import { checkBeforeSending } from '../../write/hold';
import { upsertOptions } from '../../write/options';
import { contactProperties, tagsToRemove } from '../../write/panel';
import { writeReader } from '../../write/readWrite';
import { upsertWith, type WriteContext } from '../../write/writeContact';
import { writeMany, type NumberedWrite } from '../../write/writeMany';

export const upsert: Operation = {
	option: {
		name: 'Create or Update',
		value: 'upsert',
		description: 'Create a new record, or update the current one if it already exists (upsert)',
		action: 'Create or update a contact',
	},
	properties: contactProperties(upsertOptions, [tagsToRemove]),
	async execute() {
		const run = new MailchimpRun(this);
		const reader = writeReader(run, 'upsert');
		const restarts = new Set<string>();
		return await writeContacts(
			run,
			async () => {
				const client = await run.client();
				return reader.context(client, upsertWith(client));
			},
			async (input) => {
				// A credential that is not valid ends as the error of each item.
				await run.client();
				const write = await reader.read(input);
				checkBeforeSending(write);
				return claimRestarts(write, restarts);
			},
		);
	},
};

/** Items whose parameters are read in one go, before other work of n8n has its turn. */
const READ_AT_ONCE = 20;

/**
 * Creates or updates the contacts that the items of a run name; see `writeMany`.
 *
 * @param context what the writes have in common
 * @param read reads and checks what an item asks for
 * @returns the output items, in the order of the input
 */
async function writeContacts(
	run: MailchimpRun,
	context: () => Promise<WriteContext>,
	read: (input: ItemInput) => Promise<ContactWrite>,
): Promise<INodeExecutionData[]> {
	const outcomes = run.outcomes();
	const onProgress = (done: number) => run.tellProgress('contacts', done);
	const many = { context, outcomes, total: run.itemCount, onProgress };
	await writeMany(many, readWrites(run, read, outcomes));
	return outcomes.items();
}

/** What each item asks for; one that cannot be read is settled with the error. */
async function* readWrites(
	run: MailchimpRun,
	read: (input: ItemInput) => Promise<ContactWrite>,
	outcomes: Outcomes,
): AsyncGenerator<NumberedWrite> {
	for (let itemIndex = 0; itemIndex < run.itemCount && !outcomes.isStopped(); itemIndex++) {
		if (itemIndex % READ_AT_ONCE === 0) await sleep(0);
		try {
			yield { index: itemIndex, write: await read(run.input(itemIndex)) };
		} catch (error) {
			outcomes.settle(itemIndex, { error });
		}
	}
}

import { sleep, type INodeExecutionData } from 'n8n-workflow';
import type { ItemInput } from '../../shared/input';
import type { Outcomes } from '../../shared/outcomes';
import type { MailchimpRun } from '../run';
import type { ContactWrite } from './contactWrite';
import type { WriteContext } from './writeContact';
import { writeMany, type NumberedWrite } from './writeMany';

/** Items whose parameters are read in one go, before other work of n8n has its turn. */
const READ_AT_ONCE = 20;

/**
 * Creates or updates the contacts that the items of a run name; see `writeMany`.
 *
 * @param context what the writes have in common
 * @param read reads and checks what an item asks for
 * @returns the output items, in the order of the input
 */
export async function writeContacts(
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

import type { BranchingOperation } from '../../../shared/operations';
import type { ContactChange } from '../../contacts/change';
import {
	contactBehind,
	fieldsOf,
	itemFor,
	lookBehind,
	plannedBehind,
	submissionBehind,
} from '../../page/items';
import { settle as stepOf, type Step } from '../../page/settle';
import { readStand, tagsOfStatus } from '../../page/stand';
import type { PageSettings } from '../../settings/creatorPage';
import { wordsOf } from '../../words';
import { branchEachItem } from './branches';

const OUTPUTS = ['Store', 'Answer'];

/** Reads of the contact for one form: it takes three, and four when a tag has to go; more when others write meanwhile. */
const MOST_ROUNDS = 6;

export const settle: BranchingOperation = {
	option: {
		name: 'Settle',
		value: 'settle',
		description:
			'Say the next thing to store about a form of the creator’s page, or that it is settled. Changes nothing.',
		action: 'Settle what is stored about a form of the page',
	},
	outputs: OUTPUTS,
	properties: [
		{
			displayName:
				'Takes the contact, read again. Store: what is to be stored next; lead it to Mailchimp: Contact: Update, and from there back to the node that reads the contact. Answer: the contact shows it, or something newer.',
			name: 'settleNotice',
			type: 'notice',
			default: '',
		},
	],
	async executeBranches() {
		return await branchEachItem(this, OUTPUTS.length, (find, itemIndex) => {
			const { settings, ...entry } = submissionBehind(find);
			const { before, planned } = plannedBehind(find);
			const contact = contactBehind(find);
			const now = readStand(contact, settings);
			const look = lookBehind(find);
			const email = String(contact.email_address);
			const round = Number(this.getWorkflowDataProxy(itemIndex).$runIndex);
			const step = stepOf({ entry, before, planned, look, now, hasBegun: round > 0 });
			if (step.next === 'answer') {
				return { output: 1, json: itemFor(email, { answer: step.answer, stand: now }) };
			}
			if (round >= MOST_ROUNDS) {
				const what_happened = wordsOf(settings.language).pageNotes.notStored;
				return { output: 1, json: itemFor(email, { answer: 'failed', what_happened }) };
			}
			return { output: 0, json: itemFor(email, {}, changeFor(email, step, settings)) };
		});
	},
};

/** What the Mailchimp node writes: fields first, tags after them. */
function changeFor(
	email: string,
	step: Exclude<Step, { next: 'answer' }>,
	settings: PageSettings,
): ContactChange {
	const { liveTag, notFoundTag, fields } = settings;
	const statement = step.next === 'store' ? step.statement : undefined;
	const status = step.next === 'store' ? step.statement.status : step.status;
	const { live, notFound } = tagsOfStatus(status);
	const own = [...(live ? [liveTag] : []), ...(notFound ? [notFoundTag] : [])];
	const others = [liveTag, notFoundTag].filter((tag) => !own.includes(tag));
	const required = [fields.status, fields.checks, ...(statement?.page ? [fields.page] : [])];
	return {
		email_address: email,
		merge_fields: statement ? fieldsOf(statement, settings) : {},
		tags_to_add: step.next === 'untag' ? [] : own,
		tags_to_remove: step.next === 'store' ? [] : others,
		required_merge_fields: statement ? required : [],
	};
}

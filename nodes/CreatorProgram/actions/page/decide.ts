import type { BranchingOperation } from '../../../shared/operations';
import { dayIn } from '../../page/day';
import { decide as planOf } from '../../page/decide';
import { contactBehind, itemFor, submissionBehind } from '../../page/items';
import { missingFields, readStand } from '../../page/stand';
import { wordsOf } from '../../words';
import { branchEachItem } from './branches';

const OUTPUTS = ['Look', 'Word', 'Answer'];

export const decide: BranchingOperation = {
	option: {
		name: 'Decide',
		value: 'decide',
		description:
			'Say what is to be done about a form of the creator’s page, by what the contact shows. Changes nothing.',
		action: 'Decide what to do about a form of the page',
	},
	outputs: OUTPUTS,
	properties: [
		{
			displayName:
				'Takes the contact from Mailchimp: Contact: Get, and the form from Creator Page Trigger. Look: the check is to be counted, and the Linktree page looked at. Word: the creator’s word counts. Answer: there is only something to say.',
			name: 'decideNotice',
			type: 'notice',
			default: '',
		},
	],
	async executeBranches() {
		const now = new Date();
		return await branchEachItem(this, OUTPUTS.length, (find) => {
			const submission = submissionBehind(find);
			const contact = contactBehind(find);
			const email = String(contact.email_address);
			// Mailchimp is asked for one id; what it gives has to be that contact.
			if (contact.unique_email_id !== submission.unique_email_id) {
				return { output: 2, json: itemFor('', { answer: 'unknown' }) };
			}
			const { settings } = submission;
			const missing = missingFields(contact, settings);
			if (missing.length > 0) {
				const { pageNotes } = wordsOf(settings.language);
				const what_happened = pageNotes.noFields(missing.join(', '));
				return { output: 2, json: itemFor(email, { answer: 'no_fields', what_happened }) };
			}
			const before = readStand(contact, settings);
			const sinceChange = (now.getTime() - Date.parse(String(contact.last_changed))) / 1000;
			const today = dayIn(now, this.getTimezone());
			const plan = planOf(submission, before, { today, sinceChange }, settings);
			if (plan.next === 'answer') {
				return { output: 2, json: itemFor(email, { ...plan, stand: before }) };
			}
			const own = { before, planned: plan.statement };
			if (plan.next === 'word') return { output: 1, json: itemFor(email, own) };
			const { date, checks } = plan.statement;
			const { fields } = settings;
			return {
				output: 0,
				json: itemFor(
					email,
					{ ...own, username: submission.username, link: before.link },
					{
						email_address: email,
						merge_fields: { [fields.date]: date, [fields.checks]: checks },
						tags_to_add: [],
						tags_to_remove: [],
						required_merge_fields: [fields.checks],
					},
				),
			};
		});
	},
};

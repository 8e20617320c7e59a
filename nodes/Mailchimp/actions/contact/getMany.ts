import type { INodeProperties } from 'n8n-workflow';
import type { ItemInput } from '../../../shared/input';
import type { Operation } from '../../../shared/operations';
import { howMany, readLimit } from '../../../shared/paging';
import { invalidInput, type ProblemError } from '../../../shared/problem';
import { contactItem, STATUSES } from '../../contact';
import { audience, fieldChoice, readFieldChoice } from '../../parameters';
import { tag } from '../../pickers';
import { MailchimpRun, readTime } from '../../run';
import { contactPages, type ContactFilter } from '../../transport/contacts';
import { existingTag } from '../../transport/tags';

const filters: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add Filter',
	default: {},
	options: [
		{
			displayName: 'Changed Since',
			name: 'changedSince',
			type: 'dateTime',
			default: '',
			description:
				'Only contacts whose data changed at this time or later. A time without a zone is in the time zone of the workflow.',
		},
		{
			displayName: 'Status',
			name: 'status',
			type: 'options',
			default: 'subscribed',
			description: 'Only contacts with this status. Without it, all but the archived ones.',
			options: [
				{
					name: 'Archived',
					value: 'archived',
					description: 'Taken out of the audience, with the data kept',
				},
				{ name: 'Cleaned', value: 'cleaned', description: 'The address bounced' },
				{ name: 'Pending', value: 'pending', description: 'Not confirmed yet' },
				{ name: 'Subscribed', value: 'subscribed' },
				{
					name: 'Transactional',
					value: 'transactional',
					description: 'Never signed up, for example a customer of the shop',
				},
				{ name: 'Unsubscribed', value: 'unsubscribed' },
			],
		},
		{
			...tag,
			description:
				'Only contacts that have this tag. Together with the status Archived or Pending, all contacts of that status are read to find them.',
		},
	],
};

export const getMany: Operation = {
	option: {
		name: 'Get Many',
		value: 'getMany',
		description:
			'Get contacts, also only those with a tag, with a status or changed since a certain time. 1,000 are read at a time.',
		action: 'Get many contacts',
	},
	properties: [audience, ...howMany, filters, ...fieldChoice],
	async execute() {
		const run = new MailchimpRun(this);
		return await run.forEachItem(async (input) => {
			const limit = readLimit(input);
			const choice = readFieldChoice(this, input);
			const pages = contactPages(await run.client(), await readFilter(run, input), choice, limit);
			return await run.collect(pages, limit, (member) => contactItem(member, choice));
		});
	},
};

/** @throws ProblemError for a filter without a value, for a tag that the audience does not have, and for a time that is none */
async function readFilter(run: MailchimpRun, input: ItemInput): Promise<ContactFilter> {
	const audienceId = await run.audienceId(input);
	const chosen = input.collection('filters', 'Filters');
	const name = chosen.locator('tag', 'Tag', 'name').value;
	if (chosen.has('tag') && name === '') throw withoutValue('Tag');
	if (chosen.has('status') && !chosen.isSet('status')) throw withoutValue('Status');
	const since = readTime(chosen.value('changedSince'), 'Changed Since', run.context.getTimezone());
	if (chosen.has('changedSince') && since === undefined) throw withoutValue('Changed Since');
	return {
		audienceId,
		status: chosen.has('status')
			? chosen.choice('status', 'Status', STATUSES, 'subscribed')
			: undefined,
		since,
		tag: name ? await existingTag(await run.client(), audienceId, name) : undefined,
	};
}

/** Without the filter it would be the whole audience, and what comes next may archive or write to it. */
function withoutValue(label: string): ProblemError {
	return invalidInput(
		label,
		'is empty',
		'A filter without a value would give every contact. Check what is mapped to it, or remove the filter.',
	);
}

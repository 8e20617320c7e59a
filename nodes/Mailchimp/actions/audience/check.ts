import type { INodeProperties } from 'n8n-workflow';
import { findingsOf } from '../../../shared/findings';
import type { ItemInput } from '../../../shared/input';
import type { Operation } from '../../../shared/operations';
import { invalidInput } from '../../../shared/problem';
import { audienceVerdicts } from '../../check/audienceFindings';
import { contactVerdicts } from '../../check/contactFindings';
import { readAnswers, type CheckedNames } from '../../check/read';
import { testAddress } from '../../check/testContact';
import { askWithTestContact } from '../../check/testRun';
import { isMergeTag } from '../../mergeFields/setup';
import { audience } from '../../parameters';
import { linkField, named, tag, textField } from '../../pickers';
import { MailchimpRun, readEmail } from '../../run';

const properties: INodeProperties[] = [
	audience,
	{
		displayName:
			'One contact is made and archived again: your address with the label "creator-hub-check". It gets no mail, and nothing else is changed.',
		name: 'checkNotice',
		type: 'notice',
		default: '',
	},
	{
		displayName: 'Your Email',
		name: 'ownEmail',
		type: 'string',
		placeholder: 'name@email.com',
		required: true,
		default: '',
		description:
			'An address of your own, of which the address of the test contact is made. Mailchimp refuses invented ones such as those of example.com.',
	},
	{
		...tag,
		displayName: 'Tag When Active',
		name: 'activeTag',
		required: true,
		default: named('new-affiliate'),
		description:
			'The tag that the check looks at, as in Settings or Compare. It is not given to anybody.',
	},
	{
		...textField,
		displayName: 'Key Merge Field',
		name: 'keyMergeField',
		required: true,
		default: named('AFFCODE'),
		description: 'Merge tag of the field that keeps the key, as in Settings or Compare',
	},
	{
		...linkField,
		required: true,
		default: named('AFFLINK'),
		description: 'Merge tag of the field that keeps the tracking link, as in Settings or Compare',
	},
];

export const check: Operation = {
	option: {
		name: 'Check',
		value: 'check',
		description:
			'Find out how this account behaves where Mailchimp does not document it, with a test contact that gets no mail and is archived afterwards',
		action: 'Check an audience',
	},
	properties,
	async execute() {
		const run = new MailchimpRun(this);
		return await run.forEachItem(async (input) => {
			const audienceId = await run.audienceId(input);
			const names: CheckedNames = {
				activeTag: input.required('activeTag', 'Tag When Active'),
				keyField: readMergeTag(input, 'keyMergeField', 'Key Merge Field'),
				linkField: readMergeTag(input, 'linkMergeField', 'Link Merge Field'),
			};
			const email = testAddress(readEmail(input, 'ownEmail', 'Your Email'));
			const client = await run.client();
			const answers = await readAnswers(client, audienceId, names);
			const seen = await askWithTestContact(client, {
				contact: { audienceId, email },
				linkField: answers.fields.byTag.has(names.linkField) ? names.linkField : undefined,
				signal: run.signal,
			});
			const linkType = answers.fields.byTag.get(names.linkField)?.type;
			return findingsOf('Mailchimp', [
				...audienceVerdicts(answers, names),
				...contactVerdicts(seen, linkType),
			]);
		});
	},
};

function readMergeTag(input: ItemInput, name: string, label: string): string {
	const tag = input.required(name, label).toUpperCase();
	if (isMergeTag(tag)) return tag;
	throw invalidInput(
		label,
		'is no merge tag',
		'Give the name between *| and |* in Mailchimp: at most 10 letters from A to Z, digits and underscores.',
	);
}

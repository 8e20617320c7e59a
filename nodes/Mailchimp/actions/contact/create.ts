import type { Operation } from '../../../shared/operations';
import { ProblemError } from '../../../shared/problem';
import { IDENTITY_AND_STATUS, readMember, type Member } from '../../contact';
import { MailchimpRun } from '../../run';
import type { MailchimpClient } from '../../transport/client';
import { createContact, findContact } from '../../transport/contacts';
import { expecting, hasStatus, isOutcomeUnknown, unknownOutcome } from '../../transport/errors';
import { fieldsBody, type ContactWrite } from '../../write/contactWrite';
import { checkBeforeSending, heldError, statusProblem } from '../../write/hold';
import { createOptions } from '../../write/options';
import { contactProperties } from '../../write/panel';
import { writeReader } from '../../write/readWrite';
import { upsertWith, writeContact, type SendContact } from '../../write/writeContact';

export const create: Operation = {
	option: {
		name: 'Create',
		value: 'create',
		description: 'Create a contact. One that is in the audience already is an error.',
		action: 'Create a contact',
	},
	properties: contactProperties(createOptions),
	async execute() {
		const run = new MailchimpRun(this);
		const reader = writeReader(run, 'create');
		return await run.forEachContact(async (_contact, input, client) => {
			const write = await reader.read(input);
			checkBeforeSending(write);
			return await writeContact(reader.context(client, createWith(client)), write);
		});
	},
};

/**
 * Creates a contact that the audience does not have. It is looked for first: Mailchimp would bring an archived
 * one back without a word (seen in recorded traffic), with the tags and values that it had.
 *
 * @throws ProblemError `member_exists`
 */
function createWith(client: MailchimpClient): SendContact {
	return async (write) => {
		const found = await findContact(client, write, IDENTITY_AND_STATUS);
		if (found === undefined) return await send(client, write);
		const member = readMember(found);
		if (member.status !== 'archived') throw exists(write, member);
		if (write.reviveArchived) return await upsertWith(client)(write, undefined);
		// Whatever Hold on Status names: nothing was written that a tag could follow.
		throw heldError(statusProblem(member.status), write);
	};
}

async function send(client: MailchimpClient, write: ContactWrite): Promise<Member> {
	const body = { email_address: write.email, status: write.statusIfNew, ...fieldsBody(write) };
	const answer = await expecting(
		createContact(client, write, body),
		(error) => isOutcomeUnknown(error) || hasStatus(error, 400),
	);
	if ('value' in answer) return answer.value;
	// After an answer that got lost the contact is there, and there was none before. After a refusal it tells
	// "Member Exists" from the others, which are passed on in Mailchimp's words.
	const found = await findContact(client, write, { simplify: false, fields: [] });
	const isLost = isOutcomeUnknown(answer.error);
	if (found !== undefined && isLost) return readMember(found);
	if (found !== undefined) throw exists(write, readMember(found));
	throw isLost ? unknownOutcome('the contact was created', answer.error) : answer.error;
}

function exists({ email }: ContactWrite, { status }: Member): ProblemError {
	return new ProblemError({
		code: 'member_exists',
		message: `The audience has a contact with the address ${email} already (${status})`,
		fix: 'Nothing was changed. Use Contact: Update for a contact that is there, or Contact: Create or Update for either.',
	});
}

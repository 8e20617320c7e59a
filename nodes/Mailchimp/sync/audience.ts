import { ProblemError, type Problem } from '../../shared/problem';
import { readMergeField, type MergeField } from '../mergeFields';
import { readMergeFields } from '../mergeFields/audienceFields';
import type { MailchimpClient } from '../transport/client';
import type { SyncSettings } from './settings';

/**
 * The merge fields of an audience, by merge tag. Nothing is created here: those that are missing are made with the
 * first contact that needs them. Takes one request.
 *
 * @throws ProblemError when one is missing and may not be created, or has a type that does not do
 */
export async function programMergeFields(
	client: MailchimpClient,
	audienceId: string,
	{ keyField, linkField, fields, createMissing }: SyncSettings,
): Promise<Map<string, MergeField>> {
	const { byTag } = await readMergeFields(client, audienceId);
	const missing = [linkField, keyField, ...fields.mergeFields.keys()].filter(
		(tag) => !byTag.has(tag),
	);
	if (missing.length > 0 && !createMissing) throw new ProblemError(missingFields(missing));
	const definitions = new Map([...byTag].map(([tag, row]) => [tag, readMergeField(row)]));
	const key = definitions.get(keyField);
	if (key && key.type !== 'text') throw new ProblemError(wrongKeyType(key));
	const link = definitions.get(linkField);
	if (link && !['url', 'text'].includes(link.type)) throw new ProblemError(wrongLinkType(link));
	return definitions;
}

function missingFields(missing: string[]): Problem {
	return {
		code: 'no_such_field',
		message: `The audience has no merge field ${missing.join(', ')}`,
		fix: 'Switch on Create Missing Fields and Tags, or check how the merge tag is spelt in Mailchimp: Audience > Settings > Audience fields and merge tags.',
	};
}

/** Only a text is stored exactly as it is sent, and a contact is recognised by it. */
function wrongKeyType({ tag, type }: MergeField): Problem {
	return {
		code: 'wrong_type',
		message: `The merge field ${tag} is of the type ${type}, and the code must be in a text field`,
		fix: 'Choose another merge tag in Key Merge Field; with Create Missing Fields and Tags on it is created.',
	};
}

function wrongLinkType({ tag, type }: MergeField): Problem {
	return {
		code: 'wrong_type',
		message: `The merge field ${tag} is of the type ${type}, and a link must be in a website field`,
		fix: 'Choose another merge tag in Link Merge Field; with Create Missing Fields and Tags on it is created.',
	};
}

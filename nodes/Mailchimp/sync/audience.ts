import type { IDataObject } from 'n8n-workflow';
import { ProblemError, type Problem } from '../../shared/problem';
import { isRecord } from '../../shared/record';
import { listNames } from '../choices';
import { readMergeField, type MergeField } from '../mergeFields';
import { readMergeFields } from '../mergeFields/audienceFields';
import type { MailchimpClient } from '../transport/client';
import { rowsOf } from '../transport/pages';
import { audiencePath } from '../transport/urls';
import type { SyncSettings } from './settings';

/** What an audience is, as far as a programme needs it. */
export interface ProgramAudience {
	id: string;
	/** About how many contacts it has, whatever their status; archived ones are not counted. */
	contactCount: number;
	/** Whether a new contact has to confirm. */
	doubleOptIn: boolean;
}

/** Two audiences show that there is more than one; their names are for the message. */
const SOME = 10;

/**
 * Reads the chosen audience, or the only one of the account when none is chosen. Takes one request.
 *
 * @throws ProblemError when the account has no audience, or several and none is chosen
 * @throws NodeApiError 404 when there is no such audience
 */
export async function readProgramAudience(
	client: MailchimpClient,
	audienceId: string,
): Promise<ProgramAudience> {
	if (audienceId !== '') {
		const qs = { fields: AUDIENCE_FIELDS.join(',') };
		const body = await client.request({ method: 'GET', path: audiencePath(audienceId), qs });
		return programAudience(body);
	}
	const fields = AUDIENCE_FIELDS.map((field) => `lists.${field}`);
	const body = await client.request({
		method: 'GET',
		path: '/lists',
		qs: { count: SOME, fields: [...fields, 'total_items'].join(',') },
	});
	const audiences = rowsOf(body, 'lists');
	if (audiences.length === 1) return programAudience(audiences[0]);
	throw new ProblemError(audiences.length === 0 ? NO_AUDIENCE : severalAudiences(audiences));
}

const AUDIENCE_FIELDS = ['id', 'name', 'double_optin', 'stats'];

const NO_AUDIENCE: Problem = {
	code: 'no_audience',
	message: 'The Mailchimp account has no audience',
	fix: 'Make one in Mailchimp: Audience > Create Audience. Check too that the credential belongs to the right account.',
};

function severalAudiences(audiences: IDataObject[]): Problem {
	return {
		code: 'several_audiences',
		message: `The Mailchimp account has several audiences: ${listNames(audiences.map(({ name }) => String(name)))}`,
		fix: 'Choose one in the parameter Audience.',
	};
}

function programAudience(body: IDataObject): ProgramAudience {
	const stats = isRecord(body.stats) ? body.stats : {};
	const counts = [stats.member_count, stats.unsubscribe_count, stats.cleaned_count];
	return {
		id: String(body.id),
		contactCount: counts.reduce<number>((sum, count) => sum + (Number(count) || 0), 0),
		doubleOptIn: body.double_optin === true,
	};
}

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

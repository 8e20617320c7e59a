import type { IDataObject, NodeApiError } from 'n8n-workflow';
import type { Problem } from '../../../shared/problem';
import { isRecord } from '../../../shared/record';
import { createIfMissing, type MergeFieldResult } from '../../mergeFields/audienceFields';
import {
	compareMergeField,
	isTolerable,
	mergeFieldRefused,
	mergeFieldsFull,
	missingChoices,
	missingChoicesProblem,
	type MergeFieldList,
	type WantedMergeField,
} from '../../mergeFields/setup';
import { planTags } from '../../tags';
import type { MailchimpClient } from '../../transport/client';
import { expecting, isRefused } from '../../transport/errors';
import { makeTag } from '../../transport/segments';

/** Something about an audience that users should know before they run the programme. */
export interface AudienceProblem extends Problem {
	/** With an error the programme does not work; a warning may be as it is meant to be. */
	severity: 'error' | 'warning';
}

/** What became of the merge fields or tags that an audience shall have. */
export interface Report {
	/** One row for each, in the order in which they were asked for. */
	rows: IDataObject[];
	problems: AudienceProblem[];
}

/** What was found, done, or would be done about one merge field. */
type Result = MergeFieldResult | { state: 'would_create' };

/**
 * Creates the merge fields that are missing, or says which would be. One that Mailchimp refuses is
 * reported, and the others are made all the same.
 *
 * @param list the audience's merge fields; what is (or would be) created is counted there
 */
export async function prepareMergeFields(
	client: MailchimpClient,
	audienceId: string,
	list: MergeFieldList,
	wanted: WantedMergeField[],
	dryRun: boolean,
): Promise<Report> {
	const report: Report = { rows: [], problems: [] };
	const left: string[] = [];
	for (const field of wanted) {
		const result = dryRun
			? foresee(list, field)
			: await createIfMissing(client, audienceId, list, field);
		report.rows.push(rowOf(field, result));
		report.problems.push(...problemsOf(field, result));
		if (result.state === 'no_room') left.push(field.tag);
	}
	if (left.length > 0 && list.limit !== undefined) {
		report.problems.push({ severity: 'error', ...mergeFieldsFull(left, list.limit) });
	}
	return report;
}

function foresee(list: MergeFieldList, wanted: WantedMergeField): Result {
	const found = compareMergeField(list, wanted);
	if (found.state !== 'missing') return found;
	list.total += 1;
	return { state: 'would_create' };
}

function rowOf({ tag, name, type }: WantedMergeField, result: Result): IDataObject {
	const { state } = result;
	if (!('field' in result)) return { tag, name, type, state };
	const row = { tag, name: result.field.name, type: result.field.type, state };
	return state === 'wrong_type' ? { ...row, wanted_type: type } : row;
}

function problemsOf(wanted: WantedMergeField, result: Result): AudienceProblem[] {
	if (result.state === 'wrong_type') {
		const severity = isTolerable(wanted, String(result.field.type)) ? 'warning' : 'error';
		return [{ severity, ...result.problem }];
	}
	if (result.state === 'refused') {
		return [{ severity: 'error', ...mergeFieldRefused(wanted.tag, result.refusal) }];
	}
	const missing = result.state === 'present' ? missingChoices(wanted, result.field) : [];
	if (missing.length === 0) return [];
	return [{ severity: 'warning', ...missingChoicesProblem(wanted.tag, missing) }];
}

/**
 * Makes the tags that are missing, or says which would be made.
 *
 * @param present names of the tags that the audience has
 */
export async function prepareTags(
	client: MailchimpClient,
	audienceId: string,
	present: string[],
	wanted: string[],
	dryRun: boolean,
): Promise<Report> {
	const { alreadyPresent, toAdd } = planTags(present, wanted, []);
	const report: Report = {
		rows: alreadyPresent.map((name): IDataObject => ({ name, state: 'present' })),
		problems: [],
	};
	for (const name of toAdd) {
		if (dryRun) {
			report.rows.push({ name, state: 'would_create' });
			continue;
		}
		const made = await expecting(makeTag(client, audienceId, name), isRefused);
		report.rows.push({ name, state: 'value' in made ? 'created' : 'refused' });
		if ('error' in made) report.problems.push(refused(name, made.error));
	}
	return report;
}

function refused(name: string, { message, description }: NodeApiError): AudienceProblem {
	return {
		severity: 'error',
		code: 'tag_refused',
		message: `Mailchimp refused the tag "${name}": ${message}`,
		fix: description ?? 'Choose another name, and run this again.',
	};
}

/** What an audience object itself shows: opt-in, sender, address, permission reminder. */
export function audienceProblems(audience: IDataObject): AudienceProblem[] {
	const defaults = isRecord(audience.campaign_defaults) ? audience.campaign_defaults : {};
	// Lists may come without it (seen in recorded traffic), which says nothing about the address.
	const { contact } = audience;
	const problems: Array<AudienceProblem | undefined> = [
		audience.double_optin === true ? DOUBLE_OPTIN : undefined,
		isBlank(defaults.from_email) ? NO_FROM_EMAIL : undefined,
		isRecord(contact) && isBlank(contact.address1) ? NO_ADDRESS : undefined,
		isBlank(audience.permission_reminder) ? NO_REMINDER : undefined,
	];
	return problems.filter((problem) => problem !== undefined);
}

/**
 * Fields that the audience requires: Mailchimp refuses every contact for which they are empty ("Please
 * enter a value").
 *
 * @param mergeFields Mailchimp's merge field objects
 */
export function requiredFieldsProblems(mergeFields: IDataObject[]): AudienceProblem[] {
	const tags = mergeFields
		.filter(({ required }) => required === true)
		.map(({ tag }) => String(tag));
	if (tags.length === 0) return [];
	return [
		{
			severity: 'warning',
			code: 'required_merge_fields',
			message: `Mailchimp refuses contacts without a value for ${tags.join(', ')}, because the audience requires it`,
			fix: 'Map a value to each of these merge fields, or make them optional in Mailchimp: Audience > Settings > Audience fields and merge tags',
		},
	];
}

const DOUBLE_OPTIN: AudienceProblem = {
	severity: 'warning',
	code: 'double_optin',
	message:
		'The audience has double opt-in: a new contact is Pending and gets no mail before it has clicked the link of the confirmation mail',
	fix: 'If that is what you want, keep Status of New Contacts at As the Audience Is Set Up. If not, turn double opt-in off in Mailchimp: Audience > Settings > Audience name and defaults',
};

const NO_FROM_EMAIL: AudienceProblem = {
	severity: 'warning',
	code: 'no_from_email',
	message: 'The audience has no default sender address',
	fix: 'Set it in Mailchimp: Audience > Settings > Audience name and defaults. Until then each mail of the journey needs its own.',
};

const NO_ADDRESS: AudienceProblem = {
	severity: 'warning',
	code: 'no_address',
	message: 'The audience has no postal address, which the footer of every marketing mail must show',
	fix: 'Enter it in Mailchimp: Audience > Settings > Required email footer content',
};

const NO_REMINDER: AudienceProblem = {
	severity: 'warning',
	code: 'no_permission_reminder',
	message:
		'The audience has no permission reminder, the sentence that tells people why they get the mail',
	fix: 'Write it in Mailchimp: Audience > Settings > Required email footer content',
};

/** Mailchimp leaves out what is not set, or gives an empty text. */
function isBlank(value: unknown): boolean {
	return typeof value !== 'string' || value.trim() === '';
}

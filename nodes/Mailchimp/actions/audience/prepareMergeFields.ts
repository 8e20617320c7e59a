import type { IDataObject } from 'n8n-workflow';
import type { Problem } from '../../rules/audience';
import {
	isTolerable,
	lacksChoices,
	missingChoices,
	noRoom,
	standingOf,
	type MergeFieldList,
	type WantedMergeField,
} from '../../rules/mergeFieldSetup';
import type { MailchimpClient } from '../../transport/client';
import { ensureMergeField, type Ensured } from '../mergeField/ensure';

/** What became of the merge fields or tags that an audience shall have. */
export interface Report {
	/** One row for each, in the order in which they were asked for. */
	rows: IDataObject[];
	problems: Problem[];
}

/** What was found, done, or would be done about one merge field. */
type Result = Ensured | { state: 'would_create' };

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
			: await ensureMergeField(client, audienceId, list, field);
		report.rows.push(rowOf(field, result));
		report.problems.push(...problemsOf(field, result));
		if (result.state === 'no_room') left.push(field.tag);
	}
	if (left.length > 0 && list.limit !== undefined) {
		report.problems.push({
			severity: 'error',
			code: 'merge_fields_full',
			...noRoom(left, list.limit),
		});
	}
	return report;
}

function foresee(list: MergeFieldList, wanted: WantedMergeField): Result {
	const standing = standingOf(list, wanted);
	if (standing.state !== 'missing') return standing;
	list.total += 1;
	return { state: 'would_create' };
}

function rowOf({ tag, name, type }: WantedMergeField, result: Result): IDataObject {
	const { state } = result;
	if (!('field' in result)) return { tag, name, type, state };
	const row = { tag, name: result.field.name, type: result.field.type, state };
	return state === 'wrong_type' ? { ...row, wanted_type: type } : row;
}

function problemsOf(wanted: WantedMergeField, result: Result): Problem[] {
	if (result.state === 'wrong_type') {
		const severity = isTolerable(wanted, String(result.field.type)) ? 'warning' : 'error';
		return [{ severity, code: 'wrong_type', ...result.conflict }];
	}
	if (result.state === 'refused') {
		const { message, description } = result.refusal;
		return [
			{
				severity: 'error',
				code: 'merge_field_refused',
				message: `Mailchimp refused the merge field ${wanted.tag}: ${message}`,
				fix: description ?? 'Choose another merge tag or name, and run this again.',
			},
		];
	}
	const missing = result.state === 'present' ? missingChoices(wanted, result.field) : [];
	if (missing.length === 0) return [];
	return [{ severity: 'warning', code: 'missing_choices', ...lacksChoices(wanted.tag, missing) }];
}

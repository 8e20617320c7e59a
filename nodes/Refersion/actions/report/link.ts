import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { ItemInput } from '../../../shared/input';
import type { Run } from '../../../shared/run';
import { numberOf, requiredText } from '../../transport/answers';
import { refersionRequest } from '../../transport/rest';
import { readId } from '../common';

export const reportId: INodeProperties = {
	displayName: 'Report ID',
	name: 'reportId',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. 87',
	description: 'ID of a report that was made in Refersion, a whole number',
};

/**
 * Asks for the download link of the item's report.
 *
 * @returns `download_link`, and `expires_at` (ISO 8601) where Refersion says it: two minutes later
 * @throws NodeApiError with "Report ID not Found or Expired" or "File is not available"
 */
export async function readLink(run: Run, input: ItemInput): Promise<IDataObject> {
	const id = readId(input, 'reportId', 'Report ID');
	const body = { report_id: id };
	const answer = await refersionRequest.call(run.context, '/reporting/link', body, 'repeatable');
	// In Unix seconds (Refersion REST v2, get_reporting_link).
	const expires = numberOf(answer.expire_time);
	return {
		report_id: id,
		download_link: requiredText.call(run.context, answer, 'download_link'),
		expires_at: expires === undefined ? null : new Date(expires * 1_000).toISOString(),
	};
}

import type { IDataObject, NodeApiError } from 'n8n-workflow';
import type { Problem } from '../../rules/audience';
import { planTags } from '../../rules/tags';
import type { MailchimpClient } from '../../transport/client';
import { expecting, isRefused } from '../../transport/errors';
import { makeTag } from '../../transport/segments';
import type { Report } from './prepareMergeFields';

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

function refused(name: string, { message, description }: NodeApiError): Problem {
	return {
		severity: 'error',
		code: 'tag_refused',
		message: `Mailchimp refused the tag "${name}": ${message}`,
		fix: description ?? 'Choose another name, and run this again.',
	};
}

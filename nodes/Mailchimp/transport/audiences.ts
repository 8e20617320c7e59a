import type { IDataObject } from 'n8n-workflow';
import type { MailchimpClient } from './client';
import { rowsOf } from './pages';
import { audiencePath } from './paths';

/**
 * An audience with its settings.
 *
 * @throws NodeApiError 404 when there is none with this id
 */
export async function readAudienceObject(
	client: MailchimpClient,
	audienceId: string,
): Promise<IDataObject> {
	return await client.request({ method: 'GET', path: audiencePath(audienceId) });
}

/** Names of all tags of an audience: the tag search gives all of them without a name (Mailchimp API). */
export async function readAudienceTags(
	client: MailchimpClient,
	audienceId: string,
): Promise<string[]> {
	const body = await client.request({
		method: 'GET',
		path: `${audiencePath(audienceId)}/tag-search`,
	});
	return rowsOf(body, 'tags').map(({ name }) => String(name));
}

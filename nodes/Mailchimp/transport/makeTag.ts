import type { MailchimpClient } from './client';
import { expecting, isRefused } from './errors';
import { audiencePath } from './paths';
import { findTag } from './segments';

/**
 * Makes a tag that an audience does not have yet, as what it is: a static segment (Mailchimp API,
 * segments).
 *
 * @returns the id of its segment
 * @throws NodeApiError 400 when Mailchimp refuses its name
 */
export async function makeTag(
	client: MailchimpClient,
	audienceId: string,
	tag: string,
): Promise<string> {
	const request = client.request({
		method: 'POST',
		path: `${audiencePath(audienceId)}/segments`,
		body: { name: tag, static_segment: [] },
	});
	const answer = await expecting(request, isRefused);
	if ('value' in answer) return String(answer.value.id);
	// "Sorry, that tag already exists." (400, seen in craft-freeform): made by somebody else meanwhile, or
	// by a first try whose answer got lost.
	const made = await findTag(client, audienceId, tag);
	if (made === undefined) throw answer.error;
	return made;
}

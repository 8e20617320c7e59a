import { remember } from '../../../shared/remember';
import type { MailchimpClient } from '../../transport/client';
import { mayPass } from '../../transport/errors';
import { audiencePath } from '../../transport/paths';

/** Tells the status that a new contact of an audience gets. */
export type StatusOf = (audienceId: string) => Promise<string>;

/**
 * Follows the opt-in setting of each audience: Mailchimp's API does not apply it, so that "subscribed"
 * would skip the confirmation of an audience with double opt-in (Mailchimp API, audiences).
 *
 * The setting is read once per audience, however many items there are.
 *
 * @param client the account the audiences are in
 */
export function newContactStatuses(client: MailchimpClient): StatusOf {
	return remember(async (audienceId) => {
		const audience = await client.request({
			method: 'GET',
			path: audiencePath(audienceId),
			qs: { fields: 'double_optin' },
		});
		return audience.double_optin === true ? 'pending' : 'subscribed';
	}, mayPass);
}

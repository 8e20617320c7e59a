import { NodeOperationError } from 'n8n-workflow';
import type { RequestContext } from '../../shared/http';
import type { Choice } from '../rules/names';
import type { MailchimpClient } from './client';
import { rowsOf } from './pages';
import { audiencePath } from './paths';

/**
 * The marketing permissions of an audience, by their texts. Mailchimp has no list of them: its
 * documentation says to read their ids from a contact (agent skill "set-consent-correctly").
 *
 * @throws NodeOperationError when the audience has no contact to read them from, or no permissions
 * @throws NodeApiError 404 when there is no such audience
 */
export async function readPermissions(
	this: RequestContext,
	client: MailchimpClient,
	audienceId: string,
): Promise<Choice[]> {
	const body = await client.request({
		method: 'GET',
		path: `${audiencePath(audienceId)}/members`,
		qs: { count: 1, fields: 'members.id,members.marketing_permissions' },
	});
	const contacts = rowsOf(body, 'members');
	if (contacts.length === 0) {
		throw new NodeOperationError(
			this.getNode(),
			'The marketing permissions of the audience cannot be read, because it has no contact yet',
			{
				type: 'no_contact',
				description:
					'Mailchimp shows marketing permissions only with a contact. Add one to the audience, for example yourself, and run the item again.',
			},
		);
	}
	const permissions = rowsOf(contacts[0], 'marketing_permissions');
	if (permissions.length === 0) {
		throw new NodeOperationError(this.getNode(), 'The audience has no marketing permissions', {
			type: 'no_permissions',
			description:
				'Turn on GDPR fields in Mailchimp (Audience > Settings > GDPR fields and settings), or remove the option Marketing Permissions.',
		});
	}
	return permissions.map((permission) => ({
		id: String(permission.marketing_permission_id),
		names: [String(permission.text)],
	}));
}

import { NodeOperationError, type IExecuteFunctions } from 'n8n-workflow';
import type { MailchimpClient } from '../../transport/client';
import { findTag } from '../../transport/segments';

/**
 * Finds a tag by its name.
 *
 * @param name in any case
 * @returns the name, and the id of the tag's segment
 * @throws NodeOperationError when the audience has no such tag
 */
export async function existingTag(
	this: IExecuteFunctions,
	client: MailchimpClient,
	audienceId: string,
	name: string,
): Promise<{ id: string; name: string }> {
	const id = await findTag(client, audienceId, name);
	if (id !== undefined) return { id, name };
	throw new NodeOperationError(this.getNode(), `The audience has no tag "${name}"`, {
		type: 'no_such_tag',
		description:
			'Choose one from the list, or check the spelling. A tag is there once a contact has got it, or after Audience: Prepare.',
	});
}

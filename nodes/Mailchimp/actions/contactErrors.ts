import {
	NodeApiError,
	NodeOperationError,
	type IDataObject,
	type IExecuteFunctions,
} from 'n8n-workflow';
import { expecting } from '../transport/errors';
import type { ContactKey } from '../transport/tags';

/** Whether an error is an answer of Mailchimp with a certain status. */
export function hasStatus(error: unknown, statusCode: number): boolean {
	return error instanceof NodeApiError && error.httpCode === String(statusCode);
}

/** The error for an address that the audience does not have. */
export function notInAudience(this: IExecuteFunctions, { email }: ContactKey): NodeApiError {
	const message = `The audience has no contact with the address ${email}`;
	return new NodeApiError(
		this.getNode(),
		{ message },
		{
			message,
			httpCode: '404',
			description:
				'Check the address; Contact: Create or Update adds a contact. Check too that the audience is the right one and still exists.',
		},
	);
}

/**
 * Waits for a request about a contact, and explains it when Mailchimp does not know the contact.
 *
 * @throws NodeApiError 404 that names the address, or whatever else was thrown
 */
export async function known(
	this: IExecuteFunctions,
	contact: ContactKey,
	request: Promise<IDataObject>,
): Promise<IDataObject> {
	const answer = await expecting(request, (error) => hasStatus(error, 404));
	if ('value' in answer) return answer.value;
	throw notInAudience.call(this, contact);
}

/** The error of a contact whose tags were removed for a restart, and then could not be added. */
export function tagsLost(
	this: IExecuteFunctions,
	{ email }: ContactKey,
	tags: string[],
	error: unknown,
): NodeOperationError {
	const reason = error instanceof Error ? error.message : String(error);
	return new NodeOperationError(
		this.getNode(),
		`The tags were taken off the contact but not added again: ${tags.join(', ')} (${email})`,
		{
			type: 'tags_lost',
			description: `Run the item again: it adds the tags and starts their automations. (${reason})`,
		},
	);
}

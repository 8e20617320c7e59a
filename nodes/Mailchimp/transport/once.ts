import { NodeOperationError, type IDataObject } from 'n8n-workflow';
import { asApiError, type RequestContext } from '../../shared/http';
import type { MailchimpClient, MailchimpRequest } from './client';
import { isOutcomeUnknown } from './errors';

/**
 * Sends a request that must not do its work twice. It is repeated only while Mailchimp refuses it for
 * lack of a free connection, because nothing was done then. When it stays open whether Mailchimp acted
 * on it, that is an error of its own (type `unknown_outcome`).
 *
 * @param what the deed in the perfect, e.g. "the event was recorded"
 * @returns the parsed body; {} when there is none
 * @throws NodeApiError when Mailchimp refused the request
 */
export async function requestOnce(
	this: RequestContext,
	client: MailchimpClient,
	request: MailchimpRequest,
	what: string,
): Promise<IDataObject> {
	try {
		return await client.request({ ...request, once: true });
	} catch (error) {
		throw isOutcomeUnknown(error) ? unknownOutcome.call(this, what, error) : error;
	}
}

function unknownOutcome(this: RequestContext, what: string, error: unknown): NodeOperationError {
	return new NodeOperationError(
		this.getNode(),
		`Mailchimp gave no clear answer: it is not known whether ${what}`,
		{
			type: 'unknown_outcome',
			description: `Look at the contact in Mailchimp before you run this item again, so that it is not done twice. (${asApiError.call(this, error).message})`,
		},
	);
}

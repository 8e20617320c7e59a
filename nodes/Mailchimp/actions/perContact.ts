import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { forEachItem, type ItemHandler } from '../../shared/items';
import { mailchimpClient, type ClientOptions, type MailchimpClient } from '../transport/client';
import type { ContactKey } from '../transport/tags';
import { readAudience, readEmail } from './parameters';

/** Contacts worked on at the same time; the client keeps to Mailchimp's limit of connections. */
export const CONTACTS_AT_ONCE = 8;

/** Items whose parameters are read in one go, before other work of n8n has its turn. */
export const READ_AT_ONCE = 20;

/** Does the work of one item, on the contact that its parameters Audience and Email name. */
export type ContactHandler = (
	client: MailchimpClient,
	contact: ContactKey,
	itemIndex: number,
) => Promise<IDataObject>;

/**
 * Makes the client when the first item asks for it, one for all items of the run. A credential that is
 * not valid ends as the error of each item.
 */
export function lazyClient(
	this: IExecuteFunctions,
	options?: ClientOptions,
): () => Promise<MailchimpClient> {
	let client: Promise<MailchimpClient> | undefined;
	return async () => await (client ??= mailchimpClient.call(this, options));
}

/**
 * Runs an operation that works on one contact for each item, on several contacts at the same time. Items
 * for the same contact run one after another, in the order of the input: writes must not overtake each
 * other.
 *
 * @returns the output items, in the order of the input
 */
export async function forEachContact(
	this: IExecuteFunctions,
	itemCount: number,
	handle: ContactHandler,
	concurrency = CONTACTS_AT_ONCE,
): Promise<INodeExecutionData[]> {
	const connect = lazyClient.call(this);
	const handleItem: ItemHandler = async (itemIndex) => {
		const audienceId = readAudience.call(this, itemIndex);
		const email = readEmail.call(this, itemIndex);
		return await handle(await connect(), { audienceId, email }, itemIndex);
	};
	return await forEachItem.call(this, itemCount, handleItem, {
		concurrency,
		keyOf: (itemIndex) => readEmail.call(this, itemIndex).toLowerCase(),
	});
}

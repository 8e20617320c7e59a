import type { IDataObject } from 'n8n-workflow';
import { send, type HttpAnswer } from '../../shared/http';
import { isRecord } from '../../shared/record';
import type { RequestContext } from '../../shared/request';
import { refersionError } from './errors';
import { ONCE, onceOnly, unknownOutcome } from './rest';

/** Where shops report orders (Refersion, "Server-side Tracking"). */
const ENDPOINT = 'https://inbound-webhooks.refersion.com/tracker/orders/paid';

/** Refersion publishes no time limit of its own. */
const TIMEOUT_MS = 30_000;

/** What is done, for messages. */
const WHAT = 'the order was reported';

/**
 * Reports an order, once: what Refersion does with an order ID that it has already is not documented. An answer only says
 * that the order was received; Refersion credits it afterwards, and no API tells.
 *
 * @param order the fields of the order
 * @throws NodeApiError when Refersion refused it
 * @throws NodeOperationError `unknown_outcome` when it is not known whether Refersion has it
 */
export async function sendOrder(this: RequestContext, order: IDataObject): Promise<void> {
	const answer = await onceOnly(this, WHAT, async () => await post.call(this, order));
	if (isClear(answer)) return;
	const why = `The answer (${answer.statusCode}) has a form that Refersion does not document.`;
	throw unknownOutcome.call(this, WHAT, why);
}

async function post(this: RequestContext, order: IDataObject): Promise<HttpAnswer> {
	const answer = await send.call(
		this,
		'refersionApi',
		{
			method: 'POST',
			url: ENDPOINT,
			headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
			body: order,
			timeout: TIMEOUT_MS,
		},
		ONCE,
	);
	const { statusCode, json } = answer;
	const isRefused = isRecord(json) && ('error' in json || 'errors' in json);
	if (statusCode < 200 || statusCode > 299 || isRefused) throw refersionError.call(this, answer);
	return answer;
}

/**
 * Whether an answer is a success beyond doubt. In Refersion's REST API 204 means that a field is wrong, and a page is
 * the answer of a proxy.
 */
function isClear({ statusCode, text }: HttpAnswer): boolean {
	return statusCode !== 204 && !text.trimStart().startsWith('<');
}

import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../../shared/record';
import { isGenuine } from './signature';

/**
 * Larger bodies are refused before they are looked at. The largest documented event, a payment run,
 * stays below it up to some 2,500 affiliates; an affiliate or a conversion has about 1 kB.
 */
export const MAX_BODY_BYTES = 1_000_000;

/** A webhook request, as far as it is needed to judge it. */
export interface WebhookRequest {
	rawBody: Buffer;
	signature: string | undefined;
	topic: string | undefined;
}

export type WebhookVerdict =
	| { accepted: true; topic: string; payload: IDataObject }
	| { accepted: false; status: number; reason: string };

/**
 * Decides whether a request is a genuine Refersion webhook. It fails closed: whatever cannot be
 * verified is refused.
 *
 * @param request body and headers
 * @param secret the Webhook Signing Secret
 * @returns the parsed payload, or the HTTP status and the reason to answer with
 */
export function judge(request: WebhookRequest, secret: string): WebhookVerdict {
	if (request.rawBody.length >= MAX_BODY_BYTES) return refused(413, 'The body is too large');
	if (!isGenuine(request.rawBody, request.signature, secret)) {
		return refused(401, 'The signature is missing or wrong');
	}
	// Every Refersion webhook names its topic (its documentation, "Webhooks for merchants").
	const topic = request.topic?.trim();
	if (!topic) return refused(400, 'The Refersion-Topic header is missing');
	const payload = parse(request.rawBody);
	return payload
		? { accepted: true, topic, payload }
		: refused(400, 'The body is not a JSON object');
}

function refused(status: number, reason: string): WebhookVerdict {
	return { accepted: false, status, reason };
}

function parse(rawBody: Buffer): IDataObject | undefined {
	try {
		const payload: unknown = JSON.parse(rawBody.toString('utf8'));
		return isRecord(payload) && !Array.isArray(payload) ? payload : undefined;
	} catch {
		return undefined;
	}
}

import { createHash } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../../shared/record';
import { isGenuine } from './signature';

/** A webhook request, as far as it is needed to judge it. */
export interface WebhookRequest {
	rawBody: Buffer;
	signature: string | undefined;
	topic: string | undefined;
}

export type WebhookVerdict =
	/** `topic` is '' when there is none: then the body alone says what it is about. */
	| { accepted: true; topic: string; payload: IDataObject; bodyHash: string }
	| { accepted: false; status: number; reason: string };

/**
 * Decides whether a request is a genuine Refersion webhook. It fails closed: whatever cannot be
 * verified is refused. How large a body may be is n8n's to say (N8N_PAYLOAD_SIZE_MAX, 16 MiB unless set): it
 * reads none beyond, and a payment run has some 400 bytes for each affiliate.
 *
 * @param request body and headers
 * @param secret the Webhook Signing Secret
 * @returns the parsed payload, or the HTTP status and the reason to answer with
 */
export function judge(request: WebhookRequest, secret: string): WebhookVerdict {
	if (!isGenuine(request.rawBody, request.signature, secret)) {
		return refused(401, 'The signature is missing or wrong');
	}
	// Every webhook of Refersion's has a topic (its documentation, "Webhooks for merchants"), but the signature covers the
	// body alone: one from which a proxy took the header is no less genuine.
	const topic = request.topic?.trim() ?? '';
	const payload = parse(request.rawBody);
	return payload
		? { accepted: true, topic, payload, bodyHash: hashOf(request.rawBody) }
		: refused(400, 'The body is not a JSON object');
}

/** The same for the same body, byte for byte, and for no other: a delivery that is repeated has it again. */
function hashOf(rawBody: Buffer): string {
	return createHash('sha256').update(rawBody).digest('hex');
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

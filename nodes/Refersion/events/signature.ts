import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * Checks a webhook's signature: base64 of the HMAC-SHA256 of the raw body with the Webhook Signing
 * Secret (Refersion's documentation, "Webhook validation"). The bytes as they came are signed:
 * Refersion escapes slashes and letters in its JSON, so a re-serialised body does not verify.
 *
 * @param rawBody the request's body, byte for byte
 * @param received the Refersion-Signature header
 * @param secret the Webhook Signing Secret
 * @returns false for anything but a genuine signature, an empty secret included
 */
export function isGenuine(rawBody: Buffer, received: string | undefined, secret: string): boolean {
	if (!secret || !received) return false;
	const expected = Buffer.from(createHmac('sha256', secret).update(rawBody).digest('base64'));
	const actual = Buffer.from(received);
	return actual.length === expected.length && timingSafeEqual(actual, expected);
}

/**
 * The most that is read of an answer, so that no answer can use up the memory of n8n. The largest ones
 * that are asked for, pages of 1,000 contacts with dozens of merge fields, stay below.
 */
export const MAX_ANSWER_BYTES = 32 * 1024 * 1024;

/** A body that is larger than it may be. */
export class BodyTooLarge extends Error {
	constructor(maxBytes: number) {
		super(`The answer is larger than ${Math.round(maxBytes / 1024 / 1024)} MB and was not read`);
	}
}

/** A body that did not end in time. The code is the one of a connection that timed out. */
export class BodyTooSlow extends Error {
	readonly code = 'ETIMEDOUT';
}

/** A body of which no more than a piece has to be held at a time. */
export interface ByteStream extends AsyncIterable<Uint8Array> {
	destroy(error?: Error): void;
}

/** Whether a value is a body that comes in pieces, as n8n's helpers give it for `encoding: 'stream'`. */
export function isByteStream(value: unknown): value is ByteStream {
	return (
		typeof value === 'object' &&
		value !== null &&
		Symbol.asyncIterator in value &&
		'destroy' in value
	);
}

export interface BodyLimits {
	/** After decompression. */
	maxBytes: number;
	/** For the body as a whole, in milliseconds: one that drips without end is cut off as well. */
	timeoutMs: number;
}

/**
 * Reads a body to its end. The connection is closed when it is given up.
 *
 * @throws BodyTooLarge, BodyTooSlow, or whatever broke the connection
 */
export async function readBytes(
	body: ByteStream,
	{ maxBytes, timeoutMs }: BodyLimits,
): Promise<Buffer> {
	const parts: Uint8Array[] = [];
	let bytes = 0;
	const late = AbortSignal.timeout(timeoutMs);
	let giveUp = () => {};
	// Destroying a body that has stopped ends the wait for its next part only when its socket is closed,
	// which may take for ever.
	const tooSlow = new Promise<never>((_resolve, reject) => {
		giveUp = () => reject(new BodyTooSlow('The answer did not end in time'));
		late.addEventListener('abort', giveUp);
	});
	const reader = body[Symbol.asyncIterator]();
	let ended = false;
	try {
		for (;;) {
			const part = await Promise.race([reader.next(), tooSlow]);
			if (part.done) {
				ended = true;
				return Buffer.concat(parts);
			}
			bytes += part.value.length;
			if (bytes > maxBytes) throw new BodyTooLarge(maxBytes);
			parts.push(part.value);
		}
	} finally {
		late.removeEventListener('abort', giveUp);
		if (!ended) body.destroy();
	}
}

import { Readable } from 'node:stream';
import {
	BodyTooLarge,
	BodyTooSlow,
	isByteStream,
	readBytes,
	type BodyLimits,
} from '../../../nodes/shared/body';
import { isConnectionFailure } from '../../../nodes/shared/failures';

const KB = Buffer.alloc(1024);
const limits = (more: Partial<BodyLimits> = {}): BodyLimits => ({
	maxBytes: 10 * 1024,
	timeoutMs: 10_000,
	...more,
});

/** Gives pieces until it is closed, each after a time; and counts them. */
function endless(everyMs: number) {
	const given = { pieces: 0, isClosed: false };
	async function* pieces() {
		try {
			for (;;) {
				await new Promise((resolve) => setTimeout(resolve, everyMs));
				given.pieces += 1;
				yield KB;
			}
		} finally {
			given.isClosed = true;
		}
	}
	return { body: Readable.from(pieces(), { objectMode: false, highWaterMark: 1 }), given };
}

const rejection = async (read: Promise<unknown>): Promise<unknown> =>
	await read.then(
		() => 'no error',
		(error: unknown) => error,
	);

describe('limits of what is read of an answer', () => {
	it('a body up to the limit is read whole', async () => {
		const parts = Array.from({ length: 10 }, () => KB);
		const body = Readable.from(parts, { objectMode: false });
		expect((await readBytes(body, limits())).length).toBe(10 * 1024);
	});

	it('one byte more is an error, and the connection is closed', async () => {
		const parts = [...Array.from({ length: 10 }, () => KB), Buffer.from('x')];
		const body = Readable.from(parts, { objectMode: false });
		const error = await rejection(readBytes(body, limits()));
		expect(error).toBeInstanceOf(BodyTooLarge);
		expect(body.destroyed).toBe(true);
	});

	it('a body that never ends is read no further than the limit', async () => {
		const { body, given } = endless(0);
		expect(await rejection(readBytes(body, limits()))).toBeInstanceOf(BodyTooLarge);
		expect(body.destroyed).toBe(true);
		expect(given.pieces).toBeLessThan(14);
	});

	it('a body that drips is cut off when its time is over', async () => {
		const { body } = endless(20);
		const begun = Date.now();
		const error = await rejection(readBytes(body, limits({ maxBytes: 1e9, timeoutMs: 200 })));
		expect(error).toBeInstanceOf(BodyTooSlow);
		expect(isConnectionFailure(error)).toBe(true);
		expect(body.destroyed).toBe(true);
		expect(Date.now() - begun).toBeLessThan(5_000);
	});

	it('a body that stops is cut off when its time is over', async () => {
		const body = new Readable({ read: () => undefined });
		body.push(KB);
		const error = await rejection(readBytes(body, limits({ timeoutMs: 200 })));
		expect(error).toBeInstanceOf(BodyTooSlow);
	});

	it('what breaks the connection is passed on', async () => {
		const body = new Readable({ read: () => undefined });
		const broken = Object.assign(new Error('aborted'), { code: 'ECONNRESET' });
		setTimeout(() => body.destroy(broken), 10);
		expect(await rejection(readBytes(body, limits()))).toBe(broken);
	});

	it('only a body in pieces is one', () => {
		expect(isByteStream(Readable.from([]))).toBe(true);
		expect(['text', null, undefined, {}, [], Buffer.from('x')].some(isByteStream)).toBe(false);
	});
});

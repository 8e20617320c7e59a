import { gzipSync } from 'node:zlib';

/** Size of a page that nobody has. */
export const HUGE_BYTES = 20 * 1024 * 1024;

const PIECE = Buffer.alloc(256 * 1024, ' ');

/** A page with blanks before its end, until it has 20 MB. */
function padded(page: string): string {
	return page.replace('</body>', `${' '.repeat(HUGE_BYTES - page.length)}</body>`);
}

/** A page of 20 MB. */
export function hugePage(page: string, headers: Record<string, string>): Response {
	return new Response(padded(page), { headers });
}

/** The same, of which some kB are sent. */
export function packedPage(page: string, headers: Record<string, string>): Response {
	return new Response(gzipSync(padded(page)), {
		headers: { ...headers, 'content-encoding': 'gzip' },
	});
}

/** A page that goes on without end, as fast as it is read. */
export function endlessPage(page: string, headers: Record<string, string>): Response {
	const body = new ReadableStream<Uint8Array>({
		start: (controller) => controller.enqueue(Buffer.from(page)),
		pull: (controller) => controller.enqueue(PIECE),
	});
	return new Response(body, { headers });
}

/** The first half of a page, and then nothing; the connection stays open. */
export function stallingPage(page: string, headers: Record<string, string>): Response {
	const half = Buffer.from(page.slice(0, page.length / 2));
	const body = new ReadableStream<Uint8Array>({ start: (controller) => controller.enqueue(half) });
	return new Response(body, { headers });
}

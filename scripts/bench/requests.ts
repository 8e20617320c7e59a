import type { RequestRecord } from '../../test/emulators';

/** The requests of a run, as the emulator saw them. */
export interface RequestSummary {
	total: number;
	/** method and path, without ids → requests */
	kinds: Record<string, number>;
	/** answers 429, injected ones and those over the connection limit */
	answers429: number;
	/** connections that were closed without an answer */
	resets: number;
	/** the most requests at the same time */
	mostAtOnce: number;
}

/** `/3.0/lists/a1/members/0f…/tags` → `/lists/{id}/members/{id}/tags` */
export function kindOf({ method, path }: Pick<RequestRecord, 'method' | 'path'>): string {
	const known = path
		.replace(/^\/3\.0/, '')
		.replace(/\/(lists|members|segments)\/[^/]+/g, '/$1/{id}');
	return `${method} ${known}`;
}

export function summarise(
	requests: ReadonlyArray<Pick<RequestRecord, 'method' | 'path' | 'status' | 'fault'>>,
	mostAtOnce: number,
): RequestSummary {
	const kinds: Record<string, number> = {};
	let answers429 = 0;
	let resets = 0;
	for (const request of requests) {
		const kind = kindOf(request);
		kinds[kind] = (kinds[kind] ?? 0) + 1;
		if (request.status === 429) answers429 += 1;
		if (request.fault?.startsWith('reset')) resets += 1;
	}
	return { total: requests.length, kinds, answers429, resets, mostAtOnce };
}

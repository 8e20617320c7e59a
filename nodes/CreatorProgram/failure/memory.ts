import { createHash } from 'node:crypto';
import { isRecord } from '../../shared/record';
import type { Failure } from './failure';

/** When a failure was told last, in minutes since 1970, and how often it has come since. */
interface Told {
	at: number;
	more: number;
}

export type ToldFailures = Map<string, Told>;

/** Different failures that are remembered; n8n stores them with the workflow. */
const MOST = 500;

/** Reads what was remembered. What is not understood is forgotten: then it is told once more. */
export function readToldFailures(stored: unknown): ToldFailures {
	if (!isRecord(stored) || Array.isArray(stored)) return new Map();
	return new Map(
		Object.entries(stored).flatMap(([mark, value]) => {
			const [at, more]: unknown[] = Array.isArray(value) ? value : [];
			const isTold = isWhole(at) && isWhole(more);
			return isTold ? [[mark, { at, more }] as const] : [];
		}),
	);
}

/** As it is stored. */
export function storedFailures(told: ToldFailures): Record<string, number[]> {
	return Object.fromEntries([...told].map(([mark, { at, more }]) => [mark, [at, more]]));
}

/**
 * Decides whether a failure is told now, and remembers it.
 *
 * @param told what was told; it is changed
 * @param now minutes since 1970
 * @param wait minutes in which the same failure is not told again; 0 for always
 * @returns how often it has failed since it was told last; undefined when it is not told now
 */
export function tellNow(
	told: ToldFailures,
	failure: Failure,
	now: number,
	wait: number,
): number | undefined {
	const mark = markOf(failure);
	const before = told.get(mark);
	// A time that is yet to come is a mistake, of a clock or of whoever wrote it.
	const isDue = before === undefined || before.at > now || now - before.at >= wait;
	told.delete(mark);
	if (!isDue) {
		told.set(mark, { at: before.at, more: before.more + 1 });
		return undefined;
	}
	told.set(mark, { at: now, more: 0 });
	const [oldest] = told.keys();
	if (told.size > MOST && oldest !== undefined) told.delete(oldest);
	return before?.more ?? 0;
}

/** Stands for a failure: the same workflow, node and words. Numbers in them, such as counts and times, may differ. */
function markOf({ workflowId, workflow, node, message }: Failure): string {
	const what = [workflowId || workflow, node, message.replace(/\d+/g, '#')].join('\n');
	return createHash('sha256').update(what).digest('base64url').slice(0, 8);
}

function isWhole(value: unknown): value is number {
	return typeof value === 'number' && Number.isInteger(value) && value >= 0;
}

import type { Outcome } from '../../../shared/outcomes';
import { ProblemError } from '../../../shared/problem';
import type { Run } from '../../../shared/run';
import type { Affiliate } from '../../affiliate';
import { readAffiliate } from './locator';

/** Affiliates that are read at the same time. Refersion publishes no limit. */
export const CONCURRENCY = 4;

/**
 * The outcome of an affiliate that Refersion names as not changed. It does not say why, so the
 * affiliate is read: someone unknown is told from someone who was like that already.
 *
 * @param id numeric id
 * @param why what to tell the user when it is an error
 * @param isFine whether the affiliate as it is counts as done
 */
export async function unchangedAffiliate(
	run: Run,
	id: number,
	why: string,
	isFine: (affiliate: Affiliate) => boolean,
): Promise<Outcome> {
	if (run.signal?.aborted) return { error: notChanged(id, why) };
	try {
		const affiliate = await readAffiliate.call(run.context, { mode: 'id', value: String(id) });
		if (isFine(affiliate)) return { output: { id, status: affiliate.status, changed: false } };
	} catch (error) {
		return { error };
	}
	return { error: notChanged(id, why) };
}

function notChanged(id: number, why: string): ProblemError {
	return new ProblemError({
		code: 'not_changed',
		message: `Refersion did not change the affiliate ${id}`,
		fix: why,
	});
}

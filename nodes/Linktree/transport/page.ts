import type { IExecuteFunctions } from 'n8n-workflow';
import { BodyTooLarge } from '../../shared/body';
import { asApiError, isConnectionFailure } from '../../shared/failures';
import { NotAttempted } from '../../shared/governor';
import { openRequest } from '../../shared/request';
import type { ReadProblem } from '../rules/check';
import { profileUrl } from '../rules/username';

/** Says who asks, so that Linktree can tell these requests from others and refuse them. */
const USER_AGENT =
	'n8n-nodes-creator-hub (link check; +https://github.com/creator-hub/n8n-nodes-creator-hub)';

/** Room for hundreds of links: the data of a captured page with three of them have 10 kB (2021). */
const MAX_PAGE_BYTES = 5 * 1024 * 1024;

/** The page, or why there is none. */
export type PageAnswer = { html: string } | { problem: ReadProblem };

/**
 * Asks for a profile's page, once: it is not asked again after a failure, a redirect is not followed
 * (not even to another spelling of the name on linktr.ee, because that would be a second request), and a
 * refusal is an answer. No more than 5 MB are read after unpacking.
 *
 * @param username a user name that was checked
 * @param timeoutMs for the answer to begin, and then for it to end
 * @throws NotAttempted when the execution is cancelled
 * @throws NodeApiError for what is wrong on n8n's side, such as certificates
 */
export async function readPage(
	this: IExecuteFunctions,
	username: string,
	timeoutMs: number,
): Promise<PageAnswer> {
	const abortSignal = this.getExecutionCancelSignal();
	try {
		const answer = await openRequest.call(this, {
			method: 'GET',
			url: profileUrl(username),
			headers: { 'User-Agent': USER_AGENT, Accept: 'text/html' },
			timeout: timeoutMs,
			abortSignal,
		});
		const problem = problemOf(answer.statusCode, answer.headers);
		if (!problem) return { html: new TextDecoder().decode(await answer.read(MAX_PAGE_BYTES)) };
		answer.discard();
		return { problem };
	} catch (error) {
		return { problem: whyNoPage.call(this, error, abortSignal) };
	}
}

/** @throws NotAttempted, NodeApiError as above */
function whyNoPage(
	this: IExecuteFunctions,
	error: unknown,
	abortSignal?: AbortSignal,
): 'too_large' | 'unreachable' {
	if (abortSignal?.aborted) throw new NotAttempted('cancelled');
	if (error instanceof BodyTooLarge) return 'too_large';
	if (isConnectionFailure(error)) return 'unreachable';
	throw asApiError.call(this, error);
}

/**
 * What an answer means by its status. Linktree documents none of it; that a missing profile is a 404 and
 * a refusal a 403 or 429 is what those statuses are for. Bot protections mark their challenges, which may
 * come with any status (Cloudflare: `cf-mitigated`; AWS WAF: `x-amzn-waf-action`).
 */
function problemOf(status: number, headers: object): ReadProblem | undefined {
	if ('cf-mitigated' in headers || 'x-amzn-waf-action' in headers) return 'blocked';
	if (status === 404 || status === 410) return 'profile_missing';
	if (status >= 300 && status < 400) return 'redirected';
	if (status === 408 || status >= 500) return 'unreachable';
	if (status >= 400) return 'blocked';
	return undefined;
}

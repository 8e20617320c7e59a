import type { Locator } from '../../../shared/input';
import { ProblemError } from '../../../shared/problem';
import type { RequestContext } from '../../../shared/request';
import type { Affiliate } from '../../affiliate';
import { getAffiliate } from '../../transport/affiliate';
import { affiliatePages, findAffiliates } from '../../transport/affiliateLists';

/**
 * Reads one affiliate, with its tracking link.
 *
 * @param locator how the affiliate was chosen: 'id', 'email', or 'code' (which is what a list holds)
 * @returns the affiliate; `link` is '' while Refersion has not made one
 * @throws ProblemError for what cannot be one, and for an email that nobody has
 * @throws NodeApiError with Refersion's own text, "Affiliate not found." for one
 */
export async function readAffiliate(this: RequestContext, locator: Locator): Promise<Affiliate> {
	if (locator.mode === 'email') return await readByEmail.call(this, locator.value);
	if (locator.mode === 'id') {
		return await getAffiliate.call(this, { id: idOf(locator) });
	}
	return await getAffiliate.call(this, { code: codeOf(locator) });
}

/** The numeric id of an affiliate who was chosen by it. */
export function idOf({ value }: Locator): number {
	if (/^\d+$/.test(value) && Number.isSafeInteger(Number(value))) return Number(value);
	throw notAnAffiliate('ID', value);
}

/** The code of an affiliate who was chosen by it. */
export function codeOf({ value }: Locator): string {
	if (/^[0-9A-Za-z]+$/.test(value)) return value;
	throw notAnAffiliate('code', value);
}

/** Refersion finds affiliates by a part of their e-mail, so the whole one is looked for in its answer. */
async function readByEmail(this: RequestContext, email: string): Promise<Affiliate> {
	if (!email.includes('@')) throw notAnAffiliate('email', email);
	const read = async (page: number) => await findAffiliates.call(this, email, page);
	for await (const hits of affiliatePages.call(this, read)) {
		const match = hits.find((hit) => hit.email.toLowerCase() === email.toLowerCase());
		if (match) return await getAffiliate.call(this, { code: match.code ?? '' });
	}
	throw new ProblemError({
		code: 'not_found',
		message: `No affiliate has the email "${email}"`,
		fix: 'Check the address in Refersion. An affiliate may have signed up with another one.',
	});
}

function notAnAffiliate(kind: string, value: string): ProblemError {
	return new ProblemError({
		code: 'invalid_input',
		message: value ? `"${value}" is not an affiliate ${kind}` : `The affiliate ${kind} is empty`,
		fix: `Set the parameter Affiliate to the ${kind} of an affiliate in Refersion.`,
	});
}

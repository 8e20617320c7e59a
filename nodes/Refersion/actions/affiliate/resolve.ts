import type { IExecuteFunctions } from 'n8n-workflow';
import type { Locator } from '../../../shared/input';
import { ProblemError } from '../../../shared/problem';
import { affiliatePages, findAffiliates } from '../../transport/affiliateLists';
import { codeOf, idOf, readAffiliate } from './locator';

/**
 * The numeric id of a chosen affiliate, which writes want. Needs no request when it was chosen by it.
 *
 * @throws NodeApiError with "Affiliate not found." when Refersion does not know the code
 */
export async function affiliateId(this: IExecuteFunctions, locator: Locator): Promise<number> {
	if (locator.mode === 'id') return idOf(locator);
	const { id } = await readAffiliate.call(this, locator);
	if (id !== undefined) return id;
	throw unresolved('ID', locator);
}

/**
 * The code of a chosen affiliate, which conversion triggers want. Needs no request when it was chosen
 * by its code.
 */
export async function affiliateCode(this: IExecuteFunctions, locator: Locator): Promise<string> {
	if (locator.mode !== 'id' && locator.mode !== 'email') return codeOf(locator);
	const affiliate = await readAffiliate.call(this, locator);
	if (affiliate.code) return affiliate.code;
	// Read by id there is no code but the one in the link, and only an approved affiliate has a link.
	// A search for the id gives the code; it also finds e-mails that contain the id.
	const read = async (page: number) => await findAffiliates.call(this, locator.value, page);
	for await (const hits of affiliatePages.call(this, read)) {
		const match = hits.find(({ email }) => email === affiliate.email);
		if (match?.code) return match.code;
	}
	throw unresolved('code', locator);
}

/** The error for an affiliate who was found without what is wanted. */
export function unresolved(kind: string, { value }: Locator): ProblemError {
	return new ProblemError({
		code: 'not_found',
		message: `The ${kind} of the affiliate "${value}" was not found`,
		fix: `Set the parameter Affiliate to the ${kind} itself.`,
	});
}

import { NodeOperationError, type IExecuteFunctions } from 'n8n-workflow';
import type { Locator } from '../../../shared/parameters';
import { findAffiliates } from '../../transport/affiliateLists';
import { notAnAffiliate, readAffiliate } from './locator';

/**
 * The numeric id of a chosen affiliate, which writes want. Needs no request when it was chosen by it.
 *
 * @throws NodeApiError with "Affiliate not found." when Refersion does not know the code
 */
export async function affiliateId(this: IExecuteFunctions, locator: Locator): Promise<number> {
	if (locator.mode === 'id') {
		if (!/^\d+$/.test(locator.value)) throw notAnAffiliate.call(this, 'ID', locator.value);
		return Number(locator.value);
	}
	const { id } = await readAffiliate.call(this, locator);
	if (id !== undefined) return id;
	throw unresolved.call(this, 'ID', locator);
}

/**
 * The code of a chosen affiliate, which conversion triggers want. Needs no request when it was chosen
 * by its code.
 */
export async function affiliateCode(this: IExecuteFunctions, locator: Locator): Promise<string> {
	if (locator.mode !== 'id' && locator.mode !== 'email') {
		if (!/^[0-9A-Za-z]+$/.test(locator.value)) {
			throw notAnAffiliate.call(this, 'code', locator.value);
		}
		return locator.value;
	}
	const affiliate = await readAffiliate.call(this, locator);
	if (affiliate.code) return affiliate.code;
	// Read by id there is no code but the one in the link, and only an approved affiliate has a link.
	// A search for the id gives the code; it also finds e-mails that contain the id.
	for (let page = 1; ; page++) {
		const { rows, hasMore } = await findAffiliates.call(this, locator.value, page);
		const match = rows.find((row) => String(row.email).trim() === affiliate.email);
		if (match) return String(match.id);
		if (!hasMore) throw unresolved.call(this, 'code', locator);
	}
}

function unresolved(this: IExecuteFunctions, kind: string, locator: Locator): NodeOperationError {
	return new NodeOperationError(
		this.getNode(),
		`The ${kind} of the affiliate "${locator.value}" was not found`,
		{
			type: 'not_found',
			description: `Set the parameter Affiliate to the ${kind} itself.`,
		},
	);
}

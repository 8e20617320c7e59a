import type { IDataObject } from 'n8n-workflow';
import type { RequestContext } from '../../shared/request';
import { affiliateFromRest, type Affiliate } from '../affiliate';
import { requiredNumber, requiredText } from './answers';
import { refersionRequest } from './rest';

/**
 * Reads an affiliate. An answer that lacks what every affiliate has is an error: without a status the
 * affiliate would count as not active, and be lost without a word.
 *
 * @param wanted its code, or else its numeric id
 * @throws NodeApiError with Refersion's own text, "Affiliate not found." for one
 */
export async function getAffiliate(
	this: RequestContext,
	wanted: { code: string } | { id: number },
): Promise<Affiliate> {
	const code = 'code' in wanted ? wanted.code : undefined;
	const filter: IDataObject = 'id' in wanted ? { id: wanted.id } : { affiliate_code: code };
	const body = await refersionRequest.call(this, '/affiliate/get', filter, 'repeatable');
	requiredNumber.call(this, body, 'id');
	for (const field of ['status', 'email']) requiredText.call(this, body, field);
	return affiliateFromRest(body, code);
}

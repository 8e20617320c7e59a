import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { fold } from '../../shared/texts';
import { bigCommerceClient } from '../transport/client';
import { couponPromotionPages } from '../transport/promotions';

/**
 * The promotions of the store that have coupon codes.
 *
 * @param filter part of a name
 */
export async function searchPromotions(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	const client = await bigCommerceClient.call(this);
	const results: INodeListSearchResult['results'] = [];
	for await (const promotions of couponPromotionPages(client)) {
		for (const { id, name, status, coupon_type: type } of promotions) {
			const notes = [
				status === 'ENABLED' ? '' : String(status).toLowerCase(),
				type === 'SINGLE' ? 'single code' : '',
			].filter(Boolean);
			const label = notes.length > 0 ? `${String(name)} (${notes.join(', ')})` : String(name);
			if (fold(label).includes(fold(filter))) results.push({ name: label, value: String(id) });
		}
	}
	return { results };
}

import type { IExecuteFunctions } from 'n8n-workflow';
import { readInput } from '../../../shared/inputs';
import { itemsBehind } from '../../../shared/lineage';
import type { ReadStanding } from '../../tiers/creators';
import { isStanding, readStanding } from '../../tiers/standing';

/** How the affiliate of an input item stands. */
export interface Listed extends ReadStanding {
	index: number;
}

/**
 * How the affiliates of all items stand. Where a node between has replaced the items, what they come from counts. What
 * *Always Output Data* makes of an empty list is nobody.
 */
export function standingsOf(context: IExecuteFunctions): Listed[] {
	const items = readInput(context, 0);
	if (!items) return [];
	const behind = itemsBehind(context);
	return items.flatMap(({ json }, index): Listed[] => {
		if (Object.keys(json).length === 0) return [];
		const error = errorText(json.error);
		// What could not be read must not be taken for what an earlier node read.
		const item = error === '' ? (behind(index, isStanding) ?? json) : json;
		const standing = error === '' ? readStanding(item) : undefined;
		return [{ index, standing, item, error }];
	});
}

function errorText(error: unknown): string {
	if (error === undefined || error === null || error === '' || error === false) return '';
	return typeof error === 'string' ? error : 'A node before this one failed.';
}

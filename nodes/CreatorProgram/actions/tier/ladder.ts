import type { IExecuteFunctions } from 'n8n-workflow';
import { itemsBehind } from '../../../shared/lineage';
import { isStanding, readStanding } from '../../tiers/standing';
import type { Standing } from '../../tiers/types';

/** How the affiliate of an input item stands. */
export interface Listed {
	index: number;
	/** Undefined where the item does not say so. */
	standing: Standing | undefined;
	/** What went wrong before this node; '' for nothing. */
	error: string;
}

/**
 * How the affiliates of all items stand. Where a node between has replaced the items, what they come from counts. What
 * *Always Output Data* makes of an empty list is nobody.
 */
export function standingsOf(context: IExecuteFunctions): Listed[] {
	const items = context.getInputData();
	const behind = itemsBehind(context);
	return items.flatMap(({ json }, index): Listed[] => {
		if (Object.keys(json).length === 0) return [];
		const error = errorText(json.error);
		// What could not be read must not be taken for what an earlier node read.
		const standing = error === '' ? readStanding(behind(index, isStanding) ?? json) : undefined;
		return [{ index, standing, error }];
	});
}

function errorText(error: unknown): string {
	if (error === undefined || error === null || error === '' || error === false) return '';
	return typeof error === 'string' ? error : 'A node before this one failed.';
}

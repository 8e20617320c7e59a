import type { IDataObject } from 'n8n-workflow';
import { ProblemError } from '../../../shared/problem';
import { fold } from '../../../shared/texts';
import {
	differenceOf,
	draftBody,
	promotionItem,
	type Difference,
	type PromotionDraft,
} from '../../rules/promotion';
import type { BigCommerceClient } from '../../transport/client';
import { addPromotion, couponPromotionPages } from '../../transport/promotions';

/**
 * Creates a promotion for many codes unless the store has one of the name: BigCommerce takes a name twice, so
 * that it is looked for first, and again after an answer that leaves open what became of it. Sent once.
 *
 * @returns the promotion, and whether it was created
 * @throws ProblemError when a promotion of the name gives something else, when there are several of it, and
 *   when it is unknown what became of the request
 */
export async function ensurePromotion(
	client: BigCommerceClient,
	draft: PromotionDraft,
): Promise<IDataObject> {
	const item = (row: IDataObject, created: boolean): IDataObject => ({
		...promotionItem(row),
		created,
	});
	const known = await promotionNamed(client, draft);
	if (known) return item(known, false);
	const made = await addPromotion(client, draftBody(draft));
	if ('row' in made) return item(made.row, true);
	if ('refused' in made) throw made.refused;
	const found = await promotionNamed(client, draft);
	if (found) return item(found, true);
	throw new ProblemError({
		code: 'unknown_outcome',
		message: `BigCommerce gave no clear answer, and the store has no promotion "${draft.name}" yet`,
		fix: `It was not sent again, because it may still be created. Run the item again in a minute: the name is looked for first, so that it is not doubled. What happened: ${made.unclear.message}`,
	});
}

async function promotionNamed(
	client: BigCommerceClient,
	draft: PromotionDraft,
): Promise<IDataObject | undefined> {
	const found: IDataObject[] = [];
	for await (const rows of couponPromotionPages(client, { name: draft.name })) {
		for (const row of rows) {
			if (fold(String(row.name ?? '')) === fold(draft.name)) found.push(row);
		}
	}
	if (found.length > 1) throw severalOf(draft.name, found);
	const difference = found.length === 1 ? differenceOf(found[0], draft) : undefined;
	if (difference) throw taken(draft.name, found[0], difference);
	return found[0];
}

function severalOf(name: string, found: IDataObject[]): ProblemError {
	const ids = found.map(({ id }) => String(id)).join(', ');
	return new ProblemError({
		code: 'several_promotions',
		message: `The store has ${found.length} promotions "${name}" (IDs ${ids})`,
		fix: 'Nothing was created. Use the ID of one of them, or give another name.',
	});
}

function taken(name: string, { id }: IDataObject, difference: Difference): ProblemError {
	const what =
		difference === 'single_code'
			? 'is for a single code (coupon_type SINGLE), which cannot be changed'
			: 'gives another discount';
	return new ProblemError({
		code: 'promotion_differs',
		message: `The store has a promotion "${name}" (ID ${String(id)}) already, and it ${what}`,
		fix: 'Nothing was created or changed. Give another name, or set the discount that it has.',
	});
}

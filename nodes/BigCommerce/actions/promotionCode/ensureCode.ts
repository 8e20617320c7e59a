import type { IDataObject } from 'n8n-workflow';
import { ProblemError } from '../../../shared/problem';
import { sameCodes } from '../../rules/code';
import { codeItem } from '../../rules/promotionCode';
import type { BigCommerceClient } from '../../transport/client';
import { addCode, findCode } from '../../transport/promotions';
import { codesIn, inOtherPromotion } from './codes';

/** What an item asks for. */
export interface CodeRequest {
	promotionId: string;
	code: string;
	maxUses: number;
	maxUsesPerCustomer: number;
}

/**
 * Adds a code to a promotion unless it has it. A code is looked up first, and again after an answer that
 * leaves open what became of it; it is sent once.
 *
 * @param target the promotion, as BigCommerce gives it
 * @returns the code, and whether it was created
 * @throws ProblemError when the code belongs to another promotion, when the promotion takes no
 *   further code, and when it is unknown what became of it
 */
export async function ensureCode(
	client: BigCommerceClient,
	target: IDataObject,
	request: CodeRequest,
	now: Date,
): Promise<IDataObject> {
	const { promotionId, code } = request;
	const isTaken = async () => sameCodes(await findCode(client, code), code).length > 0;
	const item = (row: IDataObject, created: boolean): IDataObject => ({
		...codeItem(row, target, now),
		created,
	});

	if (await isTaken()) return item(await own(client, request), false);
	refuseWrongKind(target);
	const made = await addCode(client, promotionId, {
		code,
		max_uses: request.maxUses,
		max_uses_per_customer: request.maxUsesPerCustomer,
	});
	if ('row' in made && sameCodes([made.row], code).length > 0) return item(made.row, true);
	if ('refused' in made) {
		// Somebody else may have been faster.
		if (await isTaken()) return item(await own(client, request), false);
		throw made.refused;
	}
	const [row] = await codesIn(client, promotionId, code);
	if (row) return item(row, true);
	throw unknownOutcome(code, 'unclear' in made ? made.unclear : undefined);
}

/**
 * The code in the promotion, when the store is known to have it.
 *
 * @throws ProblemError when it belongs to another promotion
 */
async function own(
	client: BigCommerceClient,
	{ promotionId, code }: CodeRequest,
): Promise<IDataObject> {
	const [row] = await codesIn(client, promotionId, code);
	if (row) return row;
	throw await inOtherPromotion(client, code);
}

/**
 * A promotion that is applied by itself has no codes, and one for a single code is not meant for more
 * (Promotions API, `redemption_type` and `coupon_type`).
 */
function refuseWrongKind(target: IDataObject): void {
	const { redemption_type: redemption, coupon_type: type, name, id } = target;
	const what =
		redemption === 'COUPON'
			? 'is for a single code (coupon_type SINGLE)'
			: 'is applied without a code (redemption_type AUTOMATIC)';
	if (redemption === 'COUPON' && type !== 'SINGLE') return;
	throw new ProblemError({
		code: 'wrong_promotion',
		message: `The promotion "${String(name)}" (ID ${String(id)}) ${what}`,
		fix: 'No code was created. Choose a promotion with several codes. BigCommerce makes such a promotion through its API only (redemption_type COUPON, coupon_type BULK), and cannot change an existing one into it.',
	});
}

function unknownOutcome(code: string, error?: Error): ProblemError {
	const reason = error ? ` What happened: ${error.message}` : '';
	return new ProblemError({
		code: 'unknown_outcome',
		message: `BigCommerce gave no clear answer, and the promotion does not have the code "${code}" yet`,
		fix: `It was not sent again, because it may still be created. Run the item again in a minute: the code is looked up first, so that it is not doubled.${reason}`,
	});
}

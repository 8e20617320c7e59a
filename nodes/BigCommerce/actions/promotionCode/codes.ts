import type { IDataObject } from 'n8n-workflow';
import type { ItemInput } from '../../../shared/input';
import { invalidInput, ProblemError } from '../../../shared/problem';
import { quoted } from '../../../shared/texts';
import { codeProblem, sameCodes } from '../../rules/code';
import type { BigCommerceClient } from '../../transport/client';
import { codePages, couponPromotionPages } from '../../transport/promotions';
import { readPromotionId } from '../common';

/** Codes worked on at the same time; the client keeps to fewer requests. */
export const CODES_AT_ONCE = 4;

/**
 * The promotion and the code that an item is about.
 *
 * @param use what is done with the code, as in "is to be added to"
 * @throws ProblemError when there is none, or one that BigCommerce would not take
 */
export function readCodeOfPromotion(
	input: ItemInput,
	use: string,
): { promotionId: string; code: string } {
	const promotionId = readPromotionId(input);
	if (!promotionId) {
		throw invalidInput('Promotion', 'is empty', `Choose the promotion that the code ${use}.`);
	}
	const code = input.required('code', 'Code');
	const problem = codeProblem(code);
	if (!problem) return { promotionId, code };
	throw invalidInput(
		'Code',
		`${problem}: "${quoted(code)}"`,
		'BigCommerce takes letters, digits, blanks, underscores and hyphens, 50 at most.',
	);
}

/** The rows of a promotion that are the code; upper and lower case are the same. */
export async function codesIn(
	client: BigCommerceClient,
	promotionId: string,
	code: string,
): Promise<IDataObject[]> {
	const found: IDataObject[] = [];
	for await (const rows of codePages(client, promotionId, code)) {
		for (const row of sameCodes(rows, code)) found.push(row);
	}
	return found;
}

/** The error for a code of another promotion, with its name: the look-up of a code does not say. */
export async function inOtherPromotion(
	client: BigCommerceClient,
	code: string,
): Promise<ProblemError> {
	return new ProblemError({
		code: 'code_in_other_promotion',
		message: `The code "${code}" belongs to ${await nameOfOwner(client, code)}`,
		fix: 'Nothing was changed: a code is unique in the store. Choose that promotion, or delete the code there first, or use another code.',
	});
}

async function nameOfOwner(client: BigCommerceClient, code: string): Promise<string> {
	for await (const promotions of couponPromotionPages(client, { code })) {
		for (const { id, name } of promotions) {
			const [row] = await codesIn(client, String(id), code);
			if (row) return `the promotion "${String(name)}" (ID ${String(id)})`;
		}
	}
	return 'another promotion';
}

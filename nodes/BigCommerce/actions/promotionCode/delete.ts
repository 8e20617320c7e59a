import type { IDataObject } from 'n8n-workflow';
import type { Operation } from '../../../shared/operations';
import { ProblemError } from '../../../shared/problem';
import { remember } from '../../../shared/remember';
import { Run } from '../../../shared/run';
import { fold } from '../../../shared/texts';
import { sameCodes } from '../../rules/code';
import type { BigCommerceClient } from '../../transport/client';
import { isOutcomeUnknown } from '../../transport/errors';
import { deleteCode, findCode, readPromotion } from '../../transport/promotions';
import { lazyClient, promotion } from '../common';
import { CODES_AT_ONCE, codesIn, inOtherPromotion, readCodeOfPromotion } from './codes';

export const deletePromotionCode: Operation = {
	option: {
		name: 'Delete',
		value: 'delete',
		description:
			'Delete a coupon code from a promotion, so that it no longer works at the checkout. A code that is gone already is no error.',
		action: 'Delete a promotion code',
	},
	properties: [
		{
			...promotion,
			required: true,
			description: 'The promotion that the code is deleted from; no other one is touched',
		},
		{
			displayName: 'Code',
			name: 'code',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. SARAH10',
			description: 'The code to delete',
			hint: 'Orders that used it keep their discount. To have it again, create it anew.',
		},
	],
	async execute() {
		const connect = lazyClient.call(this);
		const promotionOf = remember(
			async (id) => await readPromotion(await connect(), id),
			isOutcomeUnknown,
		);
		return await new Run(this).forEachItem(
			async (input) => {
				const { promotionId, code } = readCodeOfPromotion(input, 'is to be deleted from');
				const target = await promotionOf(promotionId);
				return await takeCode(await connect(), target, code);
			},
			{
				concurrency: CODES_AT_ONCE,
				keyOf: (input) => fold(input.text('code', 'Code')),
			},
		);
	},
};

/**
 * Deletes a code of a promotion by its number, which it has nowhere else.
 *
 * @param target the promotion, as BigCommerce gives it
 * @returns `deleted`: false when the store has no such code
 * @throws ProblemError when the code belongs to another promotion, or several are spelled like it
 */
async function takeCode(
	client: BigCommerceClient,
	target: IDataObject,
	code: string,
): Promise<IDataObject> {
	const promotionId = String(target.id);
	const item = (id: unknown, deleted: boolean): IDataObject => ({
		id: typeof id === 'number' || typeof id === 'string' ? id : null,
		code,
		promotion_id: target.id,
		promotion_name: target.name,
		deleted,
	});
	const found = await codesIn(client, promotionId, code);
	if (found.length === 0) {
		if (sameCodes(await findCode(client, code), code).length === 0) return item(null, false);
		throw await inOtherPromotion(client, code);
	}
	const exact = found.find((row) => row.code === code);
	if (!exact && found.length > 1) throw severalSpellings(code, found);
	const { id } = exact ?? found[0];
	await deleteCode(client, promotionId, String(id));
	return item(id, true);
}

function severalSpellings(code: string, rows: IDataObject[]): ProblemError {
	const names = rows.map((row) => `"${String(row.code)}"`).join(', ');
	return new ProblemError({
		code: 'several_spellings',
		message: `The promotion has several codes that differ from "${code}" in upper and lower case only: ${names}`,
		fix: 'Nothing was deleted. Give the code in upper and lower case exactly as it is.',
	});
}

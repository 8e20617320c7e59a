import type { IDataObject } from 'n8n-workflow';
import { forEachBatch } from '../../../shared/batches';
import type { ItemInput } from '../../../shared/input';
import type { Operation } from '../../../shared/operations';
import type { Outcome } from '../../../shared/outcomes';
import { invalidInput, ProblemError } from '../../../shared/problem';
import { Run } from '../../../shared/run';
import { textSet } from '../../transport/answers';
import { isRefusal } from '../../transport/errors';
import { refersionWrite } from '../../transport/rest';
import { asOfferId } from '../common';
import { addSkuCommissionProperties } from './addSkuCommission.properties';

/** The most SKUs that /offer/new_sku_commission takes (Refersion REST v2). */
const BATCH_SIZE = 50;

const COMMISSION_TYPES = ['FLAT_RATE', 'PERCENT_OF_SALE'] as const;

const DUPLICATE =
	'The offer has a commission for this SKU already; it was left as it is, also when the amount is another one.';

const ADDED_BEFORE =
	'A first request got no answer, and then the offer had a commission for this SKU: the first one has added it, unless there was one before, which was left as it is.';

interface SkuCommission {
	offerId: number;
	/** An entry of `skus` in the request. */
	body: IDataObject;
	sku: string;
}

export const addSkuCommission: Operation = {
	option: {
		name: 'Add SKU Commission',
		value: 'addSkuCommission',
		description:
			'Give a product (SKU) its own commission within an offer. An SKU that has one already is left as it is. Up to 50 items share a request.',
		action: 'Add a SKU commission to an offer',
	},
	properties: addSkuCommissionProperties,
	async execute() {
		const run = new Run(this);
		return await forEachBatch<SkuCommission>(run, {
			size: BATCH_SIZE,
			groupOf: ({ offerId }) => String(offerId),
			idOf: ({ offerId, sku }) => `${offerId}|${sku.toUpperCase()}`,
			isRefusal,
			read: async (input) => readCommission(input),
			send: async (commissions) => await sendCommissions(run, commissions),
		});
	},
};

function readCommission(input: ItemInput): SkuCommission {
	const offerId = asOfferId(input.value('offer'));
	const sku = input.required('sku', 'SKU');
	const type = input.choice(
		'commissionType',
		'Commission Type',
		COMMISSION_TYPES,
		'PERCENT_OF_SALE',
	);
	const amount = input.required('commissionAmount', 'Commission Amount');
	if (!/^\d+(\.\d+)?$/.test(amount)) {
		throw invalidInput(
			'Commission Amount',
			`is not an amount: "${amount}"`,
			'Set it to a number from 0, with a point for the decimals.',
		);
	}
	// The amount as text (Refersion REST v2).
	const body: IDataObject = { sku, commission_type: type, commission_amount: amount };
	const description = input.text('options.productDescription', 'Product Description');
	if (description !== '') body.product_description = description;
	return { offerId, sku, body };
}

async function sendCommissions(run: Run, commissions: SkuCommission[]): Promise<Outcome[]> {
	const [{ offerId }] = commissions;
	const body = { offer_id: offerId, skus: commissions.map((commission) => commission.body) };
	let wasRepeated = false;
	const answer = await refersionWrite.call(run.context, '/offer/new_sku_commission', body, () => {
		wasRepeated = true;
	});
	const added = textSet(answer.added);
	const duplicates = textSet(answer.duplicate_not_added);
	return commissions.map(({ sku }): Outcome => {
		const output = { offer_id: offerId, sku };
		if (added.has(sku)) return { output: { ...output, added: true } };
		if (!duplicates.has(sku)) return { error: notNamed(sku) };
		return wasRepeated
			? { output: { ...output, added: true, warning: ADDED_BEFORE } }
			: { output: { ...output, added: false, warning: DUPLICATE } };
	});
}

function notNamed(sku: string): ProblemError {
	return new ProblemError({
		code: 'unknown_outcome',
		message: `Refersion does not say what became of the SKU "${sku}"`,
		fix: 'Look at the offer in Refersion. The item can be run again: nothing is added twice.',
	});
}

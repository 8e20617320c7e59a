import { NodeOperationError, type IDataObject, type IExecuteFunctions } from 'n8n-workflow';
import { forEachBatch } from '../../../shared/batches';
import type { Operation } from '../../../shared/operations';
import type { Outcome } from '../../../shared/outcomes';
import { invalidParameter, readLocator, readRequired, readTexts } from '../../../shared/parameters';
import { isRefusal } from '../../transport/errors';
import { refersionRequest } from '../../transport/rest';
import { filledFields, parseId } from '../common';
import { addSkuCommissionProperties } from './addSkuCommission.properties';

/** The most SKUs that /offer/new_sku_commission takes (Refersion REST v2). */
const BATCH_SIZE = 50;

const DUPLICATE =
	'The offer has a commission for this SKU already; it was left as it is, also when the amount is another one.';

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
	async execute(itemCount) {
		return await (forEachBatch<SkuCommission>).call(this, itemCount, {
			size: BATCH_SIZE,
			groupOf: ({ offerId }) => String(offerId),
			idOf: ({ offerId, sku }) => `${offerId}|${sku.toUpperCase()}`,
			isRefusal,
			read: async (itemIndex) => readCommission.call(this, itemIndex),
			send: async (commissions) => await sendCommissions.call(this, commissions),
		});
	},
};

function readCommission(this: IExecuteFunctions, itemIndex: number): SkuCommission {
	const { value } = readLocator(this.getNodeParameter('offer', itemIndex), 'id');
	const offerId = parseId.call(this, value, 'Offer');
	const sku = readRequired.call(this, 'sku', 'SKU', itemIndex);
	const amount = readRequired.call(this, 'commissionAmount', 'Commission Amount', itemIndex);
	if (!/^\d+(\.\d+)?$/.test(amount)) {
		throw invalidParameter.call(
			this,
			'Commission Amount',
			`is not an amount: "${amount}"`,
			'Set it to a number from 0, with a point for the decimals.',
		);
	}
	const options = filledFields(this.getNodeParameter('options', itemIndex, {}));
	const body: IDataObject = {
		sku,
		commission_type: String(this.getNodeParameter('commissionType', itemIndex)),
		// As text (Refersion REST v2).
		commission_amount: amount,
	};
	if (options.productDescription !== undefined) {
		body.product_description = String(options.productDescription);
	}
	return { offerId, sku, body };
}

async function sendCommissions(
	this: IExecuteFunctions,
	commissions: SkuCommission[],
): Promise<Outcome[]> {
	const [{ offerId }] = commissions;
	const body = { offer_id: offerId, skus: commissions.map((commission) => commission.body) };
	const answer = await refersionRequest.call(this, '/offer/new_sku_commission', body);
	const added = new Set(readTexts(answer.added));
	const duplicates = new Set(readTexts(answer.duplicate_not_added));
	return commissions.map(({ sku }): Outcome => {
		const output = { offer_id: offerId, sku };
		if (added.has(sku)) return { output: { ...output, added: true } };
		if (duplicates.has(sku)) return { output: { ...output, added: false, warning: DUPLICATE } };
		return { error: notNamed.call(this, sku) };
	});
}

function notNamed(this: IExecuteFunctions, sku: string): NodeOperationError {
	return new NodeOperationError(
		this.getNode(),
		`Refersion does not say what became of the SKU "${sku}"`,
		{
			type: 'unknown_outcome',
			description:
				'Look at the offer in Refersion. The item can be run again: nothing is added twice.',
		},
	);
}

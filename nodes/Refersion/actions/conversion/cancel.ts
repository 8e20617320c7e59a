import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { isRecord } from '../../../shared/http';
import { forEachItem } from '../../../shared/items';
import type { Operation } from '../../../shared/operations';
import { invalidParameter, readRequired } from '../../../shared/parameters';
import { requiredNumber } from '../../transport/answers';
import { refersionRequestOnce } from '../../transport/rest';
import { filledFields } from '../common';
import { orderId } from './credit.properties';
import { lineItems } from './lineItems';

export const cancel: Operation = {
	option: {
		name: 'Cancel',
		value: 'cancel',
		description:
			'Cancel products of a credited order, so that the affiliate loses the commission on them. Cannot be undone, and is never repeated on its own: each run cancels once more.',
		action: 'Cancel a conversion',
	},
	properties: [orderId, ...lineItems],
	async execute(itemCount) {
		return await forEachItem.call(this, itemCount, async (itemIndex) => {
			const order = readRequired.call(this, 'orderId', 'Order ID', itemIndex);
			const items = readItems.call(this, itemIndex);
			return await refersionRequestOnce.call(
				this,
				'/conversion/cancel',
				{ order_id: order, items },
				'the conversion was cancelled',
				(answer) => ({
					// The contract's example has this id as text (Refersion REST v2).
					conversion_id: requiredNumber.call(this, answer, 'conversion_id'),
					order_id: order,
					cancelled: true,
				}),
			);
		});
	},
};

/** The products as /conversion/cancel wants them: prices and quantities as numbers. */
function readItems(this: IExecuteFunctions, itemIndex: number): IDataObject[] {
	const isJson = this.getNodeParameter('specifyItems', itemIndex, 'fields') === 'json';
	const given: unknown = isJson
		? this.getNodeParameter('itemsJson', itemIndex, '')
		: this.getNodeParameter('items.item', itemIndex, []);
	const rows = typeof given === 'string' ? parseList(given) : given;
	const items = Array.isArray(rows) ? rows.filter(isRecord) : [];
	if (items.length === 0) {
		throw invalidParameter.call(
			this,
			'Items',
			'has no item',
			'Give the products to cancel, as JSON in a list: [{ "sku": "..." }].',
		);
	}
	return items.map((row) => readLine.call(this, row));
}

function parseList(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

function readLine(this: IExecuteFunctions, row: IDataObject): IDataObject {
	const { sku, price, quantity } = filledFields(row);
	if (sku === undefined) {
		throw invalidParameter.call(this, 'Items', 'has an item without a SKU', 'Set the SKU.');
	}
	const line: IDataObject = { sku: String(sku) };
	if (price !== undefined) line.price = readNumber.call(this, 'price', price, 0);
	if (quantity !== undefined) line.quantity = readNumber.call(this, 'quantity', quantity, 1);
	return line;
}

function readNumber(this: IExecuteFunctions, name: string, value: unknown, least: number): number {
	const number = Number(value);
	const fits = Number.isFinite(number) && number >= least;
	if (fits && (name === 'price' || Number.isInteger(number))) return number;
	throw invalidParameter.call(
		this,
		'Items',
		`has a ${name} that is not allowed: "${String(value)}"`,
		'A price is a number with a point for the decimals, a quantity a whole number from 1.',
	);
}

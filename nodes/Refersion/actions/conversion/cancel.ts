import type { IDataObject } from 'n8n-workflow';
import { asNumber, asRows, asText, isEmpty, type ItemInput } from '../../../shared/input';
import type { Operation } from '../../../shared/operations';
import { invalidInput } from '../../../shared/problem';
import { Run } from '../../../shared/run';
import { requiredNumber } from '../../transport/answers';
import { refersionRequestOnce } from '../../transport/rest';
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
	async execute() {
		return await new Run(this).forEachItem(async (input) => {
			const order = input.required('orderId', 'Order ID');
			const items = readItems(input);
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
function readItems(input: ItemInput): IDataObject[] {
	const isJson =
		input.choice('specifyItems', 'Specify Items', ['fields', 'json'], 'fields') === 'json';
	const rows = isJson
		? asRows(parsed(input.value('itemsJson')), 'Items (JSON)')
		: input.rows('items.item', 'Items');
	if (rows.length > 0) return rows.map(readLine);
	throw invalidInput(
		'Items',
		'has no item',
		'Give the products to cancel, as JSON in a list: [{ "sku": "..." }].',
	);
}

/** A list of products, which an expression may give as it is or as JSON. */
function parsed(value: unknown): unknown {
	if (typeof value !== 'string' || value.trim() === '') return value;
	try {
		return JSON.parse(value);
	} catch {
		return value;
	}
}

function readLine(row: IDataObject): IDataObject {
	const sku = asText(row.sku, 'SKU (Items)');
	if (sku === '') throw invalidInput('Items', 'has an item without a SKU', 'Set the SKU.');
	const line: IDataObject = { sku };
	if (!isEmpty(row.price)) line.price = asNumber(row.price, 'Price (Items)', { min: 0 });
	if (!isEmpty(row.quantity)) {
		line.quantity = asNumber(row.quantity, 'Quantity (Items)', { min: 1, isWhole: true });
	}
	return line;
}

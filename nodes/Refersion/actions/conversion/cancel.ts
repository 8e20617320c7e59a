import type { IDataObject } from 'n8n-workflow';
import { isEmpty } from '../../../shared/input';
import type { Operation } from '../../../shared/operations';
import { Run } from '../../../shared/run';
import { requiredNumber } from '../../transport/answers';
import { refersionRequestOnce } from '../../transport/rest';
import { lineItemProperties, readLines, readPrice, readQuantity, readSku } from '../lineItems';
import { orderId } from './credit.properties';

const lineItems = lineItemProperties({
	description: 'The products of the order that were returned or cancelled',
	price: 'Price of one piece. When it is empty, none is sent.',
	json: 'A list of the products, each with sku and, where wanted, price and quantity',
});

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
			const items = readLines(input).map(readLine);
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

function readLine(row: IDataObject): IDataObject {
	const line: IDataObject = { sku: readSku(row) };
	if (!isEmpty(row.price)) line.price = readPrice(row);
	if (!isEmpty(row.quantity)) line.quantity = readQuantity(row);
	return line;
}

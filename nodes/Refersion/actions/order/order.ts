import type { IDataObject } from 'n8n-workflow';
import { asCurrency } from '../../../shared/currency';
import {
	asLocator,
	asNumber,
	asText,
	type Collection,
	type ItemInput,
	type Locator,
} from '../../../shared/input';
import { invalidInput } from '../../../shared/problem';
import { filledTexts } from '../common';
import { readLines, readPrice, readQuantity, readSku } from '../lineItems';
import { customerFields, orderAmounts } from './send.properties';

/** The longest cart ID (Refersion, "Server-side Tracking"). */
const CART_ID_LENGTH = 255;

/** An order as Refersion wants it, and who is to be credited. */
export interface GivenOrder {
	body: IDataObject & { order_id: string };
	/** undefined when Refersion is to find out. */
	creditTo: Locator | undefined;
}

/**
 * Reads the order of an item. Nothing of it may be missing or wrong: Refersion does not answer whether it likes it.
 *
 * @throws ProblemError that names the parameter
 */
export function readOrder(input: ItemInput): GivenOrder {
	const orderId = input.required('orderId', 'Order ID');
	const cartId = input.required('cartId', 'Cart ID');
	if (cartId.length > CART_ID_LENGTH) {
		const what = `has ${cartId.length} characters`;
		throw invalidInput('Cart ID', what, `Refersion takes ${CART_ID_LENGTH} at most.`);
	}
	const fields = input.collection('additionalFields', 'Additional Fields');
	const customer = filledTexts(fields.collection('customer', 'Customer'), customerFields);
	const subscription = fields.text('subscription_id', 'Subscription ID');
	const discountCode = fields.text('discount_code', 'Discount Code');
	const body = {
		cart_id: cartId,
		order_id: orderId,
		currency_code: asCurrency(input.value('currency'), 'Currency'),
		items: readLines(input).map(readLine),
		...readAmounts(fields),
		...(discountCode && { discount_code: discountCode }),
		...(subscription && { subscription_id: subscription, is_subscription: true }),
		...(Object.keys(customer).length > 0 && { customer }),
	};
	const creditTo = fields.ifAdded('affiliate', (value) =>
		asLocator(value, 'Credit to Affiliate', 'code'),
	);
	return { body, creditTo };
}

function readAmounts(fields: Collection): IDataObject {
	const amounts: IDataObject = {};
	for (const { name, displayName } of orderAmounts) {
		const amount = fields.ifAdded(name, (value) => asNumber(value, displayName, { min: 0 }));
		if (amount !== undefined) amounts[name] = amount;
	}
	return amounts;
}

function readLine(row: IDataObject): IDataObject {
	const name = asText(row.name, 'Name (Items)');
	return {
		sku: readSku(row),
		quantity: readQuantity(row),
		price: readPrice(row),
		...(name && { name }),
	};
}

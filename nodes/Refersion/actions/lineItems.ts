import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { asNumber, asRows, asText, type ItemInput } from '../../shared/input';
import { invalidInput } from '../../shared/problem';

const sku: INodeProperties = {
	displayName: 'SKU',
	name: 'sku',
	type: 'string',
	default: '',
	placeholder: 'e.g. TSHIRT-SMALL-RED',
	description: 'The product',
};

const quantity: INodeProperties = {
	displayName: 'Quantity',
	name: 'quantity',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 1,
	description: 'Number of pieces',
};

/** What differs between the operations that take the products of an order. */
export interface LineItemTexts {
	/** Which products are meant. */
	description: string;
	/** What is said about the price. */
	price: string;
	/** What is said about the list as JSON. */
	json: string;
	/** Fields of a product besides SKU, price and quantity. */
	more?: INodeProperties[];
}

/** The products of an order: in rows, or as a list, which may be as long as the order is. */
export function lineItemProperties(texts: LineItemTexts): INodeProperties[] {
	const price: INodeProperties = {
		displayName: 'Price',
		name: 'price',
		type: 'string',
		default: '',
		placeholder: 'e.g. 5.50',
		description: texts.price,
	};
	return [
		{
			displayName: 'Specify Items',
			name: 'specifyItems',
			type: 'options',
			default: 'fields',
			description: 'How the products are given',
			options: [
				{ name: 'Using Fields Below', value: 'fields' },
				{
					name: 'Using JSON',
					value: 'json',
					description: 'For the lines of an order as they come',
				},
			],
		},
		{
			displayName: 'Items',
			name: 'items',
			type: 'fixedCollection',
			typeOptions: { multipleValues: true },
			placeholder: 'Add Item',
			default: {},
			displayOptions: { show: { specifyItems: ['fields'] } },
			description: texts.description,
			options: [
				{
					displayName: 'Item',
					name: 'item',
					values: [sku, price, quantity, ...(texts.more ?? [])],
				},
			],
		},
		{
			displayName: 'Items (JSON)',
			name: 'itemsJson',
			type: 'json',
			default: '[{ "sku": "TSHIRT-SMALL-RED", "price": 5.5, "quantity": 1 }]',
			displayOptions: { show: { specifyItems: ['json'] } },
			description: texts.json,
		},
	];
}

/**
 * The products as they were given.
 *
 * @throws ProblemError when there are none
 */
export function readLines(input: ItemInput): IDataObject[] {
	const isJson =
		input.choice('specifyItems', 'Specify Items', ['fields', 'json'], 'fields') === 'json';
	const rows = isJson
		? asRows(parsed(input.value('itemsJson')), 'Items (JSON)')
		: input.rows('items.item', 'Items');
	if (rows.length > 0) return rows;
	throw invalidInput(
		'Items',
		'has no item',
		'Give the products, in rows or as JSON in a list: [{ "sku": "..." }].',
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

/** The SKU of a product, which every product must have. */
export function readSku(row: IDataObject): string {
	const text = asText(row.sku, 'SKU (Items)');
	if (text !== '') return text;
	throw invalidInput('Items', 'has an item without a SKU', 'Set the SKU.');
}

/** Price of one piece. */
export function readPrice(row: IDataObject): number {
	return asNumber(row.price, 'Price (Items)', { min: 0 });
}

/** Number of pieces. */
export function readQuantity(row: IDataObject): number {
	return asNumber(row.quantity, 'Quantity (Items)', { min: 1, isWhole: true });
}

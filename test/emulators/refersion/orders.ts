import { isObject, isString, type JsonObject } from '../common';
import { authorise, bodyOf, type RefersionCredentials } from './app';
import type { OperationContext } from './context';
import { offerOf, type RefersionState } from './state';
import { checkFields, objects, Refusal, text, type Shape } from './validate';

/** Fields of an order (Refersion, "Server-side Tracking"); each item needs SKU, quantity and price. */
const ORDER: Shape = {
	cart_id: { type: 'string', required: true },
	order_id: { type: 'string', required: true },
	currency_code: { type: 'string', required: true },
	items: { type: 'objects', required: true },
	shipping: { type: 'number' },
	tax: { type: 'number' },
	discount: { type: 'number' },
	discount_code: { type: 'string' },
	subscription_id: { type: 'string' },
	is_subscription: { type: 'boolean' },
	auto_credit_affiliate_id: { type: 'integer' },
	customer: { type: 'object' },
};
const ITEM: Shape = {
	sku: { type: 'string', required: true },
	quantity: { type: 'integer', required: true },
	price: { type: 'number', required: true },
	name: { type: 'string' },
};
const CUSTOMER: Shape = {
	first_name: { type: 'string' },
	last_name: { type: 'string' },
	email: { type: 'string' },
	ip_address: { type: 'string' },
};

/** How an order that is not as documented is answered is not documented; 400 here. */
const invalid = () => new Refusal(400, { error: 'Invalid order' });

function checkOrder(body: JsonObject): void {
	checkFields(body, ORDER, invalid);
	const items = objects(body.items);
	if (items.length === 0) throw invalid();
	for (const item of items) checkFields(item, ITEM, invalid);
	if (isObject(body.customer)) checkFields(body.customer, CUSTOMER, invalid);
	const isLong = isString(body.cart_id) && body.cart_id.length > 255;
	// A subscription needs both fields.
	const isHalf = (body.subscription_id === undefined) !== (body.is_subscription === undefined);
	if (isLong || isHalf) throw invalid();
}

/** Who is credited: whom the order names, or whose conversion trigger it has. */
function creditedTo(body: JsonObject, state: RefersionState): number | undefined {
	if (body.auto_credit_affiliate_id !== undefined) return Number(body.auto_credit_affiliate_id);
	const customer = isObject(body.customer) ? body.customer : {};
	const has = (type: string, values: unknown[]) =>
		[...state.triggers.values()].find(
			(each) =>
				each.type === type && values.some((value) => text(value)?.toUpperCase() === each.trigger),
		)?.affiliateId;
	return (
		has('COUPON', [body.discount_code]) ??
		has('EMAIL', [customer.email]) ??
		has(
			'SKU',
			objects(body.items).map(({ sku }) => sku),
		)
	);
}

/** Credits an order; Refersion does it some time after its answer. */
function credit(body: JsonObject, { state, actions }: OperationContext): void {
	const orderId = text(body.order_id) ?? '';
	const isKnown = [...state.conversions.values()].some((each) => each.orderId === orderId);
	if (isKnown && state.switches.sameOrderAgain === 'ignored') return;
	const affiliateId = creditedTo(body, state);
	const affiliate = state.affiliates.get(affiliateId ?? 0);
	if (affiliate === undefined) return;
	const total = objects(body.items).reduce(
		(sum, { price, quantity }) => sum + Number(price) * Number(quantity),
		-Number(body.discount ?? 0),
	);
	actions.addConversion({
		affiliateId: affiliate.id,
		orderId,
		total,
		commission: (total * Number(offerOf(state, affiliate).commission)) / 100,
		currency: text(body.currency_code),
		couponCode: text(body.discount_code) ?? null,
		type:
			body.auto_credit_affiliate_id === undefined
				? 'CONVERSION_TRIGGER_COUPON'
				: 'AUTO_CREDIT_AFFILIATE_ID',
	});
}

const ANSWERS = {
	json: () => Response.json({ message: 'OK' }),
	empty: () => new Response('', { status: 200 }),
	'no-content': () => new Response(null, { status: 204 }),
	error: () => Response.json({ error: 'Something about the order' }),
	page: () => new Response('<html>', { status: 200 }),
};

/** `https://inbound-webhooks.refersion.com/tracker/orders/paid`: takes the two keys and an order. */
export async function receiveOrder(
	request: Request,
	context: OperationContext,
	credentials: RefersionCredentials,
): Promise<Response> {
	const isOrder = new URL(request.url).pathname === '/tracker/orders/paid';
	if (!isOrder || request.method !== 'POST') {
		return Response.json({ message: 'Forbidden' }, { status: 403 });
	}
	try {
		authorise(request.headers, credentials);
		const body = await bodyOf(request, true);
		checkOrder(body);
		const { orderAnswer } = context.state.switches;
		if (orderAnswer !== 'error') credit(body, context);
		return ANSWERS[orderAnswer]();
	} catch (error) {
		if (!(error instanceof Refusal)) throw error;
		return Response.json(error.body, { status: error.status });
	}
}

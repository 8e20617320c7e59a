import type { IDataObject } from 'n8n-workflow';
import type { Operation } from '../../../shared/operations';
import { ProblemError } from '../../../shared/problem';
import { Run } from '../../../shared/run';
import { sendOrder } from '../../transport/orders';
import { affiliateId } from '../affiliate/resolve';
import { readOrder, type GivenOrder } from './order';
import { sendProperties } from './send.properties';

const SENT_BEFORE = 'An item before has the same order, which was sent once.';

export const send: Operation = {
	option: {
		name: 'Send',
		value: 'send',
		description:
			'Report a paid order, so that Refersion credits the affiliate. Only for shops that Refersion has no app for. Never repeated on its own: each run reports once more.',
		action: 'Send an order',
	},
	properties: sendProperties,
	async execute() {
		const run = new Run(this);
		const attempts = new Map<string, Attempt>();
		// One at a time: what must not be done twice should not be under way when another item fails.
		return await run.forEachItem(async (input) => await sendOnce(run, readOrder(input), attempts));
	},
};

/** An order that was tried in this run. */
interface Attempt {
	/** All of it, to know it again. */
	text: string;
	/** What came of it. */
	done: Promise<void>;
}

/** @param attempts by order ID; the one of this order is added */
async function sendOnce(
	run: Run,
	{ body, creditTo }: GivenOrder,
	attempts: Map<string, Attempt>,
): Promise<IDataObject> {
	const order: IDataObject = creditTo
		? { ...body, auto_credit_affiliate_id: await affiliateId.call(run.context, creditTo) }
		: body;
	const { order_id } = body;
	const output = {
		order_id,
		cart_id: body.cart_id,
		affiliate_id: order.auto_credit_affiliate_id ?? null,
	};
	const text = JSON.stringify(order);
	const earlier = attempts.get(order_id);
	if (earlier && earlier.text !== text) throw anotherOrder(order_id);
	const done = earlier?.done ?? sendOrder.call(run.context, order);
	attempts.set(order_id, { text, done });
	// What went wrong for the one before went wrong for this one too.
	await done;
	return earlier ? { ...output, sent: false, warning: SENT_BEFORE } : { ...output, sent: true };
}

function anotherOrder(id: string): ProblemError {
	return new ProblemError({
		code: 'duplicate_order',
		message: `An item before has another order with the ID "${id}"`,
		fix: 'The item was not sent. Give each order an ID of its own, and all products of an order in one item.',
	});
}

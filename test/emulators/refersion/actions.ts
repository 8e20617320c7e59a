import {
	affiliatePayload,
	conversionPayload,
	paymentPayload,
	rewardPayload,
	triggerPayload,
	type Reward,
} from './payloads';
import { changeStatus, createAffiliate, offerOf, type RefersionState } from './state';
import type { Topic } from './topics';
import type {
	Affiliate,
	AffiliateInput,
	AffiliateStatus,
	Conversion,
	ConversionStatus,
	Payment,
	Trigger,
	TriggerType,
} from './types';
import type { Webhooks } from './webhooks';

/** Everything that changes an account and tells the webhooks about it, whoever asked for it. */
export interface Actions {
	addAffiliate(input: AffiliateInput): Affiliate;
	setStatus(id: number, status: AffiliateStatus): Affiliate;
	detailsChanged(affiliate: Affiliate): void;
	addTrigger(affiliateId: number, type: TriggerType, trigger: string): Trigger;
	addConversion(input: Partial<Conversion> & { affiliateId: number }): Conversion;
	setConversionStatus(conversion: Conversion, status: ConversionStatus): void;
	addPayment(affiliateId: number, conversionIds: number[], note?: string): Payment;
	moveBonusTier(affiliateId: number, reward?: Partial<Reward>): void;
}

export function createActions(state: RefersionState, webhooks: Webhooks): Actions {
	function affiliate(id: number): Affiliate {
		const found = state.affiliates.get(id);
		if (found === undefined) throw new Error(`there is no affiliate ${id}`);
		return found;
	}

	function emitAffiliate(topic: Topic, subject: Affiliate): void {
		webhooks.emit(topic, affiliatePayload(subject, offerOf(state, subject)));
	}

	function emitConversion(topic: Topic, conversion: Conversion): void {
		const owner = affiliate(conversion.affiliateId);
		webhooks.emit(
			topic,
			conversionPayload(conversion, owner, offerOf(state, owner), state.switches),
		);
	}

	/** Which webhooks an account that starts ACTIVE causes is not documented: a switch. */
	function emitCreated(subject: Affiliate): void {
		const topics: Topic[] = ['New Affiliate'];
		const { autoApprovalEmits } = state.switches;
		if (subject.status === 'ACTIVE' && autoApprovalEmits !== 'new-only') {
			topics.push('Affiliate Status Change');
		}
		if (autoApprovalEmits === 'both-reversed') topics.reverse();
		for (const topic of topics) emitAffiliate(topic, subject);
	}

	return {
		addAffiliate(input) {
			const created = createAffiliate(state, input);
			emitCreated(created);
			return created;
		},
		setStatus(id, status) {
			const subject = affiliate(id);
			if (subject.status === status) return subject;
			changeStatus(state, subject, status);
			if (status === 'ACTIVE' && subject.linkAvailableAt === Infinity) {
				subject.linkAvailableAt = state.now().getTime() + state.switches.linkDelayMs;
			}
			emitAffiliate('Affiliate Status Change', subject);
			return subject;
		},
		detailsChanged: (subject) => emitAffiliate('Affiliate Details Change', subject),
		addTrigger(affiliateId, type, text) {
			affiliate(affiliateId);
			const id = state.nextId('trigger');
			// Stored in upper case: the documented request `code100` is answered with `CODE100`.
			const trigger: Trigger = { id, affiliateId, type, trigger: text.toUpperCase() };
			state.triggers.set(id, trigger);
			webhooks.emit('New Conversion Trigger', triggerPayload(trigger));
			return trigger;
		},
		addConversion(input) {
			const owner = affiliate(input.affiliateId);
			const now = state.now();
			const conversion: Conversion = {
				id: state.nextId('conversion'),
				created: now,
				updated: now,
				status: 'PENDING',
				type: 'AFFILIATE_SITE_CONVERSION',
				orderId: `order-${state.conversions.size + 1}`,
				currency: 'USD',
				total: 59,
				commission: 5.9,
				totalItems: 1,
				couponCode: null,
				notes: '',
				isTest: false,
				paymentId: null,
				customer: { name: 'John Doe', email: 'jdoe@customers.example', browser_ip: '127.0.0.1' },
				...input,
			};
			state.conversions.set(conversion.id, conversion);
			owner.last_conversion = conversion.created.toISOString().slice(0, 10);
			emitConversion('New Conversion', conversion);
			return conversion;
		},
		setConversionStatus(conversion, status) {
			conversion.status = status;
			conversion.updated = state.now();
			if (status === 'APPROVED') emitConversion('Conversion Approved', conversion);
			if (status === 'DENIED') emitConversion('Conversion Denied', conversion);
		},
		addPayment(affiliateId, conversionIds, note = '') {
			const owner = affiliate(affiliateId);
			const paid = conversionIds.flatMap((id) => state.conversions.get(id) ?? []);
			const payment: Payment = {
				id: state.nextId('payment'),
				affiliateId,
				created: state.now(),
				conversionIds: paid.map(({ id }) => id),
				method: 'MANUAL',
				currency: paid[0]?.currency ?? 'USD',
				commissionTotal: paid.reduce((sum, { commission }) => sum + commission, 0),
				note,
			};
			for (const conversion of paid) conversion.paymentId = payment.id;
			state.payments.set(payment.id, payment);
			webhooks.emit('New Payment', paymentPayload(payment, owner, state.switches));
			return payment;
		},
		moveBonusTier(affiliateId, reward) {
			const subject = affiliate(affiliateId);
			const given: Reward = {
				id: 1,
				offer_id: subject.offer_id,
				milestone_reached: '10',
				amount_given: '50.00',
				notes: '',
				...reward,
			};
			webhooks.emit('Bonus Tier Movement', rewardPayload(subject, offerOf(state, subject), given));
		},
	};
}

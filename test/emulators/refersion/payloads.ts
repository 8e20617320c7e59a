import { utcSeconds, type JsonObject } from '../common';
import type { Affiliate, Conversion, Offer, Payment, RefersionSwitches, Trigger } from './types';

/** How amounts and times look: types and zone are not documented, so they are switches. */
type Forms = Pick<RefersionSwitches, 'webhookAmounts' | 'webhookTimeZone' | 'webhookPayments'>;

function amount(value: number, { webhookAmounts }: Forms): string | number {
	if (webhookAmounts === 'number') return value;
	return webhookAmounts === 'text'
		? value.toFixed(2)
		: value.toLocaleString('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
}

/** "YYYY-MM-DD hh:mm:ss" in the zone that the account has; Swedish dates have this form. */
function time(at: Date, { webhookTimeZone: timeZone }: Forms): string {
	if (timeZone === 'UTC') return utcSeconds(at);
	return at.toLocaleString('sv-SE', { timeZone });
}

/**
 * The affiliate payload, field by field as published for New Affiliate, Affiliate Status Change and
 * Affiliate Details Change. It has no link, no coupon and no previous status, and spells
 * `address_1`, `phone_number`, `company` differently from the REST API.
 */
export function affiliatePayload(affiliate: Affiliate, offer: Offer): JsonObject {
	return {
		id: affiliate.id,
		code: affiliate.code,
		status: affiliate.status,
		last_login: affiliate.last_login,
		last_conversion: affiliate.last_conversion,
		first_name: affiliate.first_name,
		last_name: affiliate.last_name,
		email: affiliate.email,
		paypal_email: affiliate.paypal_email,
		company: affiliate.company,
		address_1: affiliate.address1,
		address_2: affiliate.address2,
		city: affiliate.city,
		state: affiliate.state,
		zip: affiliate.zip,
		country: affiliate.country,
		phone_number: affiliate.phone,
		source: affiliate.source,
		custom_fields: affiliate.custom_fields.map(({ id, label, value }) => ({
			id,
			name: label,
			value,
		})),
		offer: { id: offer.id, name: offer.name },
		is_marketplace_user: affiliate.is_marketplace_user,
	};
}

/** New Conversion, Conversion Approved, Conversion Denied. `total_items` and `total` are strings. */
export function conversionPayload(
	conversion: Conversion,
	affiliate: Affiliate,
	offer: Offer,
	forms: Forms,
): JsonObject {
	return {
		id: conversion.id,
		created: time(conversion.created, forms),
		status: conversion.status,
		denied_reason_code: null,
		is_recurring: false,
		total_items: String(conversion.totalItems),
		total: amount(conversion.total, forms),
		commission_total: amount(conversion.commission, forms),
		currency: conversion.currency,
		is_test_conversion: conversion.isTest,
		payment_status: conversion.paymentId === null ? 'UNPAID' : 'PAID',
		updated: time(conversion.updated, forms),
		affiliate: {
			id: affiliate.id,
			code: affiliate.code,
			first_name: affiliate.first_name,
			last_name: affiliate.last_name,
			email: affiliate.email,
		},
		payment_id: conversion.paymentId,
		offer: { id: offer.id, name: offer.name, type: offer.type, amount: offer.commission },
		customer: conversion.customer,
		coupon_code: conversion.couponCode,
		order_id: conversion.orderId,
		subscription_id: null,
		reason: null,
		notes: conversion.notes,
		click: null,
		source: 'API',
	};
}

/** New Payment for merchants: keyed by affiliate id. Where `payments` stand is not documented: a switch. */
export function paymentPayload(payment: Payment, affiliate: Affiliate, forms: Forms): JsonObject {
	const payments = [
		{
			id: payment.id,
			created: time(payment.created, forms),
			total_conversions: payment.conversionIds.length,
			payment_method: payment.method,
			commission_total: amount(payment.commissionTotal, forms),
			total: amount(payment.commissionTotal, forms),
			currency: payment.currency,
			note: payment.note,
		},
	];
	const isBeside = forms.webhookPayments === 'beside-affiliates';
	const person = {
		id: affiliate.id,
		first_name: affiliate.first_name,
		last_name: affiliate.last_name,
		email: affiliate.email,
		paypal_email: affiliate.paypal_email,
	};
	const key = String(affiliate.id);
	return {
		data: {
			affiliates: { [key]: isBeside ? person : { ...person, payments } },
			...(isBeside && { payments: { [key]: payments } }),
		},
	};
}

export function triggerPayload(trigger: Trigger): JsonObject {
	return {
		id: trigger.id,
		affiliate_id: trigger.affiliateId,
		trigger: trigger.trigger,
		type: trigger.type,
	};
}

export interface Reward {
	id: number;
	offer_id: number;
	milestone_reached: string;
	amount_given: string;
	notes: string;
}

/** Bonus Tier Movement: all affiliate fields and the reward. */
export function rewardPayload(affiliate: Affiliate, offer: Offer, reward: Reward): JsonObject {
	return { ...affiliatePayload(affiliate, offer), reward };
}

import { utcSeconds, type JsonObject } from '../common';
import type { Affiliate, Conversion, Offer, Payment, Trigger } from './types';

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
): JsonObject {
	return {
		id: conversion.id,
		created: utcSeconds(conversion.created),
		status: conversion.status,
		denied_reason_code: null,
		is_recurring: false,
		total_items: String(conversion.totalItems),
		total: conversion.total.toFixed(2),
		commission_total: conversion.commission.toFixed(2),
		currency: conversion.currency,
		is_test_conversion: conversion.isTest,
		payment_status: conversion.paymentId === null ? 'UNPAID' : 'PAID',
		updated: utcSeconds(conversion.updated),
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

/** New Payment for merchants: keyed by affiliate id. The nesting of `payments` is not documented. */
export function paymentPayload(payment: Payment, affiliate: Affiliate): JsonObject {
	return {
		data: {
			affiliates: {
				[String(affiliate.id)]: {
					id: affiliate.id,
					first_name: affiliate.first_name,
					last_name: affiliate.last_name,
					email: affiliate.email,
					paypal_email: affiliate.paypal_email,
					payments: [
						{
							id: payment.id,
							created: utcSeconds(payment.created),
							total_conversions: payment.conversionIds.length,
							payment_method: payment.method,
							commission_total: payment.commissionTotal.toFixed(2),
							total: payment.commissionTotal.toFixed(2),
							currency: payment.currency,
							note: payment.note,
						},
					],
				},
			},
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

import { isObject, isString, type JsonObject } from '../../common';
import type { Operation, Operations } from '../context';
import { COUNTRIES, emailProblem, passwordProblems } from '../rules';
import { changeEmail, linkOf, type RefersionState } from '../state';
import type { Affiliate, AffiliateInput } from '../types';
import {
	checkFields,
	integer,
	integers,
	invalidField,
	missingField,
	objects,
	Refusal,
	text,
	unprocessable,
	type Shape,
} from '../validate';

const PROFILE: Shape = {
	first_name: { type: 'string' },
	last_name: { type: 'string' },
	email: { type: 'string' },
	paypal_email: { type: 'string' },
	company: { type: 'string' },
	address1: { type: 'string' },
	address2: { type: 'string' },
	city: { type: 'string' },
	state: { type: 'string' },
	zip: { type: 'string' },
	country: { type: 'string', values: COUNTRIES },
	phone: { type: 'string' },
};

const NEW: Shape = {
	...PROFILE,
	first_name: { type: 'string', required: true },
	last_name: { type: 'string', required: true },
	email: { type: 'string', required: true },
	password: { type: 'string', required: true },
	status: { type: 'string', required: true, values: ['ACTIVE', 'PENDING'] },
	offer: { type: 'string' },
	send_welcome: { type: 'flag' },
	conversion_trigger_coupon: { type: 'string' },
	unique_merchant_id: { type: 'string' },
};

/** Text fields of a profile that are in the body. */
function profileOf(body: JsonObject): AffiliateInput {
	const given = Object.keys(PROFILE).flatMap((name) => {
		const value = text(body[name]);
		return value === undefined ? [] : [[name, value] as const];
	});
	return Object.fromEntries(given);
}

function unknownOffer(): Refusal {
	return new Refusal(404, { error: ['Offer does not exists on the database.'] });
}

function knownOffer(state: RefersionState, offer: number): number {
	if (!state.offers.has(offer)) throw unknownOffer();
	return offer;
}

const create: Operation = (body, { state, actions }) => {
	checkFields(body, NEW);
	const email = text(body.email) ?? '';
	const coupon = text(body.conversion_trigger_coupon);
	const problems = [
		...emailProblem(state, email),
		...passwordProblems(text(body.password) ?? '', email),
	];
	if (problems.length > 0) throw unprocessable(...problems);
	const offer = text(body.offer);
	const created = actions.addAffiliate({
		...profileOf(body),
		status: body.status === 'ACTIVE' ? 'ACTIVE' : 'PENDING',
		source: 'API',
		unique_merchant_id: text(body.unique_merchant_id) ?? '',
		...(offer === undefined ? {} : { offer_id: knownOffer(state, Number(offer)) }),
	});
	if (coupon !== undefined) actions.addTrigger(created.id, 'COUPON', coupon);
	// The numeric id is in the message only; `id` is the code (REST documentation, new_affiliate).
	return {
		id: created.code,
		link: linkOf(state, created) ?? '',
		message: `The affiliate ${created.id} has been created with the status of ${created.status}.`,
	};
};

/** `custom_fields: [{"1234": "Hello World"}]`: the key is the custom field's id. */
function customFieldChanges(value: unknown): Array<[number, string]> {
	return objects(value).flatMap((each) =>
		Object.entries(each).map(([id, content]): [number, string] => {
			if (!/^\d+$/.test(id) || !isString(content)) throw invalidField();
			return [Number(id), content];
		}),
	);
}

function checkEdit(state: RefersionState, edit: JsonObject): void {
	checkFields(edit, {
		...PROFILE,
		id: { type: 'integer', required: true },
		offer: { type: 'number' },
		custom_fields: { type: 'objects' },
	});
	if (Object.keys(edit).length < 2) throw missingField('offer');
	if (edit.offer !== undefined) knownOffer(state, Number(edit.offer));
	const email = text(edit.email);
	if (email !== undefined) {
		const problems = emailProblem(state, email, integer(edit.id));
		if (problems.length > 0) throw unprocessable(...problems);
	}
}

function applyEdit(state: RefersionState, affiliate: Affiliate, edit: JsonObject): boolean {
	const fields = customFieldChanges(edit.custom_fields);
	const known = new Map(affiliate.custom_fields.map((field) => [field.id, field]));
	if (fields.some(([id]) => !known.has(id))) return false;
	const { email, ...profile } = profileOf(edit);
	Object.assign(affiliate, profile);
	if (email !== undefined) changeEmail(state, affiliate, email);
	if (edit.offer !== undefined) affiliate.offer_id = Number(edit.offer);
	for (const [id, value] of fields) Object.assign(known.get(id) ?? {}, { value });
	return true;
}

const edit: Operation = (body, { state, actions }) => {
	checkFields(body, { affiliates: { type: 'objects', required: true } });
	const edits = objects(body.affiliates);
	for (const each of edits) checkEdit(state, each);
	const changed: number[] = [];
	const notChanged: number[] = [];
	for (const each of edits.filter(isObject)) {
		const id = Number(each.id);
		const affiliate = state.affiliates.get(id);
		if (affiliate !== undefined && applyEdit(state, affiliate, each)) {
			changed.push(id);
			actions.detailsChanged(affiliate);
		} else {
			notChanged.push(id);
		}
	}
	return { ids_changed: changed, ids_not_changed: notChanged };
};

/** At most 50 ids; PENDING cannot be set. What is unknown or unchanged is in `ids_not_changed`. */
const statusChange: Operation = (body, { state, actions }) => {
	checkFields(body, {
		ids: { type: 'integers', required: true },
		status: { type: 'string', required: true, values: ['ACTIVE', 'DENIED', 'DISABLED'] },
	});
	const ids = integers(body.ids);
	if (ids.length > 50) throw unprocessable('Max number of elements on attribute (50) reached.');
	const { status } = body;
	const changes = (id: number): boolean => {
		const affiliate = state.affiliates.get(id);
		return affiliate !== undefined && affiliate.status !== status;
	};
	const changed = ids.filter(changes);
	const notChanged = ids.filter((id) => !changed.includes(id));
	if (status === 'ACTIVE' || status === 'DENIED' || status === 'DISABLED') {
		for (const id of changed) actions.setStatus(id, status);
	}
	return { ids_changed: changed, ids_not_changed: notChanged };
};

/** Writing affiliates: new, edit, status_change. */
export const affiliateWrites: Operations = {
	'/affiliate/new': create,
	'/affiliate/edit': edit,
	'/affiliate/status_change': statusChange,
};

import { isInteger, type JsonObject } from '../../common';
import type { Operation, Operations } from '../context';
import type { RefersionState } from '../state';
import { TRIGGER_TYPES, type Trigger, type TriggerType } from '../types';
import {
	checkFields,
	invalidField,
	missingField,
	objects,
	Refusal,
	text,
	unprocessable,
} from '../validate';

function triggerType(value: unknown): TriggerType {
	const found = TRIGGER_TYPES.find((type) => type === value);
	if (found === undefined) throw invalidField();
	return found;
}

/** A trigger's value is unique in the whole account (help centre, conversion triggers). */
function findTrigger(state: RefersionState, type: TriggerType, value: string): Trigger | undefined {
	const wanted = value.toUpperCase();
	return [...state.triggers.values()].find((each) => each.type === type && each.trigger === wanted);
}

const create: Operation = (body, { state, actions }) => {
	checkFields(body, {
		affiliate_code: { type: 'string', required: true },
		type: { type: 'string', required: true, values: TRIGGER_TYPES },
		trigger: { type: 'string', required: true },
	});
	const affiliate = state.byCode.get(text(body.affiliate_code) ?? '');
	if (affiliate === undefined) throw unprocessable('Affiliate not found.');
	const type = triggerType(body.type);
	const value = text(body.trigger) ?? '';
	if (value === '') throw unprocessable('Failed to create conversion trigger.');
	if (findTrigger(state, type, value) !== undefined) {
		throw unprocessable('Conversion trigger already exists for same or another affiliate.');
	}
	const created = actions.addTrigger(affiliate.id, type, value);
	return { trigger_id: created.id, trigger: created.trigger };
};

/** This operation documents no 204: whatever is wrong with a field is a 400. */
function checkDeletion(each: JsonObject): void {
	checkFields(
		each,
		{
			id: { type: 'integer', required: true },
			trigger: { type: 'string', required: true },
			type: { type: 'string', required: true, values: TRIGGER_TYPES },
		},
		() => missingField('affiliates'),
	);
}

/** The only 429 of the REST documentation: it is about size, retrying it is useless. */
const remove: Operation = (body, { state }) => {
	checkFields(body, { affiliates: { type: 'objects', required: true } }, () =>
		missingField('affiliates'),
	);
	const wanted = objects(body.affiliates);
	if (wanted.length > 50) {
		throw new Refusal(429, { error: 'Max number of elements on attribute (50) reached.' });
	}
	for (const each of wanted) checkDeletion(each);
	const strangers = wanted.filter(({ id }) => isInteger(id) && !state.affiliates.has(id));
	if (strangers.length > 0) {
		const ids = strangers.map(({ id }) => String(id)).join(', ');
		throw unprocessable(`The following affiliates does not exist in our records: ${ids}`);
	}
	const found = wanted.map((each) => {
		const trigger = findTrigger(state, triggerType(each.type), text(each.trigger) ?? '');
		return trigger?.affiliateId === each.id ? trigger : undefined;
	});
	const missing = wanted.filter((_, index) => found[index] === undefined);
	if (missing.length > 0) {
		const named = state.switches.missingTriggersNamed === 'all' ? missing : missing.slice(0, 1);
		const names = named.map(({ trigger }) => String(trigger)).join(', ');
		throw unprocessable(`The following conversion trigger does not exist in our records: ${names}`);
	}
	const ids = found.flatMap((each) => (each === undefined ? [] : [each.id]));
	for (const id of ids) state.triggers.delete(id);
	return ids;
};

export const triggerOperations: Operations = {
	'/affiliate/trigger': create,
	'/trigger/delete': remove,
};

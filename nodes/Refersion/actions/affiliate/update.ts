import type { IDataObject } from 'n8n-workflow';
import { forEachBatch } from '../../../shared/batches';
import { mapInOrder } from '../../../shared/concurrency';
import { asEntries, asText, type Collection, type ItemInput } from '../../../shared/input';
import type { Operation } from '../../../shared/operations';
import type { Outcome } from '../../../shared/outcomes';
import { invalidInput } from '../../../shared/problem';
import { Run } from '../../../shared/run';
import { readChanges } from '../../transport/answers';
import { isRefusal } from '../../transport/errors';
import { refersionWrite } from '../../transport/rest';
import { asId, filledTexts, readAcceptUnchanged, readOffer } from '../common';
import { affiliateId } from './resolve';
import { CONCURRENCY, unchangedAffiliate } from './unchanged';
import { updateFields, updateProperties } from './update.properties';

/** Refersion names no limit for /affiliate/edit; its other bulk operations have this one. */
const BATCH_SIZE = 50;

interface Edit {
	/** An entry of `affiliates` in the request. */
	body: IDataObject;
	id: number;
	acceptUnchanged: boolean;
}

export const update: Operation = {
	option: {
		name: 'Update',
		value: 'update',
		description:
			'Change the profile, the offer or the custom fields of an affiliate. Up to 50 items share a request.',
		action: 'Update an affiliate',
	},
	properties: updateProperties,
	async execute() {
		const run = new Run(this);
		const repeated = new Set<Edit>();
		return await forEachBatch<Edit>(run, {
			size: BATCH_SIZE,
			idOf: ({ id }) => String(id),
			isRefusal,
			read: async (input) => await readEdit(run, input),
			send: async (edits) => await sendEdits(run, edits, repeated),
		});
	},
};

async function readEdit(run: Run, input: ItemInput): Promise<Edit> {
	const fields = input.collection('updateFields', 'Update Fields');
	const { country, ...texts } = filledTexts(fields, updateFields);
	const offer = readOffer(fields);
	const body: IDataObject = { ...texts };
	if (offer !== undefined) body.offer = offer;
	if (country !== undefined) body.country = country.toUpperCase();
	const custom = readCustomFields(fields.collection('customFields', 'Custom Fields'), () =>
		readFieldIds(input),
	);
	if (custom.length > 0) body.custom_fields = custom;
	if (Object.keys(body).length === 0) {
		throw invalidInput(
			'Update Fields',
			'has no value to change',
			'Add a field and give it a value; empty values are not sent.',
		);
	}
	const acceptUnchanged = readAcceptUnchanged(input);
	const locator = input.locator('affiliate', 'Affiliate', 'code');
	const id = await affiliateId.call(run.context, locator);
	return { id, body: { id, ...body }, acceptUnchanged };
}

/**
 * Refersion wants one object per custom field, with the field's id as its key (Refersion REST v2). An empty
 * text empties the field; what an expression does not find must not.
 *
 * @param idsOf gives label → id
 */
function readCustomFields(fields: Collection, idsOf: () => IDataObject): IDataObject[] {
	return fields.rows('fields', 'Custom Fields').map(({ id, value }) => {
		const key = String(fieldId(id, idsOf));
		if (value !== undefined && value !== null)
			return { [key]: asText(value, 'Value (Custom Fields)') };
		throw invalidInput(
			'Value (Custom Fields)',
			'has no value',
			'Check what is mapped to it. To empty the field, leave the value empty in the panel.',
		);
	});
}

const FIELD = 'Custom Field';

/** @throws ProblemError for a label without an id: Refersion leaves out a field that it does not know */
function fieldId(given: unknown, idsOf: () => IDataObject): number {
	const wanted = asText(given, FIELD);
	// A label may be a number too; ids come first, as they always did.
	if (/^\d*$/.test(wanted)) return asId(wanted, FIELD);
	const ids = idsOf();
	if (Object.hasOwn(ids, wanted) && ids[wanted] !== null) {
		return asId(ids[wanted], `${FIELD} "${wanted}"`);
	}
	const labels = Object.keys(ids);
	throw invalidInput(
		FIELD,
		`is neither an ID nor a label whose ID is known: "${wanted}"`,
		labels.length > 0
			? `Known labels: ${labels.join(', ')}.`
			: 'No IDs are known. Give the ID, or the option Custom Field IDs: items of the Refersion Trigger have custom_field_ids.',
	);
}

/** Label → id: out of the option, else out of the item itself. */
function readFieldIds(input: ItemInput): IDataObject {
	const options = input.collection('options', 'Options');
	const given = options.ifAdded('customFieldIds', (value) => value) ?? input.json.custom_field_ids;
	return asEntries(parsed(given), 'Custom Field IDs');
}

/** A JSON field holds text unless an expression gives the object itself. */
function parsed(value: unknown): unknown {
	if (typeof value !== 'string' || value.trim() === '') return value;
	try {
		return JSON.parse(value);
	} catch {
		return value;
	}
}

const CHANGED_BEFORE =
	'Refersion says that nothing was changed, after a first try without an answer: that one has probably changed it';

/**
 * @param repeated edits whose request was sent again after a try without an answer; those of this one are added
 */
async function sendEdits(run: Run, edits: Edit[], repeated: Set<Edit>): Promise<Outcome[]> {
	const body = { affiliates: edits.map((edit) => edit.body) };
	const answer = await refersionWrite.call(run.context, '/affiliate/edit', body, () => {
		for (const edit of edits) repeated.add(edit);
	});
	const { changed } = readChanges.call(run.context, answer);
	const why =
		'The values may be what they were before, or a custom field ID may be wrong. With the option Accept Unchanged this is no error.';
	return await mapInOrder(edits, CONCURRENCY, async (edit): Promise<Outcome> => {
		const { id } = edit;
		if (changed.has(id)) return { output: { id, changed: true } };
		const isDone = edit.acceptUnchanged || repeated.has(edit);
		const outcome = await unchangedAffiliate(run, id, why, () => isDone);
		if (!('output' in outcome) || !repeated.has(edit)) return outcome;
		return { output: { id, changed: true, warning: CHANGED_BEFORE } };
	});
}

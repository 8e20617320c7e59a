import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { forEachBatch } from '../../../shared/batches';
import { mapInOrder } from '../../../shared/concurrency';
import { isRecord } from '../../../shared/http';
import type { Operation } from '../../../shared/operations';
import type { Outcome } from '../../../shared/outcomes';
import { invalidParameter, readLocator } from '../../../shared/parameters';
import { readChanges } from '../../transport/answers';
import { isRefusal } from '../../transport/errors';
import { refersionRequest } from '../../transport/rest';
import { filledFields, parseId } from '../common';
import { affiliateId } from './resolve';
import { CONCURRENCY, unchangedAffiliate } from './unchanged';
import { updateProperties } from './update.properties';

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
	async execute(itemCount) {
		return await (forEachBatch<Edit>).call(this, itemCount, {
			size: BATCH_SIZE,
			idOf: ({ id }) => String(id),
			isRefusal,
			read: async (itemIndex) => await readEdit.call(this, itemIndex),
			send: async (edits) => await sendEdits.call(this, edits),
		});
	},
};

async function readEdit(this: IExecuteFunctions, itemIndex: number): Promise<Edit> {
	const fields = filledFields(this.getNodeParameter('updateFields', itemIndex, {}));
	const { offer, country, customFields, ...texts } = fields;
	const body: IDataObject = {};
	for (const [name, value] of Object.entries(texts)) body[name] = String(value);
	if (offer !== undefined) body.offer = parseId.call(this, String(offer), 'Offer ID');
	if (country !== undefined) body.country = String(country).toUpperCase();
	const custom = readCustomFields.call(this, customFields);
	if (custom.length > 0) body.custom_fields = custom;
	if (Object.keys(body).length === 0) {
		throw invalidParameter.call(
			this,
			'Update Fields',
			'has no value to change',
			'Add a field and give it a value; empty values are not sent.',
		);
	}
	const locator = readLocator(this.getNodeParameter('affiliate', itemIndex), 'code');
	const id = await affiliateId.call(this, locator);
	const accept = this.getNodeParameter('options.acceptUnchanged', itemIndex, false) === true;
	return { id, body: { id, ...body }, acceptUnchanged: accept };
}

/** Refersion wants one object per custom field, with the field's id as its key (Refersion REST v2). */
function readCustomFields(this: IExecuteFunctions, value: unknown): IDataObject[] {
	const rows = isRecord(value) && Array.isArray(value.fields) ? value.fields : [];
	return rows.filter(isRecord).map((row) => {
		const id = parseId.call(this, String(row.id ?? '').trim(), 'Custom Field ID');
		return { [String(id)]: String(row.value ?? '') };
	});
}

async function sendEdits(this: IExecuteFunctions, edits: Edit[]): Promise<Outcome[]> {
	const body = { affiliates: edits.map((edit) => edit.body) };
	const answer = await refersionRequest.call(this, '/affiliate/edit', body);
	const { changed } = readChanges.call(this, answer);
	const why =
		'The values may be what they were before, or a custom field ID may be wrong. With the option Accept Unchanged this is no error.';
	return await mapInOrder(edits, CONCURRENCY, async (edit): Promise<Outcome> => {
		const { id } = edit;
		if (changed.has(id)) return { output: { id, changed: true } };
		return await unchangedAffiliate.call(this, id, why, () => edit.acceptUnchanged);
	});
}

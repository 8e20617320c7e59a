import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { readErrorJson } from '../../shared/errorJson';
import { isEmptyItem, readInput } from '../../shared/inputs';
import { listBehind } from '../../shared/lineage';
import { ProblemError } from '../../shared/problem';
import { isRecord } from '../../shared/record';
import { quoted } from '../../shared/texts';

/** A list that comes to an input. */
export interface Wanted {
	/** From 0. */
	index: number;
	/** The input's name. */
	label: string;
	/** Fields that each row has, whatever is in them. */
	fields: string[];
	/** Which node gives such rows, and how it is set. */
	remedy: string;
}

/** Why a list is not known: a code, and what a node before said. */
export interface NotKnown {
	/** "not_read" when nothing came in, else the reason of the item of the error. */
	code: string;
	/** '' when nothing came in. */
	message: string;
}

/** The rows of an input, each with the place of its item in it. */
export interface Rows {
	rows: IDataObject[];
	places: number[];
}

/**
 * Reads a list that a node before gave. An item without fields says that the list was read and is empty; one with an
 * error, as On Error "Continue" gives it, that it is not known. Where a node between, such as Slack, has put its answers
 * in the place of the rows, they are taken from the node before that.
 *
 * @returns the rows, or why they are not known
 * @throws ProblemError that names the field that is missing, for rows of anything else: they would count as nothing
 */
export function readList(
	context: IExecuteFunctions,
	wanted: Wanted,
): Rows | { notKnown: NotKnown } {
	const items = readInput(context, wanted.index);
	if (!items) return { notKnown: { code: 'not_read', message: '' } };
	const isIt = (list: INodeExecutionData[]) => missingField(list, wanted) === undefined;
	// A trigger has an item without fields as well: further back only rows, or an error, say what was read.
	const isKnown = (each: INodeExecutionData[]) => !each.every(isEmptyItem) && isIt(each);
	const list = isIt(items) ? items : listBehind(context, wanted.index, isKnown);
	if (!list) throw notUnderstood(wanted, missingField(items, wanted) ?? '');
	const failed = list.find(({ json }) => isError(json.error));
	if (failed) return { notKnown: notKnownBy(failed.json) };
	const kept = list.flatMap((item, place) => (isEmptyItem(item) ? [] : [place]));
	return {
		rows: kept.map((place) => list[place].json),
		places: kept.map((place) => Math.min(place, items.length - 1)),
	};
}

/**
 * The same for a list without which there is nothing to say.
 *
 * @throws ProblemError also when it is not known
 */
export function requiredList(context: IExecuteFunctions, wanted: Wanted): Rows {
	const list = readList(context, wanted);
	if ('rows' in list) return list;
	const { code, message } = list.notKnown;
	throw new ProblemError(
		code === 'not_read'
			? {
					code: 'list_not_read',
					message: `Nothing came to the input ${wanted.label}`,
					fix: 'Connect the node that reads the list, and switch on "Always Output Data" in its settings, so that an empty list can be told from one that was not read.',
				}
			: {
					code: 'list_not_read',
					message: `The list of the input ${wanted.label} could not be read: ${message}`,
					fix: 'Nothing is measured from half a list. Correct what the node before says, then run it again.',
				},
	);
}

/** The first field that a row lacks; an item without fields, or of an error, is no row. */
function missingField(items: INodeExecutionData[], { fields }: Wanted): string | undefined {
	const rows = items.filter((item) => !isEmptyItem(item) && !isError(item.json.error));
	return fields.find((field) => rows.some(({ json }) => !(field in json)));
}

function notUnderstood({ label, remedy }: Wanted, field: string): ProblemError {
	return new ProblemError({
		code: 'not_understood',
		message: `An item of the input ${label} has no field "${field}"`,
		fix: `Nothing is measured from it. ${remedy}`,
	});
}

function isError(error: unknown): boolean {
	return (typeof error === 'string' && error !== '') || isRecord(error);
}

function notKnownBy(json: IDataObject): NotKnown {
	const { message, reason } = readErrorJson(json);
	return { code: reason || 'error', message: quoted(message) };
}

/** Sales of affiliates, as more than one operation takes them. */
export function conversionsAt(index: number): Wanted {
	return {
		index,
		label: 'Conversions',
		fields: ['affiliate_code', 'affiliate_id', 'status', 'payment_status', 'created'],
		remedy: 'Connect Conversion: Get Many of Refersion, with Simplify off.',
	};
}

import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { isEmptyItem, readInput } from '../../shared/inputs';
import { ProblemError } from '../../shared/problem';
import { isRecord } from '../../shared/record';
import { asPlainText, quoted } from '../../shared/texts';

/** Why a list is not known: a code, and what a node before said. */
export interface NotKnown {
	/** "not_read" when nothing came in, else the reason of the item of the error. */
	code: string;
	/** '' when nothing came in. */
	message: string;
}

/** The rows of an input, each with its place in it; or why they are not known. */
export type List = { rows: IDataObject[]; places: number[] } | { notKnown: NotKnown };

/**
 * Reads a list that a node before gave. An item without fields says that the list was read and is empty; one with an
 * error, as On Error "Continue" gives it, that it is not known.
 *
 * @param index of the input, from 0
 */
export function readList(context: IExecuteFunctions, index: number): List {
	const items = readInput(context, index);
	if (!items) return { notKnown: { code: 'not_read', message: '' } };
	const failed = items.find(({ json }) => isError(json.error));
	if (failed) return { notKnown: notKnownBy(failed.json) };
	const places = items.flatMap((item, place) => (isEmptyItem(item) ? [] : [place]));
	return { rows: places.map((place) => items[place].json), places };
}

/**
 * The same for a list without which there is nothing to say.
 *
 * @param label the input's name
 * @throws ProblemError when it is not known
 */
export function requiredList(context: IExecuteFunctions, index: number, label: string) {
	const list = readList(context, index);
	if ('rows' in list) return list;
	const { code, message } = list.notKnown;
	throw new ProblemError(
		code === 'not_read'
			? {
					code: 'list_not_read',
					message: `Nothing came to the input ${label}`,
					fix: 'Connect the node that reads the list, and switch on "Always Output Data" in its settings, so that an empty list can be told from one that was not read.',
				}
			: {
					code: 'list_not_read',
					message: `The list of the input ${label} could not be read: ${message}`,
					fix: 'Nothing is measured from half a list. Correct what the node before says, then run it again.',
				},
	);
}

/**
 * Refuses rows of anything else, such as those of a wire in the wrong place: they would be counted as nothing.
 *
 * @param label the input's name
 * @param fields that each row has, whatever is in them
 * @param remedy which node gives such rows, and how it is set
 * @throws ProblemError that names the field that is missing
 */
export function checkRows(
	rows: IDataObject[],
	label: string,
	fields: string[],
	remedy: string,
): void {
	const missing = fields.find((field) => rows.some((row) => !(field in row)));
	if (missing === undefined) return;
	throw new ProblemError({
		code: 'not_understood',
		message: `An item of the input ${label} has no field "${missing}"`,
		fix: `Nothing is measured from it. ${remedy}`,
	});
}

/** The rows of a list; none when it is not known, for what is only nice to have. */
export function rowsIfKnown(list: List): IDataObject[] {
	return 'rows' in list ? list.rows : [];
}

function isError(error: unknown): boolean {
	return (typeof error === 'string' && error !== '') || isRecord(error);
}

function notKnownBy(json: IDataObject): NotKnown {
	const details = isRecord(json.details) ? json.details : {};
	const message = asPlainText(isRecord(json.error) ? json.error.message : json.error);
	return { code: asPlainText(details.reason) || 'error', message: quoted(message) };
}

/** The fields of a conversion that is not simplified. */
export const CONVERSION = ['affiliate_code', 'affiliate_id', 'status', 'payment_status', 'created'];
export const CONVERSION_REMEDY = 'Connect Conversion: Get Many of Refersion, with Simplify off.';

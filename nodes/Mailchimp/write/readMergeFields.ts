import type { IDataObject } from 'n8n-workflow';
import type { ItemInput } from '../../shared/input';
import { invalidInput, type ProblemError } from '../../shared/problem';
import { isRecord } from '../../shared/record';
import { isEmptyValue, textField, toSend, type MergeField } from '../mergeFields';
import type { MailchimpRun } from '../run';
import type { ContactWrite } from './contactWrite';

/** The link of an item, and the merge field that it goes into; both '' when no link is needed. */
export interface Link {
	/** Merge tag, in upper case. */
	tag: string;
	/** As the user has it; whether it may go into a mail is judged where a contact is held. */
	value: string;
}

/**
 * Reads Tracking Link and Link Merge Field.
 *
 * @throws ProblemError when there is a link and no field to store it in
 */
export function readLink(input: ItemInput): Link {
	const tag = input.text('linkMergeField', 'Link Merge Field').toUpperCase();
	const value = input.text('trackingLink', 'Tracking Link');
	if (value === '' || tag !== '') return { tag, value };
	throw invalidInput(
		'Link Merge Field',
		'is empty, but there is a Tracking Link',
		'Name the merge field that the link is stored in, for example AFFLINK, or empty Tracking Link.',
	);
}

/** The error for a link that a row of the mapper contradicts: it is not clear which one is meant. */
function twoLinks(tag: string): ProblemError {
	return invalidInput(
		'Tracking Link',
		`is not what the row ${tag} under Merge Fields has`,
		`${tag} is the Link Merge Field. Map the link to Tracking Link, and remove the row ${tag} from Merge Fields.`,
	);
}

/** The merge fields that an audience has now, by merge tag; read once. */
export type MergeFieldsOf = (audienceId: string) => Promise<Map<string, MergeField>>;

type MergeFieldPart = Pick<ContactWrite, 'mergeFields' | 'definitions' | 'areAssumed' | 'warnings'>;

/** What else of an item matters to its merge fields. */
interface Circumstances {
	/** Whether a field that is mapped and has no value is cleared, instead of left as it is. */
	clearEmpty: boolean;
	/** The contact's address, which is no merge field when all of an item is mapped. */
	email: string;
	/** The link, which has parameters of its own: rows of the mapper go when its fields are refreshed. */
	link: Link;
}

/** The most fields that a warning names. */
const NAMED = 20;

/**
 * Makes what reads the merge fields of items. What the audience has now decides, not the schema that the
 * workflow saved; it is looked up only where it matters, so that texts and links take no request.
 *
 * @param mergeFieldsOf looks the fields of an audience up
 */
export function mergeFieldReader(run: MailchimpRun, mergeFieldsOf: MergeFieldsOf) {
	const mapper: unknown = run.context.getNode().parameters.mergeFields;
	const { mappingMode, schema } = isRecord(mapper) ? mapper : {};
	const isAuto = mappingMode === 'autoMapInputData';
	const textTags = savedTextTags(schema);
	const timeZone = run.context.getTimezone();

	return async (
		input: ItemInput,
		audienceId: string,
		{ clearEmpty, email, link }: Circumstances,
	): Promise<MergeFieldPart> => {
		const values = isAuto ? input.json : readMapped(input);
		const isLink = ([tag]: [string, unknown]) => link.tag !== '' && tag.toUpperCase() === link.tag;
		const all = Object.entries(values);
		const entries = all.filter((entry) => !isLink(entry));
		const needsLook = ([tag, value]: [string, unknown]) =>
			!textTags.has(tag.toUpperCase()) && !isEmptyValue(value);
		const areAssumed = !isAuto && !entries.some(needsLook);
		const known = areAssumed ? new Map<string, MergeField>() : await mergeFieldsOf(audienceId);
		const part: MergeFieldPart = {
			mergeFields: {},
			definitions: new Map(),
			areAssumed,
			warnings: isAuto ? unknownFields(entries, known, email) : [],
		};
		for (const [key, value] of entries) {
			const tag = key.toUpperCase();
			if (isAuto && !known.has(tag)) continue;
			const field = known.get(tag) ?? textField(tag);
			const sent = toSend(field, value, { timeZone }) ?? (clearEmpty ? '' : undefined);
			if (sent === undefined) continue;
			part.mergeFields[tag] = sent;
			part.definitions.set(tag, field);
		}
		if (link.tag === '') return part;
		const field = known.get(link.tag) ?? textField(link.tag);
		const sent = toSend(field, link.value, { timeZone });
		// With all fields of an item mapped nobody has put a second link there.
		const rows = isAuto ? [] : all.filter(isLink);
		const others = rows.map(([, value]) => toSend(field, value, { timeZone }));
		if (others.some((other) => other !== undefined && other !== sent)) throw twoLinks(link.tag);
		if (sent === undefined) return part;
		part.mergeFields[link.tag] = sent;
		part.definitions.set(link.tag, field);
		return part;
	};
}

/** Fields that the panel knows as text or link: see `getMergeFields`, which gives the schema. */
function savedTextTags(schema: unknown): Set<string> {
	const fields = Array.isArray(schema) ? schema.filter(isRecord) : [];
	const texts = fields.filter(({ type }) => type === 'string');
	return new Set(texts.map(({ id }) => String(id).toUpperCase()));
}

function readMapped(input: ItemInput): IDataObject {
	const values = input.unconverted('mergeFields.value');
	if (isRecord(values) && !Array.isArray(values)) return values;
	if (values === undefined || values === null || values === '') return {};
	throw invalidInput(
		'Merge Fields',
		'has no fields',
		'Map each field by itself, or choose Map Automatically.',
	);
}

/** What the item has and the audience has not: it may be a misspelt merge tag, or a field that is missing. */
function unknownFields(
	entries: Array<[string, unknown]>,
	known: Map<string, MergeField>,
	email: string,
): string[] {
	const isAddress = (value: unknown) =>
		typeof value === 'string' && value.trim().toLowerCase() === email.toLowerCase();
	const names = entries
		.filter(([key, value]) => !known.has(key.toUpperCase()) && !isAddress(value))
		.map(([key]) => key);
	if (names.length === 0) return [];
	const more = names.length > NAMED ? ` and ${names.length - NAMED} more` : '';
	return [
		`The audience has no merge field for these fields of the item: ${names.slice(0, NAMED).join(', ')}${more}`,
	];
}

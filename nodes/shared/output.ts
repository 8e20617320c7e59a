import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { Input } from './input';
import { invalidInput } from './problem';
import { isRecord } from './record';
import { isTool } from './tool';

const KINDS = ['simple', 'raw', 'fields'] as const;

/** What is given out of a record: the most useful fields, all of them, or those that are named. */
export interface Output {
	kind: (typeof KINDS)[number];
	/** For "fields": names, with dots between those of a field within a field. */
	fields: string[];
}

/**
 * The parameters with which the user of an agent's tool says how much of each record the agent is to read. n8n's UX
 * guidelines ask for them, under these names, where a record has more than ten fields.
 *
 * @param placeholder names of fields, as an example
 * @param shape how the fields are given, for operations that do not use `outputItem`
 */
export function toolOutput(
	placeholder: string,
	shape = 'Each comes under its name as it stands here, null where there is none',
): INodeProperties[] {
	return [
		{
			displayName: 'Output',
			name: 'output',
			type: 'options',
			default: 'simple',
			displayOptions: { show: { '@tool': [true] } },
			description: 'How much of each record the agent reads',
			options: [
				{ name: 'Simplified', value: 'simple', description: 'The most useful fields' },
				{ name: 'Raw', value: 'raw', description: 'All fields' },
				{ name: 'Selected Fields', value: 'fields', description: 'Those that are named below' },
			],
		},
		{
			displayName: 'Fields',
			name: 'fields',
			type: 'string',
			required: true,
			default: '',
			placeholder,
			displayOptions: { show: { '@tool': [true], output: ['fields'] } },
			description: `Fields to return, separated by commas and spelled as in the raw data; a dot leads to a field within a field. ${shape}.`,
		},
	];
}

/** A parameter that an agent's tool has not, because Output stands in its place. */
export function exceptInTools(property: INodeProperties): INodeProperties {
	const { displayOptions } = property;
	const hide = { ...displayOptions?.hide, '@tool': [true] };
	return { ...property, displayOptions: { ...displayOptions, hide } };
}

/**
 * Reads what is to be given out.
 *
 * @returns undefined where the node is no tool
 * @throws ProblemError when fields are to be selected and none is named: the agent would get empty records
 */
export function readToolOutput(
	context: Pick<IExecuteFunctions, 'getNode'>,
	input: Input,
): Output | undefined {
	if (!isTool(context)) return undefined;
	const kind = input.choice('output', 'Output', KINDS, 'simple');
	if (kind !== 'fields') return { kind, fields: [] };
	const fields = input.commaTexts('fields', 'Fields');
	if (fields.length > 0) return { kind, fields };
	throw invalidInput('Fields', 'is empty', 'Name the fields, or choose another Output.');
}

/**
 * The data of an item.
 *
 * @param output what was read, or what the node gives where it is no tool
 * @param record in both forms; fields may be selected out of either
 */
export function outputItem(
	{ kind, fields }: Output,
	record: { simple: IDataObject; raw: IDataObject },
): IDataObject {
	if (kind !== 'fields') return record[kind];
	const all = { ...record.raw, ...record.simple };
	return Object.fromEntries(fields.map((path) => [path, valueAt(all, path)]));
}

/** Some of the fields of a record, as far as it has them. */
export function pick(record: IDataObject, names: string[]): IDataObject {
	return Object.fromEntries(
		names.filter((name) => Object.hasOwn(record, name)).map((name) => [name, record[name]]),
	);
}

/** null where there is no such field, so that the agent sees that there is none. */
function valueAt(record: IDataObject, path: string): IDataObject[string] {
	if (Object.hasOwn(record, path)) return record[path];
	const found = path
		.split('.')
		.reduce<unknown>(
			(value, name) => (isRecord(value) && Object.hasOwn(value, name) ? value[name] : undefined),
			record,
		);
	return isValue(found) ? found : null;
}

function isValue(value: unknown): value is NonNullable<IDataObject[string]> {
	return value !== undefined && value !== null;
}

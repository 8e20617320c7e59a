import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { NotAttempted } from '../../../shared/governor';
import { asRows, type ItemInput } from '../../../shared/input';
import type { Operation } from '../../../shared/operations';
import { invalidInput, ProblemError } from '../../../shared/problem';
import { readMergeFields } from '../../mergeFields/audienceFields';
import type { MergeFieldList, WantedMergeField } from '../../mergeFields/setup';
import { audience } from '../../parameters';
import { MailchimpRun } from '../../run';
import { audienceItem, readAudience } from '../../transport/audiences';
import type { MailchimpClient } from '../../transport/client';
import { listTags } from '../../transport/tags';
import { mergeFieldProperties, readWantedField } from '../mergeField/wantedMergeField';
import {
	audienceProblems,
	prepareMergeFields,
	prepareTags,
	requiredFieldsProblems,
	type AudienceProblem,
	type Report,
} from './preparation';

const properties: INodeProperties[] = [
	audience,
	{
		displayName: 'Dry Run',
		name: 'dryRun',
		type: 'boolean',
		default: false,
		description: 'Whether to only say what would be done, and change nothing',
	},
	{
		displayName: 'Merge Fields',
		name: 'wantedMergeFields',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Merge Field' },
		placeholder: 'Add Merge Field',
		default: {},
		description:
			'The merge fields that the audience shall have. Those that are missing are created, the ones above first; nothing is changed or deleted.',
		hint: 'An expression in the first field of a row may give a list of rows',
		options: [{ displayName: 'Merge Fields', name: 'fields', values: mergeFieldProperties }],
	},
	{
		displayName: 'Tags',
		name: 'wantedTags',
		type: 'string',
		typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Tag' },
		default: [],
		placeholder: 'e.g. new-affiliate',
		description:
			'The tags that the audience shall have, so that a journey can be built on them before the first contact has one',
	},
];

export const prepare: Operation = {
	option: {
		name: 'Prepare',
		value: 'prepare',
		description:
			'Create merge fields and tags where they are missing, and report what else is not as it should be',
		action: 'Prepare an audience',
	},
	properties,
	async execute() {
		const run = new MailchimpRun(this);
		return await run.forEachItem(async (input) => {
			const wanted: Preparation = {
				audienceId: await run.audienceId(input),
				fields: readFields(input),
				tags: input.commaTexts('wantedTags', 'Tags'),
				dryRun: input.switch('dryRun', 'Dry Run', false),
			};
			return prepareAudience(run, await run.client(), wanted);
		});
	},
};

/** What one item asks for. */
interface Preparation {
	audienceId: string;
	fields: WantedMergeField[];
	tags: string[];
	dryRun: boolean;
}

/** All is read before anything is written, so that a wrong audience id changes nothing. */
async function prepareAudience(
	run: MailchimpRun,
	client: MailchimpClient,
	wanted: Preparation,
): Promise<IDataObject> {
	const { audienceId, dryRun } = wanted;
	const found = await readAudience(client, audienceId);
	const list = await readMergeFields(client, audienceId);
	const present = await tagNames(client, audienceId);
	const { name, double_optin, member_count } = audienceItem(found);

	const { fields, tags } = await makeMissing(client, wanted, list, present).catch(
		(error: unknown) => {
			const isOver = error instanceof NotAttempted || run.signal?.aborted;
			throw isOver ? stopped(audienceId) : error;
		},
	);
	const problems: AudienceProblem[] = [
		...fields.problems,
		...tags.problems,
		...audienceProblems(found),
		...requiredFieldsProblems([...list.byTag.values()]),
	];
	const isMissing = [...fields.rows, ...tags.rows].some(({ state }) => state === 'would_create');
	return {
		audience_id: audienceId,
		name,
		ready: !isMissing && !problems.some(({ severity }) => severity === 'error'),
		dry_run: dryRun,
		merge_fields: fields.rows,
		tags: tags.rows,
		problems: problems.map((problem) => ({ ...problem })),
		double_optin,
		member_count,
		merge_fields_free: list.limit === undefined ? null : Math.max(list.limit - list.total, 0),
	};
}

async function makeMissing(
	client: MailchimpClient,
	{ audienceId, fields, tags, dryRun }: Preparation,
	list: MergeFieldList,
	present: string[],
): Promise<{ fields: Report; tags: Report }> {
	return {
		fields: await prepareMergeFields(client, audienceId, list, fields, dryRun),
		tags: await prepareTags(client, audienceId, present, tags, dryRun),
	};
}

/** The error of an item in the middle of which the execution ended. */
function stopped(audienceId: string): ProblemError {
	return new ProblemError({
		code: 'not_finished',
		message: `The audience ${audienceId} may be prepared in part only: the execution was cancelled or stopped`,
		fix: 'Merge fields and tags that were created before are there and stay. Run it again: it creates those that are still missing.',
	});
}

async function tagNames(client: MailchimpClient, audienceId: string): Promise<string[]> {
	const names: string[] = [];
	for await (const tags of listTags(client, audienceId, '')) {
		names.push(...tags.map(({ name }) => String(name)));
	}
	return names;
}

/** An expression in the first field of a row may give a list of rows: n8n takes none for the whole of them. */
function readFields(input: ItemInput): WantedMergeField[] {
	const rows = input.rows('wantedMergeFields.fields', 'Merge Fields').flatMap((row) => {
		return Array.isArray(row.mergeTag) ? asRows(row.mergeTag, 'Merge Fields') : [row];
	});
	const fields = rows.map(readWantedField);
	const twice = fields.find(
		({ tag }, index) => fields.findIndex((other) => other.tag === tag) < index,
	);
	if (!twice) return fields;
	throw invalidInput('Merge Fields', `has the merge tag ${twice.tag} twice`, 'Remove one of them.');
}

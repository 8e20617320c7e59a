import { NodeOperationError, type IDataObject, type IExecuteFunctions } from 'n8n-workflow';
import { NotAttempted } from '../../../shared/governor';
import { isRecord } from '../../../shared/record';
import { forEachItem } from '../../../shared/items';
import type { Operation } from '../../../shared/operations';
import { invalidParameter, readTexts } from '../../../shared/parameters';
import {
	audienceItem,
	audienceProblems,
	requiredFieldsProblems,
	type Problem,
} from '../../rules/audience';
import type { MergeFieldList, WantedMergeField } from '../../rules/mergeFieldSetup';
import type { MailchimpClient } from '../../transport/client';
import { readMergeFields } from '../../transport/mergeFields';
import { audiencePath } from '../../transport/paths';
import { listTags } from '../../transport/tagList';
import { readWantedField } from '../mergeField/parameters';
import { readAudience } from '../parameters';
import { lazyClient } from '../perContact';
import { prepareProperties } from './prepare.properties';
import { prepareMergeFields, type Report } from './prepareMergeFields';
import { prepareTags } from './prepareTags';

export const prepare: Operation = {
	option: {
		name: 'Prepare',
		value: 'prepare',
		description:
			'Create the merge fields and tags that a creator programme needs, where they are missing, and report what else is not as it should be',
		action: 'Prepare an audience',
	},
	properties: prepareProperties,
	async execute(itemCount) {
		const connect = lazyClient.call(this);
		return await forEachItem.call(this, itemCount, async (itemIndex) => {
			const wanted: Preparation = {
				audienceId: readAudience.call(this, itemIndex),
				fields: readFields.call(this, itemIndex),
				tags: readTexts(this.getNodeParameter('wantedTags', itemIndex, [])),
				dryRun: this.getNodeParameter('dryRun', itemIndex, false) === true,
			};
			return await prepareAudience.call(this, await connect(), wanted);
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
	this: IExecuteFunctions,
	client: MailchimpClient,
	wanted: Preparation,
): Promise<IDataObject> {
	const { audienceId, dryRun } = wanted;
	const audience = await client.request({ method: 'GET', path: audiencePath(audienceId) });
	const list = await readMergeFields(client, audienceId);
	const present = await tagNames(client, audienceId);
	const { name, double_optin, member_count } = audienceItem(audience);

	const { fields, tags } = await makeMissing(client, wanted, list, present).catch(
		(error: unknown) => {
			const isOver = error instanceof NotAttempted || this.getExecutionCancelSignal()?.aborted;
			throw isOver ? stopped.call(this, audienceId) : error;
		},
	);
	const problems: Problem[] = [
		...fields.problems,
		...tags.problems,
		...audienceProblems(audience),
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
function stopped(this: IExecuteFunctions, audienceId: string): NodeOperationError {
	return new NodeOperationError(
		this.getNode(),
		`The audience ${audienceId} may be prepared in part only: the execution was cancelled or stopped`,
		{
			type: 'not_finished',
			description:
				'Merge fields and tags that were created before are there and stay. Run it again: it creates those that are still missing.',
		},
	);
}

async function tagNames(client: MailchimpClient, audienceId: string): Promise<string[]> {
	const names: string[] = [];
	for await (const tags of listTags(client, audienceId, '')) {
		names.push(...tags.map(({ name }) => String(name)));
	}
	return names;
}

function readFields(this: IExecuteFunctions, itemIndex: number): WantedMergeField[] {
	const rows = this.getNodeParameter('wantedMergeFields.fields', itemIndex, []);
	const fields = (Array.isArray(rows) ? rows : [])
		.filter(isRecord)
		.map((row) => readWantedField.call(this, row));
	const twice = fields.find(
		({ tag }, index) => fields.findIndex((other) => other.tag === tag) < index,
	);
	if (!twice) return fields;
	throw invalidParameter.call(
		this,
		'Merge Fields',
		`has the merge tag ${twice.tag} twice`,
		'Remove one of them.',
	);
}

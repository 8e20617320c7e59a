import {
	NodeOperationError,
	type IDataObject,
	type IExecuteFunctions,
	type INodeProperties,
} from 'n8n-workflow';
import { isRecord } from '../../../shared/record';
import { forEachItem } from '../../../shared/items';
import type { Operation } from '../../../shared/operations';
import {
	lacksChoices,
	missingChoices,
	noRoom,
	type Finding,
	type MergeFieldList,
	type WantedMergeField,
} from '../../rules/mergeFieldSetup';
import { mergeFieldItem, readMergeFields } from '../../transport/mergeFields';
import { audience } from '../common';
import { readAudience } from '../parameters';
import { lazyClient } from '../perContact';
import { ensureMergeField, type Ensured } from './ensure';
import { mergeFieldProperties, readWantedField } from './parameters';

const options: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	description: 'Settings of a field that is created; those of one that is there are left alone',
	options: [
		{
			displayName: 'Default Value',
			name: 'default_value',
			type: 'string',
			default: '',
			description: 'What mails show for a contact without a value',
		},
		{
			displayName: 'Help Text',
			name: 'help_text',
			type: 'string',
			default: '',
			description: 'Shown beside the field on the signup form',
		},
		{
			displayName: 'Public',
			name: 'public',
			type: 'boolean',
			default: false,
			description: 'Whether the signup form of the audience has the field',
		},
		{
			displayName: 'Required',
			name: 'required',
			type: 'boolean',
			default: false,
			description:
				'Whether Mailchimp refuses contacts without a value, also those that workflows and imports add',
		},
	],
};

export const createIfMissing: Operation = {
	option: {
		name: 'Create If Missing',
		value: 'createIfMissing',
		description:
			'Create a merge field unless the audience has it. A field of another type is an error, because types cannot be changed.',
		action: 'Create a merge field if it is missing',
	},
	properties: [audience, ...mergeFieldProperties, options],
	async execute(itemCount) {
		const connect = lazyClient.call(this);
		// The fields of an audience are read once in a run; what is created is added to them.
		const lists = new Map<string, MergeFieldList>();
		return await forEachItem.call(this, itemCount, async (itemIndex) => {
			const audienceId = readAudience.call(this, itemIndex);
			const wanted = readItem.call(this, itemIndex);
			const settings = readSettings(this.getNodeParameter('options', itemIndex, {}));
			const client = await connect();
			const list = lists.get(audienceId) ?? (await readMergeFields(client, audienceId));
			lists.set(audienceId, list);
			const ensured = await ensureMergeField(client, audienceId, list, wanted, settings);
			return toItem.call(this, ensured, wanted, audienceId);
		});
	},
};

function toItem(
	this: IExecuteFunctions,
	ensured: Ensured,
	wanted: WantedMergeField,
	audienceId: string,
): IDataObject {
	if (ensured.state === 'wrong_type') throw refusal.call(this, 'wrong_type', ensured.conflict);
	if (ensured.state === 'no_room') {
		throw refusal.call(this, 'merge_fields_full', noRoom([wanted.tag], ensured.limit));
	}
	if (ensured.state === 'refused') throw ensured.refusal;
	const missing = missingChoices(wanted, ensured.field);
	return {
		...mergeFieldItem(ensured.field, audienceId),
		created: ensured.state === 'created',
		warnings: missing.length > 0 ? [lacksChoices(wanted.tag, missing).message] : [],
	};
}

function refusal(this: IExecuteFunctions, type: string, { message, fix }: Finding) {
	return new NodeOperationError(this.getNode(), message, { type, description: fix });
}

function readItem(this: IExecuteFunctions, itemIndex: number): WantedMergeField {
	const names = ['mergeTag', 'name', 'type', 'choices'];
	return readWantedField.call(
		this,
		Object.fromEntries(names.map((name) => [name, this.getNodeParameter(name, itemIndex, '')])),
	);
}

function readSettings(options: unknown): IDataObject {
	const filled = Object.entries(isRecord(options) ? options : {}).filter(
		([, value]) => value !== '' && value !== null && value !== undefined,
	);
	return Object.fromEntries(filled);
}

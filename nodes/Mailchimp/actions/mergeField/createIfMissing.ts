import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { asSwitch, asText, type ItemInput } from '../../../shared/input';
import type { Operation } from '../../../shared/operations';
import { ProblemError } from '../../../shared/problem';
import {
	createIfMissing,
	mergeFieldItem,
	readMergeFields,
	type MergeFieldResult,
} from '../../mergeFields/audienceFields';
import {
	mergeFieldsFull,
	missingChoices,
	missingChoicesProblem,
	type MergeFieldList,
	type WantedMergeField,
} from '../../mergeFields/setup';
import { audience, optionsOf } from '../../parameters';
import { MailchimpRun } from '../../run';
import { mergeFieldProperties, readWantedField } from './wantedMergeField';

const options: INodeProperties = {
	...optionsOf([
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
	]),
	description: 'Settings of a field that is created; those of one that is there are left alone',
};

export const createMergeFieldIfMissing: Operation = {
	option: {
		name: 'Create If Missing',
		value: 'createIfMissing',
		description:
			'Create a merge field unless the audience has it. A field of another type is an error, because types cannot be changed.',
		action: 'Create a merge field if it is missing',
	},
	properties: [audience, ...mergeFieldProperties, options],
	async execute() {
		const run = new MailchimpRun(this);
		// The fields of an audience are read once in a run; what is created is added to them.
		const lists = new Map<string, MergeFieldList>();
		return await run.forEachItem(async (input) => {
			const audienceId = await run.audienceId(input);
			const names = ['mergeTag', 'name', 'type', 'choices'];
			const values = names.map((name) => [name, input.value(name)] as const);
			const wanted = readWantedField(Object.fromEntries(values));
			const settings = readSettings(input);
			const client = await run.client();
			const list = lists.get(audienceId) ?? (await readMergeFields(client, audienceId));
			lists.set(audienceId, list);
			const result = await createIfMissing(client, audienceId, list, wanted, settings);
			return toItem(result, wanted, audienceId);
		});
	},
};

function toItem(
	result: MergeFieldResult,
	wanted: WantedMergeField,
	audienceId: string,
): IDataObject {
	if (result.state === 'wrong_type') throw new ProblemError(result.problem);
	if (result.state === 'no_room') {
		throw new ProblemError(mergeFieldsFull([wanted.tag], result.limit));
	}
	if (result.state === 'refused') throw result.refusal;
	const missing = missingChoices(wanted, result.field);
	return {
		...mergeFieldItem(result.field, audienceId),
		created: result.state === 'created',
		warnings: missing.length > 0 ? [missingChoicesProblem(wanted.tag, missing).message] : [],
	};
}

/** The settings that have a value. */
function readSettings(input: ItemInput): IDataObject {
	const given = input.collection('options', 'Options');
	const settings: IDataObject = {};
	for (const [name, label] of [
		['default_value', 'Default Value'],
		['help_text', 'Help Text'],
	]) {
		if (given.isSet(name)) settings[name] = asText(given.value(name), label);
	}
	for (const [name, label] of [
		['public', 'Public'],
		['required', 'Required'],
	]) {
		if (given.isSet(name)) settings[name] = asSwitch(given.value(name), label);
	}
	return settings;
}

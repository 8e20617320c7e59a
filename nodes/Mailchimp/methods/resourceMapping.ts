import type {
	FieldType,
	IDataObject,
	ILoadOptionsFunctions,
	ResourceMapperField,
	ResourceMapperFields,
} from 'n8n-workflow';
import { isRecord } from '../../shared/record';
import { readLocator } from '../../shared/parameters';
import { mailchimpClient } from '../transport/client';
import { PAGE_SIZE, rowsOf } from '../transport/pages';
import { audiencePath } from '../transport/paths';

/** Links stay texts here, so that an empty or wrong one is held with a message of our own. */
const TYPES: Record<string, FieldType> = {
	number: 'number',
	dropdown: 'options',
	radio: 'options',
};

/** Without a type, n8n shows a plain input and takes an object from an expression as it is. */
const UNTYPED = 'address';

/** All merge fields of the chosen audience, for the resource mapper. */
export async function getMergeFields(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	const audienceId = readLocator(this.getCurrentNodeParameter('audience'), 'id').value;
	if (!audienceId) return { fields: [], emptyFieldsNotice: 'Choose an audience first.' };
	const client = await mailchimpClient.call(this);
	const body = await client.request({
		method: 'GET',
		path: `${audiencePath(audienceId)}/merge-fields`,
		qs: { count: PAGE_SIZE },
	});
	const rows = rowsOf(body, 'merge_fields');
	return { fields: rows.map(toField) };
}

function toField(mergeField: IDataObject): ResourceMapperField {
	const tag = String(mergeField.tag);
	const type =
		mergeField.type === UNTYPED ? undefined : (TYPES[String(mergeField.type)] ?? 'string');
	return {
		id: tag,
		displayName: `${String(mergeField.name)} (${tag})`,
		required: mergeField.required === true,
		defaultMatch: false,
		canBeUsedToMatch: false,
		display: true,
		type,
		...(type === 'options' ? { options: choicesOf(mergeField) } : {}),
	};
}

function choicesOf(mergeField: IDataObject) {
	const choices = isRecord(mergeField.options) ? mergeField.options.choices : [];
	return (Array.isArray(choices) ? choices : []).map((choice) => ({
		name: String(choice),
		value: String(choice),
	}));
}

import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { asEntries, asJsonEntries, asText, isEmpty, ItemInput } from '../../shared/input';
import { invalidInput } from '../../shared/problem';

const BY_FIELDS = 'fields';
const BY_CHANGE = 'change';
const WAYS = [BY_FIELDS, BY_CHANGE] as const;

/** What a change may name; in the spelling of the node's items. */
const NAMES = [
	'email_address',
	'merge_fields',
	'tags_to_add',
	'tags_to_remove',
	'required_merge_fields',
] as const;

/** The fields that a change stands in place of. */
const REPLACED = [
	'email',
	'mergeFields',
	'trackingLink',
	'linkMergeField',
	'tagsToAdd',
	'tagsToRemove',
];

const choice: INodeProperties[] = [
	{
		displayName: 'Specify Change',
		name: 'specifyChange',
		type: 'options',
		noDataExpression: true,
		default: BY_FIELDS,
		options: [
			{ name: 'Using Fields Below', value: BY_FIELDS },
			{ name: 'Using JSON', value: BY_CHANGE },
		],
		description:
			'Whether address, merge fields and tags are set here, or come in one object from another node',
	},
	{
		displayName: 'Change',
		name: 'change',
		type: 'json',
		required: true,
		default: '',
		placeholder: 'e.g. {{ $json.change }}',
		displayOptions: { show: { specifyChange: [BY_CHANGE] } },
		description:
			'An object with <code>email_address</code>, and as needed <code>merge_fields</code> (values by merge tag), <code>tags_to_add</code>, <code>tags_to_remove</code> and <code>required_merge_fields</code>',
	},
];

/** The parameters of an operation that changes a contact, with the choice to give all of the change in one object. */
export function fieldsOrChange(properties: INodeProperties[]): INodeProperties[] {
	return properties.flatMap((property) => {
		if (property.name === 'audience') return [property, ...choice];
		if (!REPLACED.includes(property.name)) return [property];
		return [{ ...property, displayOptions: { show: { specifyChange: [BY_FIELDS] } } }];
	});
}

/**
 * Reads the parameters of an item that has `fieldsOrChange`: what a change names stands in place of the fields.
 *
 * @throws ProblemError for a change that is none, that has no address, or that names what it cannot have
 */
export function changeInput(context: IExecuteFunctions, itemIndex: number): ItemInput {
	const fields = new ItemInput(context, itemIndex);
	const by = fields.choice('specifyChange', 'Specify Change', WAYS, BY_FIELDS);
	return by === BY_FIELDS ? fields : new ChangeInput(context, itemIndex);
}

class ChangeInput extends ItemInput {
	private read?: IDataObject;

	private get change(): IDataObject {
		return (this.read ??= readChange(super.value('change')));
	}

	value(name: string, fallback?: unknown): unknown {
		switch (name) {
			case 'email':
				return this.change.email_address;
			case 'tagsToAdd.tags':
				return [{ tag: this.change.tags_to_add }];
			case 'tagsToRemove.tags':
				return [{ tag: this.change.tags_to_remove }];
			case 'trackingLink':
			case 'linkMergeField':
				return '';
			case 'options':
				return this.withRequired(asEntries(super.value(name, fallback), 'Options'));
			default:
				return super.value(name, fallback);
		}
	}

	unconverted(name: string): unknown {
		if (name !== 'mergeFields.value') return super.unconverted(name);
		return asEntries(this.change.merge_fields, 'Change (merge_fields)');
	}

	/** Both count: what the change needs, and what the option says. */
	private withRequired(options: IDataObject): IDataObject {
		const { required_merge_fields: required } = this.change;
		if (isEmpty(required)) return options;
		return { ...options, requiredMergeFields: [options.requiredMergeFields, required].flat() };
	}
}

function readChange(given: unknown): IDataObject {
	if (isEmpty(given)) {
		throw invalidInput(
			'Change',
			'is empty',
			'Check its expression: it names the node that decides what is to be changed. Or choose Using Fields Below.',
		);
	}
	const change = asJsonEntries(given, 'Change');
	const strange = Object.keys(change).find((name) => !NAMES.some((known) => known === name));
	if (strange !== undefined) {
		throw invalidInput(
			'Change',
			`names "${strange}", which it cannot have`,
			`Correct the name. It can have ${NAMES.join(', ')}.`,
		);
	}
	if (asText(change.email_address, 'Change (email_address)') === '') {
		throw invalidInput('Change', 'has no email_address', 'Give the address of the contact.');
	}
	return change;
}

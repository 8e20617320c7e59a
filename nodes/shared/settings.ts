import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { asJsonEntries, Input, isEmpty, ItemInput } from './input';
import { invalidInput } from './problem';
import { isRecord } from './record';

const BY_FIELDS = 'fields';
const BY_SETTINGS = 'settings';
const WAYS = [BY_FIELDS, BY_SETTINGS] as const;

/**
 * The parameters for what another node has read and checked: one expression in a workflow in place of one for each field.
 *
 * @param from whence it comes, e.g. "Settings: Set Coupons"
 * @param placeholder the expression, as it is mostly
 */
export function settingsProperties(from: string, placeholder: string): INodeProperties[] {
	return [
		{
			displayName: 'Specify Settings',
			name: 'specifySettings',
			type: 'options',
			noDataExpression: true,
			default: BY_FIELDS,
			options: [
				{ name: 'Using Fields Below', value: BY_FIELDS },
				{ name: 'Using the Settings Node', value: BY_SETTINGS },
			],
			description: 'Whether it is set here, or for the whole workflow in another node',
		},
		{
			displayName: 'Settings',
			name: 'settings',
			type: 'json',
			required: true,
			default: '',
			placeholder,
			displayOptions: { show: { specifySettings: [BY_SETTINGS] } },
			description: `What ${from} gives. It stands in place of the fields that are shown otherwise.`,
		},
	];
}

/** Parameters that are shown only where they are set in the node itself. */
export function unlessInSettings(...properties: INodeProperties[]): INodeProperties[] {
	return properties.map((property) => {
		const { displayOptions } = property;
		const show = { ...displayOptions?.show, specifySettings: [BY_FIELDS] };
		return { ...property, displayOptions: { ...displayOptions, show } };
	});
}

/** What is set: by the object in the parameter Settings where it names a field, else by the field itself. */
class InputWithSettings extends Input {
	constructor(
		private readonly settings: IDataObject,
		private readonly fields: Input,
	) {
		super();
	}

	value(name: string, fallback?: unknown): unknown {
		const set = valueIn(this.settings, name);
		return set === undefined ? this.fields.value(name, fallback) : set;
	}
}

/**
 * Reads the parameters of a node that has `settingsProperties`, at the first item. A field that is not shown has no
 * value for n8n, so that what Settings does not name is empty, and not what the field was set to before.
 *
 * @param names what the object may name; anything when it is left out, because more than one node is set by it
 * @returns reads a parameter by its name, "options.timeLimit" for one in a collection
 * @throws ProblemError when Settings holds anything but an object, and for a name that is not one of `names`: what is
 *   meant would not be set, and nobody would notice
 */
export function withSettings(
	context: Pick<IExecuteFunctions, 'getInputData' | 'getNodeParameter'>,
	names?: readonly string[],
): Input {
	const fields = new ItemInput(context, 0);
	const by = fields.choice('specifySettings', 'Specify Settings', WAYS, BY_FIELDS);
	if (by === BY_FIELDS) return fields;
	const given = fields.value('settings');
	if (isEmpty(given)) {
		throw invalidInput(
			'Settings',
			'is empty',
			'Check its expression, or choose Using Fields Below.',
		);
	}
	const settings = asJsonEntries(given, 'Settings');
	const strange = Object.keys(settings).find((name) => names?.includes(name) === false);
	if (strange !== undefined) {
		throw invalidInput('Settings', `names "${strange}", which is no field`, 'Correct the name.');
	}
	return new InputWithSettings(settings, fields);
}

/**
 * @param path names with dots between, as n8n names a field in a collection. The rows of a fixed collection ("tiers.row")
 *   may also stand there as a list
 */
function valueIn(settings: IDataObject, path: string): unknown {
	return path.split('.').reduce<unknown>((value, name) => {
		if (Array.isArray(value)) return value;
		return isRecord(value) && Object.hasOwn(value, name) ? value[name] : undefined;
	}, settings);
}

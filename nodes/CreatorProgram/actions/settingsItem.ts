import type { INodeProperties } from 'n8n-workflow';
import { asEntries, Collection, isEmpty, type Input } from '../../shared/input';

/**
 * The item of Settings, which stands for all fields of an operation: one expression in a workflow in place of one for
 * each field.
 *
 * @param from name of the operation that gives it, e.g. "Set Promotions"
 */
export const settingsItem = (from: string): INodeProperties => ({
	displayName: 'Settings',
	name: 'settings',
	type: 'json',
	default: '',
	placeholder: "e.g. {{ $('Settings').first().json }}",
	description: `The item of Settings: ${from}, by an expression. Where it is given, it stands for the fields below.`,
});

/**
 * What an operation is set to: by the item of Settings where it is given, else by its own fields.
 *
 * @throws ProblemError for anything but an item in its place
 */
export function inputOrSettings(input: Input): Input {
	const given = input.value('settings');
	if (isEmpty(given)) return input;
	const settings = asEntries(given, 'Settings');
	return new Collection({ ...settings, 'tiers.row': settings.tiers });
}

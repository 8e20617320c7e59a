import type { INodeProperties } from 'n8n-workflow';
import { settingsProperties, unlessInSettings } from '../../shared/settings';

/**
 * The fields of an operation that the Settings node of the workflow sets as well, with the choice between the two.
 *
 * @param from the operation that gives them, e.g. "Set Promotions"
 * @param fields they have the names that its item has
 */
export function fieldsOrSettings(from: string, fields: INodeProperties[]): INodeProperties[] {
	return [
		...settingsProperties(`Settings: ${from}`, "e.g. {{ $('Settings').first().json }}"),
		...unlessInSettings(...fields),
	];
}

import { isStored, textField, type MergeField } from '../mergeFields';
import type { SyncSettings } from './settings';
import type { Rules } from './types';

/** The rules of a decision, with what Mailchimp's fields mean. */
export function rulesOf(
	{ activeTag, inactiveTag, keyField, linkField }: SyncSettings,
	more: Pick<Rules, 'isComplete' | 'takeOver' | 'offboardOrphans'>,
	definitions: Map<string, MergeField>,
	timeZone: string,
): Rules {
	const { isComplete, takeOver, offboardOrphans } = more;
	return {
		isComplete,
		takeOver,
		offboardOrphans,
		activeTag,
		inactiveTag,
		keyField,
		linkField,
		isStored: (tag, sent, stored) =>
			isStored(definitions.get(tag) ?? textField(tag), sent, stored, { timeZone }),
	};
}

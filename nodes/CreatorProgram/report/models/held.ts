import type { IDataObject } from 'n8n-workflow';
import { plain } from '../../changes/plain';
import { groupBy } from '../../funnel/groups';
import type { ListGroup } from '../model';

/**
 * Puts what has to be looked at into one list for each reason, the longest first.
 *
 * @param held items with `reason`, `what_happened`, `what_to_do`, `email`, `name` and `key`, as Compare, Sync and Summarise
 *   have them
 * @param heads title and count of the group; none when there is nothing
 */
export function heldGroups(held: IDataObject[], title: string, count: string): ListGroup[] {
	if (held.length === 0) return [];
	const same = (one: IDataObject) =>
		[one.reason, one.what_happened, one.what_to_do].map(String).join('\n');
	const lists = [...groupBy(held, same).values()].map((list) => ({
		whatHappened: plain(list[0].what_happened),
		whatToDo: plain(list[0].what_to_do),
		count: list.length,
		people: list
			.filter(({ email, name, key }) => [email, name, key].some((text) => plain(text) !== ''))
			.map(({ email, name, key }) => ({
				name: plain(name) || plain(key),
				email: plain(email),
				note: '',
			})),
	}));
	lists.sort((one, other) => other.count - one.count);
	return [{ title, count, note: '', lists }];
}

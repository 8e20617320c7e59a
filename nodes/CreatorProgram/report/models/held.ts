import type { IDataObject } from 'n8n-workflow';
import { plain } from '../../changes/plain';
import { groupBy } from '../../funnel/groups';
import type { ListGroup, Person } from '../model';

const WHO = ['email', 'name', 'key'];

/**
 * Puts what has to be looked at into one list for each reason, the longest first.
 *
 * @param held items with `reason`, `what_happened`, `what_to_do`, `email`, `name` and `key`, as Compare, Sync and Summarise
 *   have them; those about coupons have the `code` as well
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
			.filter((each) => [...WHO, 'code'].some((field) => plain(each[field]) !== ''))
			.map((each) => personOf(each)),
	}));
	lists.sort((one, other) => other.count - one.count);
	return [{ title, count, note: '', lists }];
}

/** A code that is nobody's stands where the name does. */
function personOf({ name, key, email, code }: IDataObject): Person {
	const who = plain(name) || plain(key);
	const isSomebody = who !== '' || plain(email) !== '';
	return {
		name: isSomebody ? who : plain(code),
		email: plain(email),
		note: isSomebody ? plain(code) : '',
	};
}

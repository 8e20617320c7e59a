import type { IDataObject } from 'n8n-workflow';
import { itemsBehind } from '../../shared/lineage';
import type { MailchimpRun } from '../run';
import type { Said } from './again';
import { hasPlan, readPlan } from './output';
import { readPerson, valueAt, type PeopleContext } from './people';
import type { SyncSettings } from './settings';
import type { Person } from './types';

/** What an item asks of Sync. */
export interface SyncItem {
	itemIndex: number;
	/** None when the item is about a contact that nobody claims. */
	person?: Person;
	/** What Compare said; none where nobody compared, as with news about one person. */
	said?: Said;
	/** What went wrong before, in a node that was told to go on. */
	failure?: string;
}

/** Reads what the items ask for. Where a node between has replaced them, what they come from counts. */
export function readSyncItems(
	run: MailchimpRun,
	{ fields }: SyncSettings,
	context: PeopleContext,
): SyncItem[] {
	const behind = itemsBehind(run.context);
	const isPerson = (json: IDataObject) => valueAt(json, fields.key) !== undefined;
	const items = run.context.getInputData();
	if (items.every(({ json }) => Object.keys(json).length === 0)) return [];
	return items.map(({ json }, itemIndex) => {
		const plan = behind(itemIndex, hasPlan);
		const said = plan && readPlan(plan);
		// A contact that nobody claims has no person to read.
		if (said?.email === '') return { itemIndex, said };
		if (!isPerson(json) && typeof json.error === 'string') {
			return { itemIndex, said, person: personOf(plan), failure: failureOf(json) };
		}
		const isApproval =
			said === undefined && run.input(itemIndex).switch('isApproval', 'New Approval', false);
		const found = behind(itemIndex, isPerson) ?? json;
		return { itemIndex, said, person: readPerson(found, fields, context, isApproval) };
	});
}

/** Who a decision of Compare's is about, as far as it says so; undefined without one. */
export function personOf(plan: IDataObject | undefined): Person | undefined {
	if (!plan || !hasPlan(plan)) return undefined;
	const text = (name: string) => String(plan[name] ?? '');
	return {
		key: text('key'),
		email: text('email'),
		name: text('name'),
		state: 'unknown',
		stateWord: '',
		fields: new Map(),
		groupTags: [],
		isApproval: false,
	};
}

function failureOf({ error, details }: IDataObject): string {
	const more = typeof details === 'object' && details !== null && 'description' in details;
	const description = more && typeof details.description === 'string' ? details.description : '';
	return [String(error), description].filter(Boolean).join('. ');
}

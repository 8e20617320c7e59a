import type { IDataObject } from 'n8n-workflow';
import { readErrorJson } from '../../shared/errorJson';
import { asText } from '../../shared/input';
import { itemsBehind } from '../../shared/lineage';
import { isRecord } from '../../shared/record';
import type { MailchimpRun } from '../run';
import type { Said } from './again';
import { readPerson, valueAt, type PeopleContext } from './people';
import { explain } from './reasons';
import type { SyncSettings } from './settings';
import type { Decision, Person, Verdict } from './types';

/** Verdicts of which something is to be done. */
export const TO_DO: Verdict[] = ['add', 'correct', 'move', 'merge', 'offboard', 'check'];

/** The data of a decision's item, without what only Sync needs. */
export function decisionItem(decision: Decision): IDataObject {
	const { verdict, reason, about, advice, person, contact, mail, changes } = decision;
	return {
		verdict,
		name: person?.name ?? '',
		email: person?.email ?? contact?.email ?? '',
		key: person?.key ?? contact?.key ?? '',
		reason,
		...explain(reason, about, advice),
		mail,
		changes: changes.map((change) => ({
			...change,
			to: change.to === undefined ? '?' : change.to,
		})),
	};
}

/** The data of an item of Compare's To Do: with what Sync may do at most. */
export function toDoItem(decision: Decision): IDataObject {
	const { verdict, person, contact, other, takenOverFrom, mail } = decision;
	return {
		...decisionItem(decision),
		plan: {
			verdict,
			email: person?.email ?? '',
			contact_email: contact?.email ?? '',
			contact_key: contact?.key ?? '',
			other_email: other?.email ?? '',
			taken_over_from: takenOverFrom,
			mail,
		},
	};
}

/** Whether the data of an item has a plan of Compare's. */
function hasPlan(json: IDataObject): boolean {
	return isRecord(json.plan) && 'contact_email' in json.plan && 'verdict' in json.plan;
}

/**
 * Reads what Compare said.
 *
 * @returns undefined for anything that Compare does not say
 */
export function readPlan({ plan }: IDataObject): Said | undefined {
	if (!isRecord(plan)) return undefined;
	const text = (name: string) => asText(plan[name], `plan.${name}`);
	const verdict = TO_DO.find((one) => one === text('verdict'));
	if (verdict === undefined) return undefined;
	return {
		verdict,
		email: text('email'),
		contactEmail: text('contact_email'),
		contactKey: text('contact_key'),
		otherEmail: text('other_email'),
		takenOverFrom: text('taken_over_from'),
		mail: text('mail') === 'welcome' ? 'welcome' : 'none',
	};
}

/** What an item asks of Sync. */
export interface SyncItem {
	itemIndex: number;
	/** None when the item is about a contact that nobody claims. */
	person?: Person;
	/** What Compare said; none where nobody compared, as with news about one person. */
	said?: Said;
	/** What went wrong before, in a node that was told to go on. */
	failure?: string;
	/** What was thrown for this item alone. */
	thrown?: unknown;
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
		const found = behind(itemIndex, isPerson) ?? json;
		const personIf = (isApproval: boolean) => readPerson(found, fields, context, isApproval);
		if (said) return { itemIndex, said, person: personIf(false) };
		const isApproval = () => run.input(itemIndex).switch('isApproval', 'New Approval', false);
		if (!run.context.continueOnFail()) return { itemIndex, person: personIf(isApproval()) };
		try {
			return { itemIndex, person: personIf(isApproval()) };
		} catch (thrown) {
			// One item that cannot be understood is no reason to leave the others.
			return { itemIndex, person: personIf(false), thrown };
		}
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

function failureOf(json: IDataObject): string {
	const { message, description } = readErrorJson(json);
	return [message, description].filter(Boolean).join('. ');
}

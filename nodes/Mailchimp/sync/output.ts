import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../../shared/record';
import { asText } from '../../shared/input';
import type { Said } from './again';
import { explain } from './reasons';
import type { Decision, Verdict } from './types';

/** Verdicts of which something is to be done. */
export const TO_DO: Verdict[] = ['add', 'correct', 'move', 'merge', 'offboard', 'check'];

/** The data of a decision's item, without what only Sync needs. */
export function decisionItem(decision: Decision): IDataObject {
	const { verdict, reason, about, person, contact, mail, changes } = decision;
	return {
		verdict,
		name: person?.name ?? '',
		email: person?.email ?? contact?.email ?? '',
		key: person?.key ?? contact?.key ?? '',
		reason,
		...explain(reason, about),
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
export function hasPlan(json: IDataObject): boolean {
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

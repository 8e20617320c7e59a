import type { IDataObject } from 'n8n-workflow';
import { fold } from '../../shared/texts';
import type { Change, Decision, Person, Rules } from './types';

/** One write to Mailchimp; each leaves a state from which the next look goes on. */
export type Step =
	| { kind: 'rename'; from: string; to: string }
	| {
			kind: 'write';
			email: string;
			/** Merge tag → value as it is sent. They are stored and confirmed before any tag is touched. */
			mergeFields: IDataObject;
			tagsToAdd: string[];
			tagsToRemove: string[];
			/** Whether tags start automations. */
			startAutomations: boolean;
	  }
	| { kind: 'tags'; email: string; add: string[]; remove: string[] };

/**
 * What is written for a decision, in the order in which it has to be: wherever it breaks off, nobody has a tag
 * without the link, and nobody is welcomed twice.
 *
 * - add: fields and key, then the tag
 * - move: the new address, then fields, then a tag that is missing
 * - merge: fields and key, then the tag without a mail, then the tag off the other contact
 * - offboard: the tag of those who left on, the other one off
 */
export function stepsOf(decision: Decision, rules: Rules): Step[] {
	const { verdict, person, contact, other } = decision;
	const { add, remove } = tagsOf(decision.changes);
	if (verdict === 'offboard') {
		return contact ? [{ kind: 'tags', email: contact.email, add, remove }] : [];
	}
	if (!person || !['add', 'correct', 'move', 'merge'].includes(verdict)) return [];
	const steps: Step[] = [];
	if (verdict === 'move' && contact) {
		steps.push({ kind: 'rename', from: contact.email, to: person.email });
	}
	steps.push({
		kind: 'write',
		email: person.email,
		mergeFields: mergeFieldsOf(person, rules),
		tagsToAdd: add,
		tagsToRemove: remove,
		startAutomations: startsAutomations(decision, rules),
	});
	if (other) {
		steps.push({ kind: 'tags', email: other.email, add: [], remove: [rules.activeTag] });
	}
	return steps;
}

/** Everything that is known of the person, and not only what differs: what is sent twice does no harm. */
function mergeFieldsOf({ key, link, fields }: Person, { keyField, linkField }: Rules): IDataObject {
	return {
		...Object.fromEntries(fields),
		...(link ? { [linkField]: link } : {}),
		[keyField]: key,
	};
}

function tagsOf(changes: Change[]): { add: string[]; remove: string[] } {
	const tags = changes.filter(({ what }) => what === 'tag');
	return {
		add: tags.filter(({ to }) => to !== null).map(({ name }) => name),
		remove: tags.filter(({ to }) => to === null).map(({ name }) => name),
	};
}

/**
 * The tag of the programme starts the welcome, and may only where that is wanted. Other tags may start what they
 * start, unless the person had them at another contact before.
 */
function startsAutomations({ verdict, mail, changes }: Decision, { activeTag }: Rules): boolean {
	if (verdict === 'merge') return false;
	const isWelcomed = changes.some(({ name, to }) => fold(name) === fold(activeTag) && to !== null);
	return !isWelcomed || mail === 'welcome';
}

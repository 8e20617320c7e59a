import type { IDataObject } from 'n8n-workflow';
import { ProblemError } from '../../shared/problem';
import { isRecord } from '../../shared/record';
import type { ContactChange } from '../contacts/change';
import { isPageSettings, type PageSettings } from '../settings/creatorPage';
import type { AnswerKey } from './answers';
import type { Entry } from './entry';
import type { Look } from './settle';
import { isContact, type Stand, type Statement } from './stand';

/** A form as the trigger gives it. A type, as are the others here, so that it is an item's data as it is. */
export type Submission = Entry & { unique_email_id: string; settings: PageSettings };

/** What was planned for a form, and what the contact showed then. */
export type Planned = { before: Stand; planned: Statement };

/** What was decided to answer. */
export type Answered = { answer: AnswerKey; seconds?: number; stand?: Stand };

/** Finds data by what tells it, in an item or in those it comes from; see `itemsBehind`. */
export type Find = (isIt: (json: IDataObject) => boolean) => IDataObject | undefined;

/** The field in which the operations of the page hand their own data on. */
const OWN = 'creator_page';

/** An item of the page's operations: whom it is about, their own data, and what the Mailchimp node is to write. */
export function itemFor(email: string, own: IDataObject, change?: ContactChange): IDataObject {
	return { email_address: email, [OWN]: own, ...(change && { change }) };
}

/** The merge fields of a statement, by their names. An empty address wipes nothing. */
export function fieldsOf(
	{ page, status, date, checks }: Statement,
	{ fields }: PageSettings,
): ContactChange['merge_fields'] {
	const all = { [fields.status]: status, [fields.date]: date, [fields.checks]: checks };
	return page === '' ? all : { [fields.page]: page, ...all };
}

export function ownDataOf(json: IDataObject): IDataObject {
	const own = json[OWN];
	return isRecord(own) ? own : {};
}

function isSubmission(json: IDataObject): json is Submission {
	return isPageSettings(json.settings) && typeof json.asks === 'string';
}

function isPlanned(own: IDataObject): own is Planned {
	return isRecord(own.before) && isRecord(own.planned);
}

function isAnswered(own: IDataObject): own is Answered {
	return typeof own.answer === 'string';
}

/** @throws ProblemError when no form of the trigger is behind an item */
export function submissionBehind(find: Find): Submission {
	const found = find(isSubmission);
	if (found && isSubmission(found)) return found;
	throw new ProblemError({
		code: 'no_form',
		message: 'The item does not come from a form of the creator’s page',
		fix: 'Start the workflow with Creator Page Trigger, and let each node hand its items on.',
	});
}

/** @throws ProblemError when there is none */
export function contactBehind(find: Find): IDataObject {
	const found = find(isContact);
	if (found) return found;
	throw new ProblemError({
		code: 'no_contact',
		message: 'The item is no contact',
		fix: 'Put Mailchimp: Contact: Get before this node, with Simplify on or off.',
	});
}

/** @throws ProblemError when Page: Decide did not run before */
export function plannedBehind(find: Find): Planned {
	const own = ownDataOf(find((json) => isPlanned(ownDataOf(json))) ?? {});
	if (isPlanned(own)) return own;
	throw new ProblemError({
		code: 'no_plan',
		message: 'Nothing was decided about the form before',
		fix: 'Put Page: Decide behind the node that finds the creator.',
	});
}

/** What a look at a Linktree page gave, where there was one. */
export function lookBehind(find: Find): Look | undefined {
	const found = find(isLook);
	if (!found) return undefined;
	return {
		status: String(found.status),
		reason: typeof found.reason === 'string' ? found.reason : '',
		// The Linktree node counts the links of a page that it could read.
		isRead: typeof found.linkCount === 'number',
	};
}

function isLook(json: IDataObject): boolean {
	return (
		typeof json.status === 'string' && typeof json.profileUrl === 'string' && 'linkCount' in json
	);
}

/** What was decided to answer, where it was. */
export function answeredBehind(find: Find): Answered | undefined {
	const own = ownDataOf(find((json) => isAnswered(ownDataOf(json))) ?? {});
	return isAnswered(own) ? own : undefined;
}

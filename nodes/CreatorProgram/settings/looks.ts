import type { IDataObject, WorkflowExecuteMode } from 'n8n-workflow';
import { isEmpty } from '../../shared/input';
import { ProblemError } from '../../shared/problem';
import { lookSettings } from './contacts';
import type { ProgramSettings } from './settings';

/** Refersion Trigger's event for an affiliate who has just been approved. */
const APPROVED = 'affiliateApproved';

/**
 * Whether n8n started a run of a published workflow itself. Nothing else is sure not to be somebody who only wants to
 * look: n8n's "Retry" of a run by hand, for one, is a mode of its own.
 */
export function isPublished(mode: WorkflowExecuteMode): boolean {
	return mode === 'trigger' || mode === 'webhook' || mode === 'integrated';
}

/** Whether an item is news about somebody, as Refersion Trigger gives it: it names its event. */
export function isWebhookItem({ event, code, id }: IDataObject): boolean {
	return typeof event === 'string' && !isEmpty(event) && !(isEmpty(code) && isEmpty(id));
}

/**
 * Ends a run in which people would be added without a mail, unless somebody sits in front of it. Left on, it
 * would keep every new affiliate from the welcome.
 *
 * @param byHand whether somebody started the run in the editor
 * @throws ProblemError
 */
export function refuseTakeOver({ takeOver }: ProgramSettings, byHand: boolean): void {
	if (!takeOver || byHand) return;
	throw new ProblemError({
		code: 'take_over_is_on',
		message: 'Take Over is switched on, and nobody started this run by hand',
		fix: 'Nothing was changed. Take Over is for one run: execute the workflow by hand in the editor, with Dry Run at Never, then switch Take Over off in Settings, and save and publish the workflow.',
	});
}

/**
 * What a run is: a look at everybody, or at the one whom a webhook is about.
 *
 * @param item the item that came in
 * @param byHand whether somebody started the run in the editor
 * @returns `everybody`, `byHand`, `contacts` (for Compare and Sync), and for a webhook `code`, `id`, `event` and
 *   `approved`
 * @throws ProblemError when a webhook has no code to read the affiliate by
 */
export function runFields(
	item: IDataObject,
	settings: ProgramSettings,
	byHand: boolean,
): IDataObject {
	const look = { byHand, contacts: lookSettings(settings, byHand) };
	if (!isWebhookItem(item)) return { everybody: true, ...look };
	const { event, id } = item;
	const isId = typeof id === 'number' || typeof id === 'string';
	const news = { code: codeOf(item), id: isId ? id : '', event, approved: event === APPROVED };
	return { everybody: false, ...look, ...news };
}

/** Refersion's answer to an id does not have the code (REST v2), so that it has to come with the webhook. */
function codeOf({ code, event }: IDataObject): string {
	const isText = typeof code === 'string' || typeof code === 'number';
	const text = isText ? String(code).trim() : '';
	if (text !== '' && !/\s/.test(text)) return text;
	throw new ProblemError({
		code: 'no_code',
		message: `The webhook "${String(event)}" has no code of an affiliate in it`,
		fix: 'Nothing was changed, because affiliates are read by their code. In Refersion Trigger choose only events about affiliates. If this is one, the next look at everybody brings the affiliate in step.',
	});
}

import type { AnswerKey } from './answers';
import type { Entry } from './entry';
import { hasOtherTag, hasOwnTag, shows, type Stand, type Statement } from './stand';

/** What a look at a Linktree page gave, as the Linktree node says it. */
export interface Look {
	/** live, wrong_code, not_found or unverifiable */
	status: string;
	/** Its code; '' for none. */
	reason: string;
	/** Whether the page was read at all. */
	isRead: boolean;
}

/** What is known of a form when the contact has been read again. */
export interface Case {
	entry: Entry;
	/** The contact as it was when the form came. */
	before: Stand;
	/** What was planned: for a check what the contact shows since the check was counted, for a word what is to be stored. */
	planned: Statement;
	/** Of a check. */
	look: Look | undefined;
	/** The contact as it is now. */
	now: Stand;
	/** Whether a step was made already. */
	hasBegun: boolean;
}

/** The next single step. */
export type Step =
	/** The tags that this status does not have are taken off, before it is written. */
	| { next: 'untag'; status: string }
	/** The statement is written, and its tag after it. */
	| { next: 'store'; statement: Statement }
	/** The tags become those of this status, which the contact shows. The merge fields are not touched. */
	| { next: 'tag'; status: string }
	/** There is nothing more to do. */
	| { next: 'answer'; answer: AnswerKey };

/** There is no page of that name; what is wrong with it is not known otherwise. */
const NO_PAGE = ['profile_missing', 'redirected'];

/**
 * Says the next step of a form whose word counts or whose page was looked at, from what the contact shows at this moment.
 * After each step the contact is read, and this is asked again: so a step that was lost, done twice or overtaken is seen,
 * and no run has to know of another.
 *
 * The order of the steps is the point:
 * 1. Nothing is written about the page before it was seen, so that a run that is cut off leaves nothing half said, and
 *    runs of one and the same form write one and the same thing.
 * 2. A tag that would contradict the new status goes first, then comes the status, its own tag last: wherever a run is
 *    cut off, the contact has no tag that says the opposite of its status.
 * 3. What another form has stored since stays. Only its tags are put right, because this one may have taken them off:
 *    whoever changes tags looks once more, so that the last one who does leaves them right.
 */
export function settle(each: Case): Step {
	const { entry, before, planned, look, now, hasBegun } = each;
	const wanted = look ? afterLook(entry, before, planned, look) : planned;
	if (typeof wanted === 'string') return { next: 'answer', answer: wanted };
	if (shows(now, wanted)) return tagged(now, answerFor(wanted, look));
	const isReplaced = now.page !== before.page || now.status !== before.status;
	if (isReplaced && now.checks >= planned.checks) return tagged(now, 'newer');
	if (!isReplaced && isOvertaken(each, wanted.status)) {
		return hasBegun ? tagged(now, 'newer') : { next: 'answer', answer: 'newer' };
	}
	if (hasOtherTag(now, wanted.status)) return { next: 'untag', status: wanted.status };
	return { next: 'store', statement: wanted };
}

/**
 * Whether a newer form was counted, and has stored nothing yet: then the tags are its business. Once a tag has been taken
 * off there is no way back, because nobody else would put it on again; the newer one comes after.
 */
function isOvertaken({ before, planned, look, now, hasBegun }: Case, status: string): boolean {
	const hasTakenOff = hasBegun && hasOtherTag(before, status);
	return !hasTakenOff && now.checks !== (look ? planned : before).checks;
}

/** The answer, as soon as the tags are those of the status that is shown. */
function tagged(now: Stand, answer: AnswerKey): Step {
	const { status } = now;
	const isRight = hasOwnTag(now, status) && !hasOtherTag(now, status);
	return isRight ? { next: 'answer', answer } : { next: 'tag', status };
}

/**
 * What is to be stored after a look, or the answer when nothing is. A page that could not be read says nothing about the
 * link, so that it changes nothing. A name without a page is misspelt, unless the page was there before: then it is gone.
 */
function afterLook(
	{ page }: Entry,
	before: Stand,
	planned: Statement,
	{ status, reason, isRead }: Look,
): Statement | AnswerKey {
	if (isRead) return { ...planned, page, status };
	if (!NO_PAGE.includes(reason)) return 'not_looked';
	const isGone = before.page === page && before.status !== '';
	return isGone ? { ...planned, page, status: 'unverifiable' } : 'no_page';
}

function answerFor({ status }: Statement, look: Look | undefined): AnswerKey {
	if (look && !look.isRead) return 'gone';
	switch (status) {
		case 'live':
		case 'wrong_code':
		case 'not_found':
		case 'self_reported':
			return status;
		default:
			return 'unverifiable';
	}
}

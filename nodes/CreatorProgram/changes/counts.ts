import type { IDataObject } from 'n8n-workflow';
import type { Done, Gathered } from './gather';
import { isWaiting } from './memory';

/** The numbers of a run. A type, so that it is an item's data as it is. */
export type Counts = {
	/** Everybody in the programme, in a look at everybody; 0 in a live run. */
	people: number;
	right: number;
	added: number;
	/** Whose tag starts the welcome. */
	welcomed: number;
	/** Added with a tag that starts no mail. */
	tagged_without_mail: number;
	/** Added without the tag: Mailchimp asks them to confirm, and then they are welcomed. */
	asked_to_confirm: number;
	/** Who has confirmed since. */
	confirmed: number;
	/** Who had code and link, but not the tag. */
	tag_was_missing: number;
	/** Whose contact had another affiliate's code before. */
	taken_over: number;
	corrected: number;
	moved: number;
	merged: number;
	offboarded: number;
	/** Whose link was read again. */
	checked: number;
	/** Whose link had become another one. */
	links_changed: number;
	/** Left to the next look, because this one could not decide it. */
	later: number;
	/** Left to the next look, because there was too much to do for one. */
	left: number;
	held: number;
	/** Of those, who has not confirmed yet. */
	waiting: number;
	orphans: number;
};

/** The reason of somebody who had code and link, and only got the tag now because of having confirmed. */
export const CONFIRMED = 'confirmed';

/** Counts what a run did, or would do. */
export function countsOf({ done, held, totals }: Gathered): Counts {
	const of = (verdict: string) => done.filter((each) => each.verdict === verdict).length;
	const because = (reason: string) => done.filter((each) => each.reason === reason).length;
	const total = (name: string) => totals.reduce((sum, each) => sum + numberOf(each, name), 0);
	return {
		people: total('people'),
		right: total('right') + of('right'),
		added: of('add'),
		welcomed: done.filter(({ mail }) => mail === 'welcome').length,
		tagged_without_mail: done.filter(isTaggedWithoutMail).length,
		asked_to_confirm: done.filter(isAsked).length,
		confirmed: because(CONFIRMED),
		tag_was_missing: because('tag_was_missing'),
		taken_over: because('taken_over'),
		corrected: of('correct'),
		moved: of('move'),
		merged: of('merge'),
		offboarded: of('offboard'),
		checked: of('check'),
		links_changed: done.filter(hasOtherLink).length,
		later: of('later'),
		left: total('left'),
		held: held.length,
		waiting: held.filter(isWaiting).length,
		orphans: total('orphans'),
	};
}

/** Whether somebody was added who is to confirm first. */
export function isAsked(done: Done): boolean {
	return done.verdict === 'add' && isWaiting(done);
}

function isTaggedWithoutMail({ verdict, mail, changes }: Done): boolean {
	return verdict === 'add' && mail === 'none' && changes.some(({ what }) => what === 'tag');
}

function hasOtherLink({ verdict, reason }: Done): boolean {
	return reason === 'link_changed' && ['check', 'correct'].includes(verdict);
}

function numberOf(totals: IDataObject, name: string): number {
	const value = totals[name];
	return typeof value === 'number' && Number.isInteger(value) && value > 0 ? value : 0;
}

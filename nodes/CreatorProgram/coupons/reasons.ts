import { plain } from '../changes/plain';
import type { Decision } from './types';

/** A decision in words. */
export interface Words {
	what_happened: string;
	what_to_do: string;
}

type HeldDecision = Extract<Decision, { verdict: 'held' }>;

/** What a decision means, and what to do about it. */
export function wordsOf(decision: Decision): Words {
	if (decision.verdict === 'held') {
		const [what, fix] = heldWords(decision);
		return { what_happened: what, what_to_do: fix };
	}
	return { what_happened: ACTIONS[decision.verdict](decision), what_to_do: '' };
}

const ACTIONS: Record<Exclude<Decision['verdict'], 'held'>, (decision: Decision) => string> = {
	make: () => 'The shop has no such code yet',
	take_back: ({ reason }) =>
		reason === 'left'
			? 'The creator has left, and the code is in the shop'
			: 'The creator has a newer code',
	keep: () => 'The code works',
};

function heldWords(decision: HeldDecision): [string, string] {
	const { reason } = decision;
	const promotion = plain(decision.promotion, 80);
	const detail = plain(decision.detail, 200);
	const at = promotion ? ` (${promotion})` : '';
	switch (reason) {
		case 'missing':
			return [
				'BigCommerce has no such code',
				'Create it in BigCommerce, or switch on Make Missing Codes in Settings.',
			];
		case 'code_not_valid':
			return [`The code ${detail}`, 'Give the creator another coupon in Refersion.'];
		case 'shared_code':
			return [
				'Several active creators have this code, and Refersion credits one of them',
				'Give each a coupon of their own in Refersion.',
			];
		case 'several_contacts':
			return [
				`The creator has several contacts with different codes: ${detail}`,
				'Delete the wrong contact in Mailchimp, or correct its coupon.',
			];
		case 'disabled':
			return [
				`The promotion is disabled${at}`,
				'Enable it in BigCommerce, if the code is to work.',
			];
		case 'invalid':
			return [
				`BigCommerce calls the promotion invalid${at}`,
				'Open it in BigCommerce and correct it.',
			];
		case 'expired':
			return [
				`The promotion has expired${at}`,
				'Set a later end date in BigCommerce, if the code is to work.',
			];
		case 'not_started':
			return [`The promotion has not started yet${at}`, 'Nothing, if that is meant so.'];
		case 'used_up':
			return [
				`The code or its promotion is used up${at}`,
				'Raise the limit in BigCommerce, if the code is to work.',
			];
		case 'not_usable':
			return [`The code cannot be used: ${detail}${at}`, 'Look at its promotion in BigCommerce.'];
		case 'still_usable':
			return [
				`The creator has left, and the code still works${at}`,
				'Delete the code in BigCommerce. Codes of the promotion in Settings are taken back by themselves if Take Codes Back is on.',
			];
		case 'replaced_still_usable':
			return [
				`The creator has a newer code, and this one still works${at}`,
				'Delete the code in BigCommerce, if it is not meant to work.',
			];
		case 'unknown_affiliate':
			return [
				`The code works, and Refersion gave no affiliate for the contact${at}`,
				'Nothing was taken back, because the list may be short. Delete the code in BigCommerce, if the creator has left.',
			];
		case 'unclaimed':
			return [
				`The code works, and no contact has it${at}`,
				'Look whose it is in Refersion. Delete it in BigCommerce, if it is nobody\u2019s.',
			];
		case 'empty_list':
			return [
				`No ${detail} came in, so that nothing could be compared`,
				'Nothing was made or taken back. See why the list is empty, then run it again.',
			];
		case 'brake':
			return [
				detail,
				'Nothing was taken back. If all of them have left, raise the limits in Settings (under Options) for one run by hand.',
			];
	}
}

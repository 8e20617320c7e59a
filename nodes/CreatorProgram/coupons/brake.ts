import type { CouponRules, Decision } from './types';

/** How many codes a message names. */
const NAMED = 3;

/**
 * Withholds all codes that would be taken back when they are many at once: that is more likely a mistake than news,
 * such as a list of affiliates with a wrong status. Both limits have to be exceeded.
 *
 * @param live how many codes the promotion has
 * @returns the decisions, with one that is held in the place of those that are withheld
 */
export function brake(
	decisions: Decision[],
	live: number,
	{ brakePeople, brakePercent }: CouponRules,
): Decision[] {
	const backs = decisions.filter(({ verdict }) => verdict === 'take_back');
	const most = Math.max(brakePeople, Math.floor((live * brakePercent) / 100));
	if (brakePeople === 0 || backs.length <= most) return decisions;
	const named = backs.slice(0, NAMED).map(({ code }) => code);
	const more = backs.length > NAMED ? ` and ${backs.length - NAMED} more` : '';
	const detail = `${backs.length} of ${live} codes would be taken back at once: ${named.join(', ')}${more}`;
	const nobody = { key: '', email: '', name: '', code: '', promotion: '' };
	return [
		...decisions.filter(({ verdict }) => verdict !== 'take_back'),
		{ verdict: 'held', reason: 'brake', detail, ...nobody },
	];
}

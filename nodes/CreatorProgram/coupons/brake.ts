import type { CouponRules, Decision } from './types';

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
	const detail = { count: backs.length, live, codes: backs.map(({ code }) => code) };
	const nobody = { key: '', email: '', name: '', code: '', promotion: '' };
	return [
		...decisions.filter(({ verdict }) => verdict !== 'take_back'),
		{ verdict: 'held', reason: 'brake', detail, ...nobody },
	];
}

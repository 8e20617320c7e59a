import type { Clock } from '../common';
import type { BigCommerceSwitches } from './types';

/** What is left of the store's quota (BigCommerce, "API rate limits"). */
export interface Quota {
	/** Uses up one request; false when there is none left. */
	take(): boolean;
	/** Every answer has these. */
	headers(): Record<string, string>;
	clear(): void;
}

export function createQuota(now: Clock, switches: BigCommerceSwitches): Quota {
	let used = 0;
	let windowStart = -Infinity;

	return {
		take() {
			const time = now().getTime();
			if (time - windowStart >= switches.windowMs) {
				windowStart = time;
				used = 0;
			}
			if (used >= switches.quota) return false;
			used += 1;
			return true;
		},
		headers: () => ({
			'x-rate-limit-time-window-ms': String(switches.windowMs),
			'x-rate-limit-time-reset-ms': String(
				Math.max(0, windowStart + switches.windowMs - now().getTime()),
			),
			'x-rate-limit-requests-quota': String(switches.quota),
			'x-rate-limit-requests-left': String(switches.quota - used),
		}),
		clear() {
			used = 0;
			windowStart = -Infinity;
		},
	};
}

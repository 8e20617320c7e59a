import type { Input } from '../../shared/input';
import type { Tier } from '../tiers/types';
import { LANGUAGES, type Language } from '../words';
import { readCurrency, readSomeTiers } from './tiers';

/** What a user may set for promotions, checked. A type, so that it is an item's data as it is. */
export type PromotionSettings = {
	dryRun: boolean;
	/** Whether somebody has to approve before anything is written. */
	askFirst: boolean;
	tiers: Tier[];
	/** Three letters; '' when none is set. */
	currency: string;
	moveDown: boolean;
	/** From when on conversions count, ISO 8601 (UTC); '' from the beginning. */
	since: string;
	language: Language;
};

/** Milliseconds of a day. */
const DAY_MS = 24 * 60 * 60 * 1_000;

/**
 * Reads what is set for promotions, and refuses what is not clearly meant.
 *
 * @param now in milliseconds
 * @throws ProblemError that names the parameter
 */
export function readPromotionSettings(input: Input, now: number): PromotionSettings {
	const options = input.collection('options', 'Options');
	const days = options.number('windowDays', 'Count Only the Last (Days)', 0, {
		min: 0,
		max: 3_650,
		isWhole: true,
	});
	return {
		dryRun: input.switch('dryRun', 'Dry Run', true),
		askFirst: input.switch('askFirst', 'Ask First', true),
		tiers: readSomeTiers(input),
		currency: readCurrency(input),
		moveDown: options.switch('moveDown', 'Move Down', false),
		since: days === 0 ? '' : new Date(now - days * DAY_MS).toISOString(),
		language: options.choice('language', 'Language', LANGUAGES, 'en'),
	};
}

import type { Input } from '../../shared/input';
import { LANGUAGES, type Language } from '../words';

/** How failures are told. A type, so that it is an item's data as it is. */
export type FailureSettings = {
	language: Language;
	/** Minutes. */
	tellAgainAfter: number;
};

/** @throws ProblemError that names the parameter */
export function readFailureSettings(input: Input): FailureSettings {
	return {
		language: input.choice('language', 'Language', LANGUAGES, 'en'),
		tellAgainAfter: input.number('tellAgainAfter', 'Tell Again After (Minutes)', 60, {
			min: 0,
			max: 10_080,
			isWhole: true,
		}),
	};
}

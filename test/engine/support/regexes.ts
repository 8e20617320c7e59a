import { setSafeRegexEngine } from 'n8n-workflow';

/**
 * Lets regular expressions of n8n's own take their time. n8n ends one after 250 ms (n8n-workflow, safe-regex.ts), which go
 * by the clock: on a busy machine also one that has hardly begun ends with "Regular expression execution timed out". It
 * guards against patterns that users write, and all patterns here are those of nodes and templates.
 */
export function withoutRegexLimit(): void {
	setSafeRegexEngine({
		exec: (pattern, input, flags) => new RegExp(pattern, flags).exec(input),
		test: (pattern, input, flags) => new RegExp(pattern, flags).test(input),
		replace: (pattern, input, flags, by) => input.replace(new RegExp(pattern, flags), by),
		matchAll: (pattern, input, flags = '') => [
			...input.matchAll(new RegExp(pattern, flags.includes('g') ? flags : `${flags}g`)),
		],
		split: (pattern, input, flags) => input.split(new RegExp(pattern, flags)),
	});
}

import { appendFileSync } from 'node:fs';
import { relative } from 'node:path';

/** Variable with the file to which the reporter adds a line of JSON for each test file that has run. */
export const TIMINGS_VARIABLE = 'CREATOR_HUB_TIMINGS';

/** A reporter of Jest that notes how long each test file took, for `createTimings`. */
export default class TimingReporter {
	/**
	 * @param {import('@jest/reporters').Test} test
	 * @param {import('@jest/reporters').TestResult} result
	 */
	onTestResult({ path, context: { config } }, { perfStats, numPassingTests, numFailingTests }) {
		const file = process.env[TIMINGS_VARIABLE];
		if (!file) return;
		const entry = {
			layer: config.displayName?.name ?? '',
			file: relative(config.rootDir, path),
			tests: numPassingTests + numFailingTests,
			ms: perfStats.runtime,
		};
		appendFileSync(file, `${JSON.stringify(entry)}\n`);
	}
}

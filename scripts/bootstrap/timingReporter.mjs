import { appendFileSync } from 'node:fs';
import { relative } from 'node:path';
import timings from '../shared/timings.cjs';

/** A reporter of Jest that notes how long each test file took, for `createTimings`. */
export default class TimingReporter {
	/**
	 * @param {import('@jest/reporters').Test} test
	 * @param {import('@jest/reporters').TestResult} result
	 */
	onTestResult({ path, context: { config } }, { perfStats, numPassingTests, numFailingTests }) {
		const file = process.env[timings.TIMINGS_VARIABLE];
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

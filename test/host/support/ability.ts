import { chosenVersion } from '../../../scripts/n8n/versions.cjs';

/**
 * Like `describe`, for what not every n8n can. Elsewhere the tests are skipped, with a line that cannot be overlooked.
 *
 * @param able whether the n8n under test can do it
 * @param what it needs, as the end of "n8n 1.2.3 has no …"
 */
export function describeAble(
	able: boolean,
	what: string,
): (name: string, tests: () => void) => void {
	if (able) return describe;
	return (name, tests) => {
		const { number } = chosenVersion();
		process.stderr.write(
			`\n*** SKIPPED, NOT TESTED: "${name}". n8n ${number} has no ${what}. ***\n\n`,
		);
		describe.skip(name, tests);
	};
}

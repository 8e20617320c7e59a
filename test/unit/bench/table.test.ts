import { withGenerated } from '../../../scripts/bench/page';
import { memorySection, setSection } from '../../../scripts/bench/table';
import { aRun, aSet, ENVIRONMENT, ourRun } from './support';

const rowOf = (section: string, start: string): string | undefined =>
	section.split('\n').find((line) => line.startsWith(`| ${start}`));

describe('the table of a set', () => {
	it('has a row for each run that was made, ours first, and the ratios', () => {
		const section = setSection(aSet([aRun(), ourRun()]));
		const [, ours, builtin] = section.split('\n').filter((line) => /^\| (?!---)/.test(line));
		expect(ours).toBe(
			'| This package, journeys start | 20.0 s | 1,003 | 1.003 | 1,000 | 0 | 1,000 of 1,000 | 0 | 0 | 190 MB | 88 MB |',
		);
		expect(builtin).toContain('| n8n: Update, then Tag | 200 s | 2,000 | 2 |');
		expect(section).toContain('against n8n: Update, then Tag | 10.0× | 1.9× |');
		expect(section).toContain('### 1,000 contacts (100 ms a request)');
		expect(section).toContain('Measured 2026-11-23 on n8n-core 2.0.0, n8n-nodes-base 2.0.1,');
	});

	it('shows no row for what was not measured', () => {
		const section = setSection(aSet([ourRun()]));
		expect(section).not.toContain('n8n:');
		expect(section).not.toContain('Ratio');
	});

	it('says what is wrong, and of a run that stopped that it did', () => {
		const section = setSection(
			aSet(
				[
					aRun({
						continueOnError: false,
						seconds: 3,
						error: 'The service is receiving too many requests from you',
						contacts: {
							right: 0,
							wrong: 1000,
							causes: [
								{ cause: 'not in the audience', contacts: 800 },
								{ cause: 'no tag', contacts: 200 },
							],
							unexpected: 0,
						},
						mails: { expected: 1000, right: 0, wrong: 1, doubled: 0, missing: 999, unwanted: 0 },
					}),
				],
				{ faults: { '429': 0.05, 'reset-after': 0.005 } },
			),
		);
		expect(section).toContain('(100 ms a request, 5 % answers 429, 0.5 % resets after the write)');
		const row = rowOf(section, 'n8n: Update, then Tag (stops at an error)');
		expect(row).toContain('stopped after 3.00 s');
		expect(row).toContain('1,000 (not in the audience 800, no tag 200)');
		expect(row).toContain('0 of 1,000 (1 wrong, 999 missing)');
	});
});

it('the table of memory has ratios of what was measured', () => {
	const run = { seconds: 5, rssPeak: 400, heapPeak: 200, weighed: 150 };
	const section = memorySection({
		contacts: 100_000,
		latencyMs: [0, 5],
		startedAt: '2026-11-23T10:00:00.000Z',
		environment: ENVIRONMENT,
		noOp: run,
		ours: { ...run, rssPeak: 520, weighed: 210, requests: 403, contactsRight: 100_000 },
	});
	expect(rowOf(section, 'Peak memory of the process')).toContain('| 400 MB | 520 MB | 1.30× |');
	expect(rowOf(section, 'Peak heap without garbage')).toContain('| 150 MB | 210 MB | 1.40× |');
});

describe('the page', () => {
	it('keeps what is written by hand, before and after the generated part', () => {
		const first = withGenerated('# Benchmark\n\nHow it works.\n', 'OLD');
		const second = withGenerated(`${first}\n## Limits\n`, 'NEW');
		expect(second).toMatch(/^# Benchmark\n\nHow it works\.\n\n<!-- .* -->\n\nNEW\n\n<!-- .* -->\n/);
		expect(second).toContain('## Limits');
		expect(second).not.toContain('OLD');
	});

	it('does not change when nothing new was measured', () => {
		const page = withGenerated('# Benchmark\n', 'TABLE');
		expect(withGenerated(page, 'TABLE')).toBe(page);
	});
});

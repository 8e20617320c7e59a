import { FLOW, type FlowId } from '../../../scripts/bench/flows';
import { duration, requestsPerContact, short, times } from '../../../scripts/bench/numbers';
import { mergeRuns, ratios } from '../../../scripts/bench/results';
import { aRun, aSet, ENVIRONMENT, ourRun } from './support';

const isOurs = (flow: FlowId) => FLOW[flow].ours;

describe('ratios', () => {
	it('divides what was measured', () => {
		const [ratio, ...rest] = ratios([ourRun(), aRun()], isOurs);
		expect(rest).toEqual([]);
		expect(ratio).toMatchObject({ ours: 'ours-journeys', builtin: 'builtin-update-tag' });
		expect(ratio?.faster).toBe(10);
		expect(ratio?.fewerRequests).toBeCloseTo(1.994, 3);
	});

	it.each([
		['a flow that was not measured', []],
		['a run that stopped', [aRun({ error: 'Bad request' })]],
		[
			'a run that left contacts wrong',
			[aRun({ contacts: { right: 999, wrong: 1, causes: [], unexpected: 0 } })],
		],
		['another machine', [aRun({ environment: { ...ENVIRONMENT, cores: 2 } })]],
		['another version of n8n', [aRun({ environment: { ...ENVIRONMENT, n8nCore: '3.0.0' } })]],
	])('shows none for %s', (_, builtin) => {
		expect(ratios([ourRun(), ...builtin], isOurs)).toEqual([]);
	});
});

describe('putting runs together', () => {
	it('replaces the run of the same flow and keeps the others', () => {
		const earlier = aSet([aRun(), ourRun()]);
		const merged = mergeRuns(earlier, aSet([ourRun({ seconds: 18 })]));
		expect(merged.runs.map(({ flow, seconds }) => [flow, seconds])).toEqual([
			['builtin-update-tag', 200],
			['ours-journeys', 18],
		]);
	});

	it('keeps the run that stops at an error beside the one that goes on', () => {
		const merged = mergeRuns(aSet([aRun()]), aSet([aRun({ continueOnError: false })]));
		expect(merged.runs).toHaveLength(2);
	});

	it('keeps nothing that was measured under other conditions', () => {
		const merged = mergeRuns(aSet([aRun()], { seed: 2 }), aSet([ourRun()]));
		expect(merged.runs.map(({ flow }) => flow)).toEqual(['ours-journeys']);
	});
});

describe('numbers', () => {
	it('have three digits that count', () => {
		expect([0, 0.576, 1.647, 17.457, 234.49, 2340].map(short)).toEqual([
			'0',
			'0.576',
			'1.65',
			'17.5',
			'234',
			'2,340',
		]);
		expect(duration(234.49)).toBe('234 s');
		expect(duration(2346)).toBe('39.1 min');
	});

	it('never say that a ratio is larger than it is', () => {
		expect(times(11.99)).toBe('11.9×');
		expect(times(142.9)).toBe('142×');
	});

	it('show requests a contact so that 1.01 and 1.00 can be told apart', () => {
		expect(requestsPerContact(ourRun())).toBe('1.003');
		expect(requestsPerContact(aRun())).toBe('2');
	});
});

import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
	readCpuSeconds,
	readPeakMemory,
	readVariables,
	resetPeakMemory,
} from '../../../scripts/bench/n8n/process';
import {
	expressionCpuShare,
	expressionShare,
	medianOf,
	type N8nRound,
} from '../../../scripts/bench/n8n/results';
import { n8nSection } from '../../../scripts/bench/n8n/section';
import { EXPRESSION_COUNT, MEASURED, workloadWorkflow } from '../../../scripts/bench/n8n/workflows';
import { ENVIRONMENT } from './support';

const run = (nodeSeconds: number, requests = 0) => ({
	nodeSeconds,
	executionSeconds: nodeSeconds + 1,
	cpuSeconds: nodeSeconds * 2 + 3,
	peakMemory: 500,
	requests,
});

const round = (contacts: number, editFields: number, contactsRight = 10_000): N8nRound => ({
	contacts: run(contacts, 43),
	editFields: run(editFields),
	noOperation: run(0.5),
	contactsRight,
});

const ROUNDS = [round(20, 4.5), round(10, 6.5), round(20, 8.5, 9_999)];

const RESULT = {
	conditions: { contacts: 10_000, seed: 1, latencyMs: 20, expressions: 4 },
	startedAt: '2026-11-28T10:00:00.000Z',
	environment: ENVIRONMENT,
	loadBefore: 0.4,
	n8n: { version: '2.0.0', node: '24.0.0', expressionEngine: ['N8N_EXPRESSION_ENGINE=vm'] },
	rounds: ROUNDS,
};

describe('the measurement in a real n8n', () => {
	it('takes the share of expressions within each round', () => {
		expect(ROUNDS.map(expressionShare)).toEqual([0.2, 0.6, 0.4]);
		expect(medianOf(ROUNDS, expressionShare)).toBe(0.4);
		expect(expressionCpuShare(round(8.5, 4.5))).toBe(0.4);
	});

	it('writes medians, the share with its range, and under which conditions', () => {
		const section = n8nSection(RESULT);
		expect(section).toContain('### 10,000 contacts in a real n8n (20 ms a request)');
		expect(section).toContain(
			'| This package: Create or Update | 4 | 20.0 s | 21.0 s | 43.0 s | 43 | 500 MB |',
		);
		expect(section).toContain("| n8n's Edit Fields | 4 | 6.50 s | 7.50 s | 16.0 s | 0 | 500 MB |");
		expect(section).toContain(
			"| n8n's No Operation | 0 | 0.500 s | 1.50 s | 4.00 s | 0 | 500 MB |",
		);
		expect(section).toContain("**40 % (20 % to 60 %)** of the node's time");
		expect(section).toContain('**37 % (19 % to 52 %)** of the processor time');
		expect(section).toContain('9,999 of 10,000 were right in the round with the fewest');
		expect(section).toContain('`N8N_EXPRESSION_ENGINE=vm`), Node.js 24.0.0');
	});

	it.each([
		[[], 'environment: none)'],
		[null, 'environment: not known)'],
	])('says of the engine switches %j: %s', (expressionEngine, text) => {
		expect(n8nSection({ ...RESULT, n8n: { ...RESULT.n8n, expressionEngine } })).toContain(text);
	});

	it('gives no peak and no processor time when one of its runs has none', () => {
		const [first = round(1, 1), ...others] = ROUNDS;
		const unknown = {
			...first,
			contacts: { ...first.contacts, peakMemory: null, cpuSeconds: null },
		};
		const section = n8nSection({ ...RESULT, rounds: [unknown, ...others] });
		expect(section).toContain('| unknown | 43 | unknown |');
		expect(section).toContain('| 16.0 s | 0 | 500 MB |');
		expect(section).not.toContain('of the processor time');
	});

	it('gives no range of one round', () => {
		const section = n8nSection({ ...RESULT, rounds: ROUNDS.slice(0, 1) });
		expect(section).toContain("**20 %** of the node's time, and **19 %** of the processor time");
	});
});

describe('the workflows in a real n8n', () => {
	const mailchimp = { audienceId: 'a1', credential: { id: '7', name: 'Mailchimp' } };
	const measured = (workload: 'contacts' | 'editFields' | 'noOperation') =>
		workloadWorkflow(workload, 'bench', mailchimp).nodes.find(({ name }) => name === MEASURED);
	const expressions = (value: unknown): string[] =>
		JSON.stringify(value).match(/\{\{[^}]*\}\}/g) ?? [];

	it('give both nodes the same expressions', () => {
		const contacts = expressions(measured('contacts')?.parameters);
		const editFields = expressions(measured('editFields')?.parameters);
		expect(contacts).toHaveLength(EXPRESSION_COUNT);
		expect([...editFields].sort()).toEqual([...contacts].sort());
		expect(expressions(measured('noOperation')?.parameters)).toEqual([]);
	});

	it('write to the audience that is asked for, with the credential of this n8n', () => {
		expect(measured('contacts')).toMatchObject({
			credentials: { mailchimpAudienceApi: mailchimp.credential },
			parameters: { audience: { value: 'a1' }, options: { startAutomations: 'any' } },
		});
	});
});

const onLinux = process.platform === 'linux' ? describe : describe.skip;

onLinux('what the system tells of a process', () => {
	/** Works until it has used 0.2 s of the processor; holds 100 MB until it is written to; says when it is done. */
	const SCRIPT = `
		while (process.cpuUsage().user < 200e3);
		let held = Buffer.alloc(100e6, 1);
		console.log('held');
		process.stdin.once('data', () => {
			held = null;
			gc();
			setTimeout(() => console.log('given back'), 50);
		});
	`;
	let child: ChildProcess;
	afterEach(() => void child.kill('SIGKILL'));

	const start = (): { pid: number; said: () => Promise<unknown> } => {
		child = spawn(process.execPath, ['--expose-gc', '-e', SCRIPT], {
			env: { BENCH_B: '2', BENCH_A: '1', OTHER: '3' },
			stdio: ['pipe', 'pipe', 'inherit'],
		});
		const { pid, stdout } = child;
		if (pid === undefined || stdout === null) throw new Error('The process did not start.');
		return { pid, said: async () => await once(stdout, 'data') };
	};

	it('is the most memory since the record was begun, processor time, and the variables of a name', async () => {
		const { pid, said } = start();
		await said();
		expect(await readPeakMemory(pid)).toBeGreaterThan(100e6);
		expect(await readCpuSeconds(pid)).toBeGreaterThanOrEqual(0.19);
		expect(await readCpuSeconds(pid)).toBeLessThan(5);
		expect(await readVariables(pid, 'BENCH_')).toEqual(['BENCH_A=1', 'BENCH_B=2']);
		const givenBack = said();
		child.stdin?.write('\n');
		await givenBack;
		await resetPeakMemory(pid);
		expect(await readPeakMemory(pid)).toBeLessThan(100e6);
	});
});

import { spawn } from 'node:child_process';
import os from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseData } from '../../../scripts/bench/keep/database';
import {
	bytesADay,
	mergeScenes,
	mostSeconds,
	wasBusy,
	type KeepLook,
	type KeepResult,
	type KeepScene,
} from '../../../scripts/bench/keep/results';
import { keepSection } from '../../../scripts/bench/keep/section';
import { readWaitSeconds } from '../../../scripts/bench/keep/wait';
import { lookWorkflow, withLookNow } from '../../../scripts/bench/keep/workflow';
import { node } from '../../../scripts/bench/webhooks/workflows';
import { ENVIRONMENT } from './support';

const look = (changes: Partial<KeepLook> = {}): KeepLook => ({
	seconds: 5,
	nodeSeconds: { Settings: 0.01, Compare: 3 },
	waitedSeconds: 0.1,
	cpuSeconds: 4,
	peakMemory: 580,
	aboveRest: 115,
	requests: { refersion: 101, mailchimp: 13, writes: 0 },
	right: 10_000,
	dataBytes: 2_700_000,
	databaseBytes: 2_800_000,
	bareLoops: [3.2, 3],
	...changes,
});

const scene = (creators: number, others: number, looks: KeepLook[]): KeepScene => ({
	conditions: { creators, others, latencyMs: 20, seed: 1 },
	startedAt: '2026-11-28T10:00:00.000Z',
	loadBefore: 0.4,
	restMemory: 465,
	looks,
	leftBytes: 4096,
});

const result = (scenes: KeepScene[], version = '2.0.0'): KeepResult => ({
	environment: ENVIRONMENT,
	n8n: { version, node: '24.0.0', expressionEngine: ['N8N_EXPRESSION_ENGINE=vm'] },
	scenes,
});

describe('what a look at everybody is held to', () => {
	it('is three times the fastest bare loop and two seconds', () => {
		expect(mostSeconds(look())).toBe(11);
	});

	it('is not judged when n8n waited for a core in a tenth of the time', () => {
		expect(wasBusy(look({ seconds: 10, waitedSeconds: 1 }))).toBe(false);
		expect(wasBusy(look({ seconds: 10, waitedSeconds: 1.1 }))).toBe(true);
		expect(wasBusy(look({ waitedSeconds: null }))).toBe(false);
	});

	it('leaves 144 times as much in the database in a day', () => {
		expect(bytesADay(1000)).toBe(144_000);
	});
});

describe('the programmes that were measured', () => {
	const sizes = ({ scenes }: KeepResult) =>
		scenes.map(({ conditions: { creators, others } }) => [creators, others]);

	it('are kept when another one is measured, the smallest one first', () => {
		const earlier = result([scene(100_000, 0, []), scene(10_000, 0, [])]);
		const merged = mergeScenes(earlier, result([scene(2_000, 98_000, [])]));
		expect(sizes(merged)).toEqual([
			[2_000, 98_000],
			[10_000, 0],
			[100_000, 0],
		]);
	});

	it('give way to a later measurement of the same size, and to one on another n8n', () => {
		const earlier = result([scene(10_000, 0, []), scene(2_000, 0, [])]);
		const merged = mergeScenes(earlier, result([scene(10_000, 0, [look()])]));
		expect(merged.scenes.map(({ looks }) => looks.length)).toEqual([0, 1]);
		const other = mergeScenes(earlier, result([scene(10_000, 0, [])], '2.0.1'));
		expect(sizes(other)).toEqual([[10_000, 0]]);
	});
});

describe('the part of the page about looks', () => {
	const section = keepSection(
		result([
			scene(2_000, 98_000, [look({ right: 2_000, nodeSeconds: { Compare: 1 } })]),
			scene(10_000, 0, [look({ seconds: 6 }), look({ peakMemory: null, aboveRest: null })]),
		]),
	);

	it('has a row for each look, with what it is held to', () => {
		expect(section).toContain(
			'| 10,000 creators, look 1 | 6.00 s | 3.00 s | 11.0 s | 0.100 s | 4.00 s | 101 | 13 | 580 MB | 115 MB | 2.70 MB |',
		);
		expect(section).toContain('| 101 | 13 | unknown | unknown | 2.70 MB |');
		expect(section).toContain('| 2,000 creators, 98,000 other contacts, look 1 | 5.00 s |');
	});

	it('has the time of each node, and which did not run', () => {
		expect(section).toContain('| Settings | did not run | 0.010 s |');
		expect(section).toContain('| Compare | 1.000 s | 3.000 s |');
	});

	it('says what a day leaves in the database, on which n8n, and with which latency', () => {
		expect(section).toContain(
			'10,000 creators: 2.80 MB a look, 403 MB a day, 5.64 GB before n8n deletes the first',
		);
		expect(section).toContain(
			"with the template's own settings: 2,000 creators, 98,000 other contacts: 4 kB; 10,000 creators: 4 kB.",
		);
		expect(section).toContain('(20 ms a request)');
		expect(section).toContain('n8n 2.0.0 in one process with SQLite');
		expect(section).toContain('`N8N_EXPRESSION_ENGINE=vm`), Node.js 24.0.0');
	});

	it('says when something was written, or when not all were right', () => {
		expect(section).toContain(
			'change something: none. Looks in which all creators were right: all.',
		);
		const requests = { refersion: 101, mailchimp: 14, writes: 1 };
		const bad = keepSection(result([scene(10_000, 0, [look({ requests, right: 9_999 })])]));
		expect(bad).toContain('change something: **1**');
		expect(bad).toContain('**not those of 10,000 creators**');
	});
});

describe('the workflow that looks', () => {
	const credential = { id: '1', name: 'One' };
	const settings = {
		audience: { id: 'a1', name: 'Creators' },
		credentials: { refersionApi: credential, mailchimpAudienceApi: credential },
	};

	it('is the template with a webhook before Settings, and no schedule', async () => {
		const { nodes, connections, settings: own } = await lookWorkflow(settings, 'look', 'all');
		const webhook = nodes.find(({ type }) => type === 'n8n-nodes-base.webhook');
		expect(webhook?.parameters).toMatchObject({ path: 'look', responseMode: 'lastNode' });
		expect(connections[webhook?.name ?? '']).toEqual({
			main: [[{ node: 'Settings', type: 'main', index: 0 }]],
		});
		const schedules = nodes.filter(({ type }) => type === 'n8n-nodes-base.scheduleTrigger');
		expect(schedules.map(({ disabled }) => disabled)).toEqual([true]);
		expect(own).toMatchObject({ executionOrder: 'v1', saveDataSuccessExecution: 'all' });
	});

	it('leaves to the template what n8n keeps, where that is measured', () => {
		const template = {
			name: 'Keep',
			nodes: [node('Settings', 'n8n-nodes-creator-hub.creatorProgram', 1, {})],
			connections: {},
			settings: { saveDataSuccessExecution: 'none' },
		};
		expect(withLookNow(template, 'look', 'asItIs').settings).toEqual(template.settings);
	});

	it('refuses a template without Settings', () => {
		expect(() => withLookNow({ name: 'Other', nodes: [], connections: {} }, 'look', 'all')).toThrow(
			'"Other" has no node Settings.',
		);
	});
});

it('the data of an execution is read as n8n stores it, texts and objects named by their place', () => {
	const list = [
		{ version: 1, resultData: '1' },
		{ runData: '2', lastNodeExecuted: '3' },
		{ Compare: '4', Summary: '5' },
		'Summary',
		['6', '7'],
		['8'],
		{ executionTime: 1200 },
		{ executionTime: 300 },
		{ executionTime: 5, data: '9' },
		{ main: '10' },
		['11'],
		['12'],
		{ json: '13' },
		{ text: '3', counts: '14' },
		{ right: 7 },
	];
	const { nodeSeconds, firstItem } = parseData(JSON.stringify(list));
	expect(nodeSeconds).toEqual({ Compare: 1.5, Summary: 0.005 });
	expect(firstItem('Summary')).toMatchObject({ text: 'Summary' });
	expect(firstItem('Compare')).toBeUndefined();
});

const onLinux = process.platform === 'linux' ? it : it.skip;

onLinux('a process that shares cores with others has waited for one', async () => {
	const busy = Array.from({ length: os.cpus().length * 2 }, () =>
		spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore' }),
	);
	try {
		await sleep(1_000);
		const waited = await Promise.all(busy.map(async ({ pid = 0 }) => await readWaitSeconds(pid)));
		expect(Math.max(...waited.map(Number))).toBeGreaterThan(0.1);
		expect(await readWaitSeconds(0)).toBeNull();
	} finally {
		for (const child of busy) child.kill('SIGKILL');
	}
});

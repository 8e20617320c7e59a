import { N8N_VERSIONS } from '../../../scripts/n8n/versions.cjs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
	GITHUB,
	read,
	workflow,
	workflowErrors,
	workflowFiles,
	workflowText,
	type Job,
	type Step,
} from './support/files';

const each = workflowFiles.map((file): [string] => [file]);

const jobs = workflowFiles.flatMap((file) =>
	Object.entries(workflow(file).jobs).map(([name, job]): [string, Job] => [
		`${file}: ${name}`,
		job,
	]),
);
const steps = jobs.flatMap(([name, job]) => job.steps.map((step): [string, Step] => [name, step]));

it('the workflows are those that are asked for', () => {
	expect([...workflowFiles].sort()).toEqual([
		'ci.yml',
		'codeql.yml',
		'dependency-review.yml',
		'publish.yml',
		'scorecard.yml',
	]);
});

describe("GitHub's own parser", () => {
	it('takes every workflow', async () => {
		const paths = workflowFiles.map((file) => join(GITHUB, 'workflows', file));
		const expected = Object.fromEntries(paths.map((path): [string, string[]] => [path, []]));
		expect(await workflowErrors(paths)).toEqual(expected);
	});

	it('would find a word that is none, a wrong type and a broken expression', async () => {
		const folder = await mkdtemp(join(tmpdir(), 'creator-hub-workflow-'));
		const path = join(folder, 'wrong.yml');
		const wrong = workflowText('ci.yml')
			.replace('branches:', 'branchs:')
			.replace('timeout-minutes: 20', 'timeout-minutes: soon')
			.replace('${{ matrix.node }}', '${{ matrix.node + }}');
		await writeFile(path, wrong);
		const found = (await workflowErrors([path]))[path]?.join('\n');
		await rm(folder, { recursive: true });
		for (const word of ["'branchs'", "'soon'", "'+'"]) expect(found).toContain(word);
	});
});

describe.each(each)('%s', (file) => {
	const { permissions, concurrency, on } = workflow(file);

	it('reads the code and may do nothing else, unless a job says so', () => {
		expect(permissions).toEqual({ contents: 'read' });
	});

	it('has one run at a time', () => {
		expect(concurrency).toMatchObject({ group: expect.any(String) });
	});

	it('runs no code of strangers with rights of its own, and knows no secret', () => {
		expect(Object.keys(on)).not.toContain('pull_request_target');
		expect(Object.keys(on)).not.toContain('workflow_run');
		expect(workflowText(file)).not.toContain('secrets.');
	});

	it('names each action by commit, with its version beside', () => {
		const lines = workflowText(file)
			.split('\n')
			.filter((line) => line.includes('uses:'));
		expect(lines.length).toBeGreaterThan(0);
		for (const line of lines) {
			expect(line).toMatch(/^ +(- )?uses: [\w-]+\/[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
		}
	});
});

it('an action has one version everywhere', () => {
	const versions = new Map<string, Set<string>>();
	for (const file of workflowFiles) {
		for (const [, name = '', version = ''] of workflowText(file).matchAll(
			/uses: ([\w-]+\/[\w-]+)\S*@(\S+ # \S+)/g,
		)) {
			versions.set(name, (versions.get(name) ?? new Set()).add(version));
		}
	}
	expect(versions.size).toBeGreaterThan(0);
	expect([...versions].filter(([, used]) => used.size > 1)).toEqual([]);
});

it('only these jobs may write anything', () => {
	const writing = jobs.flatMap(([name, { permissions = {} }]) =>
		Object.entries(permissions).flatMap(([what, may]) =>
			may === 'write' ? [`${name}: ${what}`] : [],
		),
	);
	expect(writing.sort()).toEqual([
		'codeql.yml: analyse: security-events',
		'publish.yml: publish: id-token',
		'scorecard.yml: analyse: id-token',
		'scorecard.yml: analyse: security-events',
	]);
});

it.each(jobs)('%s ends by itself, on a machine that is named', (_name, job) => {
	expect(job['timeout-minutes']).toEqual(expect.any(Number));
	expect(job['runs-on']).toBe('ubuntu-24.04');
});

it('no checkout leaves its token behind', () => {
	const checkouts = steps.filter(([, { uses }]) => uses?.startsWith('actions/checkout@'));
	expect(checkouts).toHaveLength(jobs.length);
	for (const [, step] of checkouts) expect(step.with).toEqual({ 'persist-credentials': false });
});

it('no script has values of an event put into its text', () => {
	const scripts = steps.flatMap(([, { run }]) => (run === undefined ? [] : [run]));
	expect(scripts.length).toBeGreaterThan(0);
	expect(scripts.filter((script) => script.includes('${{'))).toEqual([]);
});

it('every command of npm that a script uses is there', () => {
	const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
	const used = steps.flatMap(([, { run = '' }]) =>
		[...run.matchAll(/npm run (\S+)/g)].map(([, name = '']) => name),
	);
	expect(used).toContain('pack:refersion');
	expect(used.filter((name) => !(name in scripts))).toEqual([]);
});

describe('CI', () => {
	const test = workflow('ci.yml').jobs.test;

	it('tests with the oldest Node that is promised', () => {
		const { engines } = JSON.parse(read('package.json')) as { engines: { node: string } };
		expect(test?.strategy?.matrix.node).toContain(Number(engines.node.replace('>=', '')));
	});

	it('keeps another n8n in another cache', () => {
		const [, files = ''] = /hashFiles\(([^)]*)\)/.exec(workflowText('ci.yml')) ?? [];
		const texts = [...files.matchAll(/'([^']+)'/g)].map(([, file = '']) =>
			read(...file.split('/')),
		);
		for (const { number, node } of N8N_VERSIONS) {
			expect(texts.some((text) => text.includes(`'${number}'`))).toBe(true);
			expect(texts.some((text) => text.includes(`'${node}'`))).toBe(true);
		}
	});

	it('has the databases of the production set-up', () => {
		const compose = read('docs', 'production', 'compose.yml');
		const images = Object.values(test?.services ?? {}).map(({ image }) => image);
		expect(images).toHaveLength(2);
		for (const image of images) expect(compose).toContain(`image: ${image}\n`);
	});
});

describe('publishing', () => {
	const { on, jobs: parts } = workflow('publish.yml');

	it('is by tag alone, after the checks', () => {
		expect(on).toEqual({ push: { tags: ['v*.*.*'] } });
		expect(parts.publish?.needs).toBe('check');
	});

	it('gives both packages their provenance, and needs no token', () => {
		const commands = (parts.publish?.steps ?? []).flatMap(({ run }) =>
			run?.includes('npm publish') ? [run] : [],
		);
		// What is on npm already is left as it is: a run that ended between the two can be run again.
		for (const [index, name] of ['n8n-nodes-creator-hub', 'n8n-nodes-refersion'].entries()) {
			expect(commands[index]).toMatch(
				new RegExp(
					`^npm view "${name}@.*" version \\|\\| npm publish --provenance --access public`,
				),
			);
		}
		expect(commands).toHaveLength(2);
		expect(workflowText('publish.yml')).not.toMatch(/NODE_AUTH_TOKEN|NPM_TOKEN/);
	});
});

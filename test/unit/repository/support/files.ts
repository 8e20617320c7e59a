import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { parse } from 'yaml';

export const ROOT = join(__dirname, '..', '..', '..', '..');
export const GITHUB = join(ROOT, '.github');
const WORKFLOWS = join(GITHUB, 'workflows');

export interface Step {
	uses?: string;
	run?: string;
	with?: Record<string, unknown>;
	[other: string]: unknown;
}

export interface Job {
	'runs-on': string;
	'timeout-minutes'?: number;
	permissions?: Record<string, string>;
	needs?: string;
	services?: Record<string, { image: string }>;
	strategy?: { matrix: Record<string, unknown[]> };
	steps: Step[];
	[other: string]: unknown;
}

export interface Workflow {
	on: Record<string, unknown>;
	permissions?: unknown;
	concurrency?: unknown;
	jobs: Record<string, Job>;
}

export const read = (...path: string[]): string => readFileSync(join(ROOT, ...path), 'utf8');

export const yaml = (...path: string[]): unknown => parse(read(...path));

/** Names of the workflows' files. */
export const workflowFiles = readdirSync(WORKFLOWS);

export const workflowText = (file: string): string => read('.github', 'workflows', file);

/** One that GitHub's parser has found to be one. */
export const workflow = (file: string): Workflow => parse(workflowText(file)) as Workflow;

/** @returns what GitHub's parser has against each of the files, by path */
export async function workflowErrors(paths: string[]): Promise<Record<string, string[]>> {
	const script = join(__dirname, 'parseWorkflows.mjs');
	const { stdout } = await promisify(execFile)(
		process.execPath,
		['--import', 'tsx', script, ...paths],
		{ cwd: ROOT },
	);
	return JSON.parse(stdout) as Record<string, string[]>;
}

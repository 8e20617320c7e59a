import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { chart, DARK, LIGHT } from './chart';
import { mergeScenes, type KeepResult } from './keep/results';
import { keepSection } from './keep/section';
import type { N8nResult } from './n8n/results';
import { n8nSection } from './n8n/section';
import { withGenerated } from './page';
import { mergeRuns, type MemoryResult, type RunSet } from './results';
import { memorySection, setSection } from './table';
import type { WebhookResult } from './webhooks/results';
import { webhookSection } from './webhooks/section';

const ROOT = join(__dirname, '..', '..');
const MEMORY_FILE = 'memory.json';
const WEBHOOK_FILE = 'webhooks.json';
const N8N_FILE = 'n8n.json';
const KEEP_FILE = 'keep.json';
const SET_FILE = /^(\d+)-contacts(-faults)?\.json$/;

/** Where results go: their JSON, the page and the pictures. */
export interface Places {
	json: string;
	page: string;
	images: string;
}

/** @param out a folder, or undefined for the documentation of this checkout */
export function placesIn(out: string | undefined): Places {
	const docs = join(ROOT, 'docs');
	return out === undefined
		? {
				json: join(docs, 'benchmark'),
				page: join(docs, 'benchmark.md'),
				images: join(docs, 'images'),
			}
		: { json: out, page: join(out, 'benchmark.md'), images: out };
}

export function fileOf({ conditions }: RunSet): string {
	const faults = Object.keys(conditions.faults).length > 0 ? '-faults' : '';
	return `${conditions.contacts}-contacts${faults}.json`;
}

async function readOptional(file: string): Promise<string | undefined> {
	return await readFile(file, 'utf8').catch(() => undefined);
}

async function writeJson(
	file: string,
	value: RunSet | MemoryResult | WebhookResult | N8nResult | KeepResult,
): Promise<void> {
	const config = await resolveConfig(join(ROOT, 'docs', MEMORY_FILE));
	await writeFile(file, await format(JSON.stringify(value), { ...config, filepath: file }));
}

/** Adds runs to the file of their set. */
export async function saveSet({ json }: Places, set: RunSet): Promise<void> {
	await mkdir(json, { recursive: true });
	const file = join(json, fileOf(set));
	const text = await readOptional(file);
	const earlier: RunSet | undefined = text === undefined ? undefined : JSON.parse(text);
	await writeJson(file, mergeRuns(earlier, set));
}

export async function saveMemory({ json }: Places, result: MemoryResult): Promise<void> {
	await mkdir(json, { recursive: true });
	await writeJson(join(json, MEMORY_FILE), result);
}

export async function saveWebhooks({ json }: Places, result: WebhookResult): Promise<void> {
	await mkdir(json, { recursive: true });
	await writeJson(join(json, WEBHOOK_FILE), result);
}

export async function saveN8n({ json }: Places, result: N8nResult): Promise<void> {
	await mkdir(json, { recursive: true });
	await writeJson(join(json, N8N_FILE), result);
}

async function readKeep({ json }: Places): Promise<KeepResult | undefined> {
	const text = await readOptional(join(json, KEEP_FILE));
	return text === undefined ? undefined : JSON.parse(text);
}

/** Adds programmes to those that are saved. */
export async function saveKeep(places: Places, result: KeepResult): Promise<void> {
	await mkdir(places.json, { recursive: true });
	const merged = mergeScenes(await readKeep(places), result);
	await writeJson(join(places.json, KEEP_FILE), merged);
}

/** Sets as they were saved: without faults first, few contacts first. */
async function readSets(folder: string): Promise<RunSet[]> {
	const names = (await readdir(folder)).filter((name) => SET_FILE.test(name));
	const key = (name: string): number => {
		const [, contacts, faults] = SET_FILE.exec(name) ?? [];
		return Number(contacts) + (faults === undefined ? 0 : 1e9);
	};
	names.sort((a, b) => key(a) - key(b));
	return await Promise.all(
		names.map(async (name) => {
			const set: RunSet = JSON.parse(await readFile(join(folder, name), 'utf8'));
			return set;
		}),
	);
}

/** Writes tables and pictures from all results that are saved. @returns the files */
export async function writeReport(places: Places): Promise<string[]> {
	const sets = await readSets(places.json);
	const memoryText = await readOptional(join(places.json, MEMORY_FILE));
	const memory: MemoryResult | undefined =
		memoryText === undefined ? undefined : JSON.parse(memoryText);
	const webhookText = await readOptional(join(places.json, WEBHOOK_FILE));
	const webhooks: WebhookResult | undefined =
		webhookText === undefined ? undefined : JSON.parse(webhookText);
	const n8nText = await readOptional(join(places.json, N8N_FILE));
	const n8n: N8nResult | undefined = n8nText === undefined ? undefined : JSON.parse(n8nText);
	const keep = await readKeep(places);
	const sections = [
		...sets.map(setSection),
		...(memory ? [memorySection(memory)] : []),
		...(webhooks ? [webhookSection(webhooks)] : []),
		...(n8n ? [n8nSection(n8n)] : []),
		...(keep ? [keepSection(keep)] : []),
	];
	const page = (await readOptional(places.page)) ?? '';
	await writeFile(places.page, withGenerated(page, sections.join('\n\n')));
	const written = [places.page];
	for (const [name, theme] of [
		['benchmark.svg', LIGHT],
		['benchmark.dark.svg', DARK],
	] as const) {
		const svg = chart(sets, theme);
		if (svg === undefined) continue;
		await mkdir(places.images, { recursive: true });
		await writeFile(join(places.images, name), svg);
		written.push(join(places.images, name));
	}
	return written;
}

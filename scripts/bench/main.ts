import { relative } from 'node:path';
import { Problem } from '../shared/problems.cjs';
import type { Conditions } from './emulator';
import { describeEnvironment, readEnvironment } from './environment';
import { FLOW, type FlowId } from './flows';
import { measureMemory } from './memory';
import { duration, grouped } from './numbers';
import {
	DEFAULT_KEEP,
	DEFAULT_LATENCY_MS,
	DEFAULT_N8N_CONTACTS,
	DEFAULT_N8N_ROUNDS,
	DEFAULT_SEED,
	DEFAULT_WEBHOOK_ROUNDS,
	readOptions,
	USAGE,
	type BenchOptions,
	type KeepOptions,
	type SetOptions,
} from './options';
import { KEEP_LATENCY_MS, measureKeep } from './keep/measure';
import { keepSection } from './keep/section';
import { measureN8n, N8N_LATENCY_MS } from './n8n/measure';
import { n8nSection } from './n8n/section';
import {
	placesIn,
	saveKeep,
	saveMemory,
	saveN8n,
	saveSet,
	saveWebhooks,
	writeReport,
	type Places,
} from './report';
import type { Run, RunSet } from './results';
import { measure, startEmulator, type Emulator } from './run';
import { memorySection, setSection } from './table';
import { measureWebhooks } from './webhooks/measure';
import { webhookSection } from './webhooks/section';

const say = (line = ''): void => console.log(line);

/** 5 % answers 429, and 1 % resets: half before, half after the write was applied. */
const FAULTS: Conditions['faults'] = { '429': 0.05, 'reset-before': 0.005, 'reset-after': 0.005 };
/** Mailchimp answers almost at once, so that the memory measurement is about memory. */
const MEMORY_LATENCY_MS: [number, number] = [0, 5];

interface Variant {
	flow: FlowId;
	continueOnError: boolean;
}

/** With faults, what a flow does that stops at the first error is worth knowing too. */
function variants({ flows, faults }: SetOptions): Variant[] {
	return flows.flatMap((flow) => [
		{ flow, continueOnError: true },
		...(faults && FLOW[flow].canStop ? [{ flow, continueOnError: false }] : []),
	]);
}

function sayRun({ seconds, requests, contacts, error }: Run): void {
	const stopped = error === null ? '' : `; stopped: ${error}`;
	say(
		`    ${duration(seconds)}, ${grouped(requests.total)} requests, ${grouped(contacts.right)} contacts right, ${grouped(contacts.wrong)} wrong${stopped}`,
	);
}

async function runSet(
	emulator: Emulator,
	options: BenchOptions,
	wanted: SetOptions,
	places: Places | undefined,
): Promise<void> {
	const { contacts, faults } = wanted;
	const conditions: Conditions = {
		contacts,
		seed: options.seed,
		latencyMs: options.latencyMs,
		faults: faults ? FAULTS : {},
	};
	const set: RunSet = { conditions, runs: [] };
	say(`${grouped(contacts)} contacts${faults ? ' with faults' : ''}`);
	for (const variant of variants(wanted)) {
		const stops = variant.continueOnError ? '' : ', stops at the first error';
		say(`  ${FLOW[variant.flow].label}${stops}`);
		const run = await measure(emulator, conditions, variant, say);
		sayRun(run);
		set.runs.push(run);
		// After each run, because a long set may be interrupted.
		if (places) await saveSet(places, { conditions, runs: [run] });
	}
	say(`\n${setSection(set)}\n`);
}

async function runMemory(
	emulator: Emulator,
	options: BenchOptions,
	places: Places | undefined,
): Promise<void> {
	say(`Memory with ${grouped(options.memoryItems)} items`);
	const conditions: Conditions = {
		contacts: options.memoryItems,
		seed: options.seed,
		latencyMs: MEMORY_LATENCY_MS,
		faults: {},
	};
	const result = await measureMemory(emulator, conditions, say);
	if (places) await saveMemory(places, result);
	say(`\n${memorySection(result)}\n`);
}

async function runWebhooks(
	{ webhookRounds }: BenchOptions,
	places: Places | undefined,
): Promise<void> {
	say(`Webhooks received a second, ${webhookRounds} rounds in a real n8n`);
	const result = await measureWebhooks(webhookRounds, say);
	if (places) await saveWebhooks(places, result);
	say(`\n${webhookSection(result)}\n`);
}

async function runN8n(options: BenchOptions, places: Places | undefined): Promise<void> {
	const { n8nContacts: contacts, n8nRounds: rounds, seed } = options;
	say(
		`${grouped(contacts)} contacts in a real n8n, ${rounds} rounds; Mailchimp is emulated: ${N8N_LATENCY_MS} ms a request`,
	);
	const result = await measureN8n({ contacts, rounds, seed }, say);
	if (places) await saveN8n(places, result);
	say(`\n${n8nSection(result)}\n`);
}

async function runKeep(
	{ seed }: BenchOptions,
	{ creators, others, looks }: KeepOptions,
	places: Places | undefined,
): Promise<void> {
	say(
		`${looks === 1 ? 'One look' : `${looks} looks`} at ${grouped(creators)} creators in an audience of ${grouped(creators + others)}, in a real n8n; Refersion and Mailchimp are emulated: ${KEEP_LATENCY_MS} ms a request`,
	);
	const conditions = { creators, others, latencyMs: KEEP_LATENCY_MS, seed };
	const result = await measureKeep(conditions, looks, say);
	if (places) await saveKeep(places, result);
	say(`\n${keepSection(result)}\n`);
}

const isDefaultProgram = (options: KeepOptions): boolean =>
	DEFAULT_KEEP.some((each) => JSON.stringify(each) === JSON.stringify(options));

/** Only what the page says was measured may get into it. */
function isDocumented({
	latencyMs,
	seed,
	sets,
	memoryItems,
	webhookRounds,
	n8nContacts,
	n8nRounds,
	keep,
}: BenchOptions): boolean {
	return (
		latencyMs === DEFAULT_LATENCY_MS &&
		seed === DEFAULT_SEED &&
		sets.every(({ contacts }) => contacts === 1_000 || contacts === 10_000) &&
		(memoryItems === 0 || memoryItems === 100_000) &&
		(webhookRounds === 0 || webhookRounds === DEFAULT_WEBHOOK_ROUNDS) &&
		(n8nContacts === 0 ||
			(n8nContacts === DEFAULT_N8N_CONTACTS && n8nRounds === DEFAULT_N8N_ROUNDS)) &&
		keep.every(isDefaultProgram)
	);
}

async function main(args: string[]): Promise<number> {
	const options = readOptions(args);
	if (options.help) {
		say(USAGE);
		return 0;
	}
	const saves = options.out !== undefined || isDocumented(options);
	const places = saves ? placesIn(options.out) : undefined;
	say(describeEnvironment(readEnvironment()));
	if (options.sets.length > 0) {
		say(`Mailchimp is emulated: ${options.latencyMs} ms a request, 10 connections at most.\n`);
	}
	const emulator = startEmulator();
	try {
		for (const wanted of options.sets) await runSet(emulator, options, wanted, places);
		if (options.memoryItems > 0) await runMemory(emulator, options, places);
	} finally {
		await emulator.close();
	}
	// Last, and without this emulator, because each n8n wants a core to itself.
	if (options.webhookRounds > 0) await runWebhooks(options, places);
	if (options.n8nContacts > 0) await runN8n(options, places);
	for (const each of options.keep) await runKeep(options, each, places);
	if (!places) {
		say('Not saved: the documentation only holds runs of its own settings. Use --out <folder>.');
		return 0;
	}
	for (const file of await writeReport(places)) say(`Wrote ${relative(process.cwd(), file)}`);
	return 0;
}

main(process.argv.slice(2))
	.catch((error: unknown) => {
		console.error(error instanceof Problem ? `\n${error.message}` : error);
		return 1;
	})
	.then((code) => process.exit(code));

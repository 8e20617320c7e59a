import { Problem } from '../shared/problems.cjs';
import { FLOW, FLOWS, type FlowId } from './flows';

/** One set of runs under the same conditions. */
export interface SetOptions {
	contacts: number;
	faults: boolean;
	flows: FlowId[];
}

/** A programme in which nothing is to be done, and how often it is looked at. */
export interface KeepOptions {
	creators: number;
	/** contacts of the audience who are no affiliates */
	others: number;
	looks: number;
}

/** What is measured. */
interface Measured {
	sets: SetOptions[];
	/** items of the memory measurement; 0 for none */
	memoryItems: number;
	/** rounds of the comparison of triggers; 0 for none */
	webhookRounds: number;
	/** contacts of the measurement in a real n8n; 0 for none */
	n8nContacts: number;
	n8nRounds: number;
	/** programmes at which the template looks in a real n8n; empty for none */
	keep: KeepOptions[];
}

export interface BenchOptions extends Measured {
	latencyMs: number;
	seed: number;
	/** folder for the results, when asked for */
	out: string | undefined;
	help: boolean;
}

export const DEFAULT_CONTACTS = 1_000;
export const DEFAULT_LATENCY_MS = 100;
export const DEFAULT_SEED = 1;
const DEFAULT_MEMORY_ITEMS = 100_000;
export const DEFAULT_WEBHOOK_ROUNDS = 15;
export const DEFAULT_N8N_CONTACTS = 10_000;
export const DEFAULT_N8N_ROUNDS = 3;

export const DEFAULT_KEEP: KeepOptions[] = [
	{ creators: 10_000, others: 0, looks: 2 },
	{ creators: 2_000, others: 98_000, looks: 1 },
	{ creators: 100_000, others: 0, looks: 1 },
];
const KEEP_SIZES = DEFAULT_KEEP.map(({ creators, others }) => `${creators}+${others}`).join(',');

export const USAGE = `npm run bench [-- options]     everything below, with 1,000 contacts: some 40 minutes
npm run bench -- memory        only the memory of 100,000 items
npm run bench -- webhooks      only webhooks received a second, in a real n8n
npm run bench -- n8n           only 10,000 contacts in a real n8n, and the share of n8n's expressions
npm run bench -- keep          only looks of keep-creators-in-step.json with nothing to do, in a real n8n
  --contacts <n>   only a set of so many contacts; 10000 takes more than an hour. After n8n: contacts of that part
  --faults         only a set with 5 % answers 429 and 1 % resets
  --flow <a,b>     only these flows: ${FLOWS.join(', ')}
  --latency <ms>   time Mailchimp takes for a request (default ${DEFAULT_LATENCY_MS}; always 20 in n8n and keep)
  --seed <n>       seed of names, codes and faults (default ${DEFAULT_SEED})
  --items <n>      items of the memory measurement (default ${DEFAULT_MEMORY_ITEMS})
  --rounds <n>     rounds of webhooks (default ${DEFAULT_WEBHOOK_ROUNDS}) or n8n (default ${DEFAULT_N8N_ROUNDS})
                   or looks of each programme of keep (default ${DEFAULT_KEEP.map(({ looks }) => looks).join(', ')})
  --programs <a+b> only these programmes of keep, creators+other contacts (default ${KEEP_SIZES})
  --out <folder>   where results are written. Without it: docs/, and only results of the default latency and seed
  --help           this text`;

function readNumber(flag: string, value: string | undefined, least: number): number {
	const number = Number(value);
	if (value !== undefined && Number.isInteger(number) && number >= least) return number;
	throw new Problem(`${flag} needs a whole number from ${least} on.\n\n${USAGE}`);
}

function readFlows(value: string | undefined): FlowId[] {
	return (value ?? '').split(',').map((name) => {
		const flow = FLOWS.find((each) => each === name.trim());
		if (!flow) throw new Problem(`Unknown flow "${name}".\n\n${USAGE}`);
		return flow;
	});
}

function readText(flag: string, value: string | undefined): string {
	if (value === undefined || value.startsWith('--')) {
		throw new Problem(`${flag} needs a value.\n\n${USAGE}`);
	}
	return value;
}

/** `2000+98000` → 2,000 creators and 98,000 other contacts; without the plus there are no others. */
function readPrograms(flag: string, value: string | undefined): KeepOptions[] {
	return readText(flag, value)
		.split(',')
		.map((each) => {
			const [creators, others = '0', ...rest] = each.split('+');
			if (rest.length > 0) throw new Problem(`${flag} has a strange part "${each}".\n\n${USAGE}`);
			return {
				creators: readNumber(flag, creators, 1),
				others: readNumber(flag, others, 0),
				looks: 1,
			};
		});
}

const USUAL_FLOWS = FLOWS.filter((flow) => FLOW[flow].usual);

/** @param args command line after `--` */
export function readOptions(args: readonly string[]): BenchOptions {
	const rest = [...args];
	let contacts: number | undefined;
	let faults: boolean | undefined;
	let flows: FlowId[] | undefined;
	const only = { memory: false, webhooks: false, n8n: false, keep: false };
	let memoryItems = DEFAULT_MEMORY_ITEMS;
	let rounds: number | undefined;
	let programs: KeepOptions[] | undefined;
	const common: Omit<BenchOptions, keyof Measured> = {
		latencyMs: DEFAULT_LATENCY_MS,
		seed: DEFAULT_SEED,
		out: undefined,
		help: false,
	};
	for (let flag = rest.shift(); flag !== undefined; flag = rest.shift()) {
		if (flag === 'memory' || flag === 'webhooks' || flag === 'n8n' || flag === 'keep') {
			only[flag] = true;
		} else if (flag === '--programs') programs = readPrograms(flag, rest.shift());
		else if (flag === '--contacts') contacts = readNumber(flag, rest.shift(), 1);
		else if (flag === '--faults') faults = true;
		else if (flag === '--flow') flows = readFlows(rest.shift());
		else if (flag === '--latency') common.latencyMs = readNumber(flag, rest.shift(), 0);
		else if (flag === '--seed') common.seed = readNumber(flag, rest.shift(), 0);
		else if (flag === '--items') memoryItems = readNumber(flag, rest.shift(), 1);
		else if (flag === '--rounds') rounds = readNumber(flag, rest.shift(), 1);
		else if (flag === '--out') common.out = readText(flag, rest.shift());
		else if (flag === '--help' || flag === '-h') common.help = true;
		else throw new Problem(`Unknown option ${flag}.\n\n${USAGE}`);
	}
	const chosen =
		(contacts !== undefined && !only.n8n) || faults !== undefined || flows !== undefined;
	const set = (withFaults: boolean): SetOptions => ({
		contacts: contacts ?? DEFAULT_CONTACTS,
		faults: withFaults,
		flows: flows ?? USUAL_FLOWS,
	});
	const all = !chosen && !Object.values(only).includes(true);
	const keep = (programs ?? DEFAULT_KEEP).map((each) => ({ ...each, looks: rounds ?? each.looks }));
	return {
		...common,
		sets: chosen ? [set(faults ?? false)] : all ? [set(false), set(true)] : [],
		memoryItems: all || only.memory ? memoryItems : 0,
		webhookRounds: all || only.webhooks ? (rounds ?? DEFAULT_WEBHOOK_ROUNDS) : 0,
		n8nContacts: all || only.n8n ? (contacts ?? DEFAULT_N8N_CONTACTS) : 0,
		n8nRounds: rounds ?? DEFAULT_N8N_ROUNDS,
		keep: all || only.keep ? keep : [],
	};
}

import { join } from 'node:path';
import versions from '../n8n/versions.cjs';
import lock from '../shared/lock.cjs';
import problems from '../shared/problems.cjs';
import { build } from './build.mjs';
import { ensureDependencies } from './dependencies.mjs';
import { log, root, treeLock } from './root.mjs';
import { createTimings } from './timings.mjs';
import { script, tool } from './tools.mjs';

const USAGE = `Usage: npm run demo [-- --once]          n8n with everything set up, a page to try it, and a proof
       npm test [-- --fast | --only <layer>] layers: unit, engine, histories, host, browser; more arguments go to Jest
       npm run test:crash                    the crash tests of the host layer with all their seeds
       with test, test:crash and demo: --n8n <version>, one of ${versions.N8N_VERSIONS.map(({ number }) => number).join(', ')}
       npm run bench [-- --help]             compares speed, requests and results with n8n's own Mailchimp node
       npm run lint                          ESLint, Prettier and the type checker
       npm run build [-- --force]            compiles the package into dist
       npm run schemas                       writes the output schemas again, from what the operations give
       npm run pack:refersion                makes n8n-nodes-refersion, the Refersion nodes by themselves`;

const FAST = ['unit', 'engine'];
/** What may happen to a programme, hundreds of times: minutes, and no n8n needed. */
const LONG = ['histories'];
const REAL = ['host', 'browser'];
const LAYERS = [...FAST, ...LONG, ...REAL];

/** Test files that measure time or memory of a real n8n: they run when nothing else does. */
const MEASURING = ['approvalTime', 'keepInStepScale', 'programReportScale', 'throughput'].map(
	(name) => `test/host/${name}.test.ts`,
);

/** Test files in which n8n is killed. `npm test` runs them with the first of these seeds. */
const CRASH_FILES = ['test/host/faults.test.ts', 'test/host/queue.test.ts'];
const CRASH_SEEDS = '1,2,3';

/** What runs beside the other files with a real n8n; together it takes about half of the time. */
const BESIDE = [...CRASH_FILES, 'test/browser/templates.test.ts', 'test/browser/setUp.test.ts'];

/** Development tools and, if wanted, dist; under a lock, because two runs would delete each other's files. */
async function prepare({ withBuild = true, force = false } = {}) {
	await lock.withLock(treeLock, log, async ({ addChild }) => {
		await ensureDependencies(addChild);
		if (withBuild) await build({ force, onStart: addChild });
	});
}

/**
 * Takes `--n8n <version>` out of the arguments, and tells everything that is started from now on.
 * @param {string[]} args
 */
function chooseN8n(args) {
	const rest = [...args];
	const at = rest.indexOf('--n8n');
	if (at < 0) return rest;
	const [, number = ''] = rest.splice(at, 2);
	process.env[versions.N8N_VARIABLE] = versions.versionOf(number).number;
	return rest;
}

/**
 * Takes `--only a,b` and `--fast` out of the arguments.
 * @param {string[]} args
 */
function chooseLayers(args) {
	const rest = [...args];
	const fast = rest.indexOf('--fast');
	if (fast >= 0) {
		rest.splice(fast, 1);
		return { layers: FAST, rest };
	}
	const only = rest.indexOf('--only');
	if (only < 0) return { layers: LAYERS, rest };
	const [, value = ''] = rest.splice(only, 2);
	const layers = value.split(',');
	const unknown = layers.find((layer) => !LAYERS.includes(layer));
	if (unknown !== undefined)
		throw new problems.Problem(`Unknown test layer "${unknown}".\n\n${USAGE}`);
	return { layers, rest };
}

/** n8n's engine makes very many objects that are soon garbage: collecting it takes a third less with room for them. */
const ROOM_FOR_NEW = '--max-semi-space-size=64';

/** @typedef {Awaited<ReturnType<typeof createTimings>>} Timings */

/**
 * @param {string[]} layers
 * @param {string[]} rest more arguments for Jest
 * @param {Timings} timings
 * @param {{ what?: string, besideOthers?: boolean }} [options] name of the step; whether another Jest runs at the same time
 */
async function jest(layers, rest, timings, options = {}) {
	if (layers.length === 0) return 0;
	const { what = layers.join(' and '), besideOthers } = options;
	const reporters = ['default', join(root, 'scripts/bootstrap/timingReporter.mjs')];
	const args = [
		// First: Jest takes a path behind one of its lists for another member of the list.
		...rest,
		'--selectProjects',
		...layers,
		...reporters.map((reporter) => `--reporters=${reporter}`),
		// A pattern given by hand need not match in every layer; without one, a layer without tests is an error.
		...(rest.length > 0 ? ['--passWithNoTests'] : []),
	];
	const run = { besideOthers, nodeOptions: [ROOM_FOR_NEW] };
	return await timings.step(what, async () => await tool('jest', 'jest', args, run));
}

/**
 * Prepares the tree, does what is asked, and prints what took how long.
 * @param {(timings: Timings) => Promise<number>} work
 */
async function timed(work) {
	const timings = await createTimings();
	try {
		await timings.step('preparation', async () => await prepare());
		return await work(timings);
	} finally {
		await timings.print();
	}
}

/** Run on the oldest n8n, too, whichever was chosen for the others. */
const OLDEST_FILES = [
	'test/host/oldestN8n.test.ts',
	'test/host/refersionPackage.test.ts',
	'test/browser/setUp.test.ts',
];

/**
 * @param {Timings} timings
 * @param {boolean} [oldest] whether the oldest n8n is needed too
 */
const ensureN8n = async (timings, oldest = false) =>
	await timings.step(
		'n8n',
		async () => await script('scripts/n8n/ensure.ts', oldest ? ['--oldest'] : []),
	);

/**
 * The layers with a real n8n: some files beside the others, and those that measure by themselves afterwards. Each
 * part runs in one process, because its files share an n8n. With arguments for Jest all is one part: they are for looking
 * at something.
 * @param {string[]} layers
 * @param {string[]} rest
 * @param {Timings} timings
 */
async function jestReal(layers, rest, timings) {
	const inBand = '--runInBand';
	if (rest.length > 0 || !layers.includes('host')) {
		return await jest(layers, [inBand, ...rest], timings);
	}
	const others = `--testPathIgnorePatterns=${[...BESIDE, ...MEASURING].join('|')}`;
	const codes = await Promise.all([
		jest(layers, [inBand, others], timings, { besideOthers: true }),
		jest(layers, [inBand, ...BESIDE], timings, {
			what: 'meanwhile: crash tests, all templates in the editor, set-up',
			besideOthers: true,
		}),
	]);
	codes.push(
		await jest(['host'], [inBand, ...MEASURING], timings, { what: 'host: what measures' }),
	);
	return codes.find((code) => code !== 0) ?? 0;
}

/** @param {string[]} args */
async function test(args) {
	const { layers, rest } = chooseLayers(chooseN8n(args));
	const real = layers.filter((layer) => REAL.includes(layer));
	return await timed(async (timings) => {
		const others = layers.filter((layer) => !REAL.includes(layer));
		const quick = await jest(others, rest, timings);
		if (quick !== 0 || real.length === 0) return quick;
		const oldest = rest.length === 0 || OLDEST_FILES.some((file) => rest.includes(file));
		return (await ensureN8n(timings, oldest)) || (await jestReal(real, rest, timings));
	});
}

/** @param {string[]} args more arguments for Jest */
async function testCrashes(args) {
	const rest = chooseN8n(args);
	process.env.FAULT_SEEDS ??= CRASH_SEEDS;
	return await timed(
		async (timings) =>
			(await ensureN8n(timings)) ||
			(await jest(['host'], ['--runInBand', ...CRASH_FILES, ...rest], timings)),
	);
}

/** Runs every operation on the engine, and writes down what it gives where its schema is not that. */
const SCHEMAS_FILE = 'test/engine/outputSchemas.test.ts';

/** @param {string[]} args more arguments for Jest */
async function schemas(args) {
	process.env.CREATOR_HUB_WRITE_SCHEMAS = '1';
	return await timed(async (timings) => await jest(['engine'], [SCHEMAS_FILE, ...args], timings));
}

/** @param {string[]} args */
async function lint(args) {
	await prepare({ withBuild: false });
	return (
		(await tool('eslint', 'eslint', ['.', ...args])) ||
		(await tool('prettier', 'prettier', ['--check', '.'])) ||
		(await tool('typescript', 'tsc', ['--noEmit']))
	);
}

/** @type {Record<string, (args: string[]) => Promise<number>>} */
const COMMANDS = {
	test,
	'test:crash': testCrashes,
	lint,
	schemas,
	async build(args) {
		await prepare({ force: args.includes('--force') });
		return 0;
	},
	async 'pack:refersion'(args) {
		await prepare();
		return await script('scripts/packages/main.ts', args);
	},
	async demo(args) {
		await prepare();
		return await script('scripts/demo/main.ts', chooseN8n(args));
	},
	async bench(args) {
		await prepare();
		return await script('scripts/bench/main.ts', args);
	},
};

/**
 * @param {string[]} argv command and its arguments
 * @returns {Promise<number>} exit code
 */
export async function main([name = '', ...args]) {
	const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
	if (!command) {
		console.error(name ? `Unknown command "${name}".\n\n${USAGE}` : USAGE);
		return 1;
	}
	try {
		return await command(args);
	} catch (error) {
		console.error(error instanceof problems.Problem ? `\n${error.message}` : error);
		return 1;
	}
}

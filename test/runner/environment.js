const { appendFileSync } = require('node:fs');
const { join, relative, sep } = require('node:path');
const vm = require('node:vm');
const { TestEnvironment: NodeEnvironment } = require('jest-environment-node');
const { TIMINGS_VARIABLE } = require('../../scripts/shared/timings.cjs');

/** See `global.d.ts`. */
globalThis.testProcess ??= { require };

/** Stands for Node's own realm where Jest asks for the context to compile in: Node has no object for it. */
const OWN_REALM = vm.createContext();

const { compileFunction } = vm;
vm.compileFunction = (code, parameters, options) =>
	compileFunction(
		code,
		parameters,
		options?.parsingContext === OWN_REALM ? { ...options, parsingContext: undefined } : options,
	);

const isSame = (one, other) =>
	Object.is(one?.value, other?.value) && one?.get === other?.get && one?.set === other?.set;

/** A process keeps its listeners in `_events` and counts them in `_eventsCount`: they are not a test's to change. */
const keysOf = (object) => Reflect.ownKeys(object).filter((key) => !/^_events/.test(String(key)));

/**
 * Remembers an object's own properties.
 *
 * @param {object} object
 * @returns {() => void} puts them back and deletes those that have come since
 */
function remember(object) {
	const before = new Map(keysOf(object).map((key) => [key, propertyOf(object, key)]));
	return () => {
		for (const key of new Set([...before.keys(), ...keysOf(object)])) {
			const then = before.get(key);
			if (!then) Reflect.deleteProperty(object, key);
			else if (!isSame(propertyOf(object, key), then)) Reflect.defineProperty(object, key, then);
		}
	};
}

const propertyOf = Reflect.getOwnPropertyDescriptor;

/**
 * Makes Node forget modules that it has loaded, so that the next test file gets them anew.
 *
 * @param {string} folder with a separator at its end
 */
function forgetModules(folder) {
	for (const [file, module] of Object.entries(require.cache)) {
		if (file.startsWith(folder)) delete require.cache[file];
		else module.children = module.children.filter(({ filename }) => !filename?.startsWith(folder));
	}
}

/**
 * Begins to measure what a test file takes of its process.
 *
 * @param {string} file
 * @returns {() => void} notes it, where `npm test` has said to
 */
function measure(file) {
	const notes = process.env[TIMINGS_VARIABLE];
	const cpu = process.cpuUsage();
	const loop = performance.eventLoopUtilization();
	return () => {
		if (!notes) return;
		const { user, system } = process.cpuUsage(cpu);
		const waitedMs = performance.eventLoopUtilization(loop).idle;
		appendFileSync(notes, `${JSON.stringify({ file, cpuMs: (user + system) / 1000, waitedMs })}\n`);
	};
}

/**
 * Runs test files in Node's own realm in place of one `vm` context each. Jest still loads the files of this tree anew for
 * each test file, but n8n's packages (see `packages.js`) are loaded once a process, with the same `Array`, `Error` and
 * `Date` as the tests. n8n's engine also runs faster outside a context, where each use of a global goes through Jest.
 *
 * What a test file changes of `globalThis`, `process` and `process.env` is put back after it.
 */
module.exports = class OwnRealmEnvironment extends NodeEnvironment {
	constructor(config, context) {
		super(config, context);
		const { projectConfig } = config;
		this.built = join(projectConfig.rootDir, 'dist') + sep;
		this.restore = [globalThis, process, process.env].map(remember);
		this.exitCode = process.exitCode;
		const { testPath } = context;
		// A test of this class makes one without a file.
		this.noteTimes = testPath ? measure(relative(projectConfig.rootDir, testPath)) : () => {};
		this.global = globalThis;
		this.context = OWN_REALM;
		this.moduleMocker = new this.moduleMocker.constructor(globalThis);
		this.fakeTimersModern = new this.fakeTimersModern.constructor({
			config: projectConfig,
			global: globalThis,
		});
	}

	async teardown() {
		await super.teardown();
		for (const restore of this.restore) restore();
		process.exitCode = this.exitCode;
		forgetModules(this.built);
		this.noteTimes();
	}
};

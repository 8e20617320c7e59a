/** The large packages. They are loaded once a process, and not once a test file: see `test/runner/environment.js`. */
const LARGE = '(n8n-|@n8n/|@hono/|hono/|fast-check/|html-validate/|playwright-core/|selfsigned/)';

/** One project per layer; the slow ones are chosen with --selectProjects. */
const layer = (name, extra = {}) => ({
	displayName: name,
	testMatch: [`<rootDir>/test/${name}/**/*.test.ts`],
	testEnvironment: '<rootDir>/test/runner/environment.js',
	transform: {
		'^.+\\.ts$': [
			'@swc/jest',
			{ jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } },
		],
		[`/node_modules/${LARGE}`]: '<rootDir>/test/runner/packages.js',
	},
	transformIgnorePatterns: [`/node_modules/(?!${LARGE})`, '<rootDir>/dist/'],
	modulePathIgnorePatterns: ['<rootDir>/dist/'],
	...extra,
});

/** Layers with a real n8n, which most of their files share. */
const slow = {
	setupFilesAfterEnv: ['<rootDir>/test/slowLayer.ts'],
	globalTeardown: '<rootDir>/test/runner/closeN8n.js',
};

module.exports = {
	projects: [
		layer('unit'),
		layer('engine'),
		layer('histories'),
		layer('host', slow),
		layer('browser', slow),
	],
	// On two cores two test files run at a time, and each waits for the other.
	testTimeout: 60_000,
	maxWorkers: '100%',
	// Node keeps what each test file has loaded. A worker that has this much is replaced by a new one.
	workerIdleMemoryLimit: '1500MB',
};

const transform = {
	'^.+\\.ts$': [
		'@swc/jest',
		{ jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } },
	],
};

/** One project per layer; the slow ones are chosen with --selectProjects. */
const layer = (name, extra = {}) => ({
	displayName: name,
	testMatch: [`<rootDir>/test/${name}/**/*.test.ts`],
	testEnvironment: 'node',
	transform,
	// n8n's packages are CommonJS already, and large.
	transformIgnorePatterns: ['/node_modules/', '/dist/'],
	modulePathIgnorePatterns: ['<rootDir>/dist/'],
	...extra,
});

module.exports = {
	projects: [
		layer('unit'),
		layer('engine'),
		layer('host', { setupFilesAfterEnv: ['<rootDir>/test/slowLayer.ts'] }),
		layer('browser', { setupFilesAfterEnv: ['<rootDir>/test/slowLayer.ts'] }),
	],
	testTimeout: 30_000,
	// Node keeps what each test file has loaded, n8n's engine above all. A worker that has this much is replaced by a new one.
	workerIdleMemoryLimit: '1500MB',
};

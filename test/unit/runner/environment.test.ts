import * as workflow from 'n8n-workflow';
import { runInThisContext } from 'node:vm';

describe('the realm of the tests', () => {
	it.each(['Array', 'Object', 'Error', 'Date', 'Promise', 'Uint8Array'])(
		'has the same %s as Node itself, so that instanceof holds between tests and n8n',
		(name) => {
			expect(Reflect.get(globalThis, name)).toBe(runInThisContext(name));
		},
	);

	it('has the packages of n8n that Node itself has loaded, once a process', () => {
		expect(workflow.NodeOperationError).toBe(
			testProcess.require('n8n-workflow').NodeOperationError,
		);
	});
});

describe('what a test file changes', () => {
	interface Environment {
		teardown(): Promise<void>;
	}
	const Environment: new (config: object, context: object) => Environment =
		testProcess.require('./environment');
	const projectConfig = { rootDir: '/nowhere', testEnvironmentOptions: {}, globals: {} };

	it('is put back after it', async () => {
		const environment = new Environment({ projectConfig, globalConfig: {} }, {});
		const { fetch } = globalThis;
		const path = process.env.PATH;
		Object.assign(globalThis, { fetch: undefined, leftByTest: 1 });
		Object.assign(process.env, { PATH: '', LEFT_BY_TEST: '1' });
		process.exitCode = 3;
		await environment.teardown();
		expect(globalThis.fetch).toBe(fetch);
		expect(globalThis).not.toHaveProperty('leftByTest');
		expect(process.env.PATH).toBe(path);
		expect(process.env).not.toHaveProperty('LEFT_BY_TEST');
		expect(process.exitCode).toBeUndefined();
	});
});

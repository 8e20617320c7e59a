import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { N8N_VERSIONS } from '../../../scripts/n8n/versions.cjs';

const DOCS = join(__dirname, '..', '..', '..', 'docs');
const read = (...path: string[]): string => readFileSync(join(DOCS, ...path), 'utf8');

const compose = read('production', 'compose.yml')
	.split('\n')
	.filter((line) => !line.trim().startsWith('#'))
	.join('\n');
const dockerfile = read('production', 'Dockerfile');
const example = read('production', 'env.example');
const page = read('run-in-production.md');

/** Names that n8n 2.41.1 reads elsewhere than in its configuration package. */
const READ_ELSEWHERE = [
	'N8N_UNVERIFIED_PACKAGES_ENABLED', // n8n, community-packages.config.js
	'N8N_USER_FOLDER', // @n8n/config, utils.js
	'OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS', // n8n, workflow-runner.js
	'WEBHOOK_URL', // n8n, url.service.js
];

/** What n8n 2.41.1 itself takes from the environment, read from its configuration package. */
function n8nNames(): Set<string> {
	// It comes with n8n-core, in the version that belongs to it.
	const paths = [dirname(require.resolve('n8n-core'))];
	const folder = join(dirname(require.resolve('@n8n/config/package.json', { paths })), 'dist');
	const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
	const names = new Set(READ_ELSEWHERE);
	for (const file of files.filter((each) => each.endsWith('.js'))) {
		const text = readFileSync(join(folder, file), 'utf8');
		for (const [, name] of text.matchAll(/Env\)\('([A-Z0-9_]+)'/g)) names.add(name ?? '');
	}
	return names;
}

/** The lines of each block that begins with a key at some depth of indentation. */
function blocks(text: string, indent: string): Map<string, string> {
	const found = new Map<string, string>();
	let name = '';
	for (const line of text.split('\n')) {
		const begins = new RegExp(`^${indent}([\\w-]+):`).exec(line);
		if (begins) name = begins[1] ?? '';
		else if (line.trim() !== '' && !line.startsWith(`${indent}  `)) name = '';
		if (name !== '') found.set(name, `${found.get(name) ?? ''}${line}\n`);
	}
	return found;
}

const top = blocks(compose, '');
const services = blocks(top.get('services') ?? '', '  ');
const shared = `${top.get('x-n8n') ?? ''}${top.get('x-environment') ?? ''}`;

const ofN8n = ['main', 'webhook', 'worker-1'].map((name) => services.get(name) ?? '');

const keysIn = (text: string): string[] =>
	[...text.matchAll(/^\s+([A-Z][A-Z0-9_]+): /gm)].map(([, name]) => name ?? '');

describe('the production set-up', () => {
	it('has every process of queue mode, and nothing else', () => {
		expect([...services.keys()]).toEqual([
			'main',
			'webhook',
			'worker-1',
			'worker-2',
			'postgres',
			'redis',
			'caddy',
		]);
		expect(services.get('webhook')).toContain('command: [webhook]');
		expect(services.get('worker-1')).toMatch(/command: \[worker, --concurrency=\d+\]/);
		expect(services.get('worker-2')).toContain('worker-2: *worker');
	});

	it('pins every image to one version, and n8n to the one that is tested', () => {
		const images = [...compose.matchAll(/image: (\S+)/g)].map(([, image]) => image ?? '');
		for (const image of images) expect(image).toMatch(/:\d+\.\d+\.?\d*(-alpine)?$/);
		expect(images).toHaveLength(4);
		const [{ number }] = N8N_VERSIONS;
		expect(dockerfile).toContain(`FROM n8nio/n8n:${number}\n`);
		expect(compose).toContain(`image: creator-hub-n8n:${number}\n`);
		expect(page).toContain(number);
	});

	it('checks the health of every service and waits for what it needs', () => {
		for (const [name, block] of services) {
			if (name === 'worker-2') continue;
			expect([name, block]).toEqual([name, expect.stringContaining('healthcheck:')]);
			expect([name, block]).toEqual([
				name,
				expect.stringMatching(/restart: unless-stopped|<<: \*n8n/),
			]);
		}
		expect(compose.match(/condition: service_healthy/g)).toHaveLength(6);
		expect(services.get('worker-1')).toContain("QUEUE_HEALTH_CHECK_ACTIVE: 'true'");
	});

	it('has no secret in it, and none by default', () => {
		for (const name of ['N8N_ENCRYPTION_KEY', 'POSTGRES_PASSWORD', 'REDIS_PASSWORD']) {
			expect(example).toMatch(new RegExp(`^${name}=$`, 'm'));
			expect(compose).toContain(`\${${name}:?`);
		}
		const wanted = [...compose.matchAll(/\$\{(\w+)(.*?)\}/g)];
		const listed = [...example.matchAll(/^(\w+)=(.*)$/gm)];
		// Each is required, none has a default, and each is in the example, empty.
		for (const [, , rule] of wanted) expect(rule).toMatch(/^:\?/);
		for (const [, , value] of listed) expect(value).toBe('');
		expect(new Set(wanted.map(([, name]) => name))).toEqual(
			new Set(listed.map(([, name]) => name)),
		);
		expect(compose).not.toMatch(/PASSWORD: ['"]?\w/);
	});

	it('lets the internet reach Caddy alone', () => {
		const published = [...services].filter(([, block]) => block.includes('ports:'));
		expect(published.map(([name]) => name)).toEqual(['caddy']);
		expect(compose).toContain('inside: { internal: true }');
		for (const name of ['postgres', 'redis']) {
			expect(services.get(name)).toContain('networks: [inside]');
		}
		expect(services.get('caddy')).toContain('networks: [outside]');
	});

	it('gives all of n8n the same key, database and queue', () => {
		for (const name of [
			'N8N_ENCRYPTION_KEY',
			'EXECUTIONS_MODE',
			'DB_TYPE',
			'QUEUE_BULL_REDIS_HOST',
		]) {
			expect(keysIn(shared)).toContain(name);
		}
		for (const name of ['main', 'webhook', 'worker-1']) {
			expect(services.get(name)).toContain('<<: *n8n');
			expect(services.get(name)).toContain('<<: *environment');
		}
	});

	it('stops no sooner than n8n is ready for it', () => {
		const grace = Number(/stop_grace_period: (\d+)s/.exec(compose)?.[1]);
		const timeout = Number(/N8N_GRACEFUL_SHUTDOWN_TIMEOUT: '(\d+)'/.exec(compose)?.[1]);
		expect(grace).toBeGreaterThan(timeout);
	});

	it('sets nothing that n8n does not know', () => {
		const known = n8nNames();
		const set = keysIn([shared, ...ofN8n].join(''));
		expect(set.length).toBeGreaterThan(20);
		expect(set.filter((name) => !known.has(name))).toEqual([]);
	});

	it('hides the package behind no volume', () => {
		expect(dockerfile).toContain('/home/node/.n8n/nodes/node_modules/n8n-nodes-creator-hub');
		expect(compose).not.toContain('/home/node');
	});

	it('has no value that YAML takes for something else', () => {
		const values = compose
			.split('\n')
			.map((line) => line.replace(/^\s*(- )?([\w<-]+:( |$))?(&[\w-]+)?/, ''));
		for (const value of values) {
			// Quoted, an object or a list; or without what would begin a mapping or a comment.
			if (!/^['"{[]/.test(value.trim())) expect(value.replace(':?Set', '')).not.toMatch(/: | #/);
		}
		for (const line of compose.split('\n')) {
			// Compose wants the values of variables as text.
			expect(line).not.toMatch(/^\s+[A-Z][A-Z0-9_]+: (true|false|yes|no|\d+)$/);
		}
	});
});

describe('the page about production', () => {
	it('names no setting that n8n does not know', () => {
		const known = n8nNames();
		const elsewhere = ['POSTGRES_PASSWORD', 'REDIS_PASSWORD', 'N8N_DOMAIN'];
		const named = [
			...page.matchAll(/\b((?:N8N|EXECUTIONS|QUEUE|DB|GENERIC|WEBHOOK)_[A-Z0-9_]+)\b/g),
		];
		expect(named.length).toBeGreaterThan(15);
		expect(
			named.flatMap(([, name = '']) => (known.has(name) || elsewhere.includes(name) ? [] : name)),
		).toEqual([]);
	});

	it('speaks of every setting of the set-up', () => {
		const set = keysIn([shared, ...ofN8n].join(''));
		expect(set.filter((name) => !page.includes(name))).toEqual([]);
	});

	it('has nothing that was to be filled in later', () => {
		expect(page.split('\n').filter((line) => /^[A-Z]{5,}$|TODO|TBD/.test(line))).toEqual([]);
	});
});

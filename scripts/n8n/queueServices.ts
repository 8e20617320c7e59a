import { execFile, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createRequire } from 'node:module';
import { promisify } from 'node:util';
import { Problem } from '../shared/problems.cjs';
import type { N8nInstallation } from './install';

const run = promisify(execFile);

/** Where PostgreSQL is; the variables are those of its own programs. */
const postgres = {
	host: process.env.PGHOST || '127.0.0.1',
	port: process.env.PGPORT || '5432',
	user: process.env.PGUSER || 'postgres',
	password: process.env.PGPASSWORD || '',
};

const redis = {
	host: process.env.REDIS_HOST || '127.0.0.1',
	port: process.env.REDIS_PORT || '6379',
};

/** A database and a range of Redis keys that nobody else uses. */
export interface QueueServices {
	/** what n8n's processes have to be told about them */
	env: Record<string, string>;
	/** Deletes the database and the keys. */
	close(): Promise<void>;
}

const TRY = `
const [host, port] = process.argv.slice(1);
const socket = require('node:net').connect({ host, port: Number(port), timeout: 3000 });
socket.on('connect', () => process.exit(0)).on('error', () => process.exit(1)).on('timeout', () => process.exit(1));
`;

const answers = ({ host, port }: { host: string; port: string }): boolean =>
	spawnSync(process.execPath, ['-e', TRY, host, port]).status === 0;

/**
 * Looks for PostgreSQL and Redis. It waits for the answer, because tests have to be chosen before they are run.
 * @returns what queue mode needs and is not there, in words; nothing when all is there
 */
export function missingQueueServices(): string[] {
	return [
		...(answers(postgres) ? [] : [`PostgreSQL on ${postgres.host}:${postgres.port}`]),
		...(answers(redis) ? [] : [`Redis on ${redis.host}:${redis.port}`]),
	];
}

/** Both clients are n8n's own, so that the project needs none; run by n8n's Node. */
const SQL = `
const [pg, options, statement] = process.argv.slice(1);
const { Client } = require(pg);
const client = new Client(JSON.parse(options));
client.connect().then(() => client.query(statement)).then(() => client.end()).catch((error) => {
	console.error(error.message);
	process.exit(1);
});
`;

const DELETE_KEYS = `
const [ioredis, options, pattern] = process.argv.slice(1);
const { Redis } = require(ioredis);
const redis = new Redis(JSON.parse(options));
(async () => {
	for await (const keys of redis.scanStream({ match: pattern, count: 1000 })) {
		if (keys.length > 0) await redis.del(...keys);
	}
	await redis.quit();
})().catch((error) => {
	console.error(error.message);
	process.exit(1);
});
`;

/**
 * Makes a database, and takes a prefix for keys in Redis.
 * @throws {Problem} when PostgreSQL does not let us in
 */
export async function createQueueServices({
	nodeBin,
	n8nBin,
}: N8nInstallation): Promise<QueueServices> {
	const { resolve } = createRequire(n8nBin);
	const name = `creator_hub_${randomBytes(6).toString('hex')}`;
	const sql = async (statement: string): Promise<void> => {
		const options = { ...postgres, port: Number(postgres.port), database: 'postgres' };
		try {
			await run(nodeBin, ['-e', SQL, resolve('pg'), JSON.stringify(options), statement]);
		} catch (error) {
			const said = Object(error).stderr || error;
			throw new Problem(
				`PostgreSQL on ${postgres.host}:${postgres.port} refused "${statement}" of the user ${postgres.user}: ${said}\nSet PGUSER and PGPASSWORD to a user who may create databases.`,
			);
		}
	};
	await sql(`CREATE DATABASE ${name}`);
	return {
		env: {
			EXECUTIONS_MODE: 'queue',
			DB_TYPE: 'postgresdb',
			DB_POSTGRESDB_HOST: postgres.host,
			DB_POSTGRESDB_PORT: postgres.port,
			DB_POSTGRESDB_USER: postgres.user,
			DB_POSTGRESDB_PASSWORD: postgres.password,
			DB_POSTGRESDB_DATABASE: name,
			QUEUE_BULL_REDIS_HOST: redis.host,
			QUEUE_BULL_REDIS_PORT: redis.port,
			// One for the queue of executions, one for messages between the processes.
			QUEUE_BULL_PREFIX: name,
			N8N_REDIS_KEY_PREFIX: name,
		},
		async close() {
			// n8n's processes may be dead without having said goodbye to the database.
			await sql(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
			const options = { host: redis.host, port: Number(redis.port) };
			const pattern = `${name}*`;
			await run(nodeBin, ['-e', DELETE_KEYS, resolve('ioredis'), JSON.stringify(options), pattern]);
		},
	};
}

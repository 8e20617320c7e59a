import { connect, startProblem, type Hub, type HubOptions, type Processes } from './hub';
import { createInstance, generateEncryptionKey, type Instance } from './instance';
import { freePorts } from './ports';
import { createQueueServices } from './queueServices';

/** Two workers with five executions at a time each, as in docs/production. */
const WORKERS = 2;
const CONCURRENCY = 5;

/** Makes the processes of a queue mode, each with a folder of its own, as containers have; none runs yet. */
async function createProcesses(
	{ installation, tarball, port, env, onInstance }: HubOptions,
	shared: Record<string, string>,
): Promise<Processes> {
	const encryptionKey = generateEncryptionKey();
	// All at once, so that none is given out twice.
	const ports = await freePorts(2 * (2 + WORKERS));
	const takePort = (): number => {
		const taken = ports.pop();
		if (taken === undefined) throw new Error('No port is left.');
		return taken;
	};
	const [mainPort, webhooksPort] = [port ?? takePort(), takePort()];
	const create = async (
		command: string[],
		ownPort: number,
		own: Record<string, string> = {},
	): Promise<Instance> => {
		const instance = await createInstance({
			installation,
			tarballs: [tarball],
			command,
			port: ownPort,
			encryptionKey,
			env: {
				...shared,
				N8N_RUNNERS_BROKER_PORT: String(takePort()),
				N8N_EDITOR_BASE_URL: `http://127.0.0.1:${mainPort}/`,
				N8N_WEBHOOK_URL: `http://127.0.0.1:${webhooksPort}/`,
				// Executions started by hand run on the workers too, as they always will in n8n 3.
				OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: 'true',
				...own,
				...env,
			},
		});
		onInstance?.(instance);
		return instance;
	};
	const createWorker = async (): Promise<Instance> => {
		const healthPort = takePort();
		return await create(['worker', `--concurrency=${CONCURRENCY}`], healthPort, {
			QUEUE_HEALTH_CHECK_ACTIVE: 'true',
			QUEUE_HEALTH_CHECK_PORT: String(healthPort),
			N8N_WORKER_SERVER_ADDRESS: '127.0.0.1',
		});
	};
	return {
		main: await create(['start'], mainPort, { N8N_DISABLE_PRODUCTION_MAIN_PROCESS: 'true' }),
		webhooks: await create(['webhook'], webhooksPort),
		workers: await Promise.all(Array.from({ length: WORKERS }, createWorker)),
	};
}

/**
 * Starts a real n8n in queue mode: a main process, a webhook processor and two workers, with PostgreSQL and Redis. The
 * caller ends it with `hub.close()`; when this throws, nothing is left running.
 */
export async function startQueueHub(options: HubOptions): Promise<Hub> {
	const services = await createQueueServices(options.installation);
	const instances: Instance[] = [];
	const close = async (): Promise<void> => {
		// Nothing of it is kept, so nothing has to be ended well, which takes a worker up to half a minute.
		await Promise.all(instances.map(async (instance) => await instance.stop('SIGKILL')));
		await Promise.all(instances.map(async (instance) => await instance.close()));
		await services.close();
	};
	try {
		const started = Date.now();
		const processes = await createProcesses(
			{
				...options,
				onInstance(instance) {
					instances.push(instance);
					options.onInstance?.(instance);
				},
			},
			services.env,
		);
		// Alone at first: it makes the tables.
		await processes.main.start();
		const others = [processes.webhooks, ...processes.workers];
		await Promise.all(others.map(async (instance) => await instance.start()));
		const startedIn = Date.now() - started;
		return await connect(options, { processes, startedIn, hasSqlite: false, close });
	} catch (error) {
		const log = instances.map((instance) => instance.tail(15)).join('\n---\n');
		await close();
		throw startProblem(error, log);
	}
}

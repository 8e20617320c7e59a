import { fork, type ChildProcess } from 'node:child_process';

type Argument<C, K extends keyof C> = C[K] extends (argument: infer A) => unknown ? A : never;
type Answer<C, K extends keyof C> = C[K] extends (argument: never) => infer R ? Awaited<R> : never;

/** What a child sends back: `<number of the call> <JSON of this>`. */
type Reply<T> = { value: T } | { error: string };

/** A process that answers commands, by name; arguments and answers are JSON. */
export interface Child<C extends object> {
	/** @throws Error with the message of the child's error, or when the process has ended */
	call<K extends keyof C & string>(name: K, argument: Argument<C, K>): Promise<Answer<C, K>>;
	/** Ends the process; resolves when it is gone. */
	close(): Promise<void>;
}

export interface ChildOptions {
	env?: Record<string, string>;
	/** options of Node, beside the loader of TypeScript */
	nodeOptions?: string[];
}

/**
 * Starts a TypeScript file as a process of its own.
 *
 * @param file absolute path; the file calls `answerParent`
 */
export function startChild<C extends object>(
	file: string,
	{ env = {}, nodeOptions = [] }: ChildOptions = {},
): Child<C> {
	const child = fork(file, [], {
		env: { ...process.env, ...env },
		execArgv: ['--require', 'tsx/cjs', ...nodeOptions],
		stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
	});
	const waiting = new Map<number, (reply: string) => void>();
	let lastId = 0;
	let ending: string | undefined;
	const ended = endOf(child).then((how) => {
		ending = JSON.stringify({ error: `The process ended: ${how}` });
		for (const settle of waiting.values()) settle(ending);
	});
	child.on('message', (message) => {
		const text = String(message);
		const blank = text.indexOf(' ');
		waiting.get(Number(text.slice(0, blank)))?.(text.slice(blank));
	});
	return {
		async call<K extends keyof C & string>(name: K, argument: Argument<C, K>) {
			lastId += 1;
			const id = lastId;
			const text = await new Promise<string>((resolve) => {
				if (ending !== undefined) {
					resolve(ending);
					return;
				}
				waiting.set(id, resolve);
				// A failure to send ends the process as well, which is answered above.
				child.send(JSON.stringify({ id, name, argument }), () => undefined);
			});
			waiting.delete(id);
			const reply: Reply<Answer<C, K>> = JSON.parse(text);
			if ('error' in reply) throw new Error(reply.error);
			return reply.value;
		},
		async close() {
			// The child ends itself when it has lost its parent.
			if (child.connected) child.disconnect();
			await ended;
		},
	};
}

function endOf(child: ChildProcess): Promise<string> {
	return new Promise((resolve) => {
		child.once('error', (error) => resolve(error.message));
		child.once('exit', (code, signal) => resolve(signal ?? `exit code ${code}`));
	});
}

/** In the child: answers the parent's commands, and ends when the parent has gone. */
export function answerParent(commands: object): void {
	process.on('disconnect', () => process.exit(0));
	process.on('message', (message) => {
		const { id, name, argument } = JSON.parse(String(message));
		const reply = (content: Reply<unknown>): void => {
			process.send?.(`${id} ${JSON.stringify(content)}`);
		};
		answer(commands, String(name), argument).then(
			(value) => reply({ value: value ?? null }),
			(error: unknown) =>
				reply({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
		);
	});
}

async function answer(commands: object, name: string, argument: unknown): Promise<unknown> {
	const command: unknown = Reflect.get(commands, name);
	if (typeof command !== 'function') throw new Error(`Unknown command ${name}`);
	return await command.call(commands, argument);
}

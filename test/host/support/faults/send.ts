import type { SignedRequest, World } from '../../../emulators';
import type { People } from './people';
import type { Plan, Send } from './plan';
import { untilBusy, type Victims } from './victims';

/** What the sender of the webhooks saw. */
export interface Sent {
	/** answered 200 */
	accepted: number;
	/** forged ones answered 401 */
	refused: number;
	/** forged ones answered 2xx */
	forgedAccepted: number;
	/** no answer, or another one; nothing of that is sent again */
	undelivered: number;
	/** what genuine webhooks were answered, other than 200; 0: nothing */
	others: number[];
}

/** Webhooks under way at the same time. */
const IN_FLIGHT = 12;

/** How far back an open request is looked for. */
const RECENT = 300;

/** Refersion's own time-out is not known. */
const TIMEOUT_MS = 60_000;

async function post(url: string, request: SignedRequest): Promise<number> {
	try {
		const signal = AbortSignal.timeout(TIMEOUT_MS);
		const response = await fetch(url, { method: 'POST', ...request, signal });
		await response.arrayBuffer();
		return response.status;
	} catch {
		return 0;
	}
}

function count(sent: Sent, { kind }: Send, status: number): void {
	if (kind === 'forged') {
		if (status >= 200 && status < 300) sent.forgedAccepted += 1;
		else if (status === 401) sent.refused += 1;
		else sent.undelivered += 1;
		return;
	}
	if (status === 200) {
		sent.accepted += 1;
		return;
	}
	sent.undelivered += 1;
	sent.others.push(status);
}

/** Runs tasks, no more than `limit` at a time; `add` waits for a free place. */
function createPool(limit: number): {
	add(task: () => Promise<void>): Promise<void>;
	drain(): Promise<void>;
} {
	const open = new Set<Promise<void>>();
	return {
		async add(task) {
			while (open.size >= limit) await Promise.race(open);
			const running = task().finally(() => open.delete(running));
			open.add(running);
		},
		async drain() {
			while (open.size > 0) await Promise.all(open);
		},
	};
}

/**
 * Sends the webhooks of a plan, each once whatever comes of it, and kills processes of n8n on the way. What is sent
 * while nobody listens is lost; after that the sender pauses until somebody does.
 * @param url where Refersion's webhooks go
 */
export async function sendAll(
	{ plan, people, world, victims }: { plan: Plan; people: People; world: World; victims: Victims },
	url: string,
): Promise<Sent> {
	const sent: Sent = { accepted: 0, refused: 0, forgedAccepted: 0, undelivered: 0, others: [] };
	const isBusy = (): boolean =>
		[world.mailchimp, world.refersion].some(({ requests }) =>
			requests.slice(-RECENT).some(({ finishedAt }) => finishedAt === null),
		);
	const pool = createPool(IN_FLIGHT);
	const due: number[] = [];
	let reviving: Promise<void> | undefined;
	let reviveAt = -1;
	const kill = async (index: number): Promise<void> => {
		await victims.kill(due.shift() ?? 0);
		reviveAt = index + plan.outage;
	};
	const revive = async (): Promise<void> => {
		reviveAt = -1;
		// A process for webhooks that was spared goes on being called.
		const { isOpen } = victims;
		reviving = victims.revive();
		if (!isOpen) await reviving;
	};
	for (const [index, send] of plan.sends.entries()) {
		const round = plan.kills.indexOf(index);
		if (round >= 0) {
			due.push(round);
			await reviving;
		}
		if (index === reviveAt) await revive();
		// A kill that is due waits until it meets n8n at work.
		if (due.length > 0 && reviveAt < 0 && isBusy()) await kill(index);
		await pool.add(async () => count(sent, send, await post(url, people.request(send))));
	}
	while (due.length > 0 || reviveAt >= 0) {
		if (reviveAt >= 0) await revive();
		await reviving;
		if (due.length === 0) break;
		await untilBusy(isBusy);
		await kill(plan.sends.length);
	}
	await pool.drain();
	await reviving;
	return sent;
}

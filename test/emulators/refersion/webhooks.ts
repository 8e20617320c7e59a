import { createHmac } from 'node:crypto';
import { isIP } from 'node:net';
import { sleep } from '../common';
import { TOPICS, topicNamed, topicPresets, type Topic, type TopicLiterals } from './topics';
import type { RefersionSwitches } from './types';

/** One attempt to deliver a webhook. `status` is null until it is answered, or if it never was. */
export interface Delivery {
	topic: Topic;
	url: string;
	attempt: number;
	headers: Record<string, string>;
	body: string;
	status: number | null;
	error: string | null;
	at: number;
	finishedAt: number | null;
}

export interface SignedRequest {
	headers: Record<string, string>;
	body: string;
}

export interface SignOptions {
	/** Another secret than the account's. */
	secret?: string;
	json?: RefersionSwitches['webhookJson'];
	/** Sent as it is, instead of the encoded payload. */
	body?: string;
}

interface Registration {
	url: string;
	topics: ReadonlySet<Topic>;
}

export interface Webhooks {
	readonly deliveries: Delivery[];
	literals: TopicLiterals;
	create(options: { url: string; topics: 'all' | readonly string[] }): void;
	removeAll(): void;
	list(): Array<{ url: string; topics: Topic[] }>;
	emit(topic: Topic, payload: unknown): void;
	sign(topic: Topic | string, payload: unknown, options?: SignOptions): SignedRequest;
	/** Resolves when every delivery so far, with its retries, is over. */
	settled(): Promise<void>;
}

/** JSON as PHP's json_encode writes it by default: `\/` and `\uXXXX` (lower-case, UTF-16 units). */
export function phpJson(value: unknown): string {
	return JSON.stringify(value)
		.replaceAll('/', '\\/')
		.replace(/[\u0080-\uffff]/g, (unit) => {
			return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
		});
}

/** base64(HMAC-SHA256(secret, raw body)) (Refersion docs, webhook validation). */
export function signature(body: string, secret: string): string {
	return createHmac('sha256', secret).update(body, 'utf8').digest('base64');
}

function assertLoopback(url: string): void {
	const host = new URL(url).hostname;
	const isLoopback4 = isIP(host) === 4 && host.startsWith('127.');
	if (host !== 'localhost' && host !== '[::1]' && !isLoopback4) {
		throw new Error(`the emulator delivers webhooks to this machine only, not to ${host}`);
	}
}

export function createWebhooks(secret: () => string, switches: RefersionSwitches): Webhooks {
	const deliveries: Delivery[] = [];
	const pending = new Set<Promise<void>>();
	let registrations: Registration[] = [];
	let last: Promise<void> = Promise.resolve();

	async function post(delivery: Delivery): Promise<boolean> {
		try {
			const response = await fetch(delivery.url, {
				method: 'POST',
				headers: delivery.headers,
				body: delivery.body,
				signal: AbortSignal.timeout(switches.webhookTimeoutMs),
			});
			await response.arrayBuffer();
			delivery.status = response.status;
			return response.ok;
		} catch (error) {
			delivery.error = String(error);
			return false;
		} finally {
			delivery.finishedAt = Date.now();
		}
	}

	async function deliver(topic: Topic, url: string, request: SignedRequest): Promise<void> {
		for (let attempt = 1; attempt <= 1 + switches.webhookRetries; attempt += 1) {
			if (attempt > 1) await sleep(switches.webhookRetryDelayMs);
			const delivery: Delivery = {
				topic,
				url,
				attempt,
				...request,
				status: null,
				error: null,
				at: Date.now(),
				finishedAt: null,
			};
			deliveries.push(delivery);
			if (await post(delivery)) return;
		}
	}

	const webhooks: Webhooks = {
		deliveries,
		literals: topicPresets.inferred,
		create({ url, topics }) {
			assertLoopback(url);
			const wanted = topics === 'all' ? TOPICS : topics.map(topicNamed);
			registrations = [...registrations, { url, topics: new Set(wanted) }];
		},
		removeAll() {
			registrations = [];
		},
		list: () => registrations.map(({ url, topics }) => ({ url, topics: [...topics] })),
		emit(topic, payload) {
			const request = webhooks.sign(topic, payload);
			for (const { url, topics } of registrations) {
				if (!topics.has(topic)) continue;
				const send = (): Promise<void> => deliver(topic, url, request);
				const delivery = switches.webhooksInOrder ? last.then(send) : send();
				last = delivery;
				pending.add(delivery);
				void delivery.finally(() => pending.delete(delivery));
			}
		},
		sign(topic, payload, options = {}) {
			const plain = (options.json ?? switches.webhookJson) === 'plain';
			const body = options.body ?? (plain ? JSON.stringify(payload) : phpJson(payload));
			const known = TOPICS.find((each) => each === topic);
			return {
				headers: {
					'Content-Type': 'application/json',
					'Refersion-Signature': signature(body, options.secret ?? secret()),
					...(switches.webhookTopic === 'sent' && {
						'Refersion-Topic': known === undefined ? topic : webhooks.literals[known],
					}),
				},
				body,
			};
		},
		async settled() {
			while (pending.size > 0) await Promise.all(pending);
		},
	};
	return webhooks;
}

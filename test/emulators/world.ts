import { createBigCommerce, type BigCommerceService } from './bigcommerce/service';
import type { BigCommerceSwitches } from './bigcommerce/types';
import { ConnectionReset, createFaults, type FaultDecision, type Faults } from './faults';
import { sleep, type Clock, type ServiceName } from './common';
import { createLinktree, type LinktreeService } from './linktree/service';
import type { LinktreeSwitches } from './linktree/types';
import { createMailchimp, type MailchimpService } from './mailchimp/service';
import type { MailchimpSwitches } from './mailchimp/switches';
import { createOutbox, type Outbox } from './outbox';
import { createRefersion, type RefersionService } from './refersion/service';
import type { RefersionSwitches } from './refersion/types';
import { setBody, startRecord, type RequestRecord } from './requestLog';

export interface WorldOptions {
	/** Clock of all services; the machine's by default. */
	now?: Clock;
	/** Seed of ids, codes and faults. */
	seed?: number;
	refersion?: Partial<RefersionSwitches>;
	mailchimp?: Partial<MailchimpSwitches>;
	linktree?: Partial<LinktreeSwitches>;
	bigcommerce?: Partial<BigCommerceSwitches>;
}

/** Refersion, Mailchimp, Linktree and BigCommerce with their state; no sockets, no timers unless faults ask for them. */
export interface World {
	readonly refersion: RefersionService;
	readonly mailchimp: MailchimpService;
	readonly linktree: LinktreeService;
	readonly bigcommerce: BigCommerceService;
	readonly outbox: Outbox;
	readonly faults: Faults;
	/** Hosts that were asked for and belong to no service. */
	readonly refusedHosts: string[];
	/**
	 * Answers a request by the host name in its URL.
	 * @throws TypeError like fetch's, for an unknown host and for an injected connection reset
	 */
	fetch(request: Request): Promise<Response>;
	/** Which service a host name belongs to. */
	serviceOf(host: string): ServiceName | undefined;
	/** Everything as it was after createWorld. */
	reset(): void;
}

/** What the world needs of a service to let requests through. */
interface Runtime {
	service: { readonly requests: RequestRecord[] };
	admit?(request: Request): Response | (() => void);
	fetch(request: Request): Promise<Response>;
}

const HOSTS: ReadonlyArray<[RegExp, ServiceName]> = [
	[/^(api|graphql|inbound-webhooks|www)\.refersion\.com$/, 'refersion'],
	[/^[a-z0-9-]+\.api\.mailchimp\.com$/, 'mailchimp'],
	[/^login\.mailchimp\.com$/, 'mailchimp'],
	[/^(www\.)?linktr\.ee$/, 'linktree'],
	[/^api\.bigcommerce\.com$/, 'bigcommerce'],
];

class UnknownHost extends TypeError {
	readonly cause: Error;

	constructor(host: string) {
		super('fetch failed');
		this.cause = Object.assign(new Error(`getaddrinfo ENOTFOUND ${host}`), { code: 'ENOTFOUND' });
	}
}

function faultResponse(service: ServiceName, { fault }: FaultDecision): Response | undefined {
	switch (fault) {
		case '400':
			return Response.json(
				{
					type: 'https://mailchimp.com/developer/marketing/docs/errors/',
					title: 'Invalid Resource',
					status: 400,
					detail: 'The resource submitted could not be validated.',
					instance: '00000000-0000-0000-0000-000000000000',
				},
				{ status: 400, headers: { 'content-type': 'application/problem+json; charset=utf-8' } },
			);
		case '429':
			if (service !== 'mailchimp') {
				return Response.json({ message: 'Too Many Requests' }, { status: 429 });
			}
			return new Response(
				JSON.stringify({
					type: 'https://mailchimp.com/developer/marketing/docs/errors/',
					title: 'TooManyRequests',
					status: 429,
					detail: 'You have exceeded the limit of 10 simultaneous connections.',
					instance: '00000000-0000-0000-0000-000000000000',
				}),
				{ status: 429, headers: { 'content-type': 'application/problem+json; charset=utf-8' } },
			);
		case '502-html':
			return new Response('<html><head><title>502 Bad Gateway</title></head></html>', {
				status: 502,
				headers: { 'content-type': 'text/html' },
			});
		case '403-no-body':
			return new Response(null, { status: 403 });
		case 'reset-before':
			throw new ConnectionReset();
		default:
			return undefined;
	}
}

export function createWorld(options: WorldOptions = {}): World {
	const { now = () => new Date(), seed = 1 } = options;
	const outbox = createOutbox();
	const faults = createFaults(seed);
	const refusedHosts: string[] = [];
	const refersion = createRefersion(now, seed, options.refersion);
	const mailchimp = createMailchimp(now, seed, outbox, options.mailchimp);
	const linktree = createLinktree(options.linktree);
	const bigcommerce = createBigCommerce(now, options.bigcommerce);
	const runtimes: Record<ServiceName, Runtime> = { refersion, mailchimp, linktree, bigcommerce };

	function serviceOf(host: string): ServiceName | undefined {
		if (host === 'api.mailchimp.com') {
			return mailchimp.service.switches.hostWithoutDataCentre ? 'mailchimp' : undefined;
		}
		return HOSTS.find(([pattern]) => pattern.test(host))?.[1];
	}

	/** Latency, then faults that keep the request from the service, the service, then late faults. */
	async function answer(
		name: ServiceName,
		request: Request,
		record: RequestRecord,
	): Promise<Response> {
		const decision = faults.decide(name, record.method, record.path);
		record.fault = decision.fault;
		if (decision.held !== null) await decision.held;
		if (decision.delayMs > 0) await sleep(decision.delayMs);
		const injected = faultResponse(name, decision);
		if (injected !== undefined) return injected;
		const response = await runtimes[name].fetch(request);
		if (decision.fault === 'stall') await (decision.until ?? sleep(decision.stallMs));
		if (decision.fault === 'reset-after') throw new ConnectionReset();
		return response;
	}

	async function serve(name: ServiceName, request: Request): Promise<Response> {
		const runtime = runtimes[name];
		const startedAt = Date.now();
		const admitted = runtime.admit?.(request) ?? ((): undefined => undefined);
		const record = startRecord(request, startedAt);
		runtime.service.requests.push(record);
		try {
			const body = await request.text();
			setBody(record, body);
			if (admitted instanceof Response) {
				record.status = admitted.status;
				return admitted;
			}
			const hasBody = request.method !== 'GET' && request.method !== 'HEAD';
			const { method, headers } = request;
			const copy = new Request(request.url, { method, headers, ...(hasBody && { body }) });
			const response = await answer(name, copy, record);
			record.status = response.status;
			return response;
		} finally {
			record.finishedAt = Date.now();
			if (typeof admitted === 'function') admitted();
		}
	}

	return {
		refersion: refersion.service,
		mailchimp: mailchimp.service,
		linktree: linktree.service,
		bigcommerce: bigcommerce.service,
		outbox,
		faults,
		refusedHosts,
		serviceOf,
		async fetch(request) {
			const { hostname } = new URL(request.url);
			const name = serviceOf(hostname);
			if (name === undefined) {
				refusedHosts.push(hostname);
				throw new UnknownHost(hostname);
			}
			return serve(name, request);
		},
		reset() {
			refersion.reset();
			mailchimp.reset();
			linktree.reset();
			bigcommerce.reset();
			outbox.clear();
			faults.clear();
			faults.seed(seed);
			refusedHosts.splice(0);
		},
	};
}

import type { Clock, JsonObject } from '../common';
import type { RequestRecord } from '../requestLog';
import { createActions } from './actions';
import { createRestApp, type RefersionCredentials } from './app';
import { downloadReport } from './download';
import { createGraphqlHandler } from './graphql';
import { receiveOrder } from './orders';
import type { Reward } from './payloads';
import { affiliatePayload } from './payloads';
import { createState, linkOf, offerOf } from './state';
import { topicPresets, type Topic, type TopicLiterals } from './topics';
import type {
	Affiliate,
	AffiliateInput,
	AffiliateStatus,
	Conversion,
	ConversionStatus,
	Offer,
	Payment,
	RefersionSwitches,
	Report,
	Trigger,
	TriggerType,
} from './types';
import { createWebhooks, type Delivery, type SignedRequest, type SignOptions } from './webhooks';

/** Refersion: an account with its REST API, GraphQL, dashboard and webhooks. */
export interface RefersionService {
	readonly credentials: RefersionCredentials;
	readonly switches: RefersionSwitches;
	/** The values of `Refersion-Topic` in use; see `topicPresets`. */
	topicLiterals: TopicLiterals;
	readonly requests: RequestRecord[];
	clearRequests(): void;
	/** What only the dashboard can do: Refersion has no API for webhooks. */
	readonly dashboard: {
		createWebhook(options: { url: string; topics: 'all' | readonly string[] }): void;
		removeWebhooks(): void;
		webhooks(): Array<{ url: string; topics: Topic[] }>;
	};
	readonly deliveries: Delivery[];
	/** Resolves when all webhooks so far are delivered or given up. */
	settled(): Promise<void>;
	/** The request a webhook would be, to be sent (or altered) by a test. */
	signedRequest(topic: Topic | string, payload: unknown, options?: SignOptions): SignedRequest;
	/** The webhook payload of an affiliate as it is now. */
	affiliatePayload(id: number): JsonObject;
	affiliates(): Affiliate[];
	affiliate(id: number): Affiliate | undefined;
	/** The tracking link as the API shows it now. */
	linkOf(id: number): string | null;
	/** Emits New Affiliate (and, by switch, Affiliate Status Change when it starts ACTIVE). */
	addAffiliate(input?: AffiliateInput): Affiliate;
	/** Approves: status ACTIVE, emits Affiliate Status Change. */
	approve(id: number): Affiliate;
	setStatus(id: number, status: AffiliateStatus): Affiliate;
	/** Fixes the link: a text, null for none, or undefined for the account's default again. */
	setLink(id: number, link: string | null | undefined): void;
	/** Changes profile fields, offer or custom fields; emits Affiliate Details Change. */
	editAffiliate(
		id: number,
		changes: Omit<AffiliateInput, 'id' | 'code' | 'email' | 'status'>,
	): void;
	addOffer(offer: Offer): void;
	addTrigger(affiliateId: number, type: TriggerType, trigger: string): Trigger;
	triggers(): Trigger[];
	addConversion(input: Partial<Conversion> & { affiliateId: number }): Conversion;
	setConversionStatus(id: number, status: ConversionStatus): void;
	conversions(): Conversion[];
	addPayment(affiliateId: number, conversionIds: number[], note?: string): Payment;
	moveBonusTier(affiliateId: number, reward?: Partial<Reward>): void;
	addReport(report?: Partial<Report>): Report;
}

export interface RefersionRuntime {
	service: RefersionService;
	fetch(request: Request): Promise<Response>;
	reset(): void;
}

/** Demo values in the documented shapes; they open nothing. */
const CREDENTIALS: RefersionCredentials = {
	publicKey: 'pub_0d1e2f3a4b5c6d7e8f90',
	secretKey: 'sec_9a8b7c6d5e4f3a2b1c0d',
	webhookSigningSecret: 'whs_5f6e7d8c9b0a1f2e3d4c',
	graphqlToken: 'gql_1a2b3c4d5e6f7a8b9c0d',
};

export function createRefersion(
	now: Clock,
	seed: number,
	initialSwitches: Partial<RefersionSwitches> = {},
): RefersionRuntime {
	const credentials = { ...CREDENTIALS };
	const state = createState(now, seed, initialSwitches);
	const webhooks = createWebhooks(() => credentials.webhookSigningSecret, state.switches);
	const actions = createActions(state, webhooks);
	const rest = createRestApp({ state, actions }, credentials);
	const graphql = createGraphqlHandler(state, () => credentials.graphqlToken);
	const requests: RequestRecord[] = [];

	function known(id: number): Affiliate {
		const affiliate = state.affiliates.get(id);
		if (affiliate === undefined) throw new Error(`there is no affiliate ${id}`);
		return affiliate;
	}

	const service: RefersionService = {
		credentials,
		switches: state.switches,
		get topicLiterals() {
			return webhooks.literals;
		},
		set topicLiterals(literals) {
			webhooks.literals = literals;
		},
		requests,
		clearRequests: () => void requests.splice(0),
		dashboard: {
			createWebhook: (options) => webhooks.create(options),
			removeWebhooks: () => webhooks.removeAll(),
			webhooks: () => webhooks.list(),
		},
		deliveries: webhooks.deliveries,
		settled: () => webhooks.settled(),
		signedRequest: (topic, payload, options) => webhooks.sign(topic, payload, options),
		affiliatePayload: (id) => affiliatePayload(known(id), offerOf(state, known(id))),
		affiliates: () => [...state.affiliates.values()],
		affiliate: (id) => state.affiliates.get(id),
		linkOf: (id) => linkOf(state, known(id)),
		addAffiliate: (input = {}) => actions.addAffiliate(input),
		approve: (id) => actions.setStatus(id, 'ACTIVE'),
		setStatus: (id, status) => actions.setStatus(id, status),
		setLink: (id, link) => void Object.assign(known(id), { link }),
		editAffiliate(id, changes) {
			actions.detailsChanged(Object.assign(known(id), changes));
		},
		addOffer: (offer) => void state.offers.set(offer.id, { ...offer }),
		addTrigger: (id, type, trigger) => actions.addTrigger(id, type, trigger),
		triggers: () => [...state.triggers.values()],
		addConversion: (input) => actions.addConversion(input),
		setConversionStatus(id, status) {
			const conversion = state.conversions.get(id);
			if (conversion === undefined) throw new Error(`there is no conversion ${id}`);
			actions.setConversionStatus(conversion, status);
		},
		conversions: () => [...state.conversions.values()],
		addPayment: (id, conversionIds, note) => actions.addPayment(id, conversionIds, note),
		moveBonusTier: (id, reward) => actions.moveBonusTier(id, reward),
		addReport(report) {
			const id = report?.id ?? state.nextId('report');
			const expiresAt = now().getTime() + 3_600_000;
			const added: Report = { ready: true, expiresAt, ...report, id };
			state.reports.set(id, added);
			return added;
		},
	};

	return {
		service,
		async fetch(request) {
			const { hostname } = new URL(request.url);
			if (hostname === 'graphql.refersion.com') return graphql(request);
			if (hostname === 'inbound-webhooks.refersion.com') {
				return receiveOrder(request, { state, actions }, credentials);
			}
			return hostname === 'www.refersion.com'
				? downloadReport(request, state)
				: rest.fetch(request);
		},
		reset() {
			state.clear();
			webhooks.removeAll();
			webhooks.literals = topicPresets.inferred;
			webhooks.deliveries.splice(0);
			requests.splice(0);
			Object.assign(credentials, CREDENTIALS);
		},
	};
}

import type { Clock, JsonObject } from '../common';
import type { Outbox } from '../outbox';
import type { RequestRecord } from '../requestLog';
import { registerAccount, registerJourneyStep, registerTemplates } from './accountRoutes';
import { authorise, type Account } from './auth';
import { registerBatch } from './batch';
import { createBatches } from './batches';
import { createConnections } from './connections';
import { Problem, problemResponse, triggeredProblem } from './errors';
import { createApp, withStandardHeaders, type ApiContext } from './http';
import { createJourneys, type Journeys } from './journeys';
import { findMember } from './members';
import { registerMembers } from './memberRoutes';
import { registerMergeFields } from './mergeFields';
import { createOauthApp } from './oauth';
import { memberBody } from './render';
import { registerSegments } from './segments';
import {
	addMergeField,
	addTemplate,
	createAudience,
	createMember,
	createState,
	tagNamed,
	type AudienceInput,
	type Template,
	type TemplateInput,
} from './state';
import type { MailchimpSwitches } from './switches';
import type {
	Audience,
	Member,
	MemberStatus,
	MergeField,
	MergeFieldInput,
	MergeValue,
} from './types';

export interface MemberSeed {
	email: string;
	status?: MemberStatus;
	/** For `unsubscribed` (and what an archived one was): by the person, or through the API. */
	unsubscribedBy?: 'self' | 'api';
	/** For `archived`: what the contact was before. */
	statusBeforeArchive?: MemberStatus;
	tags?: string[];
	mergeFields?: Record<string, MergeValue>;
}

/** Mailchimp: one account, its Marketing API, OAuth host and journeys. */
export interface MailchimpService {
	/** `<32 hex>-us21`. */
	readonly apiKey: string;
	readonly account: Account;
	readonly switches: MailchimpSwitches;
	readonly requests: RequestRecord[];
	clearRequests(): void;
	readonly journeys: Journeys;
	/** The largest number of requests there ever were at the same time, refused ones included. */
	readonly maxSimultaneousReached: number;
	/** Requests refused because of the connection limit. */
	readonly count429: number;
	addAudience(input?: AudienceInput): Audience;
	audience(id: string): Audience;
	audiences(): Audience[];
	addMergeField(audienceId: string, input: MergeFieldInput): MergeField;
	addTemplate(input: TemplateInput): Template;
	/** All templates with their HTML, which the API does not give. */
	templates(): Template[];
	/** Puts a contact there as it is: nothing is validated and no journey starts. */
	addMember(audienceId: string, seed: MemberSeed): Member;
	/** A contact as the API shows it; undefined when there is none. */
	member(audienceId: string, email: string): JsonObject | undefined;
	/** Names of all tags of a contact. */
	tagsOf(audienceId: string, email: string): string[];
	/** The person clicks the confirmation link. */
	confirm(audienceId: string, email: string): void;
	/** The person unsubscribes. */
	unsubscribe(audienceId: string, email: string): void;
	/** Answers of the operations of an asynchronous batch. */
	batchResults(id: string): Array<{ status_code: number; operation_id: string; response: string }>;
}

export interface MailchimpRuntime {
	service: MailchimpService;
	/** Takes a connection, or answers that there is none left. */
	admit(request: Request): Response | (() => void);
	fetch(request: Request): Promise<Response>;
	reset(): void;
}

/** Demo values in the documented shapes; they open nothing. */
const DATA_CENTRE = 'us21';
const API_KEY = `0123456789abcdef0123456789abcdef-${DATA_CENTRE}`;

const newAccount = (): Account => ({
	apiKey: API_KEY,
	furtherKeys: [],
	dataCentre: DATA_CENTRE,
	name: 'Demo Shop',
	oauth: { clientId: '593572104831', clientSecret: 'f1e2d3c4b5a697887766554433221100' },
	tokens: new Set(),
	apiEndpoint: undefined,
});

export function createMailchimp(
	now: Clock,
	seed: number,
	outbox: Outbox,
	initialSwitches: Partial<MailchimpSwitches> = {},
): MailchimpRuntime {
	const account = newAccount();
	const state = createState(now, seed, initialSwitches);
	const journeys = createJourneys(state, outbox);
	const connections = createConnections(state.switches);
	const requests: RequestRecord[] = [];
	const api: ApiContext = { state, journeys };

	const app = createApp();
	const batches = createBatches(async (operation) => app.fetch(operation, { requestId: 'batch' }));
	registerAccount(app, api, account.name);
	registerMembers(app, api);
	registerBatch(app, api);
	registerMergeFields(app, api);
	registerSegments(app, api);
	registerJourneyStep(app, api);
	registerTemplates(app, api);
	batches.register(app, api);
	const oauth = createOauthApp(account, (length) => state.hexId(length));

	function audience(id: string): Audience {
		const found = state.audiences.get(id);
		if (found === undefined) throw new Error(`there is no audience ${id}`);
		return found;
	}

	function member(audienceId: string, email: string): Member {
		const found = findMember(audience(audienceId), email);
		if (found === undefined) throw new Error(`there is no contact ${email} in ${audienceId}`);
		return found;
	}

	/** What is checked before any resource: encryption, key, data centre, errors asked for. */
	function refusal(request: Request): Problem | undefined {
		const url = new URL(request.url);
		if (url.protocol !== 'https:') {
			return new Problem(426, 'Upgrade Required', 'HTTPS is required to use the API.');
		}
		try {
			authorise(account, state.switches, url.hostname, request.headers.get('authorization'));
		} catch (error) {
			if (error instanceof Problem) return error;
			throw error;
		}
		return triggeredProblem(request.headers.get('x-trigger-error') ?? '');
	}

	const service: MailchimpService = {
		get apiKey() {
			return account.apiKey;
		},
		account,
		switches: state.switches,
		requests,
		clearRequests: () => void requests.splice(0),
		journeys,
		get maxSimultaneousReached() {
			return connections.maxReached();
		},
		get count429() {
			return connections.refused();
		},
		addAudience: (input = {}) => createAudience(state, input),
		audience,
		audiences: () => [...state.audiences.values()],
		addMergeField: (id, input) => addMergeField(audience(id), input),
		addTemplate: (input) => addTemplate(state, input),
		templates: () => [...state.templates.values()],
		addMember(audienceId, { email, status = 'subscribed', ...rest }) {
			const list = audience(audienceId);
			const added = createMember(state, list, email, status);
			added.statusBeforeArchive = rest.statusBeforeArchive ?? added.statusBeforeArchive;
			const statusWas = status === 'archived' ? added.statusBeforeArchive : status;
			if (statusWas === 'unsubscribed') added.unsubscribedBy = rest.unsubscribedBy ?? 'self';
			added.mergeFields = new Map(Object.entries(rest.mergeFields ?? {}));
			for (const name of rest.tags ?? []) added.tags.set(tagNamed(state, list, name).id, now());
			return added;
		},
		member(audienceId, email) {
			const list = audience(audienceId);
			const found = findMember(list, email);
			return found && memberBody(list, found, state.switches);
		},
		tagsOf(audienceId, email) {
			const { tagsById } = audience(audienceId);
			return [...member(audienceId, email).tags.keys()].flatMap(
				(id) => tagsById.get(id)?.name ?? [],
			);
		},
		confirm(audienceId, email) {
			const found = member(audienceId, email);
			if (found.status !== 'pending') throw new Error(`${email} is not pending`);
			found.status = 'subscribed';
			found.unsubscribedBy = null;
			found.lastChanged = now();
			journeys.confirmed(audience(audienceId), found);
		},
		unsubscribe(audienceId, email) {
			const found = member(audienceId, email);
			Object.assign(found, { status: 'unsubscribed', unsubscribedBy: 'self', lastChanged: now() });
		},
		batchResults: (id) => batches.results(id),
	};

	return {
		service,
		admit(request) {
			if (new URL(request.url).hostname === 'login.mailchimp.com') return () => undefined;
			return connections.enter();
		},
		async fetch(request) {
			if (new URL(request.url).hostname === 'login.mailchimp.com') return oauth.fetch(request);
			return withStandardHeaders((env) => {
				const problem = refusal(request);
				return problem ? problemResponse(problem, env.requestId) : app.fetch(request, env);
			});
		},
		reset() {
			Object.assign(account, newAccount());
			state.clear();
			journeys.clear();
			batches.clear();
			connections.clear();
			requests.splice(0);
		},
	};
}

import type { Clock } from '../common';
import type { RequestRecord } from '../requestLog';
import { forbidden, notFound, Problem, problemResponse, unauthorized } from './problem';
import { createQuota } from './quota';
import { createRoutes } from './routes';
import { createState } from './state';
import type {
	ApiAccount,
	BigCommerceSwitches,
	Code,
	CodeInput,
	Promotion,
	PromotionInput,
} from './types';

/** BigCommerce: the Promotions API of one store, `https://api.bigcommerce.com/stores/{store_hash}/v3`. */
export interface BigCommerceService {
	readonly account: ApiAccount;
	readonly switches: BigCommerceSwitches;
	readonly requests: RequestRecord[];
	clearRequests(): void;
	/** The largest number of requests there ever were at the same time. */
	readonly maxSimultaneousReached: number;
	addPromotion(input?: PromotionInput): Promotion;
	/** Puts a code there as it is; nothing is validated. */
	addCode(promotionId: number, code: string, input?: CodeInput): Code;
	promotions(): Promotion[];
	codes(): Code[];
}

export interface BigCommerceRuntime {
	service: BigCommerceService;
	admit(request: Request): () => void;
	fetch(request: Request): Promise<Response>;
	reset(): void;
}

const newAccount = (): ApiAccount => ({
	storeHash: 'abc123',
	accessToken: 'demo0token0that0opens0nothing00',
	scope: 'modify',
});

export function createBigCommerce(
	now: Clock,
	initialSwitches: Partial<BigCommerceSwitches> = {},
): BigCommerceRuntime {
	const account = newAccount();
	const state = createState(now, initialSwitches);
	const quota = createQuota(now, state.switches);
	const routes = createRoutes(state);
	const requests: RequestRecord[] = [];
	let open = 0;
	let mostOpen = 0;

	/** Token and store first, then the scope ("API status codes", 401 and 403), then the headers. */
	function check(request: Request, storeHash: string): void {
		const { method, headers } = request;
		const isOwn = storeHash === account.storeHash;
		if (!isOwn || headers.get('x-auth-token') !== account.accessToken) throw unauthorized();
		const isRead = method === 'GET' || method === 'HEAD';
		if (account.scope === 'none' || (account.scope === 'read-only' && !isRead)) throw forbidden();
		// Promotions API: Accept is required, and Content-Type with a body.
		if (!headers.get('accept')?.includes('application/json'))
			throw new Problem(406, 'Not Acceptable');
		if (!isRead && !headers.get('content-type')?.includes('application/json')) {
			throw new Problem(415, 'Unsupported Media Type');
		}
	}

	async function answer(request: Request): Promise<Response> {
		const url = new URL(request.url);
		const [, storeHash, path] = /^\/stores\/([^/]+)\/v3(\/.*)$/.exec(url.pathname) ?? [];
		if (storeHash === undefined) throw notFound();
		check(request, storeHash);
		const { method, headers } = request;
		const body = method === 'GET' || method === 'HEAD' ? null : await request.text();
		const inner = new URL(`${path}${url.search}`, url.origin);
		return await routes.fetch(new Request(inner, { method, headers, body }));
	}

	async function answerOrProblem(request: Request): Promise<Response> {
		try {
			return await answer(request);
		} catch (error) {
			if (!(error instanceof Problem)) throw error;
			return problemResponse(error, state.switches.errorForm);
		}
	}

	return {
		service: {
			account,
			switches: state.switches,
			requests,
			clearRequests: () => void requests.splice(0),
			get maxSimultaneousReached() {
				return mostOpen;
			},
			addPromotion: state.addPromotion,
			addCode: state.addCode,
			promotions: () => state.promotions,
			codes: () => state.codes,
		},
		admit() {
			open += 1;
			mostOpen = Math.max(mostOpen, open);
			return () => {
				open -= 1;
			};
		},
		async fetch(request) {
			const isAllowed = quota.take();
			const response = isAllowed
				? await answerOrProblem(request)
				: new Response(null, { status: 429, headers: { 'content-type': 'application/json' } });
			const all = new Headers(response.headers);
			const headers = quota.headers();
			for (const [name, value] of Object.entries(headers)) all.set(name, value);
			if (!isAllowed && state.switches.retryAfter) {
				const seconds = Math.ceil(Number(headers['x-rate-limit-time-reset-ms']) / 1000);
				all.set('x-retry-after', String(seconds));
			}
			return new Response(response.body, { status: response.status, headers: all });
		},
		reset() {
			state.clear();
			quota.clear();
			requests.splice(0);
			Object.assign(account, newAccount());
			mostOpen = open;
		},
	};
}

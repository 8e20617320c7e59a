import {
	NodeOperationError,
	type IDataObject,
	type IHttpRequestMethods,
	type IHttpRequestOptions,
} from 'n8n-workflow';
import { isUnavailable } from '../../shared/failures';
import { createGovernor } from '../../shared/governor';
import { send, type HttpAnswer } from '../../shared/http';
import { isRecord } from '../../shared/record';
import { cancelSignalOf, type RequestContext } from '../../shared/request';
import { bigCommerceError } from './errors';
import { API_ORIGIN, storePath } from './host';
import { isQuotaUsedUp, POLICY, resetMs } from './quota';

/**
 * BigCommerce takes 10 requests at once for a list of codes (Promotions API, "Get Coupon Codes"), of all
 * apps of the store together. The rest are for the others.
 */
const CONNECTIONS = { start: 2, max: 4 };

/** For the answer to begin, and then for it to end. */
const TIMEOUT_MS = 30_000;

export interface BigCommerceRequest {
	method: IHttpRequestMethods;
	/** Path behind /v3, with its ids encoded. */
	path: string;
	qs?: IDataObject;
	body?: IDataObject;
	/**
	 * For requests that do their work again when they are repeated: repeated only when the quota was used
	 * up, not when it is unknown whether BigCommerce acted on them.
	 */
	once?: boolean;
}

/** A BigCommerce store to send requests to. */
export interface BigCommerceClient {
	/**
	 * Sends a request, together with at most 3 others of this run, and repeats it when the quota was used
	 * up, was not sent or, unless it is to be sent once, got lost.
	 *
	 * @returns the parsed body; empty where there is none to come (204)
	 * @throws NodeApiError with BigCommerce's words when it refuses
	 * @throws NotAttempted when the run is cancelled before its turn, or BigCommerce is down
	 */
	request(request: BigCommerceRequest): Promise<IDataObject>;
}

/**
 * Prepares requests to the store of the node's credential.
 *
 * @throws NodeOperationError when the store hash is not valid
 */
export async function bigCommerceClient(this: RequestContext): Promise<BigCommerceClient> {
	const base = `${API_ORIGIN}${await storePathOf.call(this)}`;
	const governor = createGovernor({ ...CONNECTIONS, signal: cancelSignalOf(this) });
	return {
		request: async ({ method, path, qs, body, once = false }) => {
			const request: IHttpRequestOptions = {
				method,
				url: `${base}${path}`,
				qs,
				body,
				timeout: TIMEOUT_MS,
				headers: { Accept: 'application/json', 'Content-Type': 'application/json' },
			};
			const answer = await send.call(this, 'bigCommerceApi', request, {
				policy: POLICY,
				governor,
				isRefusal: isQuotaUsedUp,
				waitMs: resetMs,
				isTransient: once ? isQuotaUsedUp : isTransient,
				repeatLost: !once,
			});
			return readBody.call(this, answer);
		},
	};
}

async function storePathOf(this: RequestContext): Promise<string> {
	const { storeHash } = await this.getCredentials('bigCommerceApi');
	try {
		return storePath(storeHash);
	} catch (error) {
		throw new NodeOperationError(this.getNode(), error instanceof Error ? error : String(error));
	}
}

function readBody(this: RequestContext, answer: HttpAnswer): IDataObject {
	if (answer.statusCode === 204) return {};
	const isSuccess = answer.statusCode >= 200 && answer.statusCode <= 299;
	if (!isSuccess || !isRecord(answer.json)) throw bigCommerceError.call(this, answer);
	return answer.json;
}

/** Whether another try may help: the quota is used up, or a fault on BigCommerce's side. */
function isTransient(answer: HttpAnswer): boolean {
	return isQuotaUsedUp(answer) || isUnavailable(answer.statusCode);
}

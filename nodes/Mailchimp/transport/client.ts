import {
	NodeOperationError,
	type IDataObject,
	type IHttpRequestMethods,
	type IHttpRequestOptions,
} from 'n8n-workflow';
import { isUnavailable } from '../../shared/failures';
import { createGovernor, type Governor } from '../../shared/governor';
import { send, type HttpAnswer } from '../../shared/http';
import { isRecord } from '../../shared/record';
import { cancelSignalOf, type RequestContext } from '../../shared/request';
import type { RetryPolicy } from '../../shared/retry';
import { isOutcomeUnknown, mailchimpError, unknownOutcome } from './errors';
import { hostOfEndpoint, mailchimpHost } from './urls';

/**
 * For requests with hundreds of contacts: Mailchimp gives up after 120 seconds itself. A request of one
 * contact takes far less than the usual half a minute.
 */
export const LONG_TIMEOUT_MS = 120_000;

/**
 * Mailchimp allows 10 connections to all programs of a user together (its documentation, "Throttling").
 * The rest are for the others.
 */
const CONNECTIONS = { start: 4, max: 8 };

/**
 * About a minute of waiting on average: when many workflows share the 10 connections of an account,
 * each has to wait for its turn. Mailchimp sends no Retry-After.
 */
const POLICY: RetryPolicy = { attempts: 10, baseMs: 500, capMs: 30_000 };

export interface MailchimpRequest {
	method: IHttpRequestMethods;
	/** Path behind /3.0, with its ids encoded. */
	path: string;
	qs?: IDataObject;
	body?: IDataObject;
	timeoutMs?: number;
	/**
	 * For requests that do their work again when they are repeated: repeated only when Mailchimp refused
	 * them or they were not sent, not when it is unknown whether it acted on them.
	 */
	once?: boolean;
	/**
	 * How many tries may end in a fault of Mailchimp or without an answer, for requests that are asked in
	 * another way then; a fault says nothing about whether Mailchimp is down. Refusals do not count.
	 */
	mostFaults?: number;
}

/** How long a run may go on. */
export interface ClientOptions {
	/** Time (milliseconds since 1970) from which on no request is begun. */
	deadline?: number;
}

/** A Mailchimp account to send requests to. */
export interface MailchimpClient {
	/**
	 * Sends a request, together with at most 7 others of this run, and repeats it when it was refused for
	 * lack of a free connection, was not sent or, unless it is to be sent once, got lost. After five requests
	 * in a row that failed through all their tries no other one is sent: Mailchimp is down.
	 *
	 * @returns the parsed body; {} when there is none
	 * @throws NodeApiError with Mailchimp's title, detail and field messages
	 * @throws NotAttempted when the run is cancelled, its time over or Mailchimp down, before its turn
	 */
	request(request: MailchimpRequest): Promise<IDataObject>;
}

/**
 * Prepares requests to the account of the node's credential. Its host is found out here, once for a
 * run of the node, and always is one of Mailchimp's own.
 *
 * @throws NodeOperationError when the API key has no valid data centre
 */
export async function mailchimpClient(
	this: RequestContext,
	{ deadline }: ClientOptions = {},
): Promise<MailchimpClient> {
	const isOAuth2 = this.getNodeParameter('authentication', 0) === 'oAuth2';
	const credentialType = isOAuth2 ? 'mailchimpAudienceOAuth2Api' : 'mailchimpAudienceApi';
	const governor = createGovernor({ ...CONNECTIONS, signal: cancelSignalOf(this), deadline });
	const host = isOAuth2 ? await oAuth2Host.call(this, governor) : await apiKeyHost.call(this);
	return {
		request: async ({ method, path, qs, body, timeoutMs, once = false, mostFaults }) => {
			const request: IHttpRequestOptions = {
				method,
				url: `https://${host}/3.0${path}`,
				qs,
				body,
				headers: { Accept: 'application/json' },
				timeout: timeoutMs,
			};
			const answer = await send.call(this, credentialType, request, {
				policy: POLICY,
				isTransient: once ? isRefusal : isTransient,
				repeatLost: !once,
				mostFaults,
				governor,
				isRefusal,
			});
			return readBody.call(this, answer);
		},
	};
}

/**
 * Sends a request that must not do its work twice. It is repeated only while nothing was done: when Mailchimp
 * refuses it for lack of a free connection, or was not reached. When it stays open whether Mailchimp acted on
 * it, that is an error of its own (code `unknown_outcome`).
 *
 * @param what the deed in the perfect, e.g. "the event was recorded"
 * @returns the parsed body; {} when there is none
 * @throws NodeApiError when Mailchimp refused the request
 */
export async function requestOnce(
	client: MailchimpClient,
	request: MailchimpRequest,
	what: string,
): Promise<IDataObject> {
	try {
		return await client.request({ ...request, once: true });
	} catch (error) {
		throw isOutcomeUnknown(error) ? unknownOutcome(what, error) : error;
	}
}

function readBody(this: RequestContext, answer: HttpAnswer): IDataObject {
	if (answer.statusCode === 204) return {};
	if (answer.statusCode < 200 || answer.statusCode > 299 || !isRecord(answer.json)) {
		throw mailchimpError.call(this, answer);
	}
	return answer.json;
}

/**
 * Whether Mailchimp had no connection free: 429, or under heavy load 403 without a JSON body (its
 * documentation, "Throttling"). Nothing was done then.
 */
export function isRefusal(answer: HttpAnswer): boolean {
	return answer.statusCode === 429 || (answer.statusCode === 403 && !isRecord(answer.json));
}

/** Whether another try may help: no free connection, or a fault on Mailchimp's side. */
export function isTransient(answer: HttpAnswer): boolean {
	return isRefusal(answer) || isUnavailable(answer.statusCode);
}

async function apiKeyHost(this: RequestContext): Promise<string> {
	const { apiKey } = await this.getCredentials<{ apiKey: string }>('mailchimpAudienceApi');
	try {
		return mailchimpHost(apiKey.trim());
	} catch (error) {
		throw new NodeOperationError(this.getNode(), error instanceof Error ? error : String(error));
	}
}

/** OAuth2 tokens do not name the data centre; Mailchimp's metadata call does (its OAuth guide). */
async function oAuth2Host(this: RequestContext, governor: Governor): Promise<string> {
	const credentials = await this.getCredentials<{ oauthTokenData?: { access_token?: string } }>(
		'mailchimpAudienceOAuth2Api',
	);
	const accessToken = credentials.oauthTokenData?.access_token ?? '';
	const metadata = await readMetadata.call(this, accessToken, governor);
	const host = hostOfEndpoint(metadata.api_endpoint);
	if (host) return host;
	throw new NodeOperationError(
		this.getNode(),
		'Mailchimp did not say which data centre the connected account is in',
		{ description: 'Open the Mailchimp credential and connect the account again.' },
	);
}

/**
 * The metadata call wants the scheme "OAuth", which n8n's OAuth2 helper does not write.
 *
 * @param governor of the run, so that the call keeps to its time limit like any other
 */
async function readMetadata(
	this: RequestContext,
	accessToken: string,
	governor: Governor,
): Promise<IDataObject> {
	const request = {
		url: 'https://login.mailchimp.com/oauth2/metadata',
		headers: { Authorization: `OAuth ${accessToken}`, Accept: 'application/json' },
	};
	const answer = await send.call(this, undefined, request, {
		policy: POLICY,
		isTransient,
		governor,
		isRefusal,
	});
	return readBody.call(this, answer);
}

import { NodeApiError, NodeOperationError, type IExecuteFunctions } from 'n8n-workflow';
import { BodyTooLarge } from '../../shared/body';
import { answerError, asApiError, isConnectionFailure, isUnavailable } from '../../shared/failures';
import { openRequest } from '../../shared/request';
import { retry, type Attempt, type RetryPolicy } from '../../shared/retry';
import { parseUrl } from '../../shared/url';

/** For the answer to begin and then for it to end: a report may be made while it is being sent. */
const TIMEOUT_MS = 120_000;

const POLICY: RetryPolicy = { attempts: 3, baseMs: 500, capMs: 4_000 };

export interface DownloadedFile {
	content: Buffer;
	/** The name that the answer gives, without folders. */
	name?: string;
	mimeType?: string;
}

type Result = { file: DownloadedFile } | { error: unknown };

/**
 * Downloads a report. The link comes out of an answer, so only Refersion's own hosts are asked; it
 * carries its own permission, so no credential is sent; redirects are not followed.
 *
 * @param link the link that /reporting/link gave
 * @param maxBytes give up when the file is larger
 * @throws NodeOperationError when the link leads elsewhere or the file is too large
 * @throws NodeApiError when the file cannot be had
 */
export async function downloadReport(
	this: IExecuteFunctions,
	link: string,
	maxBytes: number,
): Promise<DownloadedFile> {
	if (!isRefersionUrl(link)) throw foreignLink.call(this);
	const result = await retry<Result>(
		async (): Promise<Attempt<Result>> => {
			try {
				return { done: true, value: { file: await fetchFile.call(this, link, maxBytes) } };
			} catch (error) {
				return { done: !mayPass(error), value: { error } };
			}
		},
		POLICY,
		{ signal: this.getExecutionCancelSignal() },
	);
	if ('file' in result) return result.file;
	const { error } = result;
	throw error instanceof NodeOperationError ? error : asApiError.call(this, error);
}

function mayPass(error: unknown): boolean {
	const status = error instanceof NodeApiError ? Number(error.httpCode) : NaN;
	return isConnectionFailure(error) || status === 429 || isUnavailable(status);
}

async function fetchFile(
	this: IExecuteFunctions,
	link: string,
	maxBytes: number,
): Promise<DownloadedFile> {
	const { statusCode, headers, read, discard } = await openRequest.call(this, {
		method: 'GET',
		url: link,
		timeout: TIMEOUT_MS,
		abortSignal: this.getExecutionCancelSignal(),
	});
	if (statusCode !== 200) {
		discard();
		throw notAvailable.call(this, statusCode);
	}
	const content = await read(maxBytes).catch((error: unknown) => {
		throw error instanceof BodyTooLarge ? tooLarge.call(this, maxBytes) : error;
	});
	if (content.length === 0) throw notAvailable.call(this, 200);
	return {
		content,
		name: nameOf(String(headers['content-disposition'] ?? '')),
		mimeType: String(headers['content-type'] ?? '').split(';')[0] || undefined,
	};
}

/**
 * Whether a link is https and leads to refersion.com or one of its subdomains.
 *
 * @param link any text
 */
export function isRefersionUrl(link: string): boolean {
	const url = parseUrl(link);
	if (!url) return false;
	const { protocol, hostname, port, username } = url;
	const isOwn = hostname === 'refersion.com' || hostname.endsWith('.refersion.com');
	return protocol === 'https:' && isOwn && port === '' && username === '';
}

function nameOf(disposition: string): string | undefined {
	const name = /filename="?([^";]+)"?/i.exec(disposition)?.[1];
	return name?.split(/[\\/]/).pop()?.trim() || undefined;
}

function foreignLink(this: IExecuteFunctions): NodeOperationError {
	return new NodeOperationError(
		this.getNode(),
		"The download link does not lead to one of Refersion's own hosts",
		{
			type: 'foreign_link',
			description:
				'Nothing was downloaded. Use Get Download Link and look at the link before you open it.',
		},
	);
}

function tooLarge(this: IExecuteFunctions, maxBytes: number): NodeOperationError {
	const megabytes = Math.round(maxBytes / 1024 / 1024);
	return new NodeOperationError(this.getNode(), `The report is larger than ${megabytes} MB`, {
		type: 'too_large',
		description: 'Raise the option Size Limit, or make a smaller report in Refersion.',
	});
}

function notAvailable(this: IExecuteFunctions, statusCode: number): NodeApiError {
	const isRedirect = statusCode >= 300 && statusCode < 400;
	const message = isRedirect
		? 'Refersion redirects the download to another address'
		: `The file of the report could not be downloaded (${statusCode})`;
	const fix = isRedirect
		? 'Redirects are not followed. Use Get Download Link and fetch the file with the HTTP Request node.'
		: 'The link works for two minutes. Run this item again; when that does not help, make the report again in Refersion.';
	return answerError(this.getNode(), { statusCode, message, fix });
}

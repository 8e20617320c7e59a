import type {
	ICredentialDataDecryptedObject,
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	IDataObject,
	INodeCredentialTestResult,
} from 'n8n-workflow';
import { keysFor } from '../../../credentials/RefersionApi.credentials';
import { isRecord } from '../../shared/record';
import { errorTexts } from '../transport/errors';
import { graphqlErrorTexts } from '../transport/graphqlErrors';

/** Somebody waits in front of the editor. */
const TIMEOUT_MS = 10_000;

const KEYS_PAGE = 'Refersion: Account > Settings > Refersion API';
const TOKEN_PAGE = `${KEYS_PAGE} > GraphQL`;
/** It does not say which of the two is wrong. */
const API_KEYS = 'the pair of Public Key and Secret Key';

/** An answer of Refersion; statusCode 0 when none came. */
interface Answer {
	statusCode: number;
	body: unknown;
}

/**
 * Tries the keys of a Refersion credential, and the GraphQL token where there is one. Refersion has no call for that:
 * listing one affiliate, and one offer, are the cheapest that need them; wrong ones are answered with 401. Webhooks alone
 * show whether the Webhook Signing Secret is right.
 *
 * @returns what is wrong with which key, and where to find the right one; never a key
 */
export async function refersionKeys(
	this: ICredentialTestFunctions,
	{ data = {} }: ICredentialsDecrypted<ICredentialDataDecryptedObject>,
): Promise<INodeCredentialTestResult> {
	const mistake = mistakenIn(data);
	if (mistake) return failed(mistake);
	const list = 'https://api.refersion.com/v2/affiliate/list';
	// Its contract has both as texts.
	const rest = await post.call(this, data, list, { limit: '1', page: '1' });
	if (rest.statusCode !== 200 || !isRecord(rest.body) || errorTexts(rest.body).length > 0) {
		return failed(whyNot(rest, API_KEYS, KEYS_PAGE, errorTexts(rest.body)));
	}
	if (textOf(data.graphqlToken) === '') {
		return { status: 'OK', message: `Refersion accepts ${API_KEYS}` };
	}
	const query = '{ offers(first: 1) { id } }';
	const graphql = await post.call(this, data, 'https://graphql.refersion.com', { query });
	if (graphql.statusCode === 429) {
		return {
			status: 'OK',
			message: `Refersion accepts ${API_KEYS}. The GraphQL Token could not be tried: its quota is used up`,
		};
	}
	const errors = graphqlErrorTexts(graphql.body);
	if (graphql.statusCode === 200 && isRecord(graphql.body) && errors.length === 0) {
		return { status: 'OK', message: `Refersion accepts ${API_KEYS} and the GraphQL Token` };
	}
	const why = whyNot(graphql, 'the GraphQL Token', TOKEN_PAGE, errors);
	return failed(`Refersion accepts ${API_KEYS}. ${why} Without a token, leave the field empty.`);
}

/** What can be seen without asking: a field is empty, or the two keys are in each other's place. */
function mistakenIn(data: ICredentialDataDecryptedObject): string | undefined {
	for (const [name, label, other] of [
		['publicKey', 'Public Key', 'sec_'],
		['secretKey', 'Secret Key', 'pub_'],
	]) {
		const key = textOf(data[name]);
		if (key === '') return `The ${label} is empty. Copy it from ${KEYS_PAGE}.`;
		// Both have a beginning of their own in all of Refersion's examples.
		if (key.startsWith(other)) {
			return `The field ${label} holds the other one of the two keys. Look at ${KEYS_PAGE}.`;
		}
	}
	return undefined;
}

function whyNot({ statusCode }: Answer, what: string, where: string, texts: string[]): string {
	const words = texts.length > 0 ? ` (${texts.join(' ')})` : '';
	if (statusCode === 401) return `Refersion refuses ${what}${words}. Copy again from ${where}.`;
	if (statusCode === 403) {
		return `Refersion does not let in with ${what}${words}. See whether your plan has ${where}.`;
	}
	const came =
		statusCode === 0 ? 'No answer came from Refersion' : `Refersion answered ${statusCode}`;
	return `${came}${words}, so that it is not known whether it accepts ${what}.`;
}

async function post(
	this: ICredentialTestFunctions,
	data: ICredentialDataDecryptedObject,
	url: string,
	body: IDataObject,
): Promise<Answer> {
	// The only way to send a request that n8n gives to the test of a credential.
	const { request } = this.helpers;
	try {
		const answer: unknown = await request({
			method: 'POST',
			uri: url,
			headers: { Accept: 'application/json', ...keysFor({ url }, data) },
			body,
			json: true,
			simple: false,
			resolveWithFullResponse: true,
			followRedirect: false,
			timeout: TIMEOUT_MS,
		});
		if (isRecord(answer) && typeof answer.statusCode === 'number') {
			return { statusCode: answer.statusCode, body: answer.body };
		}
	} catch {
		// What n8n throws may carry the request with its keys.
	}
	return { statusCode: 0, body: undefined };
}

function textOf(value: unknown): string {
	return typeof value === 'string' ? value.trim() : '';
}

function failed(message: string): INodeCredentialTestResult {
	return { status: 'Error', message };
}

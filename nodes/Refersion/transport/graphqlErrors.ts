import { NodeOperationError, type NodeApiError } from 'n8n-workflow';
import { answerError } from '../../shared/failures';
import type { HttpAnswer } from '../../shared/http';
import { isRecord } from '../../shared/record';
import type { RequestContext } from '../../shared/request';
import { quotedAll } from '../../shared/texts';
import { errorTexts } from './errors';

const WHERE_TO_GET_IT =
	'In Refersion, open Account > Settings > Refersion API > GraphQL, copy the access token and paste it into the field GraphQL Token of the Refersion credential. It is another one than the public and the secret key.';

/**
 * The texts of a GraphQL answer's errors: objects with a `message` in GraphQL's own form, plain texts
 * where Refersion's gateway answers.
 *
 * @param body the parsed answer
 * @returns at most 20, each cut at 500 characters
 */
export function graphqlErrorTexts(body: unknown): string[] {
	const errors = isRecord(body) && Array.isArray(body.errors) ? body.errors : [];
	const messages = errors.filter(isRecord).map((error) => String(error.message ?? ''));
	return quotedAll([...messages, ...errorTexts(body)].filter((text) => text !== ''));
}

/**
 * The error for an answer that is not a success, an answer 200 with `errors` included.
 *
 * @param answer the answer of graphql.refersion.com
 * @returns an error with Refersion's own words, what to do, and the HTTP code
 */
export function graphqlError(this: RequestContext, answer: HttpAnswer): NodeApiError {
	const { statusCode } = answer;
	const texts = graphqlErrorTexts(answer.json);
	const { message, description } = explained(statusCode, texts.join(' '));
	return answerError(this.getNode(), { statusCode, message, fix: description });
}

function explained(statusCode: number, text: string): { message: string; description: string } {
	if (statusCode === 401) {
		return {
			message: `Refersion refused the GraphQL token${text ? `: ${text}` : ''}`,
			description: WHERE_TO_GET_IT,
		};
	}
	if (statusCode === 429) {
		return {
			message: 'The GraphQL quota of the Refersion account is used up',
			description:
				'Each account has a limit of GraphQL requests. Try again later, read less at once (Limit, a shorter time), or ask Refersion for more.',
		};
	}
	if (statusCode >= 500) {
		return {
			message: `Refersion's GraphQL API is not available right now (${statusCode})`,
			description: 'Try again later. See https://statuspage.refersion.com for its state.',
		};
	}
	if (text) {
		return {
			message: text,
			description:
				"These are the words of Refersion's GraphQL API, which is a beta and may change. Update this package, and report it if that does not help.",
		};
	}
	return {
		message: `Refersion sent an answer that is not understood (${statusCode})`,
		description: 'A proxy or firewall between n8n and graphql.refersion.com may have answered.',
	};
}

/** The error of whatever needs the GraphQL token when the credential has none. */
export function noGraphqlToken(this: RequestContext): NodeOperationError {
	return new NodeOperationError(this.getNode(), 'The Refersion credential has no GraphQL Token', {
		type: 'no_graphql_token',
		description: WHERE_TO_GET_IT,
	});
}

import type { OperationHint } from '../shared/operations';

/** Where the token is, in Refersion and in n8n. */
const TOKEN =
	'the GraphQL Token in the Refersion credential (in Refersion: Account > Settings > Refersion API > GraphQL)';

/** Where and when n8n shows such a hint. */
const BEFORE = { type: 'info', location: 'outputPane', whenToDisplay: 'beforeExecution' } as const;

/**
 * Told before anything ran: n8n's panel does not see whether the credential has the token.
 *
 * @param when the parameters with which it is needed, as an expression without braces; always when it is left out
 */
export function needsGraphqlToken(when?: string): OperationHint {
	return { message: `This needs ${TOKEN}.`, ...BEFORE, when };
}

/** The same for what goes without it, and slowly. */
export function fasterWithGraphqlToken(what: string): OperationHint {
	return { message: `${what} It takes ${TOKEN}.`, ...BEFORE };
}

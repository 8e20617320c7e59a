import { isObject, isString, parseJson, type JsonObject } from '../common';
import { parseQuery, GraphqlSyntaxError, type Selection } from './graphqlParser';
import { createSchema, GraphqlFieldError, type GraphNode, type GraphResult } from './graphqlSchema';
import type { RefersionState } from './state';

function isNode(value: GraphResult): value is GraphNode {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

type Refuse = (problem: string) => void;

function complete(value: GraphResult, { name, fields }: Selection, refuse: Refuse): unknown {
	if (Array.isArray(value)) {
		return value.map((each) => (Array.isArray(each) ? each : select(each, fields, refuse)));
	}
	if (!isNode(value)) {
		if (fields.length > 0 && value !== null) {
			throw new GraphqlFieldError(`Field "${name}" must not have a selection`);
		}
		return value;
	}
	return select(value, fields, refuse);
}

function select(node: GraphNode, selections: Selection[], refuse: Refuse): JsonObject {
	if (selections.length === 0) throw new GraphqlFieldError('A selection of subfields is missing');
	const result: JsonObject = {};
	for (const selection of selections) {
		const field = Object.hasOwn(node, selection.name) ? node[selection.name] : undefined;
		if (field === undefined) refuse(`Cannot query field "${selection.name}"`);
		else result[selection.alias] = complete(field(selection.args), selection, refuse);
	}
	return result;
}

/** Answers a query, or says which fields there are not. It notices those only where there are rows. */
function answer(state: RefersionState, selections: Selection[]): Response {
	const { unknownFields } = state.switches;
	const problems = new Set<string>();
	const data = select(createSchema(state), selections, (problem) => problems.add(problem));
	if (problems.size === 0) return Response.json({ data });
	const named = unknownFields === 'first' ? [...problems].slice(0, 1) : [...problems];
	const status = unknownFields === 'each-400' ? 400 : 200;
	return Response.json({ data: null, errors: named.map((message) => ({ message })) }, { status });
}

/** `application/json` with query and variables, or the bare query as `application/graphql`. */
async function readQuery(request: Request): Promise<{ query: string; variables: JsonObject }> {
	const text = await request.text();
	if ((request.headers.get('content-type') ?? '').startsWith('application/graphql')) {
		return { query: text, variables: {} };
	}
	const body = parseJson(text);
	if (!isObject(body) || !isString(body.query)) {
		throw new GraphqlSyntaxError('Must provide query string.');
	}
	return { query: body.query, variables: isObject(body.variables) ? body.variables : {} };
}

/**
 * `https://graphql.refersion.com`: read only, header `X-Refersion-Key` with its own token. What a wrong
 * token is answered with is not documented; 401 here.
 */
export function createGraphqlHandler(
	state: RefersionState,
	token: () => string,
): (request: Request) => Promise<Response> {
	return async (request) => {
		if (request.headers.get('x-refersion-key') !== token()) {
			return Response.json({ errors: [{ message: 'Unauthorized' }] }, { status: 401 });
		}
		const { switches } = state;
		if (switches.graphqlQuota !== null) {
			if (switches.graphqlQuota <= 0) return Response.json({}, { status: 429 });
			switches.graphqlQuota -= 1;
		}
		if (request.method !== 'POST') return Response.json({ message: 'Forbidden' }, { status: 403 });
		try {
			const { query, variables } = await readQuery(request);
			return answer(state, parseQuery(query, variables));
		} catch (error) {
			if (error instanceof GraphqlSyntaxError) {
				return Response.json({ errors: [{ message: error.message }] }, { status: 400 });
			}
			if (error instanceof GraphqlFieldError) {
				return Response.json({ data: null, errors: [{ message: error.message }] });
			}
			throw error;
		}
	};
}

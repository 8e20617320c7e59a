import type { RequestContext } from '../../shared/request';
import { graphqlErrorTexts } from './graphqlErrors';

/** A field that a query can do without: "?" stands behind it, and its own fields, if it has some, come after that. */
const DISPENSABLE = / (\w+)\?( \{(?:[^{}]|\{[^{}]*\})*\})?/g;

/** The total is known by more than one name, and what is wrong with it may be said of any of them. */
const TOTAL = /total_?results|page_?info/i;

/** By list, the fields that were refused in a run. */
const refusedInRun = new WeakMap<RequestContext, Map<string, Set<string>>>();

/**
 * The fields of a list that were refused in this run, for adding more of them: Refersion's schema stays as it is
 * meanwhile, and each query that it refuses counts for the quota.
 */
export function refusedOf(this: RequestContext, list: string): Set<string> {
	const lists = refusedInRun.get(this) ?? new Map<string, Set<string>>();
	refusedInRun.set(this, lists);
	const refused = lists.get(list) ?? new Set();
	lists.set(list, refused);
	return refused;
}

/**
 * A query as it is sent.
 *
 * @param query with "?" behind each field that is dispensable
 * @param refused which of those are left out
 */
export function queryWithout(query: string, refused: ReadonlySet<string>): string {
	return query.replace(DISPENSABLE, (_all, name: string, fields = '') => {
		return refused.has(name) ? '' : ` ${name}${fields}`;
	});
}

/**
 * The dispensable fields that an answer refuses. GraphQL says 'Cannot query field "x" on type "Y"', of the first one or of
 * each (graphql-js and graphql-php); others have words like 'Field "x" not found in type "Y"'.
 *
 * @param query as `queryWithout` takes it
 */
export function refusedFields(body: unknown, query: string): string[] {
	const dispensable = [...query.matchAll(DISPENSABLE)].map(([, name]) => name);
	const named = graphqlErrorTexts(body).map((text) => {
		return TOTAL.test(text) ? 'pageInfo' : /\bfields?\W+(\w+)/i.exec(text)?.[1];
	});
	return dispensable.filter((name) => named.includes(name));
}

import type { IDataObject } from 'n8n-workflow';
import { send, type HttpAnswer } from '../../shared/http';
import { isRecord } from '../../shared/record';
import type { RequestContext } from '../../shared/request';
import type { RetryPolicy } from '../../shared/retry';
import { numberOf, requiredRows } from './answers';
import { graphqlError, graphqlErrorTexts, noGraphqlToken } from './graphqlErrors';
import { queryWithout, refusedFields, refusedOf } from './graphqlFields';
import { offsetPages, type Page } from './pages';
import { isTransient } from './rest';

/** Rows between two lines of progress in n8n's log. */
const PROGRESS_EVERY = 5_000;

const ENDPOINT = 'https://graphql.refersion.com';

/** Refersion publishes no time limit of its own. */
const TIMEOUT_MS = 30_000;

/** A used-up quota is answered with 429 and may recover (Refersion, "GraphQL call limits"). */
const POLICY: RetryPolicy = { attempts: 5, baseMs: 500, capMs: 8_000 };

/** The most that one request gives (Refersion, "GraphQL call limits"). */
export const GRAPHQL_PAGE_SIZE = 200;

/** The arguments of the lists and their types, as Refersion's examples use them. */
const ARGUMENT_TYPES: Record<string, string> = {
	first: 'Int',
	offset: 'Int',
	created_from: 'Int',
	created_to: 'Int',
	status: 'String',
	payment_status: 'String',
	affiliate: 'Int',
};

/** A list of the GraphQL API and what to select from its entries. */
export interface GraphqlList {
	name: 'affiliates' | 'conversions' | 'payments' | 'offers';
	/** A field with "?" behind it is left out where Refersion does not have it. */
	selection: string;
}

/** How much of a list is read. */
export interface GraphqlRead {
	/** Arguments of the list besides `first` and `offset`; undefined ones are left out. */
	filters?: IDataObject;
	/** The most rows that are of use. */
	limit?: number;
	/** Ids of rows that came out of another list; those of this list are added. */
	seen?: Set<string>;
	/** Numeric id of the affiliate under whom the list is read, which has no total; undefined for that of the account. */
	affiliate?: number;
}

/** Whether the credential has a GraphQL token. */
export async function hasGraphqlToken(this: RequestContext): Promise<boolean> {
	const { graphqlToken } = await this.getCredentials<{ graphqlToken?: string }>('refersionApi');
	return Boolean(graphqlToken?.trim());
}

/**
 * Reads a list page by page, so that no more than a page needs to be held; see `offsetPages`. Whether the
 * totals heed the filters of a list is not documented, so that a filtered list takes a request more where
 * they do not.
 *
 * @param list which list, and its fields, `id` among them
 * @throws NodeOperationError when the credential has no GraphQL token, saying where to get one
 * @throws NodeApiError for anything but a success; an answer 200 with `errors` is none
 * @throws ProblemError `list_incomplete` when the list ends before it is whole
 */
export async function* graphqlPages(
	this: RequestContext,
	list: GraphqlList,
	{ filters = {}, limit = Infinity, seen, affiliate }: GraphqlRead = {},
): AsyncGenerator<IDataObject[], void> {
	if (!(await hasGraphqlToken.call(this))) throw noGraphqlToken.call(this);
	const given = Object.entries(filters).filter(([, value]) => value !== undefined);
	const names = ['first', 'offset', ...given.map(([name]) => name)];
	const read = async (offset: number, first: number): Promise<Page> => {
		const variables = { ...Object.fromEntries(given), first, offset };
		if (affiliate !== undefined) {
			const query = listQueryUnderAffiliate(list, names);
			const data = await ask.call(this, list.name, query, { ...variables, affiliate });
			return readPageUnderAffiliate.call(this, list.name, affiliate, data);
		}
		const data = await ask.call(this, list.name, listQuery(list, names), variables);
		return readPage.call(this, list.name, data);
	};
	yield* offsetPages({
		what: list.name,
		limit,
		seen,
		pageSize: GRAPHQL_PAGE_SIZE,
		isTotalExact: given.length === 0 && affiliate === undefined,
		read,
		progress: {
			every: PROGRESS_EVERY,
			tell: (progress) => this.logger.info(`Refersion: ${progress} read`),
		},
	});
}

/**
 * Sends a query, and sends it again without the fields that it can do without, where these are refused: one such field
 * fails the whole query.
 *
 * @param list the list that it is about
 * @param query with "?" behind each field that is dispensable
 */
async function ask(
	this: RequestContext,
	list: string,
	query: string,
	variables: IDataObject,
): Promise<IDataObject> {
	const refused = refusedOf.call(this, list);
	for (;;) {
		const without = new Set(refused);
		const answer = await post.call(this, queryWithout(query, without), variables);
		const more = refusedFields(answer.json, query).filter((name) => !without.has(name));
		if (more.length === 0) return dataOf.call(this, answer);
		for (const name of more) refused.add(name);
		this.logger.info(`Refersion: ${list} are read without ${more.join(', ')}`);
	}
}

/** Sends a query. Queries only read, so they are repeated when that may help. */
async function post(
	this: RequestContext,
	query: string,
	variables: IDataObject,
): Promise<HttpAnswer> {
	return await send.call(
		this,
		'refersionApi',
		{
			method: 'POST',
			url: ENDPOINT,
			headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
			body: { query, variables },
			timeout: TIMEOUT_MS,
		},
		{ policy: POLICY, isTransient },
	);
}

function dataOf(this: RequestContext, answer: HttpAnswer): IDataObject {
	const body = isRecord(answer.json) ? answer.json : {};
	const isSuccess = answer.statusCode === 200 && graphqlErrorTexts(body).length === 0;
	if (!isSuccess || !isRecord(body.data)) throw graphqlError.call(this, answer);
	return body.data;
}

/**
 * Only `total_results { conversions }` is documented (Refersion, "GraphQL pagination"): other lists may have
 * no total.
 */
function listQuery(list: GraphqlList, args: string[]): string {
	const total = `pageInfo? { total_results { ${list.name} } }`;
	return `query (${declared(args)}) { ${listField(list, args)} ${total} }`;
}

/** That the lists of the account are also under an affiliate is seen in Refersion's examples, for conversions. */
function listQueryUnderAffiliate(list: GraphqlList, args: string[]): string {
	const field = listField(list, args);
	return `query (${declared([...args, 'affiliate'])}) { affiliates(id: $affiliate) { id ${field} } }`;
}

function declared(args: string[]): string {
	return args.map((each) => `$${each}: ${ARGUMENT_TYPES[each]}`).join(', ');
}

function listField({ name, selection }: GraphqlList, args: string[]): string {
	const passed = args.map((each) => `${each}: $${each}`).join(', ');
	return `${name}(${passed}) { ${selection} }`;
}

/** A total that is null, or no number, is none: 0 would be an empty list. */
function readPage(this: RequestContext, name: string, data: IDataObject): Page {
	const rows = requiredRows.call(this, data, name);
	const totals = isRecord(data.pageInfo) ? data.pageInfo.total_results : undefined;
	return { rows, total: isRecord(totals) ? numberOf(totals[name]) : undefined };
}

/** Without the affiliate in it, an answer is not understood: the list would look empty. */
function readPageUnderAffiliate(
	this: RequestContext,
	name: string,
	affiliate: number,
	data: IDataObject,
): Page {
	const affiliates = requiredRows.call(this, data, 'affiliates');
	const own = affiliates.find(({ id }) => String(id) === String(affiliate)) ?? {};
	return { rows: requiredRows.call(this, own, name) };
}

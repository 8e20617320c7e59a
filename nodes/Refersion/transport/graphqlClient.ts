import type { IDataObject } from 'n8n-workflow';
import { send, type HttpAnswer } from '../../shared/http';
import type { RequestContext } from '../../shared/request';
import { isRecord } from '../../shared/record';
import type { RetryPolicy } from '../../shared/retry';
import { requiredRows } from './answers';
import { graphqlError, graphqlErrorTexts, noGraphqlToken } from './graphqlErrors';
import { isTransient } from './rest';

/** Rows between two lines of progress in n8n's log; whole pages. */
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
};

/** A list of the GraphQL API and what to select from its entries. */
export interface GraphqlList {
	name: 'affiliates' | 'conversions' | 'payments' | 'offers';
	selection: string;
}

/** One page of a list. */
export interface GraphqlPage {
	rows: IDataObject[];
	/** Entries of the whole list as Refersion counts them; it may leave the filters out of account. */
	total?: number;
}

/** Whether the credential has a GraphQL token. */
export async function hasGraphqlToken(this: RequestContext): Promise<boolean> {
	const { graphqlToken } = await this.getCredentials<{ graphqlToken?: string }>('refersionApi');
	return Boolean(graphqlToken?.trim());
}

/**
 * Reads a list page by page, so that no more than a page needs to be held.
 *
 * @param list which list, and its fields
 * @param filters arguments of the list besides `first` and `offset`; undefined ones are left out
 * @param limit stop after this many rows
 * @throws NodeOperationError when the credential has no GraphQL token, saying where to get one
 * @throws NodeApiError for anything but a success; an answer 200 with `errors` is none
 */
export async function* graphqlPages(
	this: RequestContext,
	list: GraphqlList,
	filters: IDataObject = {},
	limit = Infinity,
): AsyncGenerator<GraphqlPage, void> {
	if (!(await hasGraphqlToken.call(this))) throw noGraphqlToken.call(this);
	const given = Object.entries(filters).filter(([, value]) => value !== undefined);
	const names = ['first', 'offset', ...given.map(([name]) => name)];
	let withTotal = true;
	for (let offset = 0; offset < limit; offset += GRAPHQL_PAGE_SIZE) {
		const first = Math.min(GRAPHQL_PAGE_SIZE, limit - offset);
		const variables = { ...Object.fromEntries(given), first, offset };
		let answer = await post.call(this, listQuery(list, names, withTotal), variables);
		if (withTotal && isAboutTotals(answer)) {
			withTotal = false;
			answer = await post.call(this, listQuery(list, names, withTotal), variables);
		}
		const page = readPage.call(this, list.name, dataOf.call(this, answer));
		if (page.rows.length > 0) yield page;
		const seen = offset + page.rows.length;
		if (seen > 0 && seen % PROGRESS_EVERY === 0)
			this.logger.info(`Refersion: ${seen} ${list.name} read`);
		if (page.rows.length < first || (page.total !== undefined && seen >= page.total)) return;
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
 * Only `total_results { conversions }` is documented (Refersion, "GraphQL pagination"). Where another
 * list has no total, a page that is not full is the last one.
 */
function isAboutTotals({ json }: HttpAnswer): boolean {
	return graphqlErrorTexts(json).some((text) => /total_?results|page_?info/i.test(text));
}

function listQuery({ name, selection }: GraphqlList, args: string[], withTotal: boolean): string {
	const declared = args.map((each) => `$${each}: ${ARGUMENT_TYPES[each]}`).join(', ');
	const passed = args.map((each) => `${each}: $${each}`).join(', ');
	const total = withTotal ? ` pageInfo { total_results { ${name} } }` : '';
	return `query (${declared}) { ${name}(${passed}) { ${selection} }${total} }`;
}

function readPage(this: RequestContext, name: string, data: IDataObject): GraphqlPage {
	const rows = requiredRows.call(this, data, name);
	const totals = isRecord(data.pageInfo) ? data.pageInfo.total_results : undefined;
	const total = isRecord(totals) ? Number(totals[name]) : NaN;
	return { rows, total: Number.isInteger(total) ? total : undefined };
}

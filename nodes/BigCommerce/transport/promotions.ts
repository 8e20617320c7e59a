import type { IDataObject, NodeApiError } from 'n8n-workflow';
import { isRecord } from '../../shared/record';
import type { BigCommerceClient } from './client';
import { isOutcomeUnknown, isRefused } from './errors';

/** The most rows BigCommerce gives at once (Promotions API, `limit`); its default is 50. */
const PAGE_SIZE = 250;

/** Which promotions to list. Whether BigCommerce compares these as a whole is not documented. */
export interface PromotionFilter {
	/** Only those that may have this code. */
	code?: string;
	/** Only those that may have this name. */
	name?: string;
}

/**
 * The promotions with coupon codes, page by page, in the order of their ids.
 */
export async function* couponPromotionPages(
	client: BigCommerceClient,
	{ code, name }: PromotionFilter = {},
): AsyncGenerator<IDataObject[]> {
	for (let page = 1; ; page++) {
		const filter = { ...(code ? { code } : {}), ...(name ? { name } : {}) };
		const body = await client.request({
			method: 'GET',
			path: '/promotions',
			qs: { redemption_type: 'coupon', limit: PAGE_SIZE, page, ...filter },
		});
		const rows = requiredRowsOf(body);
		yield rows.filter(({ redemption_type: type }) => type === 'COUPON');
		const { per_page: size, total_pages: pages } = metaOf(body, 'pagination');
		const isLast = pages === undefined ? rows.length < sizeOf(size) : page >= Number(pages);
		if (rows.length === 0 || isLast) return;
	}
}

/** @throws NodeApiError 404 when there is no such promotion */
export async function readPromotion(client: BigCommerceClient, id: string): Promise<IDataObject> {
	const body = await client.request({
		method: 'GET',
		path: `/promotions/${encodeURIComponent(id)}`,
	});
	return requiredObjectOf(body);
}

/**
 * The codes of a promotion, page by page, by cursor: page numbers are deprecated here (Promotions API,
 * "Get Coupon Codes").
 *
 * @param code only this one
 * @throws Error when BigCommerce does not say how to go on
 */
export async function* codePages(
	client: BigCommerceClient,
	promotionId: string,
	code?: string,
): AsyncGenerator<IDataObject[]> {
	const path = codesPath(promotionId);
	const seen = new Set<string>();
	for (let after: string | undefined; ;) {
		const qs = { limit: PAGE_SIZE, ...(code ? { code } : {}), ...(after ? { after } : {}) };
		const body = await client.request({ method: 'GET', path, qs });
		const rows = requiredRowsOf(body);
		yield rows;
		const { per_page: size, end_cursor: cursor } = metaOf(body, 'cursor_pagination');
		if (rows.length < sizeOf(size)) return;
		if (!cursor && Number(metaOf(body, 'pagination').total) === rows.length) return;
		if (typeof cursor !== 'string' || cursor === '' || seen.has(cursor)) throw unclear();
		seen.add(cursor);
		after = cursor;
	}
}

/** The code wherever it is in the store, without its promotion, which this answer does not name. */
export async function findCode(client: BigCommerceClient, code: string): Promise<IDataObject[]> {
	const qs = { code };
	return requiredRowsOf(await client.request({ method: 'GET', path: '/promotions/codes', qs }));
}

/** What became of something that was sent to be created: taken, refused, or it cannot be told from the answer. */
export type Addition = { row: IDataObject } | { refused: NodeApiError } | { unclear: Error };

/**
 * Creates a promotion. Sent once.
 *
 * @param body a draft of a coupon promotion (Promotions API, "Create Promotion")
 * @throws NodeApiError for what has nothing to do with the promotion, such as a missing scope
 */
export async function addPromotion(
	client: BigCommerceClient,
	body: IDataObject,
): Promise<Addition> {
	return await create(client, '/promotions', body);
}

/**
 * Adds a code to a promotion. Sent once.
 *
 * @param body code, max_uses and max_uses_per_customer
 * @throws NodeApiError for what has nothing to do with the code, such as a missing scope
 */
export async function addCode(
	client: BigCommerceClient,
	promotionId: string,
	body: IDataObject,
): Promise<Addition> {
	return await create(client, codesPath(promotionId), body);
}

async function create(
	client: BigCommerceClient,
	path: string,
	body: IDataObject,
): Promise<Addition> {
	return await client.request({ method: 'POST', path, body, once: true }).then(
		(answer) => {
			const row = objectOf(answer);
			return row ? { row } : { unclear: unclear() };
		},
		(error: unknown) => {
			if (isRefused(error)) return { refused: error };
			if (error instanceof Error && isOutcomeUnknown(error)) return { unclear: error };
			throw error;
		},
	);
}

/** Deletes a code; one that is not there is no error (Promotions API, "Delete A Coupon Code": 204). */
export async function deleteCode(
	client: BigCommerceClient,
	promotionId: string,
	codeId: string,
): Promise<void> {
	const path = `${codesPath(promotionId)}/${encodeURIComponent(codeId)}`;
	await client.request({ method: 'DELETE', path });
}

/** The object in an answer, or undefined. */
function objectOf({ data }: IDataObject): IDataObject | undefined {
	return isRecord(data) && !Array.isArray(data) ? data : undefined;
}

function codesPath(promotionId: string): string {
	return `/promotions/${encodeURIComponent(promotionId)}/codes`;
}

function requiredObjectOf(body: IDataObject): IDataObject {
	const data = objectOf(body);
	if (!data) throw unclear();
	return data;
}

/** A list that is missing must not look empty, and one that is short of some must not look complete. */
function requiredRowsOf({ data }: IDataObject): IDataObject[] {
	if (!Array.isArray(data) || !data.every(isRecord)) throw unclear();
	return data.filter(isRecord);
}

function metaOf({ meta }: IDataObject, name: string): IDataObject {
	const part = isRecord(meta) ? meta[name] : undefined;
	return isRecord(part) ? part : {};
}

/** How many rows a full page has: what BigCommerce says, if it keeps to fewer than asked for. */
function sizeOf(perPage: unknown): number {
	const size = Number(perPage);
	return size >= 1 ? Math.min(size, PAGE_SIZE) : PAGE_SIZE;
}

function unclear(): Error {
	return new Error(
		'BigCommerce sent an answer that is not complete. Run it again; if that happens every time, report it.',
	);
}

import { Hono, type Context } from 'hono';
import { isInteger, isObject, isString, parseJson, type JsonObject } from '../common';
import { readDraft } from './draft';
import { invalid, notFound, Problem } from './problem';
import type { State } from './state';
import type { Code, Promotion } from './types';

/** Promotions API, `code`: at most 50 letters, digits, white spaces, underscores and hyphens. */
const CODE = /^[a-zA-Z0-9_\s-]{1,50}$/;

function wholeNumber(c: Context, name: string, min: number, max: number, fallback: number): number {
	const text = c.req.query(name);
	if (text === undefined) return fallback;
	const number = Number(text);
	if (/^\d+$/.test(text) && number >= min && number <= max) return number;
	throw invalid({ [name]: `must be a whole number from ${min} to ${max}` });
}

/** `limit`: 50 by default, 250 at most. */
const limitOf = (c: Context): number => wholeNumber(c, 'limit', 1, 250, 50);

function pagination(c: Context, total: number, size: number): JsonObject {
	const page = wholeNumber(c, 'page', 1, Number.MAX_SAFE_INTEGER, 1);
	const pages = Math.ceil(total / size);
	const count = Math.max(0, Math.min(size, total - (page - 1) * size));
	const links = {
		current: `?page=${page}&limit=${size}`,
		...(page < pages && { next: `?page=${page + 1}&limit=${size}` }),
	};
	return { total, count, per_page: size, current_page: page, total_pages: pages, links };
}

/** `coupon_type` is on coupon promotions only; codes are not shown with a promotion ("Promotions overview"). */
function shownPromotion({ coupon_type, ...rest }: Promotion): JsonObject {
	const common = { ...rest, created_from: 'api', channels: [], notifications: [] };
	return rest.redemption_type === 'COUPON' ? { ...common, coupon_type } : common;
}

/** The fields of CouponCode, of which the promotion is none. */
function shownCode(code: Code): JsonObject {
	const { id, current_uses, max_uses, max_uses_per_customer, created } = code;
	return { id, code: code.code, current_uses, max_uses, max_uses_per_customer, created };
}

const cursorOf = ({ id }: Code): string => Buffer.from(JSON.stringify({ id })).toString('base64');

function afterCursor(cursor: string): number {
	const value = parseJson(Buffer.from(cursor, 'base64').toString('utf8'));
	if (isObject(value) && isInteger(value.id)) return value.id;
	throw invalid({ after: 'is not a cursor' });
}

/** A page of codes, with cursors and the deprecated page numbers (PromotionCodesCollectionResponse). */
function codeList(c: Context, codes: Code[]): Response {
	const size = limitOf(c);
	const [after, page] = [c.req.query('after'), c.req.query('page')];
	if (after !== undefined && page !== undefined) {
		throw invalid({ after: 'cannot be used with page' });
	}
	const numbers = pagination(c, codes.length, size);
	const start = page === undefined ? 0 : (Number(page) - 1) * size;
	const rest =
		after === undefined ? codes.slice(start) : codes.filter(({ id }) => id > afterCursor(after));
	const shown = rest.slice(0, size);
	const [first, last] = [shown[0], shown.at(-1)];
	const hasMore = rest.length > shown.length;
	return c.json({
		data: shown.map(shownCode),
		meta: {
			cursor_pagination: {
				count: shown.length,
				per_page: size,
				...(first && { start_cursor: cursorOf(first) }),
				...(last && { end_cursor: cursorOf(last) }),
				links: hasMore && last ? { next: `?limit=${size}&after=${cursorOf(last)}` } : {},
			},
			...(after === undefined && { pagination: numbers }),
		},
	});
}

function promotionList(c: Context, state: State): Response {
	const size = limitOf(c);
	const type = c.req.query('redemption_type')?.toUpperCase();
	if (type !== undefined && type !== 'COUPON' && type !== 'AUTOMATIC') {
		throw invalid({ redemption_type: 'must be automatic or coupon' });
	}
	const code = c.req.query('code');
	const name = c.req.query('name');
	const isNamed = (each: Promotion, part: string): boolean =>
		state.switches.nameFilter === 'contains'
			? each.name.toLowerCase().includes(part.toLowerCase())
			: each.name === part;
	const matching = state.promotions.filter(
		(each) =>
			(name === undefined || isNamed(each, name)) &&
			(type === undefined || each.redemption_type === type) &&
			(code === undefined || state.hasCode(each.id, code)),
	);
	const numbers = pagination(c, matching.length, size);
	const start = (Number(numbers.current_page) - 1) * size;
	const data = matching.slice(start, start + size).map(shownPromotion);
	return c.json({ data, meta: { pagination: numbers } });
}

function uses(body: JsonObject, name: string): number {
	const value = body[name] ?? 0;
	if (isInteger(value) && value >= 0) return value;
	throw invalid({ [name]: 'must be a whole number of 0 or more' });
}

async function createCode(c: Context, state: State, promotion: Promotion): Promise<Response> {
	const body = parseJson(await c.req.text());
	if (!isObject(body)) throw new Problem(400, 'Input is invalid');
	const { code } = body;
	if (!isString(code) || !CODE.test(code)) {
		throw invalid({
			code: 'must have 1 to 50 letters, numbers, white spaces, underscores or hyphens',
		});
	}
	const numbers = {
		max_uses: uses(body, 'max_uses'),
		max_uses_per_customer: uses(body, 'max_uses_per_customer'),
	};
	if (promotion.redemption_type !== 'COUPON') {
		throw invalid({ redemption_type: 'the promotion takes no codes' });
	}
	const { duplicateStatus, singleTakesMore } = state.switches;
	if (state.find(code).length > 0) {
		throw new Problem(duplicateStatus, 'The code is not available.', { code: 'must be unique' });
	}
	const isFull = promotion.coupon_type === 'SINGLE' && state.codesOf(promotion.id).length > 0;
	if (isFull && !singleTakesMore) throw invalid({ code: 'the promotion has its single code' });
	const created = state.addCode(promotion.id, code, numbers);
	return c.json({ data: shownCode(created), meta: {} }, 201);
}

/** The part of the Promotions API that has to do with codes: `reference/promotions.v3.yml` of bigcommerce/docs. */
export function createRoutes(state: State): Hono {
	const app = new Hono();
	const promotionOf = (c: Context): Promotion => {
		const id = Number(c.req.param('id'));
		const found = state.promotions.find((each) => each.id === id);
		if (!found) throw notFound();
		return found;
	};
	app.get('/promotions', (c) => promotionList(c, state));
	app.post('/promotions', async (c) => {
		const body = parseJson(await c.req.text());
		if (!isObject(body)) throw new Problem(400, 'Input is invalid');
		// Two promotions of one name are allowed: `name` is "an internal name", of which nothing says that it is unique.
		return c.json({ data: shownPromotion(state.addPromotion(readDraft(body))), meta: {} }, 201);
	});
	app.get('/promotions/codes', (c) => {
		const code = c.req.query('code');
		if (!code) throw invalid({ code: 'is required' });
		return codeList(c, state.find(code));
	});
	app.get('/promotions/:id', (c) => c.json({ data: shownPromotion(promotionOf(c)), meta: {} }));
	app.get('/promotions/:id/codes', (c) => {
		const { id } = promotionOf(c);
		const code = c.req.query('code');
		const codes = state.codesOf(id);
		return codeList(
			c,
			code === undefined ? codes : codes.filter((each) => state.isSame(each, code)),
		);
	});
	app.post('/promotions/:id/codes', async (c) => await createCode(c, state, promotionOf(c)));
	// "The deletion was successful or the resource does not exist."
	app.delete('/promotions/:id/codes/:code', (c) => {
		state.removeCode(Number(c.req.param('id')), Number(c.req.param('code')));
		return c.body(null, 204);
	});
	app.notFound(() => {
		throw notFound();
	});
	app.onError((error) => {
		throw error;
	});
	return app;
}

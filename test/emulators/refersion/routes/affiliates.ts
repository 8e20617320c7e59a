import type { JsonObject } from '../../common';
import type { Operation, Operations } from '../context';
import { pageOf, shuffledKey, totalOf } from '../listing';
import { linkOf, statusOf, type RefersionState } from '../state';
import type { Affiliate } from '../types';
import { checkFields, integer, invalidField, Refusal, text, unprocessable } from '../validate';

const customFields = (affiliate: Affiliate): JsonObject[] =>
	affiliate.custom_fields.map(({ label, value }) => ({ label, value }));

/** Item of list and search: `id` is the code, there is no numeric id and no link. */
function listItem(state: RefersionState, affiliate: Affiliate): JsonObject {
	return {
		id: affiliate.code,
		offer_id: String(affiliate.offer_id),
		status: statusOf(state, affiliate),
		first_name: affiliate.first_name,
		last_name: affiliate.last_name,
		email: affiliate.email,
		custom_fields: customFields(affiliate),
	};
}

function linkField(state: RefersionState, affiliate: Affiliate): JsonObject {
	const link = linkOf(state, affiliate);
	if (link !== null) return { link };
	if (state.switches.missingLink === 'absent') return {};
	return { link: state.switches.missingLink === 'null' ? null : '' };
}

const get: Operation = (body, { state }) => {
	checkFields(body, { id: { type: 'integer' }, affiliate_code: { type: 'string' } });
	const id = integer(body.id);
	const code = text(body.affiliate_code);
	if (id === undefined && code === undefined) throw unprocessable('Request filter not provided.');
	const found = id === undefined ? state.byCode.get(code ?? '') : state.affiliates.get(id);
	if (found === undefined) throw unprocessable('Affiliate not found.');
	const broken = state.switches.brokenAffiliates[found.id];
	if (broken === 204) throw invalidField();
	if (broken === 422) throw unprocessable('Invalid affiliate.');
	if (broken === 500) throw new Refusal(500, {});
	return {
		id: state.switches.getIdAsString ? String(found.id) : found.id,
		offer_id: String(found.offer_id),
		status: statusOf(state, found),
		first_name: found.first_name,
		last_name: found.last_name,
		company_name: found.company,
		email: found.email,
		...linkField(state, found),
		custom_fields: customFields(found),
	};
};

function ordered(state: RefersionState): Affiliate[] {
	const all = [...state.affiliates.values()];
	if (state.switches.listOrder === 'newest-first') return all.reverse();
	if (state.switches.listOrder === 'shuffled') {
		return all.sort((one, other) => shuffledKey(one.id) - shuffledKey(other.id));
	}
	return all;
}

function page<T>(state: RefersionState, items: T[], pageNumber: unknown, size: number): T[] {
	const { firstPage, pageZero, restPageCap } = state.switches;
	const count = Math.min(size, restPageCap);
	const number = Number(pageNumber ?? firstPage) - firstPage;
	if (number < 0 && pageZero === 'invalid') throw invalidField();
	return pageOf(state, items, Math.max(0, number) * count, count);
}

/** `limit` is at most 100 (REST documentation); what happens above it is not documented. */
function pageSize(state: RefersionState, limit: unknown): number {
	const size = limit === undefined ? state.switches.defaultPageSize : Number(limit);
	if (size > 100 && state.switches.limitOver100 === 'invalid') throw invalidField();
	return Math.min(size, 100);
}

const list: Operation = (body, { state }) => {
	checkFields(body, { limit: { type: 'count' }, page: { type: 'pageNumber' } });
	const items = page(state, ordered(state), body.page, pageSize(state, body.limit));
	const results = items.map((each) => listItem(state, each));
	return { total: totalOf(state, state.affiliates.size), results };
};

/** `keyword`: the affiliate's id, exact, or part of the e-mail. No hit is a 422. */
function keywordMatches(affiliate: Affiliate, keyword: string): boolean {
	return (
		String(affiliate.id) === keyword ||
		affiliate.code === keyword ||
		affiliate.email.toLowerCase().includes(keyword.toLowerCase())
	);
}

function nameMatches(name: string, wanted: unknown): boolean {
	return wanted === undefined || name.toLowerCase() === text(wanted)?.toLowerCase();
}

const search: Operation = (body, { state }) => {
	checkFields(body, {
		keyword: { type: 'string', required: true },
		first_name: { type: 'string' },
		last_name: { type: 'string' },
		page: { type: 'pageNumber' },
	});
	const keyword = text(body.keyword) ?? '';
	const hits = ordered(state).filter(
		(each) =>
			keywordMatches(each, keyword) &&
			nameMatches(each.first_name, body.first_name) &&
			nameMatches(each.last_name, body.last_name),
	);
	if (hits.length === 0) throw unprocessable('Could not find affiliates with this keyword.');
	const items = page(state, hits, body.page, state.switches.defaultPageSize);
	const results = items.map((each) => listItem(state, each));
	return { total: totalOf(state, hits.length), results };
};

/** Reading affiliates: get, list, search. */
export const affiliateReads: Operations = {
	'/affiliate/get': get,
	'/affiliate/list': list,
	'/affiliate/search': search,
};

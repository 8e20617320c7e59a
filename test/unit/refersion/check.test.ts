import {
	earlyLinks,
	formOf,
	graphql,
	lateLinks,
	linkForm,
	pages,
} from '../../../nodes/Refersion/check/findings';
import { topicsSeen } from '../../../nodes/Refersion/check/topics';

const affiliate = (status: string, link: string, code = 'a1b2') => ({
	status,
	link,
	code,
	email: 'x@y.z',
});
const failed = { why: 'no answer' };

it.each([
	['https://shop.refersion.com/c/a1b2', 'refersion-domain'],
	['https://shop.refersion.com/c/a1b2/', 'refersion-domain'],
	['https://shop.example/?rfsn=7.a1b2', 'store-domain'],
	['https://shop.example/x?utm_source=t&rfsn=7.a1b2#top', 'store-domain'],
	['https://go.shop.example/to/a1b2', 'other'],
	['https://go.shop.example/to/a1b2c', 'without-code'],
	['https://a1b2.example/', 'without-code'],
	['https://shop.example/?rfsn=7.zzzz', 'without-code'],
	['no link', 'without-code'],
])('%s is %s', (link, form) => {
	expect(formOf({ link, code: 'a1b2' })).toBe(form);
	expect(formOf({ link, code: '' })).toBe('without-code');
});

it('one link without its code is enough to be told', () => {
	const right = affiliate('ACTIVE', 'https://shop.refersion.com/c/a1b2');
	const wrong = affiliate('ACTIVE', 'https://shop.refersion.com/c/zzzz');
	expect(linkForm({ value: [right] }).state).toBe('ok');
	expect(linkForm({ value: [right, wrong] })).toMatchObject({
		state: 'attention',
		fact: 'linkMode = refersion-domain',
	});
	expect(linkForm({ value: [affiliate('ACTIVE', '')] }).state).toBe('unknown');
	expect(linkForm(failed).state).toBe('unknown');
});

it.each([
	[[], 'unknown', 'No active affiliate was seen.'],
	[['https://x.y/c/a1b2'], 'ok', '1 active affiliate looked at, none without a link.'],
	[['https://x.y/c/a1b2', ''], 'attention', '2 active affiliates looked at, 1 without a link.'],
])('links %j of active affiliates: %s', (links, state, found) => {
	const value = links.map((link) => affiliate('ACTIVE', link));
	expect(lateLinks({ value })).toMatchObject({ state, found });
});

it('only who waits for approval tells of links before it', () => {
	expect(earlyLinks({ value: [affiliate('DENIED', 'https://x.y/c/a1b2')] }).state).toBe('unknown');
	expect(earlyLinks({ value: [affiliate('PENDING', 'https://x.y/c/a1b2')] }).fact).toBe(
		'linkBeforeApproval = true',
	);
	expect(earlyLinks({ value: [affiliate('PENDING', '')] }).fact).toBe('linkBeforeApproval = false');
});

it.each([
	[0, 0, 'unknown'],
	[40, 40, 'unknown'],
	[40, 10, 'attention'],
	[100, 100, 'ok'],
	[10_000, 100, 'ok'],
	[10_000, 50, 'attention'],
])('a list of %d in pages of %d: %s', (total, pageSize, state) => {
	expect(pages({ total, pageSize }).state).toBe(state);
});

it('counts the requests of a look at everybody', () => {
	expect(pages({ total: 10_001, pageSize: 100 }).what_follows).toContain('101 requests');
});

it.each([
	[undefined, 'attention'],
	[failed, 'attention'],
	[{ value: true } as const, 'ok'],
])('GraphQL %j: %s', (seen, state) => expect(graphql(seen).state).toBe(state));

it.each([
	[[], 'unknown'],
	[[' ', ''], 'unknown'],
	[['AFFILIATE_STATUS_CHANGE', 'AFFILIATE_STATUS_CHANGE '], 'ok'],
	[['APPROVED_CONVERSION', 'AFFILIATES_PAID'], 'ok'],
	[['SOMETHING'], 'attention'],
])('topics %j: %s', (topics, state) => expect(topicsSeen(topics).state).toBe(state));

import { readProfilePage } from '../../../nodes/Linktree/rules/page';
import { BY_PARAMETER, check, pageOf, pageWith, read } from './support';

const account = { isActive: true };

describe('readProfilePage', () => {
	it.each([
		['no data', '<html><body>Hello</body></html>', 'format_changed'],
		['nothing', '', 'format_changed'],
		['data that are not JSON', '<script id="__NEXT_DATA__">{"props":{</script>', 'format_changed'],
		['a script without end', '<script id="__NEXT_DATA__">{}', 'format_changed'],
		['a tag without end', '<script id="__NEXT_DATA__"', 'format_changed'],
		['the word in a text', '<p>__NEXT_DATA__</p>', 'format_changed'],
		['null', pageWith(null), 'format_changed'],
		['a list', pageWith([]), 'format_changed'],
		['no pageProps', pageWith({ props: {} }), 'format_changed'],
		['neither account nor status', pageOf({}), 'format_changed'],
		['no list of links', pageOf({ account }), 'format_changed'],
		['lists that are none', pageOf({ account: { links: 'x' }, links: {} }), 'format_changed'],
		['404', pageOf({ statusCode: 404 }), 'profile_missing'],
		['410', pageOf({ statusCode: 410 }), 'profile_missing'],
		['500', pageOf({ statusCode: 500 }), 'unreachable'],
		['a closed account', pageOf({ account: { isActive: false }, links: [] }), 'profile_missing'],
		['a challenge', '<title>Just a moment...</title>', 'blocked'],
		['a captcha', '<div class="g-recaptcha"></div>', 'blocked'],
	])('%s: %s', (_what, html, problem) => {
		expect(readProfilePage(html)).toEqual({ problem });
	});

	describe('what is not understood', () => {
		it.each([
			['entries that are no objects', [null, 'x']],
			['an address that is no text', [{ id: '1', url: { href: BY_PARAMETER } }]],
			['no address anywhere', [{ id: '1', title: 'Mine', href: BY_PARAMETER }]],
		])('%s', (_what, links) => {
			expect(read(pageOf({ account, links })).isUnderstood).toBe(false);
		});

		it.each([
			['a link', { type: 'CLASSIC' }, true, false],
			['a locked link', { type: 'CLASSIC', locked: true }, true, true],
			['a product', { type: 'COMMERCE_PRODUCT' }, true, false],
			['a text block', { type: 'TEXT' }, false, true],
			['a form for an email address', { type: 'EMAIL_FORM' }, false, true],
			['an entry of a type not known', { type: 'NEW' }, false, true],
			['an entry without a type', {}, true, false],
			['a link with an empty list of others', { type: 'CLASSIC', childLinks: [] }, true, false],
			['a heading', { type: 'HEADER' }, false, true],
			['a group', { type: 'GROUP' }, false, true],
			['a group by what is in it', { childLinks: [{ url: 'https://b.example' }] }, false, true],
		])('without an address: %s', (_what, entry, isWithheld, isUnderstood) => {
			for (const url of [undefined, null, '', ' ']) {
				const links = [
					{ id: '1', url, ...entry },
					{ id: '2', url: 'https://a.example' },
				];
				const page = read(pageOf({ account, links }));
				expect(page.isUnderstood).toBe(isUnderstood);
				expect(page.links.find(({ id }) => id === '1')?.isWithheld).toBe(isWithheld);
			}
		});

		it('types that are not known are links like others', () => {
			const page = read(
				pageOf({ account, links: [{ id: '1', type: 'NEW', url: 'https://a.example' }] }),
			);
			expect(page).toMatchObject({ isUnderstood: true, links: [{ type: 'NEW' }] });
		});

		it('a group in itself', () => {
			const links = [
				{ id: 1, url: '', parent: { id: 2 } },
				{ id: 2, url: '', parent: { id: 1 } },
			];
			expect(readProfilePage(pageOf({ account: { ...account, links } }))).toEqual({
				problem: 'format_changed',
			});
		});

		it.each([100, 5_000])('%i groups in each other', (depth) => {
			const json = `{"childLinks":[`.repeat(depth) + ']}'.repeat(depth);
			const html = `<script id="__NEXT_DATA__">{"props":{"pageProps":{"account":{},"links":[${json}]}}}</script>`;
			expect(readProfilePage(html)).toEqual({ problem: 'format_changed' });
		});
	});

	it.each([
		['starts of tags', '<script '.repeat(600_000)],
		['names', '__NEXT_DATA__'.repeat(380_000)],
		['names in tags', '<script id=__NEXT_DATA__ '.repeat(200_000)],
		[
			'deep data',
			`<script id="__NEXT_DATA__">${'['.repeat(2_000_000)}${']'.repeat(2_000_000)}</script>`,
		],
	])('5 MB of %s are gone through in time', (_what, html) => {
		const begun = Date.now();
		expect(readProfilePage(html)).toEqual({ problem: 'format_changed' });
		expect(Date.now() - begun).toBeLessThan(20_000);
	});

	const name = (index: number) => `gate-${index}`;
	it.each([
		[
			'gates of the page',
			() => ({
				account: { ...account, activeGates: many(50_000, name) },
				links: many(20_000, (id) => ({ id })),
			}),
		],
		[
			'gates of a group',
			() => ({
				account,
				links: [
					{
						rules: { gate: { activeOrder: many(50_000, name) } },
						childLinks: many(20_000, (id) => ({ id })),
					},
				],
			}),
		],
		[
			'links with one id',
			() => ({
				account,
				links: many(40_000, (index) => ({ id: 1, url: `https://x.example/${index}` })),
			}),
		],
		[
			'links in one list',
			() => ({ account, links: [{ childLinks: many(50_000, (id) => ({ id })) }] }),
		],
	])('very many %s are gone through in time', (_what, props) => {
		const html = pageOf(props());
		const begun = Date.now();
		check(props());
		expect(read(html).links.length).toBeGreaterThan(0);
		expect(Date.now() - begun).toBeLessThan(20_000);
	});
});

function many<T>(length: number, make: (index: number) => T): T[] {
	return Array.from({ length }, (_value, index) => make(index));
}

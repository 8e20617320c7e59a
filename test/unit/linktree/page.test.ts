import { BY_PARAMETER, pageOf, read } from './support';

/** A page as it was captured in 2021 (benkaiser/linktree-scraper), cut to what matters. */
const GATE_2021 = { activeOrder: null, age: null };
const PAGE_2021 = {
	account: {
		id: 17111939,
		username: 'anna',
		isActive: true,
		contentWarning: null,
		links: [
			{ id: 1, type: 'HEADER', title: 'Shops', position: 0, url: '', rules: { gate: GATE_2021 } },
			{
				id: 2,
				type: 'CLASSIC',
				title: 'Mine',
				position: 1,
				url: BY_PARAMETER,
				rules: { gate: GATE_2021 },
			},
		],
	},
	socialLinks: [{ type: 'EMAIL_ADDRESS', url: 'mailto:anna@creators.example' }],
	links: [
		{
			id: '1',
			title: 'Shops',
			url: '',
			type: 'HEADER',
			rules: { gate: GATE_2021 },
			position: 0,
			locked: null,
		},
		{
			id: '2',
			title: 'Mine',
			url: BY_PARAMETER,
			type: 'CLASSIC',
			rules: { gate: GATE_2021 },
			position: 1,
			locked: null,
		},
	],
	contentGating: 'none',
	hasSensitiveContent: false,
};

const OFF = {
	activeOrder: [],
	age: null,
	passcode: null,
	nft: null,
	payment: null,
	sensitiveContent: null,
};

const account = { isActive: true };

describe('readProfilePage', () => {
	it('reads a captured page of 2021: each link once, headings, icons, no gates', () => {
		const page = read(pageOf(PAGE_2021));
		expect(page.links).toEqual([
			{
				id: '1',
				title: 'Shops',
				type: 'HEADER',
				urls: [],
				isWithheld: false,
				position: 1,
				group: null,
				gates: [],
			},
			{
				id: '2',
				title: 'Mine',
				type: 'CLASSIC',
				urls: [BY_PARAMETER],
				isWithheld: false,
				position: 2,
				group: null,
				gates: [],
			},
			expect.objectContaining({ type: 'SOCIAL_LINK', title: 'EMAIL_ADDRESS' }),
		]);
		expect(page.gates).toEqual([]);
		expect(page.isUnderstood).toBe(true);
	});

	it('goes into groups, and into groups of groups', () => {
		const inner = { id: '3', title: 'Mine', url: 'https://a.example', rules: { gate: OFF } };
		const group = { id: '2', type: 'GROUP', title: 'Inner', url: null, childLinks: [inner] };
		const outer = { id: '1', type: 'GROUP', title: 'Outer', url: '', childLinks: [group] };
		const { links } = read(
			pageOf({ account, links: [outer, { id: '4', url: 'https://b.example' }] }),
		);
		expect(links.map(({ id, group }) => [id, group])).toEqual([
			['1', null],
			['2', 'Outer'],
			['3', 'Inner'],
			['4', null],
		]);
	});

	it.each([
		['an object', { id: 1 }],
		['a number', 1],
		['a text', '1'],
	])('takes the group from a flat list, with the parent as %s', (_what, parent) => {
		const links = [
			{ id: 1, type: 'GROUP', title: 'Shops', rules: { gate: { ...OFF, age: 18 } } },
			{ id: 2, title: 'Mine', url: 'https://a.example', parent },
		];
		expect(read(pageOf({ account: { ...account, links } })).links[1]).toMatchObject({
			group: 'Shops',
			gates: ['age'],
		});
	});

	it.each([
		['age', { rules: { gate: { ...OFF, age: 18 } } }, ['age']],
		[
			'a code',
			{ rules: { gate: { ...OFF, passcode: '1234', activeOrder: ['passcode'] } } },
			['passcode'],
		],
		['only in the order', { rules: { gate: { activeOrder: ['nft'] } } }, ['nft']],
		[
			'content',
			{ rules: { gate: { ...OFF, sensitiveContent: { domain: 'x' } } } },
			['sensitiveContent'],
		],
		['one not known yet', { rules: { gate: { ...OFF, email: { required: true } } } }, ['email']],
		['locked', { locked: true }, ['locked']],
		['none', { rules: { gate: OFF }, locked: false }, []],
		[
			'empty objects',
			{ rules: { gate: { ...OFF, payment: {}, sensitiveContent: { domain: null } } } },
			[],
		],
		['no rules', { rules: null, locked: null }, []],
	])('gate of a link: %s', (_what, entry, gates) => {
		const links = [{ id: '1', url: 'https://a.example', ...entry }];
		expect(read(pageOf({ account, links })).links[0].gates).toEqual(gates);
	});

	it('a gate in one list counts for the link in the other', () => {
		const url = 'https://a.example';
		const locked = { url: '', locked: true };
		const expected = [{ urls: [url], gates: ['locked'] }];
		const open = { url };
		for (const [one, other] of [
			[open, locked],
			[locked, open],
		]) {
			const links = [{ id: 7, ...one }];
			const props = { account: { ...account, links }, links: [{ id: '7', ...other }] };
			expect(read(pageOf(props)).links).toMatchObject(expected);
		}
	});

	it.each([
		['active gates', { account: { ...account, activeGates: ['age'] } }, ['age']],
		[
			'active gates of an unknown shape',
			{ account: { ...account, activeGates: [{ a: 1 }] } },
			['profile'],
		],
		['content gating', { contentGating: 'age' }, ['content_gating']],
		['sensitive content', { hasSensitiveContent: true }, ['sensitive_content']],
		['a warning', { account: { ...account, contentWarning: 'ADULT' } }, ['content_warning']],
		['nothing', { contentGating: 'NONE', account: { ...account, activeGates: [] } }, []],
	])('gates of the page: %s', (_what, props, gates) => {
		expect(read(pageOf({ account, links: [], ...props })).gates).toEqual(gates);
	});

	it('a profile that mentions captcha is a profile', () => {
		expect(
			read(pageOf({ account, links: [{ id: '1', title: 'captcha', url: '' }] })).links,
		).toHaveLength(1);
	});

	it.each([
		`<script id='__NEXT_DATA__' type="application/json">`,
		`<script type="application/json" id="__NEXT_DATA__" nonce="x">`,
		`<SCRIPT  id = "__NEXT_DATA__">`,
		`<script id=__NEXT_DATA__>`,
	])('finds the data in %s', (tag) => {
		const json = JSON.stringify({ props: { pageProps: PAGE_2021 } });
		const html = `<p>__NEXT_DATA__</p><script data-id="__NEXT_DATA__x"></script>${tag}${json}</script>`;
		expect(read(html).links).toHaveLength(3);
	});

	it("takes the first of two, which is the page's own", () => {
		const html =
			pageOf({ account, links: [] }) + pageOf({ account, links: [{ id: '1', url: BY_PARAMETER }] });
		expect(read(html).links).toEqual([]);
	});
});

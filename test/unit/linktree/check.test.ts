import fc from 'fast-check';
import type { Verdict } from '../../../nodes/Linktree/rules/check';
import { messageOf } from '../../../nodes/Linktree/rules/messages';
import { BY_PARAMETER, BY_PATH, check } from './support';

type Json = Record<string, unknown>;

const own = (more: Json = {}): Json => ({ id: 'own', title: 'Mine', url: BY_PARAMETER, ...more });
const foreign = (more: Json = {}): Json => ({
	id: 'foreign',
	title: 'Of somebody else',
	url: 'https://shop.example/?rfsn=9.z',
	...more,
});
const bare: Json = { id: 'bare', title: 'Shop', url: 'https://shop.example/' };
const short: Json = { id: 'short', title: 'Look', url: 'https://bit.ly/xyz' };
const elsewhere: Json = {
	id: 'elsewhere',
	title: 'Old',
	url: 'https://old.example/?rfsn=123456.a3y7',
};
const withheld: Json = { id: 'withheld', title: 'Secret', url: '', locked: true };
/** A page of a service that leads nowhere else. */
const other: Json = { id: 'other', title: 'Me', url: 'https://www.instagram.com/anna' };
/** A domain of the creator's: whether it leads on to the shop, only a click would show. */
const blog: Json = { id: 'blog', title: 'Blog', url: 'https://blog.example/' };
/** A page that the shop may have made for the creator, to lead on to the affiliate's link. */
const vanity: Json = { id: 'vanity', title: 'My picks', url: 'https://shop.example/anna' };
/** Not locked as far as the page says, but without its address. */
const unexplained: Json = { id: 'unexplained', type: 'CLASSIC', title: 'Shop', url: null };
/** What never has an address, whatever Linktree calls it. */
const text: Json = { id: 'text', type: 'TEXT', title: 'About me', url: null };
const form: Json = { id: 'form', type: 'EMAIL_FORM', title: 'Get my newsletter' };
const heading: Json = { id: 'heading', type: 'HEADER', title: 'Shops', url: null };
const group: Json = { id: 'group', type: 'GROUP', title: 'Shops' };
const strange: Json = { id: 'strange', title: 'New', url: 7 };

const SHOP_PAGE = 'https://shop.example/c/shoes';
const OWN_PAGE = `${SHOP_PAGE}?rfsn=123456.a3y7`;

const brief = ({ status, reason }: Verdict) => (reason ? `${status}: ${reason}` : status);

describe('checkPage', () => {
	it.each<[string, string, Json[]]>([
		['live', 'the link', [other, own()]],
		['live', 'in a group', [{ id: 'g', title: 'Shops', childLinks: [own()] }]],
		[
			'live',
			'next to everything else',
			[foreign(), withheld, short, elsewhere, strange, bare, own()],
		],
		['live', 'twice, once behind a gate', [own({ id: '1', locked: true }), own({ id: '2' })]],
		['unverifiable: gated', 'the link, locked', [own({ locked: true }), foreign()]],
		[
			'unverifiable: gated',
			'in a group with a gate',
			[{ id: 'g', rules: { gate: { age: 18 } }, childLinks: [own()] }],
		],
		['wrong_code', 'the link of somebody else', [foreign()]],
		[
			'wrong_code',
			'and much that may hide the right one',
			[withheld, short, elsewhere, strange, bare, foreign()],
		],
		['unverifiable: other_address', 'the code at another host', [withheld, short, elsewhere]],
		['unverifiable: gated', 'a link without its address', [short, withheld, other, bare]],
		[
			'unverifiable: gated',
			'a group with a gate and nothing in it',
			[{ id: 'g', type: 'GROUP', url: '', rules: { gate: { passcode: 'x' } } }],
		],
		['unverifiable: short_link', 'a short link', [strange, short, bare]],
		['unverifiable: format_changed', 'an entry that is not understood', [strange, bare]],
		['unverifiable: format_changed', 'a link with null as address', [other, unexplained]],
		[
			'unverifiable: format_changed',
			'a link with no address',
			[bare, { id: '1', type: 'CLASSIC' }],
		],
		[
			'unverifiable: format_changed',
			'a link with an empty one',
			[other, { ...unexplained, url: ' ' }],
		],
		[
			'unverifiable: format_changed',
			'a product without its address',
			[other, { ...unexplained, type: 'COMMERCE_PRODUCT' }],
		],
		['not_found', 'a text block and a form for an email address', [other, text, form]],
		['not_found', 'one of a type not known', [other, { ...unexplained, type: 'NEW' }]],
		[
			'unverifiable: gated',
			'a form behind a gate, which may be anything',
			[other, { ...form, locked: true }],
		],
		['unverifiable: may_redirect', "a domain of the creator's", [other, blog]],
		[
			'unverifiable: may_redirect',
			'a shortener that is not known',
			[{ ...blog, url: 'https://anna.link/shop' }],
		],
		[
			'unverifiable: may_redirect',
			'a page by which a known service sends on',
			[{ ...blog, url: 'https://www.youtube.com/redirect?q=https%3A%2F%2Fshop.example' }],
		],
		['unverifiable: code_not_seen', 'a page of the shop', [other, vanity]],
		['unverifiable: code_not_seen', 'the shop, and what may lead on', [blog, bare]],
		['unverifiable: short_link', 'a short link, and what may lead on', [blog, vanity, short]],
		['unverifiable: format_changed', 'what is not understood, and a blog', [unexplained, blog]],
		['wrong_code', 'another code, and what may lead on', [blog, vanity, foreign()]],
		['live', 'the link, and what may lead on', [blog, vanity, own()]],
		[
			'live',
			'the other form of the link',
			[{ ...own(), url: 'https://site.refersion.com/c/a3y7' }],
		],
		[
			'unverifiable: gated',
			'the other form of the link, locked',
			[{ ...own({ locked: true }), url: 'https://site.refersion.com/c/a3y7' }],
		],
		[
			'unverifiable: format_changed',
			'a link without its address, in a group',
			[other, { ...group, childLinks: [unexplained] }],
		],
		[
			'unverifiable: gated',
			'a link without its address, in a group with a gate',
			[other, { ...group, rules: { gate: { age: 18 } }, childLinks: [unexplained] }],
		],
		['unverifiable: short_link', 'a short link, and one without address', [unexplained, short]],
		['wrong_code', 'another code, and a link without address', [unexplained, foreign()]],
		['live', 'the link, and one without address', [unexplained, own()]],
		['live', "a page /c/ of the shop with the affiliate's code", [{ ...own(), url: OWN_PAGE }]],
		['unverifiable: code_not_seen', 'a page /c/ of the shop', [{ ...bare, url: SHOP_PAGE }]],
		['not_found', 'headings and groups without address', [other, heading, group]],
		['not_found', 'nothing but headings and groups', [heading, group]],
		['not_found', 'a group of a type not known', [{ id: 'g', type: 'NEW', childLinks: [other] }]],
		['not_found: code_missing', 'the shop without a code', [other, bare]],
		['not_found', 'other links', [other]],
		['not_found', 'a locked link whose address is another', [{ ...other, locked: true }]],
		['not_found', 'no links', []],
	])('%s: %s', (expected, _what, links) => {
		expect(brief(check({ links }))).toBe(expected);
		expect(brief(check({}, { links: links.map(flat) }))).toBe(expected);
	});

	/** The same entry for `account.links`: ids as they are, groups stay nested, as some pages may do. */
	function flat(entry: Json): Json {
		return { ...entry, parent: null };
	}

	it('finds the link in either of the two lists', () => {
		expect(check({ links: [other] }, { links: [own()] }).status).toBe('live');
		expect(check({ links: [own()] }, { links: [other] }).status).toBe('live');
		expect(check({ links: [own()] }).status).toBe('live');
		expect(check({}, { links: [own()] }).status).toBe('live');
	});

	it('takes the gate of the group from the flat list', () => {
		const links = [
			{ id: 1, type: 'GROUP', title: 'Secret', rules: { gate: { age: 18 } } },
			own({ id: 2, parent: { id: 1 } }),
		];
		const verdict = check({ links: [own({ id: '2' })] }, { links });
		expect(brief(verdict)).toBe('unverifiable: gated');
		expect(verdict.evidence).toMatchObject({ gates: ['age'], link: { group: 'Secret' } });
	});

	it('takes the address, the type and the group of a link from either list', () => {
		const nameless = { ...unexplained, url: undefined };
		const address = { ...unexplained, url: 'https://www.instagram.com/anna' };
		expect(brief(check({ links: [unexplained] }, { links: [address] }))).toBe('not_found');
		expect(brief(check({ links: [address] }, { links: [nameless] }))).toBe('not_found');
		const untyped = { ...heading, type: undefined };
		expect(brief(check({ links: [untyped] }))).toBe('unverifiable: format_changed');
		expect(brief(check({ links: [untyped] }, { links: [heading] }))).toBe('not_found');
		const inside = { ...other, parent: { id: 'new' } };
		const links = [{ id: 'new', type: 'NEW' }, inside];
		expect(brief(check({}, { links }))).toBe('not_found');
	});

	it('finds the link behind an icon', () => {
		expect(check({ links: [], socialLinks: [{ type: 'WEBSITE', url: BY_PARAMETER }] }).status).toBe(
			'live',
		);
	});

	it.each([
		['activeGates', {}, { activeGates: ['age'] }],
		['contentGating', { contentGating: 'code' }, {}],
		['hasSensitiveContent', { hasSensitiveContent: true }, {}],
	])('a gate of the page: %s', (_what, props, account) => {
		expect(brief(check({ links: [own()], ...props }, account))).toBe('unverifiable: gated');
		expect(brief(check({ links: [other], ...props }, account))).toBe('unverifiable: gated');
		expect(brief(check({ links: [foreign()], ...props }, account))).toBe('wrong_code');
	});

	it('does not call missing what is in the data at another place', () => {
		const verdict = check({ links: [other], leapLink: { url: BY_PARAMETER } });
		expect(brief(verdict)).toBe('unverifiable: format_changed');
		const store = check({ links: [other], storeProducts: [{ deep: [{ link: BY_PARAMETER }] }] });
		expect(brief(store)).toBe('unverifiable: format_changed');
	});

	it('names the link that it rests on, and one that all can see before one that is hidden', () => {
		const verdict = check({
			links: [foreign({ locked: true }), foreign({ id: '2', title: 'Open' })],
		});
		expect(verdict.evidence).toMatchObject({
			url: 'https://shop.example/?rfsn=9.z',
			gates: [],
			link: { title: 'Open', position: 2 },
		});
		expect(check({ links: [short] }).evidence).toMatchObject({ url: 'https://bit.ly/xyz' });
		expect(check({ links: [withheld] }).evidence).toMatchObject({ url: null, gates: ['locked'] });
		expect(check({ links: [other, unexplained] }).evidence).toMatchObject({
			url: null,
			gates: [],
			link: { title: 'Shop', position: 2 },
		});
		expect(check({ links: [other] }).evidence).toBeNull();
	});

	it('finds a link of a tracking domain', () => {
		expect(check({ links: [own({ url: BY_PATH })] }, {}, BY_PATH).status).toBe('live');
	});

	it("a short link that is the affiliate's own is live", () => {
		expect(check({ links: [short] }, {}, 'https://bit.ly/xyz').status).toBe('live');
	});

	/** What may stand beside a link. */
	const beside = fc.array(
		fc.constantFrom(
			foreign(),
			bare,
			short,
			elsewhere,
			withheld,
			other,
			strange,
			unexplained,
			heading,
			group,
			text,
			form,
			blog,
			vanity,
		),
		{
			maxLength: 6,
		},
	);
	const unique = (links: Json[]) => links.map((entry, index) => ({ ...entry, id: String(index) }));

	it('an open link is live, whatever is beside it and wherever it stands', () => {
		fc.assert(
			fc.property(
				beside,
				beside,
				fc.integer({ min: 0, max: 5 }),
				fc.boolean(),
				(before, after, depth, inAccount) => {
					let entry = own();
					for (let level = 0; level < depth; level++)
						entry = { title: 'Group', childLinks: [entry] };
					const links = unique([...before, entry, ...after]);
					const verdict = inAccount ? check({}, { links }) : check({ links });
					expect(brief(verdict)).toBe('live');
				},
			),
		);
	});

	it('says "not found" only when nothing is there that could hide the link', () => {
		fc.assert(
			fc.property(beside, (links) => {
				const { status } = check({ links: unique(links) });
				const known = [bare, other, heading, group, text, form];
				const harmless = links.every((entry) => known.includes(entry));
				expect(status === 'not_found').toBe(harmless);
				expect(status).not.toBe('live');
			}),
		);
	});
});

describe('messages', () => {
	it.each<[string, Json[]]>([
		['is live', [own()]],
		['with another code', [foreign()]],
		['was not on', [other]],
		['without your code', [bare]],
		['does not show your code', [vanity]],
		['Another link there may lead to it', [blog]],
		['pass a lock', [own({ locked: true })]],
		['is locked, so we cannot see', [withheld]],
		['a short link', [short]],
		['another address', [elsewhere]],
		['shows us no address', [strange]],
		['shows us no address', [unexplained]],
	])('%s', (words, links) => {
		const message = messageOf(check({ links }), 'anna');
		expect(message).toContain(words);
		expect(message).toContain('linktr.ee/anna');
	});

	it.each([[[vanity]], [[blog]], [[blog, bare]], [[short]]])(
		'do not say that sales would not count where that is not known: %j',
		(links) => {
			expect(messageOf(check({ links }), 'anna')).not.toContain('would not count for you');
		},
	);

	it('a page with an entry that is none cannot be made sense of', () => {
		expect(messageOf(check({ links: [null] }), 'anna')).toContain('make sense of linktr.ee/anna');
	});

	it('have no text of the page in them', () => {
		const title = '<b>https://evil.example</b>';
		const entries = [own(), foreign(), bare, short, elsewhere, withheld, unexplained, blog, vanity];
		for (const entry of entries) {
			expect(messageOf(check({ links: [{ ...entry, title }] }), 'anna')).not.toContain('evil');
		}
	});
});

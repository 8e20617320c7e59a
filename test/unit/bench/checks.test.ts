import {
	checkContacts,
	checkMails,
	wantedContacts,
	type FoundContact,
	type WantedContact,
} from '../../../scripts/bench/checks';
import { createScenario, TAG } from '../../../scripts/bench/contacts';
import { kindOf, summarise } from '../../../scripts/bench/requests';

const wanted = (name: string, more: Partial<WantedContact> = {}): WantedContact => ({
	email: `${name}@creator-mail.com`,
	link: `https://shop.refersion.com/c/${name}`,
	mail: true,
	...more,
});

const found = (name: string, more: Partial<FoundContact> = {}): FoundContact => ({
	email: `${name}@creator-mail.com`,
	status: 'subscribed',
	link: `https://shop.refersion.com/c/${name}`,
	tags: [TAG],
	...more,
});

const mail = (name: string, ...links: string[]) => ({ to: `${name}@creator-mail.com`, links });

describe('the work of a run', () => {
	it('is the same in every process: it depends on the numbers only', () => {
		expect(createScenario(50, 3)).toEqual(createScenario(50, 3));
		expect(createScenario(50, 3)).not.toEqual(createScenario(50, 4));
	});

	it('has an address and a link of its own for everybody, and some twenty fields', () => {
		const { items } = createScenario(500, 1);
		expect(new Set(items.map(({ email }) => email)).size).toBe(500);
		expect(new Set(items.map(({ link }) => link)).size).toBe(500);
		for (const item of items) {
			expect(item.email).toMatch(/^[a-z]+\.[a-z]+\.\d+@[a-z-]+\.[a-z]+$/);
			expect(Object.keys(item).length).toBeGreaterThanOrEqual(20);
		}
	});

	it('has a fifth of the contacts in the audience already, half of these with an old link', () => {
		const scenario = createScenario(1_000, 1);
		expect(scenario.existing).toHaveLength(200);
		const before = wantedContacts(scenario, true).filter(({ oldLink }) => oldLink !== undefined);
		expect(before).toHaveLength(100);
		for (const { link, oldLink } of before) expect(oldLink).not.toBe(link);
	});
});

describe('checking contacts', () => {
	it('counts a contact as right when address, link, tag and status are', () => {
		const check = checkContacts([wanted('ada'), wanted('ben')], [found('ada'), found('ben')]);
		expect(check).toEqual({ right: 2, wrong: 0, causes: [], unexpected: 0 });
	});

	it.each([
		['not in the audience', found('somebody-else')],
		['no link', found('ada', { link: '' })],
		['old link', found('ada', { link: 'https://old' })],
		['another link', found('ada', { link: 'https://shop.refersion.com/c/ADA' })],
		['no tag', found('ada', { tags: ['affiliate'] })],
		['status pending', found('ada', { status: 'pending' })],
	])('names the cause: %s', (cause, contact) => {
		const check = checkContacts([wanted('ada', { oldLink: 'https://old' })], [contact]);
		expect(check.right).toBe(0);
		expect(check.wrong).toBe(1);
		expect(check.causes).toEqual([{ cause, contacts: 1 }]);
	});

	it('counts a contact with two causes once, and the most frequent cause first', () => {
		const check = checkContacts(
			[wanted('ada'), wanted('ben'), wanted('cy')],
			[found('ada', { link: '', tags: [] }), found('ben', { tags: [] }), found('cy')],
		);
		expect(check).toMatchObject({ right: 1, wrong: 2 });
		expect(check.causes).toEqual([
			{ cause: 'no tag', contacts: 2 },
			{ cause: 'no link', contacts: 1 },
		]);
	});

	it('finds an address in other upper and lower case, and contacts that nobody asked for', () => {
		const check = checkContacts(
			[wanted('ada')],
			[found('ada', { email: 'ADA@creator-mail.com' }), found('eve')],
		);
		expect(check).toMatchObject({ right: 1, wrong: 0, unexpected: 1 });
	});
});

describe('checking mails', () => {
	const LINK = 'https://shop.refersion.com/c/';

	it('tells right, wrong, doubled and missing ones apart', () => {
		const check = checkMails(
			['ada', 'ben', 'cy', 'dan', 'eli'].map((name) => wanted(name)),
			[
				mail('ada', `${LINK}ada`),
				mail('ben', `${LINK}ada`),
				mail('cy', `${LINK}cy`),
				mail('cy', `${LINK}cy`),
				mail('eli'),
			],
		);
		expect(check).toEqual({
			expected: 5,
			right: 1,
			wrong: 2,
			doubled: 1,
			missing: 1,
			unwanted: 0,
		});
	});

	it('counts mails to contacts that were to get none, and to strangers', () => {
		const check = checkMails(
			[wanted('ada', { mail: false })],
			[mail('ada', `${LINK}ada`), mail('eve', LINK), mail('eve', LINK)],
		);
		expect(check).toMatchObject({ expected: 0, right: 0, unwanted: 3 });
	});
});

describe('the summary of requests', () => {
	it('groups by what was asked, without ids', () => {
		expect(kindOf({ method: 'POST', path: '/3.0/lists/a1/members/0f3c/tags' })).toBe(
			'POST /lists/{id}/members/{id}/tags',
		);
		expect(kindOf({ method: 'POST', path: '/3.0/lists/a1/segments/12' })).toBe(
			'POST /lists/{id}/segments/{id}',
		);
		expect(kindOf({ method: 'GET', path: '/3.0/lists/a1/tag-search' })).toBe(
			'GET /lists/{id}/tag-search',
		);
	});

	it('counts 429 and resets, wherever they come from', () => {
		const request = { method: 'POST', path: '/3.0/lists/a1', fault: null };
		const summary = summarise(
			[
				{ ...request, status: 200 },
				{ ...request, status: 429 },
				{ ...request, status: 429, fault: '429' },
				{ ...request, status: null, fault: 'reset-before' },
				{ ...request, status: 200, fault: 'reset-after' },
			],
			7,
		);
		expect(summary).toEqual({
			total: 5,
			kinds: { 'POST /lists/{id}': 5 },
			answers429: 2,
			resets: 2,
			mostAtOnce: 7,
		});
	});
});

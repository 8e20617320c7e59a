import { resetHub, startHub, type Hub } from './support/hub';
import {
	addCreator,
	ANA,
	LINK,
	prepareForConfirm,
	setLinks,
	stateOf,
	visit,
	waitBy,
	writes,
	type Visit,
} from './support/confirm';
import { asked } from './support/linktree';

let hub: Hub;
beforeAll(async () => {
	hub = await startHub();
});
beforeEach(() => {
	resetHub(hub);
	prepareForConfirm(hub);
});
afterAll(async () => await hub.close());

const ANSWER_DAY = /^\d{4}-\d{2}-\d{2}$/;
const linktree = (page: unknown): Visit['form'] => ({ where: 'linktree', page: page as string });
const other = (page: unknown): Visit['form'] => ({ where: 'other', page: page as string });

describe('the page', () => {
	it('shows the form and the link, and changes nothing however often it is opened', async () => {
		const id = addCreator(hub);
		const before = stateOf(hub);
		for (let time = 0; time < 5; time++) {
			const { code, key, html, failure } = await visit(hub, { id });
			expect({ code, key, failure }).toEqual({ code: 200, key: 'form', failure: undefined });
			expect(html).toContain(LINK);
			expect(html.match(/<form method="post"/g)).toHaveLength(2);
		}
		expect(writes(hub)).toEqual([]);
		expect(asked(hub)).toEqual([]);
		expect(stateOf(hub)).toEqual(before);
	});

	it('has no address of a person in it, and nothing from another server', async () => {
		const id = addCreator(hub, { mergeFields: { AFFLINK: LINK, FNAME: 'Anabel' } });
		setLinks(hub, []);
		for (const form of [undefined, linktree('ana'), other('instagram.com/ana')]) {
			const { html } = await visit(hub, { id, form, settings: { seconds_between_checks: 0 } });
			expect(html).not.toContain('creator-mail.com');
			expect(html).not.toContain('Anabel');
			expect(html).not.toMatch(/<(script|iframe|img|object|embed)|@import|url\(|src=/i);
		}
	});

	it('fills in what is known, and has the brand and the colours of the settings', async () => {
		const known = { AFFLINK: LINK, LINKTREE: 'https://linktr.ee/ana.b' };
		const id = addCreator(hub, { mergeFields: known });
		const settings = {
			brand_name: 'Sun & <Threads>',
			support_email: 'hi@sun.example',
			colour_accent: '#123456',
			colour_card: 'red; } body { display: none',
		};
		const { html } = await visit(hub, { id, settings });
		expect(html).toContain('name="page" type="text"');
		expect(html).toContain('value="ana.b"');
		expect(html).toContain('<header>Sun &#38; &#60;Threads&#62;</header>');
		expect(html).toContain('hi@sun.example');
		expect(html).toContain('--accent: #123456;');
		expect(html).toContain('--card: redbodydisplaynone;');
	});
});

describe('the answers', () => {
	const cases = [
		['live', [LINK], 'live', ['link-live']],
		['wrong_code', ['https://shop.example/?rfsn=123456.zzzz'], 'wrong_code', ['link-not-found']],
		['not_found', ['https://www.instagram.com/ana'], 'not_found', ['link-not-found']],
		['unverifiable', ['https://bit.ly/abc'], 'unverifiable', []],
	] as const;

	it.each(cases)('%s', async (key, links, status, tags) => {
		const id = addCreator(hub);
		setLinks(hub, [...links]);
		const answer = await visit(hub, { id, form: linktree('@Ana') });
		expect(answer).toMatchObject({ code: 200, key, failure: undefined });
		expect(answer.html).toContain('linktr.ee/ana');
		expect(stateOf(hub)).toEqual({
			LINKTREE: 'https://linktr.ee/ana',
			LINKSTATUS: status,
			LINKDATE: expect.stringMatching(ANSWER_DAY),
			LINKCHECKS: 1,
			tags,
		});
		expect(asked(hub)).toEqual(['GET /ana']);
		expect(hub.world.mailchimp.tagsOf(hub.audienceId, ANA)).toContain('new-affiliate');
	});

	it('replaces one tag by the other when the page changes, merge field first', async () => {
		const id = addCreator(hub);
		setLinks(hub, []);
		await visit(hub, { id, form: linktree('ana') });
		expect(stateOf(hub).tags).toEqual(['link-not-found']);
		waitBy(hub, 60);
		setLinks(hub, [LINK]);
		hub.world.mailchimp.clearRequests();
		await visit(hub, { id, form: linktree('ana') });
		expect(stateOf(hub)).toMatchObject({ LINKSTATUS: 'live', LINKCHECKS: 2, tags: ['link-live'] });
		expect(writes(hub).map((write) => write.replace(/\/3\.0.*\/[0-9a-f]{32}/, ''))).toEqual([
			'PATCH ',
			'PATCH ',
			'POST /tags',
		]);
		waitBy(hub, 60);
		setLinks(hub, []);
		await visit(hub, { id, form: linktree('ana') });
		expect(stateOf(hub)).toMatchObject({ LINKSTATUS: 'not_found', tags: ['link-not-found'] });
	});

	it('keeps the tags when nobody can say', async () => {
		const id = addCreator(hub, { tags: ['link-live'] });
		setLinks(hub, ['https://bit.ly/abc']);
		await visit(hub, { id, form: linktree('ana') });
		expect(stateOf(hub)).toMatchObject({ LINKSTATUS: 'unverifiable', tags: ['link-live'] });
	});

	it.each(['ana', ' ANA ', '@ana', 'linktr.ee/ana', 'https://www.linktr.ee/Ana/?utm_source=x'])(
		'understands %j',
		async (page) => {
			const id = addCreator(hub);
			setLinks(hub, [LINK]);
			expect(await visit(hub, { id, form: linktree(page) })).toMatchObject({ key: 'live' });
			expect(asked(hub)).toEqual(['GET /ana']);
		},
	);

	it('takes the word of somebody with another page, and reads nothing', async () => {
		const id = addCreator(hub, { tags: ['link-not-found'] });
		for (let time = 0; time < 2; time++) {
			const answer = await visit(hub, { id, form: other('instagram.com/ana') });
			expect(answer).toMatchObject({ code: 200, key: 'self_reported', failure: undefined });
			waitBy(hub, 60);
		}
		expect(stateOf(hub)).toEqual({
			LINKTREE: 'https://instagram.com/ana',
			LINKSTATUS: 'self_reported',
			LINKDATE: expect.stringMatching(ANSWER_DAY),
			LINKCHECKS: 2,
			tags: ['link-live'],
		});
		expect(asked(hub)).toEqual([]);
	});

	it('needs no address for that, and keeps the one that is known', async () => {
		const id = addCreator(hub, { mergeFields: { LINKTREE: 'https://beacons.ai/ana' } });
		expect(await visit(hub, { id, form: other('') })).toMatchObject({ key: 'self_reported' });
		expect(stateOf(hub)).toMatchObject({
			LINKTREE: 'https://beacons.ai/ana',
			LINKSTATUS: 'self_reported',
		});
	});

	it('looks at a Linktree page in whichever field it is', async () => {
		const id = addCreator(hub);
		setLinks(hub, [LINK]);
		expect(await visit(hub, { id, form: other('linktr.ee/ana') })).toMatchObject({ key: 'live' });
	});

	it('can do without looking at any page, as the docs say', async () => {
		const id = addCreator(hub);
		const answer = await visit(hub, {
			id,
			form: linktree('ana'),
			change: ({ connections }) => {
				const [stored] = connections['Store the confirmation']?.main ?? [];
				for (const target of stored ?? []) target.node = 'Answer';
			},
		});
		expect(answer).toMatchObject({ code: 200, key: 'self_reported', failure: undefined });
		expect(stateOf(hub)).toMatchObject({
			LINKTREE: 'https://linktr.ee/ana',
			LINKSTATUS: 'self_reported',
			tags: [],
		});
		expect(asked(hub)).toEqual([]);
	});

	it('says that it could not look when there is no link, and keeps the word', async () => {
		const id = addCreator(hub, { mergeFields: {} });
		const answer = await visit(hub, { id, form: linktree('ana') });
		expect(answer).toMatchObject({ code: 503, key: 'not_looked' });
		expect(answer.failure).toContain('The parameter Link is empty');
		expect(stateOf(hub)).toMatchObject({ LINKSTATUS: 'self_reported', tags: [] });
	});
});

describe('who it is about', () => {
	const nobody = ['0123456789', 'ffffffffff'];
	const bad = [
		'',
		'x',
		'ana@creator-mail.com',
		'../../lists',
		"' or 1=1",
		'0123456789 ',
		'0123ABCDEF',
	];
	const shapes = [undefined, null, ['0123456789', '1'], { $ne: '' }, 12345678901, true];

	it.each([...nobody, ...bad, ...shapes])('shows and changes nothing for %j', async (id) => {
		addCreator(hub);
		setLinks(hub, [LINK]);
		const pages = new Set<string>();
		for (const form of [undefined, linktree('ana'), other('instagram.com/x')]) {
			const { code, key, html, failure } = await visit(hub, { id, form });
			expect({ code, key, failure }).toEqual({ code: 404, key: 'unknown', failure: undefined });
			expect(html).not.toMatch(/<form|rfsn|linktr\.ee|instagram/);
			pages.add(html);
		}
		// The same page whether the id is nobody's or no id at all.
		expect(pages.size).toBe(1);
		pages.add((await visit(hub, { id: 'no id' })).html);
		expect(pages.size).toBe(1);
		expect(writes(hub)).toEqual([]);
		expect(asked(hub)).toEqual([]);
		if (!nobody.includes(String(id))) {
			expect(hub.world.mailchimp.requests.map(({ query }) => query.unique_email_id)).toEqual(
				id === 12345678901 ? ['12345678901', '12345678901', '12345678901'] : [],
			);
		}
	});

	it('marks nobody when Mailchimp gives another contact than the one asked for', async () => {
		addCreator(hub, { email: 'first@creator-mail.com' });
		const id = addCreator(hub);
		hub.world.mailchimp.switches.uniqueEmailIdFilter = false;
		setLinks(hub, [LINK]);
		expect(await visit(hub, { id, form: linktree('ana') })).toMatchObject({ code: 404 });
		expect(writes(hub)).toEqual([]);
	});

	it('does not know an archived contact', async () => {
		const id = addCreator(hub, { status: 'archived' });
		hub.world.mailchimp.switches.membersListArchived = true;
		expect(await visit(hub, { id, form: other('') })).toMatchObject({ code: 404 });
		expect(writes(hub)).toEqual([]);
	});

	it.each(['pending', 'unsubscribed', 'cleaned', 'transactional'] as const)(
		'serves a contact that is %s, and leaves that as it is',
		async (status) => {
			const id = addCreator(hub, { status });
			setLinks(hub, [LINK]);
			const answer = await visit(hub, { id, form: linktree('ana') });
			expect(answer).toMatchObject({ code: 200, key: 'live', failure: undefined });
			expect(stateOf(hub)).toMatchObject({ LINKSTATUS: 'live', tags: ['link-live'] });
			expect(hub.world.mailchimp.member(hub.audienceId, ANA)?.status).toBe(status);
		},
	);
});

import { resetHub, startHub, type Hub } from './support/hub';
import {
	addCreator,
	ANA,
	LINK,
	prepareForConfirm,
	rename,
	setLinks,
	stateOf,
	UNLIMITED,
	visit,
	waitBy,
	writes,
	type Visit,
} from './support/confirm';
import { asked } from './support/linktree';
import { skipSockets } from './support/withoutSockets';

let hub: Hub;
beforeAll(async () => {
	hub = await startHub();
});
beforeEach(() => {
	resetHub(hub);
	prepareForConfirm(hub);
});
afterAll(async () => await hub.close());
skipSockets(() => hub.world);

const KNOWN = { AFFLINK: LINK, LINKTREE: 'https://linktr.ee/ana', LINKSTATUS: 'live' };
const ANSWER_DAY = /^\d{4}-\d{2}-\d{2}$/;
const linktree = (page: unknown): Visit['form'] => ({ where: 'linktree', page: page as string });
const STATE = { where: 'state' };
const other = (page: unknown): Visit['form'] => ({ where: 'other', page: page as string });

describe('the page', () => {
	it('shows the form, asks nobody anything and starts nothing, however often it is opened', async () => {
		const id = addCreator(hub);
		const before = stateOf(hub);
		for (let time = 0; time < 5; time++) {
			const { code, key, html, run } = await visit(hub, { id });
			expect({ code, key, run }).toEqual({ code: 200, key: 'form', run: undefined });
			expect(html.match(/<form method="post"/g)).toHaveLength(3);
			// It is not known yet whose it is.
			expect(html).not.toMatch(/rfsn|linktr.ee\/ana"/);
		}
		expect(hub.world.mailchimp.requests).toEqual([]);
		expect(asked(hub)).toEqual([]);
		expect(stateOf(hub)).toEqual(before);
	});

	it('has the headers of a page that is kept nowhere and runs no script', async () => {
		const { headers } = await visit(hub, { id: addCreator(hub) });
		expect(headers).toEqual({
			'content-type': 'text/html; charset=utf-8',
			'cache-control': 'no-store',
			'referrer-policy': 'no-referrer',
			'x-content-type-options': 'nosniff',
			'x-frame-options': 'DENY',
			'x-robots-tag': 'noindex, nofollow',
			'content-security-policy':
				"sandbox allow-forms allow-scripts allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; frame-ancestors 'none'",
		});
	});

	it('has no address of a person in it, and nothing from another server', async () => {
		const id = addCreator(hub, { mergeFields: { AFFLINK: LINK, FNAME: 'Anabel' } });
		setLinks(hub, []);
		for (const form of [undefined, linktree('ana'), other('instagram.com/ana'), STATE]) {
			const { html } = await visit(hub, { id, form, settings: UNLIMITED });
			expect(html).not.toContain('creator-mail.com');
			expect(html).not.toContain('Anabel');
			expect(html).not.toMatch(/<(script|iframe|img|object|embed)|@import|url\(|src=/i);
		}
	});

	it('has the brand, the colours, the language and the words of the trigger', async () => {
		const settings = {
			brandName: 'Sun & <Threads>',
			supportEmail: 'hi@sun.example',
			language: 'de',
			colours: { accent: '#123456' },
			ownWords: { row: [{ text: 'formTitle', words: 'Na, <b>Link</b> drin?' }] },
		};
		const { html } = await visit(hub, { id: addCreator(hub), settings });
		expect(html).toContain('<html lang="de">');
		expect(html).toContain('<h1>Na, &#60;b&#62;Link&#60;/b&#62; drin?</h1>');
		expect(html).toContain('Dein Name bei Linktree');
		expect(html).toContain('<header>Sun &#38; &#60;Threads&#62;</header>');
		expect(html).toContain('Oder schreib an hi@sun.example');
		expect(html).toContain('--accent: #123456;');
	});

	const wrong = [
		[{ language: 'fr' }, 'Language'],
		[{ colours: { card: 'red; } body { display: none' } }, 'Colours'],
		[{ ownWords: { row: [{ text: 'nothing', words: 'x' }] } }, 'Own Words (row 1)'],
		[{ ownWords: { row: [{ text: 'formTitle', words: ' ' }] } }, 'Own Words (row 1)'],
		[{ options: { checksADay: 0 } }, 'Checks a Day'],
		[{ options: { secondsBetweenChecks: 'soon' } }, 'Seconds Between Checks'],
		[{ names: { liveTag: 'a, b' } }, 'Link Live Tag'],
		[{ names: { liveTag: '' } }, 'Link Live Tag'],
		[{ names: { notFoundTag: 'Link-Live' } }, 'Link Not Found Tag'],
		[{ names: { statusMergeField: 'LINKTREE' } }, 'Tags and Merge Fields'],
		[{ names: { pageMergeField: '' } }, 'Page Merge Field'],
	] as const;

	it.each(wrong)('does not serve with %j: it names %s', async (settings, label) => {
		const id = addCreator(hub);
		await expect(visit(hub, { id, settings: settings as never })).rejects.toThrow(
			`The parameter ${label} `,
		);
	});
});

describe('what is stored is shown on a press', () => {
	it.each([
		['', [], 'You have not told us yet', true],
		['live', ['link-live'], 'Your link is live. Well done!', false],
		['wrong_code', ['link-not-found'], 'Nearly there: it is not your link yet', true],
		['not_found', ['link-not-found'], 'We did not see your link yet', true],
		['unverifiable', [], 'We could not see for sure', false],
		['self_reported', ['link-live'], 'Thank you. We have noted it.', false],
	])('status %j', async (LINKSTATUS, tags, title, hasSteps) => {
		const LINKTREE = LINKSTATUS && 'https://linktr.ee/ana.b';
		const id = addCreator(hub, { tags, mergeFields: { AFFLINK: LINK, LINKTREE, LINKSTATUS } });
		const before = stateOf(hub);
		const answer = await visit(hub, { id, form: STATE });
		expect(answer).toMatchObject({ code: 200, key: 'state', failure: undefined });
		expect(answer.html).toContain(`<h1>${title}</h1>`);
		expect(answer.html).toContain(`>${LINK}</section>`);
		expect(answer.html).toContain(`value="${LINKSTATUS && 'ana.b'}"`);
		expect(answer.html.includes('What to do now')).toBe(hasSteps);
		expect(stateOf(hub)).toEqual(before);
		expect(writes(hub)).toEqual([]);
		expect(asked(hub)).toEqual([]);
	});

	it('as it is now, whatever was said before', async () => {
		const id = addCreator(hub);
		setLinks(hub, []);
		await visit(hub, { id, form: linktree('ana') });
		expect((await visit(hub, { id, form: STATE })).html).toContain('We did not see your link yet');
		waitBy(hub, 60);
		setLinks(hub, [LINK]);
		await visit(hub, { id, form: linktree('ana') });
		expect((await visit(hub, { id, form: STATE })).html).toContain('Your link is live');
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

	it('replaces one tag by the other when the page changes', async () => {
		const id = addCreator(hub);
		setLinks(hub, []);
		await visit(hub, { id, form: linktree('ana') });
		expect(stateOf(hub).tags).toEqual(['link-not-found']);
		waitBy(hub, 60);
		setLinks(hub, [LINK]);
		hub.world.mailchimp.clearRequests();
		await visit(hub, { id, form: linktree('ana') });
		expect(stateOf(hub)).toMatchObject({ LINKSTATUS: 'live', LINKCHECKS: 2, tags: ['link-live'] });
		// The check is counted; the tag that is wrong goes; then the status, and its own tag last.
		expect(writes(hub).map((write) => write.replace(/\/3\.0.*\/[0-9a-f]{32}/, ''))).toEqual([
			'PATCH ',
			'PATCH ',
			'POST /tags',
			'PATCH ',
			'POST /tags',
		]);
		waitBy(hub, 60);
		setLinks(hub, []);
		await visit(hub, { id, form: linktree('ana') });
		expect(stateOf(hub)).toMatchObject({ LINKSTATUS: 'not_found', tags: ['link-not-found'] });
	});

	it.each(['link-live', 'link-not-found'])(
		'takes %s off when nobody can say: it would contradict the status',
		async (tag) => {
			const id = addCreator(hub, { tags: [tag] });
			setLinks(hub, ['https://bit.ly/abc']);
			await visit(hub, { id, form: linktree('ana') });
			expect(stateOf(hub)).toMatchObject({ LINKSTATUS: 'unverifiable', tags: [] });
		},
	);

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

	it('understands the address of another page in the Linktree box', async () => {
		const id = addCreator(hub);
		const answer = await visit(hub, { id, form: linktree('instagram.com/ana') });
		expect(answer).toMatchObject({ code: 200, key: 'self_reported', failure: undefined });
		expect(answer.html).toContain('We have noted instagram.com/ana.');
		expect(stateOf(hub)).toMatchObject({
			LINKTREE: 'https://instagram.com/ana',
			LINKSTATUS: 'self_reported',
			tags: ['link-live'],
		});
		expect(asked(hub)).toEqual([]);
	});

	it('stores no name that is misspelt, and does not say that it is noted', async () => {
		const id = addCreator(hub, { tags: ['link-live'], mergeFields: KNOWN });
		const answer = await visit(hub, { id, form: linktree('anna') });
		expect(answer).toMatchObject({ code: 422, key: 'no_page', failure: undefined });
		expect(answer.html).toContain('Linktree has no open page linktr.ee/anna');
		expect(answer.html).toContain('value="anna"');
		const { LINKTREE, LINKSTATUS } = KNOWN;
		expect(stateOf(hub)).toMatchObject({
			LINKTREE,
			LINKSTATUS,
			LINKCHECKS: 1,
			tags: ['link-live'],
		});
	});

	it('no longer calls a page live that is gone', async () => {
		const id = addCreator(hub, { tags: ['link-live'], mergeFields: KNOWN });
		const answer = await visit(hub, { id, form: linktree('ana') });
		expect(answer).toMatchObject({ code: 200, key: 'gone', failure: undefined });
		expect(stateOf(hub)).toMatchObject({ LINKSTATUS: 'unverifiable', tags: [] });
	});

	it('says that it is on us when there is no link, and tells the merchant', async () => {
		const id = addCreator(hub, { mergeFields: {} });
		const before = stateOf(hub);
		const answer = await visit(hub, { id, form: linktree('ana') });
		expect(answer).toMatchObject({ code: 503, key: 'no_link' });
		expect(answer.failure).toContain('The contact has no tracking link');
		expect(stateOf(hub)).toEqual(before);
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

	it.each([...bad, ...shapes])('shows and changes nothing for %j', async (id) => {
		addCreator(hub);
		setLinks(hub, [LINK]);
		const pages = new Set<string>();
		for (const form of [
			undefined,
			linktree('ana'),
			other('instagram.com/x'),
			STATE,
			linktree(''),
		]) {
			const { code, key, html, run } = await visit(hub, { id, form });
			expect({ code, key, run }).toEqual({ code: 404, key: 'unknown', run: undefined });
			expect(html).not.toMatch(/<form|rfsn|linktr\.ee|instagram/);
			pages.add(html);
		}
		// An id that no contact has gets the same page, byte for byte.
		pages.add((await visit(hub, { id: '0123456789', form: linktree('ana') })).html);
		expect(pages.size).toBe(1);
		expect(writes(hub)).toEqual([]);
		expect(asked(hub)).toEqual([]);
		expect(hub.world.mailchimp.requests.map(({ query }) => query.unique_email_id)).toEqual([
			'0123456789',
		]);
	});

	it.each(nobody)('an id that could be somebody’s, %j, gets the form of everybody', async (id) => {
		const own = addCreator(hub);
		const { html } = await visit(hub, { id });
		expect(html.replaceAll(id, '')).toBe((await visit(hub, { id: own })).html.replaceAll(own, ''));
		for (const form of [linktree('ana'), other('instagram.com/x'), STATE]) {
			const answer = await visit(hub, { id, form });
			expect(answer).toMatchObject({ code: 404, key: 'unknown', failure: undefined });
			expect(answer.html).not.toMatch(/<form|rfsn|linktr\.ee|instagram/);
		}
		expect(writes(hub)).toEqual([]);
		expect(asked(hub)).toEqual([]);
	});

	it('says what to do when the address has changed since the mail; the button of the next mail works', async () => {
		const old = addCreator(hub);
		setLinks(hub, [LINK]);
		await rename(hub, ANA, 'ana@new-mail.com');
		const first = await visit(hub, { id: old, form: linktree('ana') });
		expect(first).toMatchObject({ code: 404, key: 'unknown', failure: undefined });
		expect(first.html).toContain('press the button in a newer mail from us');
		const id = String(
			hub.world.mailchimp.member(hub.audienceId, 'ana@new-mail.com')?.unique_email_id,
		);
		expect(id).not.toBe(old);
		expect(await visit(hub, { id, form: linktree('ana') })).toMatchObject({ key: 'live' });
		expect(stateOf(hub, 'ana@new-mail.com')).toMatchObject({ LINKSTATUS: 'live' });
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

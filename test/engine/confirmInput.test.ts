import {
	addCreator,
	LINK,
	prepareForConfirm,
	setField,
	setLinks,
	stateOf,
	visit,
	waitBy,
	writes,
	type Visit,
} from './support/confirm';
import { resetHub, startHub, type Hub } from './support/hub';
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

const linktree = (page: unknown): Visit['form'] => ({ where: 'linktree', page: page as string });
const other = (page: unknown): Visit['form'] => ({ where: 'other', page: page as string });

describe('what is typed in', () => {
	const names = [
		'',
		'   ',
		'@',
		'...',
		'ana maria',
		'admin',
		'linktr.ee',
		'linktr.ee/',
		'https://linktr.ee/s/terms',
		'https://linktr.ee.evil.example/ana',
		'linktr.ee@evil.example/ana',
		'../ana',
		'ana\r\nX: y',
		'a'.repeat(65),
		'a'.repeat(100_000),
		'<script>alert(1)</script>',
		'"><img src=x onerror=alert(1)>',
		"' autofocus onfocus='alert(1)",
		'`${alert(1)}`',
		'{{ $json }}',
		'$& $` $1',
		'*|EMAIL|*',
	];

	it.each(names)('asks again for the name %j', async (page) => {
		const id = addCreator(hub);
		const { code, html, run } = await visit(hub, { id, form: linktree(page) });
		expect({ code, run }).toEqual({ code: 422, run: undefined });
		expect(html).toContain('<title>Error: ');
		expect(html).toContain('<a href="#name">');
		expect(html).toContain('aria-invalid="true"');
		expect(markup(html)).toBe(await mildMarkup(id, linktree('admin')));
		expect(html.length).toBeLessThan(20_000);
		expect(writes(hub)).toEqual([]);
		expect(asked(hub)).toEqual([]);
	});

	const addresses = [
		'javascript:alert(1)',
		'data:text/html,x',
		'mailto:ana@creator-mail.com',
		'ftp://files.example/x',
		'ana@creator-mail.com',
		'https://ana@evil.example/',
		'https://shop.example/?email=ana@creator-mail.com',
		'https://shop.example/?email=ana%40creator-mail.com',
		'https://shop.example/?email=ana%2540creator-mail.com',
		'https://x',
		'not a page',
		'https://a.example/"><script>alert(1)</script>',
		"https://a.example/'onfocus='alert(1)",
		`https://a.example/${'a'.repeat(300)}`,
	];

	it.each(addresses)('asks again for the address %j', async (page) => {
		const id = addCreator(hub);
		const { code, html, run } = await visit(hub, { id, form: other(page) });
		expect({ code, run }).toEqual({ code: 422, run: undefined });
		expect(html).toContain('<a href="#url">');
		expect(markup(html)).toBe(await mildMarkup(id, other('not a page')));
		expect(writes(hub)).toEqual([]);
	});

	it.each([
		'instagram.com/ana',
		'https://www.tiktok.com/@ana',
		'https://www.tiktok.com/%40ana',
		'http://ana.example:8080/links?a=1&b=2#top',
	])('takes the address %j', async (page) => {
		const id = addCreator(hub);
		expect(await visit(hub, { id, form: other(page) })).toMatchObject({ key: 'self_reported' });
		expect(String(stateOf(hub).LINKTREE)).toContain(page);
	});

	it.each([
		['instagram.com/ana', 'https://instagram.com/ana'],
		['https://www.instagram.com/ana/', 'https://www.instagram.com/ana/'],
		['www.tiktok.com/@ana', 'https://www.tiktok.com/@ana'],
		['youtube.com/channel/UC1', 'https://youtube.com/channel/UC1'],
	])('takes %j in the Linktree box for another page', async (page, stored) => {
		const id = addCreator(hub);
		expect(await visit(hub, { id, form: linktree(page) })).toMatchObject({ key: 'self_reported' });
		expect(stateOf(hub).LINKTREE).toBe(stored);
	});

	it.each([undefined, 'text', 7, [], { data: 'x' }, { data: { page: ['ana'] } }, { page: 'a b' }])(
		'takes the body %j for a form with a mistake',
		async (form) => {
			const id = addCreator(hub);
			const visited = await visit(hub, { id, form: form ?? {} });
			expect(visited).toMatchObject({ code: 422, run: undefined });
		},
	);

	it('reads a multipart form as n8n gives it', async () => {
		const id = addCreator(hub);
		setLinks(hub, [LINK]);
		const form = { data: { where: 'linktree', page: 'ana' }, files: {} };
		expect(await visit(hub, { id, form })).toMatchObject({ key: 'live' });
	});

	it.each([['a', 'b'], { toString: 'x' }, 7, null, true])('takes %j for nothing', async (page) => {
		const id = addCreator(hub);
		expect(await visit(hub, { id, form: linktree(page) })).toMatchObject({ code: 422 });
	});

	it('shows nothing of a contact or a page as markup', async () => {
		const evil = 'https://shop.example/?rfsn=1.a&x="><script>alert(1)</script>';
		const mild = 'https://shop.example/?rfsn=1.a';
		const pages = async (link: string, title: string): Promise<string[]> => {
			resetHub(hub);
			prepareForConfirm(hub);
			const id = addCreator(hub, { mergeFields: { AFFLINK: link, LINKTREE: `${link}'` } });
			const links = [{ title, url: 'https://shop.example/?rfsn=1.b' }];
			hub.world.linktree.setProfile('ana', { links });
			const shown = await visit(hub, { id, form: { where: 'state' } });
			const sent = await visit(hub, { id, form: linktree('ana') });
			expect(sent.key).toBe('wrong_code');
			return [shown.html, sent.html].map(markup);
		};
		const withEvil = await pages(evil, '<script>alert(1)</script>');
		expect(withEvil).toEqual(await pages(mild, 'Shop'));
	});

	/** The tags of a page with the names of their attributes, without texts and values. */
	function markup(html: string): string {
		const body = html.slice(html.indexOf('</style>'));
		const tags = body.match(/<[^>]*>/g) ?? [];
		return tags.map((tag) => tag.replace(/="[^"]*"/g, '=""')).join('');
	}

	async function mildMarkup(id: string, form: Visit['form']): Promise<string> {
		return markup((await visit(hub, { id, form })).html);
	}
});

describe('how often a page is read', () => {
	const check = async (id: string, settings = {}) =>
		await visit(hub, { id, form: linktree('ana'), settings });
	const THREE_A_DAY = { options: { secondsBetweenChecks: 0, checksADay: 3 } };

	it('is once in 30 seconds for a contact, and it says when to come back', async () => {
		const id = addCreator(hub);
		setLinks(hub, []);
		await check(id);
		for (let time = 0; time < 3; time++) {
			const answer = await check(id);
			expect(answer).toMatchObject({ code: 429, key: 'later', failure: undefined });
			expect(answer.html).toMatch(/again in ([2-9]|[12]\d|30) seconds/);
			// Any other change of the contact makes somebody wait as well.
			expect(answer.html).not.toContain('looked');
			expect(answer.html).toContain('value="ana"');
		}
		expect(asked(hub)).toHaveLength(1);
		waitBy(hub, 31);
		expect(await check(id)).toMatchObject({ key: 'not_found' });
		expect(asked(hub)).toHaveLength(2);
	});

	it('is 20 times a day at most, and starts again the next day', async () => {
		const id = addCreator(hub);
		setLinks(hub, []);
		const settings = THREE_A_DAY;
		for (let time = 0; time < 3; time++) await check(id, settings);
		const before = stateOf(hub);
		const answer = await visit(hub, { id, form: linktree('ana.new'), settings });
		expect(answer).toMatchObject({ code: 429, key: 'tomorrow' });
		// Nothing is stored, so nothing says so; what is possible is another page.
		expect(stateOf(hub)).toEqual(before);
		expect(answer.html).not.toContain('noted');
		expect(answer.html.match(/<form/g)).toHaveLength(1);
		expect(answer.html).toContain('name="where" value="other"');
		expect(asked(hub)).toHaveLength(3);
		setField(hub, 'LINKDATE', '2020-01-01');
		expect(await check(id, settings)).toMatchObject({ key: 'not_found' });
		expect(stateOf(hub)).toMatchObject({ LINKCHECKS: 1 });
	});

	it('is counted anew on a new day that begins with another page', async () => {
		const id = addCreator(hub);
		setLinks(hub, []);
		const settings = THREE_A_DAY;
		for (let time = 0; time < 3; time++) await check(id, settings);
		setField(hub, 'LINKDATE', '2020-01-01');
		await visit(hub, { id, form: other(''), settings });
		expect(stateOf(hub)).toMatchObject({ LINKCHECKS: 1 });
		expect(await check(id, settings)).toMatchObject({ key: 'not_found' });
	});

	it.each(['beacons.ai/ana', ''])(
		'leaves other pages alone, but stores one in 30 seconds only: %j',
		async (page) => {
			const id = addCreator(hub);
			await visit(hub, { id, form: other(page) });
			const before = stateOf(hub);
			for (const again of [page, 'beacons.ai/b', '']) {
				const answer = await visit(hub, { id, form: other(again) });
				expect(answer).toMatchObject({ code: 429, key: 'later', failure: undefined });
			}
			expect(stateOf(hub)).toEqual(before);
			expect(await visit(hub, { id, form: other('no page') })).toMatchObject({ code: 422 });
			waitBy(hub, 31);
			expect(await visit(hub, { id, form: other('beacons.ai/b') })).toMatchObject({ code: 200 });
			expect(stateOf(hub)).toMatchObject({ LINKTREE: 'https://beacons.ai/b' });
		},
	);

	it('does not keep a first visit or another creator waiting', async () => {
		const id = addCreator(hub);
		const second = addCreator(hub, { email: 'bo@creator-mail.com' });
		setLinks(hub, [LINK]);
		await check(id);
		expect(await check(second)).toMatchObject({ key: 'live' });
	});

	it('still lets somebody say at once that it is another page', async () => {
		const id = addCreator(hub);
		setLinks(hub, []);
		await check(id);
		const answer = await visit(hub, { id, form: other('beacons.ai/ana') });
		expect(answer).toMatchObject({ key: 'self_reported' });
	});
});

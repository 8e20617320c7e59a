import {
	addCreator,
	ANA,
	LINK,
	prepareForConfirm,
	setLinks,
	stateOf,
	UNLIMITED,
	visit,
	waitBy,
} from './support/confirm';
import { resetHub, startHub, type Hub } from './support/hub';
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

const form = { where: 'linktree', page: 'ana' };

/** What Mailchimp is asked in one check, in this order. */
const REQUESTS = [
	'find the creator',
	'which merge fields there are',
	'count the check',
	'read again',
	'the contact, to take the wrong tag off',
	'take the wrong tag off',
	'read again without it',
	'which merge fields there are, to store',
	'store what was seen',
	'tag',
	'see that it is stored',
] as const;

/** A creator whose page was seen without the link, which is there now. */
function notFoundYet(): { id: string } {
	const LINKTREE = 'https://linktr.ee/ana';
	const mergeFields = { AFFLINK: LINK, LINKTREE, LINKSTATUS: 'not_found' };
	const id = addCreator(hub, { tags: ['link-not-found'], mergeFields });
	setLinks(hub, [LINK]);
	return { id };
}

describe('Mailchimp stumbles once', () => {
	const kinds = ['429', '502-html', '403-no-body', 'reset-before', 'reset-after'] as const;
	const cases = REQUESTS.flatMap((what, after) => kinds.map((fault) => ({ what, after, fault })));

	it.each(cases)('$fault at: $what', async ({ after, fault }) => {
		const { id } = notFoundYet();
		hub.world.faults.failNext({ service: 'mailchimp', after, fault });
		const answer = await visit(hub, { id, form });
		expect(answer).toMatchObject({ code: 200, key: 'live', failure: undefined });
		expect(hub.world.faults.pending()).toBe(0);
		expect(stateOf(hub)).toMatchObject({ LINKSTATUS: 'live', LINKCHECKS: 1, tags: ['link-live'] });
	});
});

describe('Mailchimp refuses', () => {
	/** What the contact shows when the run is over: never a tag that says the opposite of its status. */
	const stands = (after: number) => {
		if (after < 6) return { LINKSTATUS: 'not_found', tags: ['link-not-found'] };
		if (after < 9) return { LINKSTATUS: 'not_found', tags: [] };
		return { LINKSTATUS: 'live', tags: after === 9 ? [] : ['link-live'] };
	};
	const cases = REQUESTS.map((what, after) => ({ what, after, stand: stands(after) }));

	it.each(cases)('$what: the creator can repeat it, and the run has failed', async (each) => {
		const { id } = notFoundYet();
		hub.world.faults.failNext({ service: 'mailchimp', after: each.after, fault: '400' });
		const answer = await visit(hub, { id, form });
		expect(answer).toMatchObject({ code: 503, key: 'failed' });
		expect(answer.failure).toContain('The resource submitted could not be validated');
		expect(answer.failure).not.toContain(LINK);
		expect(answer.html).not.toContain('could not be validated');
		expect(answer.html).not.toContain('have noted');
		expect(answer.html).toContain('value="ana"');
		expect(stateOf(hub)).toMatchObject(each.stand);
		waitBy(hub, 60);
		expect(await visit(hub, { id, form })).toMatchObject({ code: 200, key: 'live' });
		expect(stateOf(hub)).toMatchObject({ LINKSTATUS: 'live', tags: ['link-live'] });
	});

	it('to store another page', async () => {
		const id = addCreator(hub);
		hub.world.faults.failNext({ service: 'mailchimp', after: 3, fault: '400' });
		const another = { where: 'other', page: 'beacons.ai/ana' };
		const answer = await visit(hub, { id, form: another });
		expect(answer).toMatchObject({ code: 503, key: 'failed', failure: expect.any(String) });
		expect(answer.html).toContain('value="beacons.ai/ana"');
		expect(await visit(hub, { id, form: another })).toMatchObject({ code: 200 });
	});

	it('the tag of another page: it can be repeated', async () => {
		const id = addCreator(hub);
		hub.world.faults.failNext({ service: 'mailchimp', after: 4, fault: '400' });
		const another = { where: 'other', page: '' };
		expect(await visit(hub, { id, form: another })).toMatchObject({ code: 503, key: 'failed' });
		expect(stateOf(hub)).toMatchObject({ LINKSTATUS: 'self_reported', tags: [] });
		waitBy(hub, 60);
		expect(await visit(hub, { id, form: another })).toMatchObject({ code: 200 });
		expect(stateOf(hub)).toMatchObject({ LINKSTATUS: 'self_reported', tags: ['link-live'] });
	});

	it.each(['LINKTREE', 'LINKSTATUS', 'LINKDATE', 'LINKCHECKS'])(
		'to keep anything, because the audience has no field %s: nobody is told that it is noted',
		async (without) => {
			resetHub(hub);
			prepareForConfirm(hub, { without });
			const id = addCreator(hub);
			setLinks(hub, [LINK]);
			for (const sent of [form, { where: 'other', page: 'beacons.ai/ana' }]) {
				const answer = await visit(hub, { id, form: sent });
				expect(answer).toMatchObject({ code: 503, key: 'no_fields' });
				expect(answer.html).not.toContain('have noted');
				expect(answer.failure).toContain(`no merge field ${without}`);
				expect(answer.failure).toContain('Execute Prepare Mailchimp audience');
			}
			expect(stateOf(hub).tags).toEqual([]);
			expect(asked(hub)).toEqual([]);
		},
	);

	it('to show what is stored: nothing about the contact', async () => {
		const id = addCreator(hub);
		hub.world.faults.failNext({ service: 'mailchimp', fault: '400' });
		const answer = await visit(hub, { id, form: { where: 'state' } });
		expect(answer).toMatchObject({ code: 503, key: 'failed', failure: expect.any(String) });
		expect(answer.html).not.toMatch(/rfsn/);
	});

	it('everything, because the audience is gone: that is no unknown creator', async () => {
		const id = addCreator(hub);
		hub.audienceId = 'gone';
		expect(await visit(hub, { id, form })).toMatchObject({ code: 503, key: 'failed' });
	});
});

describe('Linktree', () => {
	const down = ['reset-before', '502-html', '403-no-body', '429'] as const;

	it.each(down)('answers with %s: nothing is said about the link', async (fault) => {
		const { id } = notFoundYet();
		hub.world.faults.failNext({ service: 'linktree', fault });
		const answer = await visit(hub, { id, form });
		expect(answer).toMatchObject({ code: 503, key: 'not_looked' });
		expect(answer.html).toContain('Nothing has been noted yet');
		expect(answer.failure).toMatch(/could not be read \((blocked|unreachable)\)/);
		expect(stateOf(hub)).toMatchObject({ LINKSTATUS: 'not_found', tags: ['link-not-found'] });
		waitBy(hub, 60);
		expect(await visit(hub, { id, form })).toMatchObject({ code: 200, key: 'live' });
	});

	it.each(['challenge', 'no-data', 'broken-data', 'huge'] as const)(
		'gives a page that cannot be read: %s. The creator’s word can be stored instead',
		async (page) => {
			const id = addCreator(hub);
			setLinks(hub, [], { page });
			const answer = await visit(hub, { id, form });
			expect(answer).toMatchObject({
				code: 503,
				key: 'not_looked',
				failure: expect.stringContaining('linktr.ee/ana'),
			});
			expect(stateOf(hub)).toMatchObject({ LINKTREE: '', LINKSTATUS: '', tags: [] });
			expect(answer.html).toContain('name="where" value="word"');
			expect(answer.html).toContain('name="page" value="https://linktr.ee/ana"');
			const word = { where: 'word', page: 'https://linktr.ee/ana' };
			expect(await visit(hub, { id, form: word })).toMatchObject({
				code: 200,
				key: 'self_reported',
				failure: undefined,
			});
			expect(stateOf(hub)).toMatchObject({
				LINKTREE: 'https://linktr.ee/ana',
				LINKSTATUS: 'self_reported',
				tags: ['link-live'],
			});
		},
	);
});

it('loses no confirmation and marks nobody else in a storm', async () => {
	const { mailchimp, linktree, faults } = hub.world;
	const creators = Array.from({ length: 16 }, (_value, index) => {
		const link = `https://shop.example/?rfsn=123456.c${index}`;
		const email = `creator${index}@creator-mail.com`;
		const isLive = index % 2 === 0;
		// The page of the others has somebody else's link.
		const url = isLive ? link : `https://shop.example/?rfsn=123456.c${index - 1}`;
		linktree.setProfile(`creator${index}`, { links: [{ title: 'Shop', url }] });
		const id = addCreator(hub, { email, mergeFields: { AFFLINK: link } });
		return { id, email, isLive, form: { where: 'linktree', page: `creator${index}` } };
	});
	addCreator(hub, { email: ANA });
	const bystander = mailchimp.member(hub.audienceId, ANA);

	const rates = {
		'429': 0.1,
		'502-html': 0.05,
		'403-no-body': 0.05,
		'reset-before': 0.08,
		'reset-after': 0.08,
	};
	faults.set('mailchimp', { latencyMs: [0, 10], rates: { ...rates, '400': 0.06 } });
	faults.set('linktree', { rates: { '502-html': 0.15, 'reset-before': 0.15 } });
	const settings = UNLIMITED;
	let failures = 0;
	await Promise.all(
		creators.map(async ({ id, isLive, form: own }) => {
			for (;;) {
				const answer = await visit(hub, { id, form: own, settings });
				if (answer.code === 200) {
					expect(answer.key).toBe(isLive ? 'live' : 'wrong_code');
					return;
				}
				failures += 1;
				expect(answer).toMatchObject({ code: 503, failure: expect.any(String) });
			}
		}),
	);
	faults.clear();
	expect(failures).toBeGreaterThan(3);
	for (const { email, isLive, form: own } of creators) {
		expect(stateOf(hub, email)).toMatchObject({
			LINKTREE: `https://linktr.ee/${own.page}`,
			LINKSTATUS: isLive ? 'live' : 'wrong_code',
			tags: [isLive ? 'link-live' : 'link-not-found'],
		});
	}
	expect(mailchimp.member(hub.audienceId, ANA)).toEqual(bystander);
	expect(mailchimp.audience(hub.audienceId).members.size).toBe(creators.length + 1);
}, 120_000);

import { resetHub, startHub, type Hub } from './support/hub';
import {
	addLinkFields,
	addProgramme,
	countsOf,
	dayOf,
	daysAgo,
	report,
	stuckBefore,
	toldTo,
	writes,
	type Creator,
} from './support/programReport';

let hub: Hub;
beforeAll(async () => {
	hub = await startHub();
});
beforeEach(() => {
	resetHub(hub);
	addLinkFields(hub);
});
// Whatever a test did: nothing is written anywhere.
afterEach(() => {
	expect(writes(hub)).toEqual([]);
});
afterAll(async () => await hub.close());

const programme = (creators: Array<Omit<Creator, 'email'> & { name: string }>) => {
	addProgramme(
		hub,
		creators.map(({ name, ...more }) => ({
			firstName: name,
			email: `${name}@creator-mail.com`,
			...more,
		})),
	);
};
const mail = (name: string) => `${name}@creator-mail.com`;

const opened = { opened: true };
const clicked = { ...opened, clicked: true };

describe('template: program report, whose contact and whose sale it is', () => {
	it('gives the contact of a shared address to the one whom its link names', async () => {
		const { refersion, mailchimp } = hub.world;
		programme([{ name: 'jo', ...opened, contact: false }]);
		const second = refersion.addAffiliate({
			first_name: 'Second',
			email: ' JO@creator-mail.com ',
			status: 'ACTIVE',
		});
		const contact = mailchimp.addMember(hub.audienceId, {
			email: mail('jo'),
			mergeFields: { AFFLINK: String(refersion.linkOf(second.id)) },
			tags: ['new-affiliate'],
		});
		contact.timestampOpt = daysAgo(30).toISOString();
		const result = await report(hub);
		expect(countsOf(result)).toEqual([2, 1, 0, 0, 0, 0, 0]);
		expect(stuckBefore(result, 'contact').lists).toEqual([
			expect.objectContaining({
				what_happened: 'Another approved creator has the same email address.',
				people: [expect.objectContaining({ name: 'jo Smith' })],
			}),
		]);
		expect(stuckBefore(result, 'opened')).toMatchObject({ count: 1 });
		contact.mergeFields.set('AFFLINK', '');
		expect(countsOf(await report(hub))).toEqual([2, 0, 0, 0, 0, 0, 0]);
	});

	it('counts a contact that comes twice once, as it was last', async () => {
		programme([{ name: 'jo', ...opened }]);
		const original = hub.world.fetch;
		hub.world.fetch = async (request) => {
			const answer = await original(request);
			if (!new URL(request.url).pathname.endsWith('/members')) return answer;
			const body: { members: object[] } = JSON.parse(await answer.text());
			// Under ids of their own: a row that comes twice under one id is given out once.
			const late = { id: '1', email_address: 'JO@Creator-Mail.com', status: 'unsubscribed' };
			const again = { ...body.members[0], ...late, last_changed: '2999-01-01T00:00:00+00:00' };
			const old = {
				...again,
				id: '2',
				status: 'cleaned',
				last_changed: '2001-01-01T00:00:00+00:00',
			};
			const members = [again, ...body.members, old];
			return Response.json({ ...body, members, total_items: 3 });
		};
		const result = await report(hub);
		hub.world.fetch = original;
		expect(result.numbers.by_offer).toEqual([expect.objectContaining({ approved: 1 })]);
		expect(countsOf(result)).toEqual([1, 1, 1, 0, 0, 0, 0]);
		expect(result.numbers.steps[1]?.seen).toBe(0);
		expect(toldTo(result.numbers, 'Also: Has unsubscribed.')).toHaveLength(1);
	});

	it('names who has no address at all', async () => {
		for (const name of ['One', 'Two'])
			hub.world.refersion.addAffiliate({ first_name: name, email: '', status: 'ACTIVE' });
		const result = await report(hub);
		expect(countsOf(result)).toEqual([2, 0, 0, 0, 0, 0, 0]);
		expect(stuckBefore(result, 'contact').lists).toEqual([
			expect.objectContaining({ what_happened: 'Refersion has no email address.', count: 2 }),
		]);
	});

	it('finds the creator of a sale by address where Refersion gives no code', async () => {
		programme([{ name: 'jo', sale: 'PAID' }, { name: 'kim', sale: 'APPROVED' }, { name: 'lee' }]);
		const original = hub.world.fetch;
		hub.world.fetch = async (request) => {
			const answer = await original(request);
			if (new URL(request.url).hostname !== 'graphql.refersion.com') return answer;
			return new Response((await answer.text()).replaceAll('rfsn=', 'none='), answer);
		};
		const result = await report(hub);
		hub.world.fetch = original;
		expect(countsOf(result).slice(5)).toEqual([2, 1]);
	});

	it.each([
		['all', 'id-and-affiliate'],
		['all', 'affiliate'],
		['shown', 'id-and-affiliate'],
		['shown', 'affiliate'],
	] as const)(
		'finds the creator of a sale: %s fields, named by %s',
		async (conversionFields, conversionNames) => {
			Object.assign(hub.world.refersion.switches, { conversionFields, conversionNames });
			programme([{ name: 'jo', sale: 'PAID' }, { name: 'kim', sale: 'APPROVED' }, { name: 'lee' }]);
			const result = await report(hub);
			expect(countsOf(result).slice(5)).toEqual([2, 1]);
			expect(result.numbers.sales_unassigned_count).toBe(0);
			expect(result.text).not.toContain('whose they are');
		},
	);

	// REST lists affiliates without an id, so that an id alone names nobody.
	it.each([
		[
			'nobody',
			'en',
			'whose they are: 2. They are missing from First sale and Paid.',
			'no creator: 2',
		],
		['id', 'de', 'von wem sie sind: 2. Sie fehlen bei Erster Verkauf und Bezahlt.', 'nennen: 2'],
	] as const)(
		'says how many sales it cannot assign (named by %s, in %s)',
		async (conversionNames, language, text, note) => {
			hub.world.refersion.switches.conversionNames = conversionNames;
			programme([{ name: 'jo', sale: 'PAID' }, { name: 'kim', sale: 'APPROVED' }, { name: 'lee' }]);
			const result = await report(hub, { settings: { language } });
			expect(countsOf(result).slice(5)).toEqual([0, 0]);
			expect(result.numbers.sales_unassigned_count).toBe(2);
			expect(result.text).toContain(text);
			expect(result.html).toContain(text);
			expect(result.page).toContain(note);
		},
	);

	it.each([
		['yyyy-MM-dd', '2026-03-07', '2026-03-07'],
		['MM/dd/yyyy', '03/07/2026', '2026-03-07'],
		['no date', 'soon', dayOf(daysAgo(100))],
	])('reads LINKDATE as %s', async (_format, linkDate, since) => {
		programme([{ name: 'jo', ...clicked, link: 'live' }]);
		const { members } = hub.world.mailchimp.audience(hub.audienceId);
		for (const member of members.values()) member.mergeFields.set('LINKDATE', linkDate);
		const [list] = stuckBefore(await report(hub), 'sold').lists;
		expect(list?.people).toEqual([expect.objectContaining({ since })]);
	});
});

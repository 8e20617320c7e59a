import { sleep, type IDataObject } from 'n8n-workflow';
import type { RequestRecord } from '../emulators/requestLog';
import {
	addAffiliate,
	addContact,
	addOneOfEach,
	backfill,
	contact,
	mailchimp,
	REAL,
	refersion,
	REAL_WITH_MAILS,
	reportOf,
	setTheScene,
	TAG,
	tagsOf,
	theHub,
	WOULD,
	writes,
} from './support/backfill';
import { outputOf } from './support/engine';

const HELD = 'Held: needs a look';
const DONE = 'What was done';

setTheScene();

const isTagged = (email: string) => tagsOf(email).some((tag) => tag.toLowerCase() === TAG);
const listed = (report: IDataObject, list: string) =>
	(report[list] as IDataObject[]).map(({ name, email }) => `${String(name)} <${String(email)}>`);

/** Requests by kind, with names in the place of ids. */
function counted(): Record<string, number> {
	const counts: Record<string, number> = {};
	for (const { method, path } of [...mailchimp().requests, ...refersion().requests]) {
		const kind = `${method} ${path}`
			.replace(theHub().audienceId, '<list>')
			.replace(/[0-9a-f]{32}/, '<hash>');
		counts[kind] = (counts[kind] ?? 0) + 1;
	}
	return counts;
}

describe('template: backfill existing affiliates, for real', () => {
	it('without the journey: contacts with their links and the tag, and no mail', async () => {
		addOneOfEach();
		const report = reportOf(await backfill(REAL), DONE);
		for (const name of ['new', 'there', 'waiting']) {
			expect(isTagged(`${name}@creator-mail.com`)).toBe(true);
			expect(contact(`${name}@creator-mail.com`)).toMatchObject({
				merge_fields: { LNAME: 'Reed', AFFLINK: expect.stringMatching(/^https:\/\/.+\/c\/.+/) },
			});
		}
		expect(theHub().world.outbox.mails).toEqual([]);
		expect(report).toMatchObject({
			affiliates: 10,
			numbers: {
				new: 1,
				updated: 2,
				already: 1,
				held: 6,
				not_attempted: 0,
				tagged: 3,
				welcome_journeys: 0,
				waiting_for_confirmation: 1,
			},
		});
		expect(report.summary).toBe(
			'10 active affiliates: 1 new contact, 2 contacts updated, 3 tagged, 1 with the tag already, 6 held. The welcome journey was started for nobody. 1 contact has yet to confirm, with no mail before that.',
		);
	});

	it('holds exactly whom the dry run named, with reason and remedy, untagged', async () => {
		addOneOfEach();
		const would = reportOf(await backfill(), WOULD);
		const run = await backfill(REAL);
		const report = reportOf(run, DONE);
		expect(listed(report, 'held').sort()).toEqual(listed(would, 'held').sort());
		expect(report.held).toEqual(outputOf(run, HELD).map(({ json }) => json));
		const held = new Map(
			(report.held as IDataObject[]).map((one) => [String(one.name).split(' ')[0], one]),
		);
		expect(held.get('Gone')).toMatchObject({
			affiliate_id: expect.any(Number),
			email: 'gone@creator-mail.com',
			what_happened: 'The contact has unsubscribed (gone@creator-mail.com)',
			what_to_do: expect.stringContaining('No tag was added'),
			reason: 'unsubscribed',
		});
		expect([...held].map(([name, { reason }]) => [name, reason]).sort()).toEqual([
			['Bounced', 'cleaned'],
			['Buyer', 'transactional'],
			['Gone', 'unsubscribed'],
			['Linkless', 'empty_link'],
			['Strange', 'bad_link'],
			['Typo', 'invalid_input'],
		]);
		expect(contact('gone@creator-mail.com')).toMatchObject({ status: 'unsubscribed' });
		for (const name of ['bounced', 'buyer', 'linkless', 'strange']) {
			expect(contact(`${name}@creator-mail.com`) ? tagsOf(`${name}@creator-mail.com`) : []).toEqual(
				[],
			);
		}
	});

	it('leaves a contact that has the tag as it is', async () => {
		addAffiliate('Tagged');
		addContact('Tagged', { tags: [TAG], mergeFields: { FNAME: 'Nickname' } });
		const run = await backfill(REAL_WITH_MAILS);
		expect(reportOf(run, DONE)).toMatchObject({
			numbers: { new: 0, updated: 0, already: 1, held: 0, tagged: 0 },
		});
		expect(contact('tagged@creator-mail.com')).toMatchObject({
			merge_fields: { FNAME: 'Nickname' },
		});
		expect(writes()).toEqual([]);
	});

	it('with the journey: each gets exactly one mail with the own link', async () => {
		const affiliates = ['Ana', 'Ben', 'Cleo'].map((name) => addAffiliate(name));
		addContact('Ben');
		addAffiliate('Tagged');
		addContact('Tagged', { tags: [TAG] });
		const report = reportOf(await backfill(REAL_WITH_MAILS), DONE);
		const mails = () =>
			theHub()
				.world.outbox.mails.map(({ to, links }) => [to, links])
				.sort();
		const wanted = affiliates.map(({ id, email }) => [email, [refersion().linkOf(id)]]);
		expect(mails()).toEqual(wanted.sort());
		expect(report.numbers).toMatchObject({ new: 2, updated: 1, tagged: 3, welcome_journeys: 3 });
		expect(report.summary).toContain('The tag starts the welcome journey for 3 of them');

		mailchimp().clearRequests();
		const again = reportOf(await backfill(REAL_WITH_MAILS), DONE);
		expect(again.numbers).toMatchObject({ new: 0, updated: 0, already: 4, tagged: 0 });
		expect(mails()).toEqual(wanted);
		expect(writes()).toEqual([]);
	});

	it('with double opt-in: Mailchimp asks, and the mail follows the confirmation', async () => {
		mailchimp().audience(theHub().audienceId).doubleOptin = true;
		const ana = addAffiliate('Ana');
		const report = reportOf(await backfill(REAL_WITH_MAILS), DONE);
		expect(contact(ana.email)).toMatchObject({ status: 'pending' });
		expect(report.numbers).toMatchObject({
			new: 1,
			welcome_journeys: 0,
			waiting_for_confirmation: 1,
		});
		expect(report.warnings).toEqual({
			'The contact has not confirmed yet and gets no mail before that': 1,
		});
		expect(theHub().world.outbox.mails).toEqual([]);
		mailchimp().confirm(theHub().audienceId, ana.email);
		expect(theHub().world.outbox.mails).toHaveLength(1);
	});

	it('names what only shows when it is done: an archived contact, an address refused', async () => {
		addAffiliate('Archived');
		addContact('Archived', { status: 'archived' });
		addAffiliate('Fake', { email: 'fake@example.com' });
		const would = reportOf(await backfill(), WOULD);
		expect(would.numbers).toMatchObject({ new: 2, held: 0 });
		const report = reportOf(await backfill(REAL), DONE);
		expect(report.held).toMatchObject([
			{ name: 'Archived Reed', reason: 'archived' },
			{ name: 'Fake Reed', what_happened: expect.stringContaining('fake or invalid') },
		]);
	});
});

describe('template: backfill existing affiliates, many of them', () => {
	const email = (index: number) => `creator${index}@creator-mail.com`;

	/** Affiliates, the first of them in the audience, and the first of those tagged. */
	function addMany(count: number, present: number, tagged: number): void {
		theHub().credentials.refersionApi.graphqlToken = refersion().credentials.graphqlToken;
		for (let index = 0; index < count; index++) {
			addAffiliate(`Creator${index}`);
			if (index >= present) continue;
			const tags = index < tagged ? [TAG] : [];
			mailchimp().addMember(theHub().audienceId, { email: email(index), tags });
		}
	}

	function clearRequests(): void {
		mailchimp().clearRequests();
		refersion().clearRequests();
	}

	it('1,200: takes the requests that the operations need, and none in vain', async () => {
		addMany(1_200, 300, 100);
		const reads = {
			'POST /v2/affiliate/list': 12,
			'POST /': 6,
			'GET /3.0/lists/<list>/members': 1,
		};
		const would = reportOf(await backfill(), WOULD);
		expect(would.numbers).toEqual({ new: 900, update: 200, already: 100, held: 0 });
		expect(listed(would, 'new')).toHaveLength(900);
		expect(listed(would, 'new')[0]).toBe('Creator300 Reed <creator300@creator-mail.com>');
		expect(counted()).toEqual(reads);

		clearRequests();
		const done = reportOf(await backfill(REAL), DONE);
		expect(done.numbers).toMatchObject({ new: 900, updated: 200, already: 100, tagged: 1_100 });
		expect(counted()).toEqual({
			...reads,
			'GET /3.0/lists/<list>': 1,
			'POST /3.0/lists/<list>': 3,
			'POST /3.0/lists/<list>/members/<hash>/tags': 1_100,
		});
		expect(theHub().world.outbox.mails).toEqual([]);
		for (let index = 0; index < 1_200; index += 1) expect(tagsOf(email(index))).toEqual([TAG]);

		clearRequests();
		const again = reportOf(await backfill(REAL_WITH_MAILS), DONE);
		expect(again.numbers).toMatchObject({ new: 0, updated: 0, already: 1_200, tagged: 0 });
		expect(counted()).toEqual({ ...reads, 'GET /3.0/lists/<list>/members': 2 });
		expect(theHub().world.outbox.mails).toEqual([]);
	}, 240_000);

	/** What was on its way when the execution was cancelled still arrives. */
	async function quiet(count: () => number): Promise<void> {
		for (let before = -1; before < count(); await sleep(500)) before = count();
	}

	it('can be cancelled and executed again: everybody once', async () => {
		addMany(300, 60, 20);
		const requests = (): RequestRecord[] => mailchimp().requests;
		const tagged = () => requests().filter(({ path }) => path.endsWith('/tags')).length;
		await backfill(REAL_WITH_MAILS, (cancel) => {
			const watch = setInterval(() => {
				if (tagged() < 50) return;
				clearInterval(watch);
				cancel();
			}, 5);
		});
		await quiet(tagged);
		const first = theHub().world.outbox.mails.length;
		expect(first).toBeGreaterThanOrEqual(50);
		expect(first).toBeLessThan(280);

		const would = reportOf(await backfill(), WOULD);
		expect(would.numbers).toMatchObject({ already: 20 + first });
		reportOf(await backfill(REAL_WITH_MAILS), DONE);
		const mails = theHub().world.outbox.mails.map(({ to }) => to);
		expect(mails).toHaveLength(280);
		expect(new Set(mails).size).toBe(280);
	}, 60_000);
});

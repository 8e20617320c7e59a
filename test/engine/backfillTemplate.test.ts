import { sleep, type IDataObject, type IRun } from 'n8n-workflow';
import type { RequestRecord } from '../emulators/requestLog';
import { errorOf, outputOf, runWorkflow } from './support/engine';
import { resetHub, startHub, template, type Hub } from './support/hub';

const SETTINGS = 'Settings';
const WOULD = 'What would happen';
const UPSERT = 'Create or update contacts';
const HELD = 'Held: needs a look';
const DONE = 'What was done';
const TAG = 'new-affiliate';

let hub: Hub;
beforeAll(async () => {
	hub = await startHub();
});
beforeEach(() => {
	resetHub(hub);
	hub.credentials.refersionApi.graphqlToken = '';
});
afterEach(() => hub.world.faults.clear());
afterAll(async () => await hub.close());

interface Settings {
	dryRun?: boolean;
	startWelcomeJourney?: boolean;
}

/** Runs the template as it is, or with other settings. */
async function backfill(
	settings: Settings = {},
	onStart?: (cancel: () => void) => void,
): Promise<IRun> {
	const file = template('backfill-existing-affiliates', hub.audienceId);
	const node = file.nodes.find(({ name }) => name === SETTINGS);
	for (const [name, value] of Object.entries(settings)) {
		const rows = Object(node?.parameters.assignments).assignments as IDataObject[];
		Object.assign(rows.find((row) => row.name === name) ?? {}, { value });
	}
	return await runWorkflow(hub.engine, file, {
		start: 'Manual Trigger',
		credentials: hub.credentials,
		onStart,
	});
}

const REAL: Settings = { dryRun: false };
const REAL_WITH_MAILS: Settings = { dryRun: false, startWelcomeJourney: true };

/** The one item of a report; fails the test when the run had an error. */
function reportOf(run: IRun, node: string): IDataObject {
	expect(errorOf(run)?.message).toBeUndefined();
	const items = outputOf(run, node);
	expect(items).toHaveLength(1);
	return items[0].json;
}

const addAffiliate = (name: string, more: IDataObject = {}) =>
	hub.world.refersion.addAffiliate({
		first_name: name,
		last_name: 'Reed',
		email: `${name.toLowerCase()}@creator-mail.com`,
		status: 'ACTIVE',
		...more,
	});
const addContact = (name: string, more: IDataObject = {}) =>
	hub.world.mailchimp.addMember(hub.audienceId, {
		email: `${name.toLowerCase()}@creator-mail.com`,
		...more,
	});
const contact = (email: string) => hub.world.mailchimp.member(hub.audienceId, email);
const tagsOf = (email: string) => hub.world.mailchimp.tagsOf(hub.audienceId, email);
const isTagged = (email: string) => tagsOf(email).some((tag) => tag.toLowerCase() === TAG);
const listed = (report: IDataObject, list: string) =>
	(report[list] as IDataObject[]).map(({ name, email }) => `${String(name)} <${String(email)}>`);

/** Everything that Mailchimp or Refersion got and that is not a plain reading request. */
function writes(): string[] {
	const { mailchimp, refersion } = hub.world;
	const readsOfRefersion = ['/v2/affiliate/list', '/v2/affiliate/get'];
	return [
		...mailchimp.requests.filter(({ method }) => method !== 'GET'),
		...refersion.requests.filter(({ path }) => !readsOfRefersion.includes(path)),
	].map(({ method, path }) => `${method} ${path}`);
}

/** Requests by kind, with names in the place of ids. */
function counted(): Record<string, number> {
	const counts: Record<string, number> = {};
	const { mailchimp, refersion } = hub.world;
	for (const { method, path } of [...mailchimp.requests, ...refersion.requests]) {
		const kind = `${method} ${path}`
			.replace(hub.audienceId, '<list>')
			.replace(/[0-9a-f]{32}/, '<hash>');
		counts[kind] = (counts[kind] ?? 0) + 1;
	}
	return counts;
}

/** One affiliate of every kind. */
function addOneOfEach(): void {
	addAffiliate('New');
	addAffiliate('There');
	addContact('There', { mergeFields: { FNAME: 'Old' } });
	addAffiliate('Tagged');
	addContact('Tagged', { tags: ['New-Affiliate'] });
	addAffiliate('Waiting');
	addContact('Waiting', { status: 'pending' });
	addAffiliate('Gone');
	addContact('Gone', { status: 'unsubscribed', tags: [TAG] });
	addAffiliate('Bounced');
	addContact('Bounced', { status: 'cleaned' });
	addAffiliate('Buyer');
	addContact('Buyer', { status: 'transactional' });
	hub.world.refersion.setLink(addAffiliate('Linkless').id, null);
	hub.world.refersion.setLink(addAffiliate('Strange').id, 'javascript:alert(1)');
	addAffiliate('Typo', { email: 'typo.creator-mail.com' });
	addAffiliate('Applicant', { status: 'PENDING' });
	addAffiliate('Former', { status: 'DISABLED' });
}

describe('template: backfill existing affiliates, as it comes', () => {
	it('says what it would do, in numbers and names, and writes nothing', async () => {
		addOneOfEach();
		const before = hub.world.mailchimp.audience(hub.audienceId).members.size;
		const run = await backfill();
		const report = reportOf(run, WOULD);
		expect(report).toMatchObject({
			affiliates: 10,
			numbers: { new: 1, update: 2, already: 1, held: 6 },
			new: [{ name: 'New Reed', email: 'new@creator-mail.com', why: 'Is not in the audience' }],
			update: [
				{ name: 'There Reed', why: 'Is in the audience without the tag' },
				{
					name: 'Waiting Reed',
					why: 'Is in the audience without the tag, and has not confirmed yet',
				},
			],
			already: [{ name: 'Tagged Reed', why: 'Has the tag' }],
			same_address: [],
		});
		expect((report.held as IDataObject[]).map(({ name, why }) => [name, why])).toEqual(
			expect.arrayContaining([
				['Gone Reed', 'Has unsubscribed'],
				['Bounced Reed', 'Mails to this address bounced'],
				['Buyer Reed', 'Is a non-subscribed contact, which gets no marketing mail'],
				['Linkless Reed', 'Refersion has no tracking link for this affiliate'],
				['Strange Reed', 'The tracking link is no web link: javascript:alert(1)'],
				['Typo Reed', 'The parameter Email is not an email address: "typo.creator-mail.com"'],
			]),
		);
		expect(report.summary).toBe(
			'Dry run: nothing was changed and no mail was sent. 10 active affiliates: 1 new contact, 2 contacts to update and tag, 1 with the tag already (left alone), 6 held. The welcome journey would start for nobody. If the audience has double opt-in, Mailchimp asks new contacts by mail to confirm. To do it, set dryRun to false in Settings and execute the workflow again.',
		);
		expect(writes()).toEqual([]);
		expect(hub.world.mailchimp.audience(hub.audienceId).members.size).toBe(before);
		expect(hub.world.outbox.mails).toEqual([]);
		expect(run.data.resultData.runData[UPSERT]).toBeUndefined();
	});

	it('says so when the journey would start', async () => {
		addAffiliate('New');
		const report = reportOf(await backfill({ startWelcomeJourney: true }), WOULD);
		expect(report.summary).toContain('would start for each newly tagged contact');
		expect(writes()).toEqual([]);
		expect(hub.world.outbox.mails).toEqual([]);
	});

	it.each([null, 'no', undefined])('stays a dry run when dryRun is %p', async (dryRun) => {
		addAffiliate('New');
		const file = template('backfill-existing-affiliates', hub.audienceId);
		const node = file.nodes.find(({ name }) => name === SETTINGS);
		Object.assign(node ?? {}, {
			parameters: {
				mode: 'raw',
				jsonOutput: JSON.stringify(dryRun === undefined ? {} : { dryRun }),
				options: {},
			},
		});
		const run = await runWorkflow(hub.engine, file, {
			start: 'Manual Trigger',
			credentials: hub.credentials,
		});
		expect(reportOf(run, WOULD).numbers).toMatchObject({ new: 1 });
		expect(writes()).toEqual([]);
	});

	it('names affiliates who share an address', async () => {
		addAffiliate('One', { email: 'both@creator-mail.com' });
		hub.world.refersion.addAffiliate({ email: 'Both@creator-mail.com', status: 'ACTIVE' });
		const report = reportOf(await backfill(), WOULD);
		expect(report.same_address).toEqual(['both@creator-mail.com']);
		expect(report.summary).toContain('the link of the last of them');
	});

	it('reports a wrong audience as what it is, and writes nothing', async () => {
		addAffiliate('New');
		hub.audienceId = 'ffffffffff';
		const report = reportOf(await backfill(), WOULD);
		expect(report.numbers).toEqual({ new: 0, update: 0, already: 0, held: 1 });
		expect(report.held).toMatchObject([{ why: expect.stringContaining('Resource Not Found') }]);
		expect(report.summary).toContain(
			'There is nobody to add or tag. Why the others are held, see held.',
		);
		expect(writes()).toEqual([]);
	});

	it('stops with the error when Refersion cannot be read', async () => {
		addAffiliate('New');
		hub.credentials.refersionApi.secretKey = 'wrong';
		expect(errorOf(await backfill(REAL))).toBeDefined();
		expect(hub.world.mailchimp.requests).toEqual([]);
	});
});

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
		expect(hub.world.outbox.mails).toEqual([]);
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
		const mails = () => hub.world.outbox.mails.map(({ to, links }) => [to, links]).sort();
		const wanted = affiliates.map(({ id, email }) => [email, [hub.world.refersion.linkOf(id)]]);
		expect(mails()).toEqual(wanted.sort());
		expect(report.numbers).toMatchObject({ new: 2, updated: 1, tagged: 3, welcome_journeys: 3 });
		expect(report.summary).toContain('The tag starts the welcome journey for 3 of them');

		hub.world.mailchimp.clearRequests();
		const again = reportOf(await backfill(REAL_WITH_MAILS), DONE);
		expect(again.numbers).toMatchObject({ new: 0, updated: 0, already: 4, tagged: 0 });
		expect(mails()).toEqual(wanted);
		expect(writes()).toEqual([]);
	});

	it('with double opt-in: Mailchimp asks, and the mail follows the confirmation', async () => {
		hub.world.mailchimp.audience(hub.audienceId).doubleOptin = true;
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
		expect(hub.world.outbox.mails).toEqual([]);
		hub.world.mailchimp.confirm(hub.audienceId, ana.email);
		expect(hub.world.outbox.mails).toHaveLength(1);
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
		hub.credentials.refersionApi.graphqlToken = hub.world.refersion.credentials.graphqlToken;
		for (let index = 0; index < count; index++) {
			addAffiliate(`Creator${index}`);
			if (index >= present) continue;
			const tags = index < tagged ? [TAG] : [];
			hub.world.mailchimp.addMember(hub.audienceId, { email: email(index), tags });
		}
	}

	function clearRequests(): void {
		hub.world.mailchimp.clearRequests();
		hub.world.refersion.clearRequests();
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
		expect(hub.world.outbox.mails).toEqual([]);
		for (let index = 0; index < 1_200; index += 1) expect(tagsOf(email(index))).toEqual([TAG]);

		clearRequests();
		const again = reportOf(await backfill(REAL_WITH_MAILS), DONE);
		expect(again.numbers).toMatchObject({ new: 0, updated: 0, already: 1_200, tagged: 0 });
		expect(counted()).toEqual({ ...reads, 'GET /3.0/lists/<list>/members': 2 });
		expect(hub.world.outbox.mails).toEqual([]);
	}, 240_000);

	/** What was on its way when the execution was cancelled still arrives. */
	async function quiet(count: () => number): Promise<void> {
		for (let before = -1; before < count(); await sleep(500)) before = count();
	}

	it('can be cancelled and executed again: everybody once', async () => {
		addMany(300, 60, 20);
		const requests = (): RequestRecord[] => hub.world.mailchimp.requests;
		const tagged = () => requests().filter(({ path }) => path.endsWith('/tags')).length;
		await backfill(REAL_WITH_MAILS, (cancel) => {
			const watch = setInterval(() => {
				if (tagged() < 50) return;
				clearInterval(watch);
				cancel();
			}, 5);
		});
		await quiet(tagged);
		const first = hub.world.outbox.mails.length;
		expect(first).toBeGreaterThanOrEqual(50);
		expect(first).toBeLessThan(280);

		const would = reportOf(await backfill(), WOULD);
		expect(would.numbers).toMatchObject({ already: 20 + first });
		reportOf(await backfill(REAL_WITH_MAILS), DONE);
		const mails = hub.world.outbox.mails.map(({ to }) => to);
		expect(mails).toHaveLength(280);
		expect(new Set(mails).size).toBe(280);
	}, 60_000);
});

import type { IDataObject } from 'n8n-workflow';
import {
	addAffiliate,
	addOneOfEach,
	backfill,
	mailchimp,
	REAL,
	refersion,
	reportOf,
	setTheScene,
	SETTINGS,
	theHub,
	WOULD,
	writes,
} from './support/backfill';
import { errorOf, runWorkflow } from './support/engine';
import { template } from './support/hub';

const UPSERT = 'Create or update contacts';

setTheScene();

describe('template: backfill existing affiliates, as it comes', () => {
	it('says what it would do, in numbers and names, and writes nothing', async () => {
		addOneOfEach();
		const before = mailchimp().audience(theHub().audienceId).members.size;
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
		expect(mailchimp().audience(theHub().audienceId).members.size).toBe(before);
		expect(theHub().world.outbox.mails).toEqual([]);
		expect(run.data.resultData.runData[UPSERT]).toBeUndefined();
	});

	it('says so when the journey would start', async () => {
		addAffiliate('New');
		const report = reportOf(await backfill({ startWelcomeJourney: true }), WOULD);
		expect(report.summary).toContain('would start for each newly tagged contact');
		expect(writes()).toEqual([]);
		expect(theHub().world.outbox.mails).toEqual([]);
	});

	it.each([null, 'no', undefined])('stays a dry run when dryRun is %p', async (dryRun) => {
		addAffiliate('New');
		const file = template('backfill-existing-affiliates', theHub().audienceId);
		const node = file.nodes.find(({ name }) => name === SETTINGS);
		Object.assign(node ?? {}, {
			parameters: {
				mode: 'raw',
				jsonOutput: JSON.stringify(dryRun === undefined ? {} : { dryRun }),
				options: {},
			},
		});
		const run = await runWorkflow(theHub().engine, file, {
			start: 'Manual Trigger',
			credentials: theHub().credentials,
		});
		expect(reportOf(run, WOULD).numbers).toMatchObject({ new: 1 });
		expect(writes()).toEqual([]);
	});

	it('names affiliates who share an address', async () => {
		addAffiliate('One', { email: 'both@creator-mail.com' });
		refersion().addAffiliate({ email: 'Both@creator-mail.com', status: 'ACTIVE' });
		const report = reportOf(await backfill(), WOULD);
		expect(report.same_address).toEqual(['both@creator-mail.com']);
		expect(report.summary).toContain('the link of the last of them');
	});

	it('reports a wrong audience as what it is, and writes nothing', async () => {
		addAffiliate('New');
		theHub().audienceId = 'ffffffffff';
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
		theHub().credentials.refersionApi.secretKey = 'wrong';
		expect(errorOf(await backfill(REAL))).toBeDefined();
		expect(mailchimp().requests).toEqual([]);
	});
});

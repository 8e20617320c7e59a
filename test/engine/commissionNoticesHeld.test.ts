import type { IDataObject } from 'n8n-workflow';
import { heldOf, newsOf, runNews, takeNews } from './support/commission';
import {
	EMAIL,
	addAffiliate,
	contact,
	day,
	fields,
	mailchimp,
	mailchimpWrites,
	names,
	onboarded,
	refersion,
	sell,
	setTheScene,
	theHub,
} from './support/commissionScene';
import { errorOf, outputOf } from './support/engine';
import { resetHub } from './support/hub';
import { skipSockets } from './support/withoutSockets';

setTheScene();
skipSockets(() => theHub().world);

const lastNews = async () => (await newsOf(theHub())).slice(-1)[0];

describe('template: commission notices, whose contact it is', () => {
	it('holds an affiliate who is not in the audience, and adds nobody', async () => {
		const { id } = addAffiliate();
		sell(id, day(1), 5);
		const run = await runNews(theHub(), await lastNews());
		expect(heldOf(run)).toEqual([
			expect.objectContaining({
				id,
				name: 'Bill Smith',
				email: EMAIL,
				event_name: 'commission_pending',
				reason: 'not_in_audience',
				what_to_do: expect.stringContaining('Keep creators in step'),
			}),
		]);
		expect(mailchimpWrites()).toEqual([]);
	});

	it.each([
		['another affiliate', 'zzzz'],
		['nobody yet', ''],
	])('holds news when the contact has the code of %s', async (_whose, code) => {
		const { id } = onboarded({}, { mergeFields: { AFFCODE: code } });
		sell(id, day(1), 5);
		expect(heldOf(await runNews(theHub(), await lastNews()))).toEqual([
			expect.objectContaining({ reason: 'not_theirs' }),
		]);
		expect(mailchimpWrites()).toEqual([]);
	});

	it('is done by running it again, once the contact has the new address', async () => {
		const { id, code } = onboarded();
		Object.assign(refersion().affiliate(id) ?? {}, { email: 'new@creator-mail.com' });
		sell(id, day(1), 5);
		const news = await lastNews();
		expect(heldOf(await runNews(theHub(), news))).toHaveLength(1);
		const AFFLINK = String(refersion().linkOf(id));
		const moved = mailchimp().addMember(theHub().audienceId, {
			email: 'new@creator-mail.com',
			mergeFields: { AFFLINK, AFFCODE: code },
			tags: ['new-affiliate'],
		});
		expect(errorOf(await runNews(theHub(), news))).toBeUndefined();
		expect(moved.events.map(({ name }) => name)).toEqual(['commission_pending']);
	});

	it('holds news of a contact that has lost the tag, and records nothing before the fields', async () => {
		const { id } = onboarded({}, { tags: [] });
		sell(id, day(1), 5);
		expect(heldOf(await runNews(theHub(), await lastNews()))).toEqual([
			expect.objectContaining({ reason: 'next_look', email: EMAIL }),
		]);
		expect(mailchimpWrites()).toEqual([]);
	});

	it.each(['unsubscribed', 'cleaned'] as const)('leaves alone who is %s', async (status) => {
		const { id } = onboarded({}, { status });
		sell(id, day(1), 5);
		const run = await runNews(theHub(), await lastNews());
		expect(errorOf(run)).toBeUndefined();
		expect(mailchimpWrites()).toEqual([]);
		expect(outputOf(run, 'Describe', 1).map(({ json }) => json.reason)).toEqual(['no_mails']);
	});

	it('leaves alone an affiliate who is not active', async () => {
		const { id } = onboarded({ status: 'DISABLED' });
		sell(id, day(1), 5);
		const run = await runNews(theHub(), await lastNews());
		expect(errorOf(run)).toBeUndefined();
		expect(mailchimpWrites()).toEqual([]);
		expect(outputOf(run, 'Describe', 1).map(({ json }) => json.reason)).toEqual(['not_active']);
	});

	it('keeps a pending contact pending', async () => {
		const { id } = onboarded({}, { status: 'pending' });
		sell(id, day(1), 5);
		await takeNews(theHub());
		expect(contact()).toMatchObject({ status: 'pending' });
		expect(names()).toEqual(['commission_pending']);
	});
});

describe('template: commission notices, when something fails', () => {
	it('holds the event when the audience has no such merge field', async () => {
		resetHub(theHub());
		refersion().dashboard.createWebhook({ url: 'http://127.0.0.1:1/', topics: 'all' });
		mailchimp().addMergeField(theHub().audienceId, { tag: 'AFFCODE', name: 'C', type: 'text' });
		const { id } = onboarded();
		sell(id, day(1), 5);
		const news = await lastNews();
		const [held] = heldOf(await runNews(theHub(), news));
		expect(held).toMatchObject({ verdict: 'held' });
		expect(String(held.what_happened)).toContain('LASTCOMM');
		expect(names()).toEqual([]);
	});

	it('records the event once through refusals and lost answers of both services', async () => {
		const { id } = onboarded();
		sell(id, day(1), 5, { status: 'APPROVED' });
		const news = await lastNews();
		const { faults } = theHub().world;
		faults.failNext({ service: 'refersion', fault: '502-html', times: 2 });
		faults.failNext({ service: 'mailchimp', fault: '429', times: 2 });
		faults.failNext({ service: 'mailchimp', method: 'POST', path: /events/, fault: 'reset-after' });
		expect(errorOf(await runNews(theHub(), news))?.message).toBeUndefined();
		expect(faults.pending()).toBe(0);
		expect(names()).toEqual(['commission_approved']);
		expect(fields()).toMatchObject({ LASTCOMM: 5, TOTALCOMM: 5 });
	}, 60_000);

	it('holds an event of which it is not known whether it was recorded; the next run records it', async () => {
		const { id } = onboarded();
		sell(id, day(1), 5);
		const news = await lastNews();
		const path = /events/;
		theHub().world.faults.failNext({
			service: 'mailchimp',
			method: 'POST',
			path,
			fault: 'reset-before',
		});
		const [held] = heldOf(await runNews(theHub(), news));
		expect(held).toMatchObject({ email: EMAIL, details: { reason: 'unknown_outcome' } });
		expect(errorOf(await runNews(theHub(), news))).toBeUndefined();
		expect(names()).toEqual(['commission_pending']);
	});

	it.each(['/v2/affiliate/get', '/v2/conversion/totals', '/'])(
		'writes nothing when %s of Refersion cannot be read',
		async (path) => {
			const { id } = onboarded();
			sell(id, day(1), 5);
			const news = await lastNews();
			const { faults } = theHub().world;
			faults.failNext({ service: 'refersion', path, fault: '400', times: Infinity });
			expect(heldOf(await runNews(theHub(), news))).toEqual([
				expect.objectContaining({
					email: EMAIL,
					event_name: 'commission_pending',
					reason: 'not_read',
				}),
			]);
			expect(mailchimpWrites()).toEqual([]);
			faults.clear();
		},
	);

	it('writes nothing when the contact cannot be read', async () => {
		const { id } = onboarded();
		sell(id, day(1), 5);
		const news = await lastNews();
		theHub().world.faults.failNext({ service: 'mailchimp', method: 'GET', fault: '400' });
		expect(heldOf(await runNews(theHub(), news))).toEqual([
			expect.objectContaining({ reason: 'not_read' }),
		]);
		expect(mailchimpWrites()).toEqual([]);
	});

	it.each<[string, IDataObject, string]>([
		['conversion', { affiliate_id: null }, 'affiliate'],
		['conversion', { commission_total: null }, 'commission'],
		['conversion', { created: null }, 'time of creation'],
		['conversion', { id: null }, 'ID of the conversion'],
		['conversion', { status: 'ODD' }, 'status that is known'],
		['payment', { affiliate_id: null }, 'affiliate'],
		['payment', { id: null }, 'ID of the payment'],
		['payment', { commission_total: null }, 'amount'],
		['bonus', { reward_id: null }, 'ID of the reward'],
	])('holds %s news that cannot be read: %j', async (kind, change, what) => {
		const { id } = onboarded();
		if (kind === 'conversion') sell(id, day(1), 5);
		if (kind === 'payment') refersion().addPayment(id, []);
		if (kind === 'bonus') refersion().moveBonusTier(id);
		const news = await lastNews();
		expect(heldOf(await runNews(theHub(), { ...news, ...change }))).toEqual([
			expect.objectContaining({
				reason: 'unclear_news',
				what_happened: `The news from Refersion has no ${what}`,
			}),
		]);
		expect(mailchimpWrites()).toEqual([]);
	});

	it('fails with news of another kind', async () => {
		const { id, email } = onboarded();
		const run = await runNews(theHub(), { event: 'affiliateApproved', id, email });
		expect(errorOf(run)?.message).toContain('The item is no news of a conversion');
	});
});

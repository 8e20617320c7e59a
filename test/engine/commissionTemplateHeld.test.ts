import type { IDataObject } from 'n8n-workflow';
import { addMoneyFields, heldOf, newsOf, runNews, takeNews } from './support/commission';
import {
	EMAIL,
	addAffiliate,
	contact,
	day,
	fields,
	mailchimpWrites,
	names,
	onboarded,
	refersion,
	sell,
	setTheScene,
	theHub,
	withoutMoneyFields,
} from './support/commissionScene';
import { errorOf, outputOf } from './support/engine';

setTheScene();

describe('template: commission and payout notices, whose contact it is', () => {
	it('holds an affiliate who is not in the audience, and adds nobody', async () => {
		const { id } = addAffiliate();
		sell(id, day(1), 5);
		const news = await newsOf(theHub());
		const run = await runNews(theHub(), news[news.length - 1]);
		expect(heldOf(run)).toEqual([
			expect.objectContaining({
				affiliate_id: String(id),
				name: 'Bill Smith',
				email: EMAIL,
				event: 'commission_pending',
				what_happened: expect.stringContaining('no contact'),
				what_to_do: expect.stringContaining('Keep creators in step'),
			}),
		]);
		expect(mailchimpWrites()).toEqual([]);
	});

	it('finds the contact by link when the address changed', async () => {
		const { id } = onboarded();
		Object.assign(refersion().affiliate(id) ?? {}, { email: 'new@creator-mail.com' });
		sell(id, day(1), 5);
		await takeNews(theHub());
		expect(names()).toEqual(['commission_pending']);
		expect(contact('new@creator-mail.com')).toBeUndefined();
	});

	it('does not take the contact of another affiliate with the same address', async () => {
		onboarded();
		const second = addAffiliate({ email: 'second@creator-mail.com' });
		Object.assign(refersion().affiliate(second.id) ?? {}, { email: EMAIL });
		await newsOf(theHub());
		sell(second.id, day(1), 5);
		const [news] = await newsOf(theHub());
		expect(heldOf(await runNews(theHub(), news))).toEqual([
			expect.objectContaining({ reason: 'not_in_audience' }),
		]);
		expect(mailchimpWrites()).toEqual([]);
	});

	it.each(['unsubscribed', 'cleaned', 'archived'] as const)(
		'leaves alone who is %s',
		async (status) => {
			const { id } = onboarded({}, { status });
			sell(id, day(1), 5);
			const [news] = await newsOf(theHub()).then((all) => all.slice(-1));
			const run = await runNews(theHub(), news);
			expect(mailchimpWrites()).toEqual([]);
			expect(outputOf(run, 'Unsubscribed: left alone')).toHaveLength(status === 'archived' ? 0 : 1);
			// An archived contact is not in the audience, and that is shown.
			expect(outputOf(run, 'Held: needs a look')).toHaveLength(status === 'archived' ? 1 : 0);
		},
	);

	it('keeps a pending contact pending', async () => {
		const { id } = onboarded({}, { status: 'pending' });
		sell(id, day(1), 5);
		await takeNews(theHub());
		expect(contact()).toMatchObject({ status: 'pending' });
		expect(names()).toEqual(['commission_pending']);
	});
});

describe('template: commission and payout notices, when something fails', () => {
	it('holds the event when the audience has no such merge field', async () => {
		withoutMoneyFields();
		const { id } = onboarded();
		sell(id, day(1), 5);
		const [news] = (await newsOf(theHub())).slice(-1);
		expect(heldOf(await runNews(theHub(), news))).toEqual([
			expect.objectContaining({
				reason: 'not_stored',
				what_to_do: expect.stringContaining('Prepare Mailchimp audience'),
			}),
		]);
		expect(names()).toEqual([]);
		addMoneyFields(theHub());
		expect(errorOf(await runNews(theHub(), news))).toBeUndefined();
		expect(names()).toEqual(['commission_pending']);
	});

	it('records the event once through refusals and lost answers of both services', async () => {
		const { id } = onboarded();
		sell(id, day(1), 5, { status: 'APPROVED' });
		const [news] = (await newsOf(theHub())).slice(-1);
		const { faults } = theHub().world;
		faults.failNext({ service: 'refersion', fault: '502-html', times: 2 });
		faults.failNext({ service: 'mailchimp', fault: '429', times: 2 });
		faults.failNext({ service: 'mailchimp', method: 'PUT', fault: 'reset-after' });
		faults.failNext({ service: 'mailchimp', method: 'POST', fault: 'reset-after' });
		expect(errorOf(await runNews(theHub(), news))?.message).toBeUndefined();
		expect(faults.pending()).toBe(0);
		expect(names()).toEqual(['commission_approved']);
		expect(fields()).toMatchObject({ LASTCOMM: 5, TOTALCOMM: 5 });
	}, 60_000);

	it('holds an event of which it is not known whether it was recorded; the next run records it', async () => {
		const { id } = onboarded();
		sell(id, day(1), 5);
		const [news] = (await newsOf(theHub())).slice(-1);
		theHub().world.faults.failNext({ service: 'mailchimp', method: 'POST', fault: 'reset-before' });
		expect(heldOf(await runNews(theHub(), news))).toEqual([
			expect.objectContaining({ reason: 'unknown_outcome', email: EMAIL }),
		]);
		expect(errorOf(await runNews(theHub(), news))).toBeUndefined();
		expect(names()).toEqual(['commission_pending']);
	});

	it.each([1, 2, 3, 4])('writes nothing when total %i of 4 cannot be read', async (number) => {
		const { id } = onboarded();
		sell(id, day(1), 5);
		const [news] = (await newsOf(theHub())).slice(-1);
		theHub().world.faults.failNext({
			service: 'refersion',
			path: '/v2/conversion/totals',
			after: number - 1,
			fault: '400',
		});
		const [held] = heldOf(await runNews(theHub(), news));
		expect(held).toMatchObject({ email: EMAIL, event: 'commission_pending' });
		expect(held.what_happened).not.toBe('');
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
		const [news] = (await newsOf(theHub())).slice(-1);
		expect(heldOf(await runNews(theHub(), { ...news, ...change }))).toEqual([
			expect.objectContaining({ what_happened: expect.stringContaining(what) }),
		]);
		expect(mailchimpWrites()).toEqual([]);
	});
});

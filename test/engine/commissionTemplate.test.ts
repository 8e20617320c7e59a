import type { IDataObject } from 'n8n-workflow';
import { heldOf, newsOf, runNews, takeNews } from './support/commission';
import {
	addAffiliate,
	contact,
	day,
	eventsOf,
	fields,
	mailchimp,
	mergeField,
	names,
	onboarded,
	refersion,
	sell,
	setTheScene,
	theHub,
	withoutMoneyFields,
} from './support/commissionScene';
import { errorOf } from './support/engine';

setTheScene();

describe('template: commission and payout notices, each kind of news', () => {
	it('a commission: pending, then approved', async () => {
		const { id } = onboarded();
		const sale = sell(id, day(1), 12.5, { couponCode: 'BILL10' });
		await takeNews(theHub());
		expect(fields()).toMatchObject({ LASTCOMM: 12.5, TOTALCOMM: 0 });
		refersion().setConversionStatus(sale.id, 'APPROVED');
		await takeNews(theHub());
		expect(fields()).toMatchObject({
			LASTCOMM: 12.5,
			TOTALCOMM: 12.5,
			NEXTTIER: 'Silver (375.00 USD to go)',
		});
		const properties = {
			conversion_id: String(sale.id),
			amount: '12.50',
			currency: 'USD',
			order_total: '125.00',
			coupon: 'BILL10',
			sold_at: '2026-05-01T12:00:00.000Z',
		};
		expect(eventsOf()).toEqual([
			expect.objectContaining({ name: 'commission_pending', properties }),
			expect.objectContaining({ name: 'commission_approved', properties }),
		]);
		expect(theHub().world.outbox.mails.map(({ html }) => html)).toEqual([
			'<p>12.5 of 0, Silver (500.00 USD to go)</p>',
			'<p>12.5 of 12.5, Silver (375.00 USD to go)</p>',
		]);
		expect(contact()).toMatchObject({ status: 'subscribed' });
	});

	it('a commission that is denied: an event, and no longer in the total', async () => {
		const { id } = onboarded();
		sell(id, day(1), 5, { status: 'APPROVED' });
		await takeNews(theHub());
		const sale = sell(id, day(2), 7);
		await takeNews(theHub(), { total_statuses: ['APPROVED', 'PENDING'] });
		expect(fields()).toMatchObject({ LASTCOMM: 7, TOTALCOMM: 12 });
		refersion().setConversionStatus(sale.id, 'DENIED');
		await takeNews(theHub(), { total_statuses: ['APPROVED', 'PENDING'] });
		expect(names()).toEqual(['commission_approved', 'commission_pending', 'commission_denied']);
		expect(fields()).toMatchObject({ LASTCOMM: 5, TOTALCOMM: 5 });
	});

	it('a sale that was approved from the start is one event, not two', async () => {
		const { id } = onboarded();
		const sale = sell(id, day(1), 5, { status: 'APPROVED' });
		refersion().setConversionStatus(sale.id, 'APPROVED');
		expect(await takeNews(theHub())).toHaveLength(2);
		expect(names()).toEqual(['commission_approved']);
		expect(theHub().world.outbox.mails).toHaveLength(1);
	});

	it('a payment', async () => {
		const { id } = onboarded();
		const sales = [1, 2].map((number) => sell(id, day(number), 10, { status: 'APPROVED' }));
		await newsOf(theHub());
		const payment = refersion().addPayment(
			id,
			sales.map((sale) => sale.id),
		);
		await takeNews(theHub());
		expect(eventsOf()).toEqual([
			expect.objectContaining({
				name: 'commission_paid',
				properties: {
					payment_id: String(payment.id),
					amount: '20.00',
					currency: 'USD',
					conversions: '2',
					method: 'MANUAL',
				},
			}),
		]);
		expect(fields()).toMatchObject({ TOTALCOMM: 20 });
		expect(fields()).not.toMatchObject({ LASTCOMM: expect.any(Number) });
	});

	it('a bonus tier', async () => {
		const { id } = onboarded();
		await newsOf(theHub());
		refersion().moveBonusTier(id, { id: 31, milestone_reached: 'Gold', amount_given: '50.00' });
		await takeNews(theHub());
		expect(eventsOf()).toEqual([
			expect.objectContaining({
				name: 'bonus_tier_reached',
				properties: { reward_id: '31', tier: 'Gold', bonus: '50.00' },
			}),
		]);
	});

	describe('a payment run of several affiliates, found in different ways', () => {
		/** Two contacts are found by address, two by link, and one affiliate has none. */
		const payEverybody = async () => {
			const people = [1, 2, 3, 4].map((number) => {
				const { id, email } = onboarded({ email: `jo${number}@creator-mail.com` });
				return { id, email };
			});
			const stranger = addAffiliate({ email: 'stranger@creator-mail.com' });
			for (const { id } of people.slice(2)) {
				Object.assign(refersion().affiliate(id) ?? {}, { email: `new${id}@creator-mail.com` });
			}
			await newsOf(theHub());
			for (const { id } of [...people, stranger]) {
				refersion().addPayment(id, [sell(id, day(1), 4, { status: 'APPROVED' }).id]);
			}
			const payments = (await newsOf(theHub())).filter(({ event }) => event === 'newPayment');
			expect(payments).toHaveLength(5);
			return { people, stranger, news: payments };
		};

		it('records an event for each, and holds who has no contact', async () => {
			const { people, stranger, news } = await payEverybody();
			const run = await runNews(theHub(), news);
			for (const { email } of people) expect(names(email)).toEqual(['commission_paid']);
			expect(heldOf(run)).toEqual([
				expect.objectContaining({ affiliate_id: String(stranger.id), reason: 'not_in_audience' }),
			]);
		});

		it('records both payments of one affiliate, also among many affiliates', async () => {
			const people = Array.from({ length: 20 }, (_value, number) =>
				onboarded({ email: `p${number}@creator-mail.com` }),
			);
			await newsOf(theHub());
			for (const { id } of [...people, people[0]]) {
				refersion().addPayment(id, [sell(id, day(1), 4, { status: 'APPROVED' }).id]);
			}
			const payments = (await newsOf(theHub())).filter(({ event }) => event === 'newPayment');
			expect(payments).toHaveLength(21);
			const run = await runNews(theHub(), payments);
			expect(errorOf(run)?.message).toBeUndefined();
			expect(names('p0@creator-mail.com')).toEqual(['commission_paid', 'commission_paid']);
			expect(names('p19@creator-mail.com')).toEqual(['commission_paid']);
		});

		it('holds all who could not be done', async () => {
			const { people, stranger, news } = await payEverybody();
			const ids = [...people, stranger].map(({ id }) => String(id)).sort();
			mailchimp().audience(theHub().audienceId).mergeFields.splice(-3);
			const run = await runNews(theHub(), news);
			expect(
				heldOf(run)
					.map(({ affiliate_id: id }) => String(id))
					.sort(),
			).toEqual(ids);
			expect(errorOf(run)?.message).toContain('And 4 more, see Held: needs a look.');
		});
	});

	it('leaves out test conversions, and those that do not qualify', async () => {
		const { id } = onboarded();
		sell(id, day(1), 5, { isTest: true });
		sell(id, day(2), 5, { status: 'UNQUALIFIED' });
		expect(await takeNews(theHub())).toHaveLength(2);
		expect(mailchimp().requests).toEqual([]);
	});

	it('minds neither blanks nor capitals in the settings', async () => {
		const { id } = onboarded();
		sell(id, day(1), 12.5, { status: 'APPROVED' });
		await takeNews(theHub(), { tier_counts: 'Sales ' });
		expect(names()).toEqual(['commission_approved']);
		expect(fields()).toMatchObject({ NEXTTIER: 'Silver (375.00 USD to go)' });
	});

	it('counts a taken-back commission in the total, without an event', async () => {
		const { id } = onboarded();
		sell(id, day(1), 10, { status: 'APPROVED' });
		await takeNews(theHub());
		sell(id, day(2), -4, { status: 'APPROVED' });
		await takeNews(theHub());
		expect(names()).toEqual(['commission_approved']);
		expect(fields()).toMatchObject({ LASTCOMM: 10, TOTALCOMM: 6 });
	});
});

describe('template: commission and payout notices, settings', () => {
	it.each<[IDataObject, string]>([
		[{}, 'Gold (1000.00 USD to go)'],
		[{ tier_counts: 'commission' }, 'Silver (400.00 USD to go)'],
		[{ tier_counts: 'conversions', tiers: [{ name: 'Pro', from: 3 }] }, 'Pro (2 sales to go)'],
		[{ tier_counts: 'conversions', tiers: [{ name: 'Pro', from: 2 }] }, 'Pro (1 sale to go)'],
		[{ tiers: [{ name: 'Pro', from: 1_000 }] }, 'none, you have reached the top'],
		[{ tiers: [{ name: '$& Pro', from: 1_001 }], next_tier_text: '{tier}!' }, '$& Pro!'],
		[
			{
				tiers: [
					{ name: 'Other', from: 2_000, offer: '9' },
					{ name: 'Own', from: 3_000 },
				],
			},
			'Own (2000.00 USD to go)',
		],
		[{ tiers: [] }, ''],
		[{ tier_counts: 'nonsense' }, ''],
	])('next tier with %j', async (settings, expected) => {
		const { id } = onboarded();
		sell(id, day(1), 100, { status: 'APPROVED' });
		await takeNews(theHub(), settings);
		expect(mergeField('NEXTTIER') ?? '').toBe(expected);
	});

	it('writes amounts with the currency where the merge fields are texts', async () => {
		withoutMoneyFields();
		for (const tag of ['LASTCOMM', 'TOTALCOMM', 'NEXTTIER']) {
			mailchimp().addMergeField(theHub().audienceId, { tag, name: tag, type: 'text' });
		}
		const { id } = onboarded();
		sell(id, day(1), 12.5, { status: 'APPROVED', currency: 'EUR' });
		await takeNews(theHub(), { amounts_as_text: true });
		expect(fields()).toMatchObject({ LASTCOMM: '12.50 EUR', TOTALCOMM: '12.50 EUR' });
	});
});

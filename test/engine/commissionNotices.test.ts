import type { INodeParameters } from 'n8n-workflow';
import { heldOf, newsOf, runNews, takeNews, TIERS } from './support/commission';
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
import { skipSockets } from './support/withoutSockets';

setTheScene();
skipSockets(() => theHub().world);

describe('template: commission notices, each kind of news', () => {
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
			NEXTTIER: 'Silver (37.50 USD to go)',
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
			'<p>12.5 of 0, Silver (50.00 USD to go)</p>',
			'<p>12.5 of 12.5, Silver (37.50 USD to go)</p>',
		]);
		expect(contact()).toMatchObject({ status: 'subscribed' });
	});

	it('a commission that is denied: an event, and no longer the last one', async () => {
		const { id } = onboarded();
		sell(id, day(1), 5, { status: 'APPROVED' });
		const sale = sell(id, day(2), 7);
		await takeNews(theHub());
		expect(fields()).toMatchObject({ LASTCOMM: 7, TOTALCOMM: 5 });
		refersion().setConversionStatus(sale.id, 'DENIED');
		await takeNews(theHub());
		expect(names()).toEqual(['commission_approved', 'commission_pending', 'commission_denied']);
		expect(fields()).toMatchObject({ LASTCOMM: 5, TOTALCOMM: 5 });
	});

	it('LASTCOMM is 0 when nothing is left', async () => {
		const { id } = onboarded();
		const sale = sell(id, day(1), 7);
		await takeNews(theHub());
		expect(fields()).toMatchObject({ LASTCOMM: 7 });
		refersion().setConversionStatus(sale.id, 'DENIED');
		await takeNews(theHub());
		expect(fields()).toMatchObject({ LASTCOMM: 0, TOTALCOMM: 0 });
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
		expect(fields()).toMatchObject({ LASTCOMM: 10, TOTALCOMM: 20 });
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

	it('a payment run of several affiliates: an event for each, and who has no contact is held', async () => {
		const people = [1, 2, 3].map((number) => onboarded({ email: `jo${number}@creator-mail.com` }));
		const stranger = addAffiliate({ email: 'stranger@creator-mail.com' });
		await newsOf(theHub());
		for (const { id } of [...people, people[0], stranger]) {
			refersion().addPayment(id, [sell(id, day(1), 4, { status: 'APPROVED' }).id]);
		}
		const payments = (await newsOf(theHub())).filter(({ event }) => event === 'newPayment');
		expect(payments).toHaveLength(5);
		const run = await runNews(theHub(), payments);
		expect(people.map(({ email }) => names(email).length)).toEqual([2, 1, 1]);
		expect(heldOf(run)).toEqual([
			expect.objectContaining({ id: stranger.id, reason: 'not_in_audience' }),
		]);
		expect(fields('jo1@creator-mail.com')).toMatchObject({ TOTALCOMM: 8 });
	});

	it('leaves out test conversions, and those that do not qualify', async () => {
		const { id } = onboarded();
		sell(id, day(1), 5, { isTest: true });
		sell(id, day(2), 5, { status: 'UNQUALIFIED' });
		expect(await takeNews(theHub())).toHaveLength(2);
		expect(mailchimp().requests).toEqual([]);
	});

	it('counts a taken-back commission in the totals, without an event', async () => {
		const { id } = onboarded();
		sell(id, day(1), 10, { status: 'APPROVED' });
		await takeNews(theHub());
		sell(id, day(2), -4, { status: 'APPROVED' });
		await takeNews(theHub());
		expect(names()).toEqual(['commission_approved']);
		expect(fields()).toMatchObject({ LASTCOMM: 10, TOTALCOMM: 6 });
	});

	it.each([{}, { currency: 'USD' }])(
		'what is taken back is never the last commission, with %j',
		async (settings) => {
			const { id } = onboarded();
			const sale = sell(id, day(1), 10);
			await takeNews(theHub(), settings);
			sell(id, day(2), -4, { status: 'APPROVED' });
			refersion().setConversionStatus(sale.id, 'DENIED');
			await takeNews(theHub(), settings);
			expect(fields()).toMatchObject({ LASTCOMM: 0, TOTALCOMM: -4 });
		},
	);
});

describe('template: commission notices, settings', () => {
	const perSales = TIERS.map((tier) => ({ ...tier, measure: 'sales' }));
	const perNumber = TIERS.slice(0, 2).map((tier) => ({
		...tier,
		measure: 'approvedConversions',
		threshold: tier.threshold === 0 ? 0 : 2,
	}));

	it.each<[INodeParameters, string]>([
		[{}, 'Gold (100.00 USD to go)'],
		[{ tiers: { row: perSales } }, 'none, you have reached the top'],
		[{ tiers: { row: perNumber } }, 'Silver (1 sale to go)'],
		[{ tiers: {} }, ''],
		[{ options: { language: 'de' } }, 'Gold (noch 100,00 USD)'],
	])('next tier with %j', async (settings, expected) => {
		const { id } = onboarded();
		sell(id, day(1), 100, { status: 'APPROVED' });
		await takeNews(theHub(), settings);
		expect(mergeField('NEXTTIER') ?? '').toBe(expected);
	});

	it('writes amounts with the currency where the merge fields are texts', async () => {
		withTextFields();
		const { id } = onboarded();
		sell(id, day(1), 12.5, { status: 'APPROVED', currency: 'EUR' });
		await takeNews(theHub(), { amounts: 'text' });
		expect(fields()).toMatchObject({ LASTCOMM: '12.50 EUR', TOTALCOMM: '12.50 EUR' });
	});

	it('never adds up several currencies', async () => {
		const { id } = onboarded();
		sell(id, day(1), 10, { status: 'APPROVED' });
		await takeNews(theHub());
		sell(id, day(2), 3, { status: 'APPROVED', currency: 'EUR' });
		await takeNews(theHub());
		// Which of them a number would be cannot be seen, so that it stays as it was.
		expect(fields()).toMatchObject({ TOTALCOMM: 10 });
		expect(names()).toHaveLength(2);
		sell(id, day(3), 2, { status: 'APPROVED', currency: 'EUR' });
		await takeNews(theHub(), { currency: 'EUR' });
		expect(fields()).toMatchObject({ LASTCOMM: 2, TOTALCOMM: 5 });
	});

	it('names each of several currencies in a text', async () => {
		withTextFields();
		const { id } = onboarded();
		sell(id, day(1), 10, { status: 'APPROVED' });
		sell(id, day(2), 3, { status: 'APPROVED', currency: 'EUR' });
		await takeNews(theHub(), { amounts: 'text' });
		expect(fields()).toMatchObject({ TOTALCOMM: '3.00 EUR + 10.00 USD' });
	});

	it('has 0 in a text too when nothing is left', async () => {
		withTextFields();
		const { id } = onboarded();
		const sale = sell(id, day(1), 10);
		await takeNews(theHub(), { amounts: 'text' });
		expect(fields()).toMatchObject({ LASTCOMM: '10.00 USD' });
		sell(id, day(2), -4, { status: 'APPROVED' });
		refersion().setConversionStatus(sale.id, 'DENIED');
		await takeNews(theHub(), { amounts: 'text' });
		expect(fields()).toMatchObject({ LASTCOMM: '0', TOTALCOMM: '-4.00 USD' });
	});

	it('leaves LASTCOMM as it is without the GraphQL token, and writes the total', async () => {
		theHub().credentials.refersionApi = { ...theHub().credentials.refersionApi, graphqlToken: '' };
		const { id } = onboarded();
		sell(id, day(1), 10, { status: 'APPROVED' });
		await takeNews(theHub());
		expect(fields()).toMatchObject({ TOTALCOMM: 10 });
		expect(fields()).not.toMatchObject({ LASTCOMM: expect.any(Number) });
		expect(names()).toEqual(['commission_approved']);
	});

	it.each<[INodeParameters, string]>([
		[{ lastMergeField: 'last commission' }, 'Last Commission Merge Field is no merge tag'],
		[{ nextTierMergeField: 'AFFCODE' }, 'Next Tier Merge Field is taken already: AFFCODE'],
		[{ amounts: 'roman' }, 'Amounts Are is none of its choices'],
		[{ welcomeTag: 'affiliate-inactive' }, 'Inactive Tag is the same as Welcome Tag'],
	])('refuses %j', async (settings, message) => {
		const { id } = onboarded();
		sell(id, day(1), 5);
		const [news] = (await newsOf(theHub())).slice(-1);
		mailchimp().clearRequests();
		expect(errorOf(await runNews(theHub(), news, settings))?.message).toContain(message);
		expect(mailchimp().requests).toEqual([]);
	});
});

function withTextFields(): void {
	withoutMoneyFields();
	for (const tag of ['LASTCOMM', 'TOTALCOMM', 'NEXTTIER']) {
		mailchimp().addMergeField(theHub().audienceId, { tag, name: tag, type: 'text' });
	}
}

import { heldOf, newsOf, runNews, takeNews } from './support/commission';
import {
	day,
	eventsOf,
	fields,
	names,
	onboarded,
	refersion,
	sell,
	setTheScene,
	theHub,
} from './support/commissionScene';
import { errorOf } from './support/engine';

setTheScene();

describe('template: commission and payout notices, doubled and late news', () => {
	it.each(['conversion', 'payment', 'bonus'])('a doubled %s is one event', async (kind) => {
		const { id } = onboarded();
		const sale = sell(id, day(1), 5, { status: 'APPROVED' });
		if (kind !== 'conversion') await newsOf(theHub());
		if (kind === 'payment') refersion().addPayment(id, [sale.id]);
		if (kind === 'bonus') refersion().moveBonusTier(id);
		const [news] = await newsOf(theHub());
		for (let time = 0; time < 3; time++) {
			expect(errorOf(await runNews(theHub(), news))).toBeUndefined();
		}
		expect(names()).toHaveLength(1);
	});

	it('an older conversion that comes late does not become the last commission', async () => {
		const { id } = onboarded();
		sell(id, day(1), 5);
		sell(id, day(2), 7);
		const [older, newer] = await newsOf(theHub());
		await runNews(theHub(), newer);
		expect(fields()).toMatchObject({ LASTCOMM: 7 });
		expect(errorOf(await runNews(theHub(), older))).toBeUndefined();
		expect(fields()).toMatchObject({ LASTCOMM: 7 });
		expect(names()).toEqual(['commission_pending', 'commission_pending']);
	});

	it('what was denied meanwhile is neither the last commission nor newer than it', async () => {
		const { id } = onboarded();
		sell(id, day(1), 5);
		const denied = sell(id, day(2), 7);
		const [first, second] = await newsOf(theHub());
		refersion().setConversionStatus(denied.id, 'DENIED');
		await runNews(theHub(), first);
		await runNews(theHub(), second);
		expect(fields()).toMatchObject({ LASTCOMM: 5 });
	});

	it('news of a pending commission that was approved meanwhile start no journey', async () => {
		const { id } = onboarded();
		const sale = sell(id, day(1), 5);
		const [pending] = await newsOf(theHub());
		refersion().setConversionStatus(sale.id, 'APPROVED');
		await takeNews(theHub());
		expect(errorOf(await runNews(theHub(), pending))).toBeUndefined();
		expect(names()).toEqual(['commission_approved']);
		expect(fields()).toMatchObject({ LASTCOMM: 5, TOTALCOMM: 5 });
	});

	it('the total is right whatever was missed', async () => {
		const { id } = onboarded();
		for (const number of [1, 2, 3]) sell(id, day(number), 5, { status: 'APPROVED' });
		await newsOf(theHub());
		sell(id, day(4), 1_000, { status: 'APPROVED' });
		await takeNews(theHub());
		expect(fields()).toMatchObject({ LASTCOMM: 1_000, TOTALCOMM: 1_015 });
	});

	it('holds a conversion that Refersion does not show at its time, its event recorded', async () => {
		refersion().switches.webhookTimeZone = 'America/New_York';
		const { id } = onboarded();
		sell(id, day(1), 5);
		await refersion().settled();
		const sent = [...refersion().deliveries];
		const [news] = await newsOf(theHub());
		const run = await runNews(theHub(), news);
		expect(heldOf(run)).toEqual([
			expect.objectContaining({
				reason: 'not_there',
				what_to_do: expect.stringContaining('Refersion Time Zone'),
			}),
		]);
		expect(names()).toEqual(['commission_pending']);
		expect(fields()).not.toMatchObject({ LASTCOMM: 5 });
		// The same in the time zone that the account has: all is well.
		refersion().deliveries.push(...sent);
		const [local] = await newsOf(theHub(), { timeZone: 'America/New_York' });
		expect(errorOf(await runNews(theHub(), local))).toBeUndefined();
		expect(names()).toEqual(['commission_pending']);
		expect(fields()).toMatchObject({ LASTCOMM: 5 });
	});
});

describe('template: commission and payout notices, everything at once', () => {
	it('doubled news in any order, with faults: each event once, and the present state', async () => {
		const { id } = onboarded();
		const sales = [1, 2, 3, 4, 5].map((number) => sell(id, day(number), number));
		const approved = sales.slice(0, 3);
		for (const sale of approved) refersion().setConversionStatus(sale.id, 'APPROVED');
		refersion().setConversionStatus(sales[4].id, 'DENIED');
		const news = await newsOf(theHub());
		expect(news).toHaveLength(9);
		const order = [8, 3, 0, 6, 2, 7, 4, 1, 5];
		const { faults } = theHub().world;
		faults.seed(7);
		faults.set('mailchimp', { rates: { '429': 0.05, 'reset-after': 0.1, 'reset-before': 0.1 } });
		faults.set('refersion', { rates: { 'reset-after': 0.05 } });
		for (const index of [...order, ...order]) {
			// Whatever is held is run again, as somebody who reads the reason would.
			for (let time = 0; time < 10; time++) {
				if (errorOf(await runNews(theHub(), news[index])) === undefined) break;
			}
		}
		const recorded = eventsOf().map(
			({ name, properties }) => `${name} ${properties.conversion_id}`,
		);
		expect(recorded.sort()).toEqual(
			[
				...approved.map((sale) => `commission_approved ${sale.id}`),
				`commission_denied ${sales[4].id}`,
				// The others were no longer pending when their news were read.
				`commission_pending ${sales[3].id}`,
			].sort(),
		);
		expect(fields()).toMatchObject({ LASTCOMM: 4, TOTALCOMM: 6 });
	}, 120_000);
});

import { newsOf, runNews, takeNews } from './support/commission';
import {
	day,
	fields,
	names,
	onboarded,
	refersion,
	sell,
	setTheScene,
	theHub,
} from './support/commissionScene';
import { errorOf } from './support/engine';
import { skipWaits } from './support/skipWaits';
import { skipSockets } from './support/withoutSockets';

setTheScene();
skipSockets(() => theHub().world);
skipWaits();

describe('template: commission notices, doubled and late news', () => {
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

	it.each([
		['APPROVED', [0, 1]],
		['APPROVED', [1, 0]],
		['DENIED', [0, 1]],
		['DENIED', [1, 0]],
	] as const)(
		'a sale that is %s from the start, told twice at once: one event',
		async (status, order) => {
			const { id } = onboarded();
			const sale = sell(id, day(1), 5, { status });
			refersion().setConversionStatus(sale.id, status);
			const news = await newsOf(theHub());
			expect(news.map(({ topic }) => topic)).toHaveLength(2);
			const options = { secondWait: 3 };
			const runs = order.map(async (place) => await runNews(theHub(), news[place], { options }));
			for (const run of await Promise.all(runs)) expect(errorOf(run)?.message).toBeUndefined();
			expect(names()).toEqual([`commission_${status.toLowerCase()}`]);
		},
	);

	it('is told all the same where Refersion sends only one of the two', async () => {
		const { id } = onboarded();
		sell(id, day(1), 5, { status: 'APPROVED' });
		await takeNews(theHub(), { options: { secondWait: 1 } });
		expect(names()).toEqual(['commission_approved']);
	});

	it('one webhook that comes twice at the same moment may still be two events, and never a third', async () => {
		const { id } = onboarded();
		sell(id, day(1), 5);
		const [news] = await newsOf(theHub());
		await Promise.all([runNews(theHub(), news), runNews(theHub(), news)]);
		expect([1, 2]).toContain(names().length);
		const before = names();
		await runNews(theHub(), news);
		expect(names()).toEqual(before);
		expect(fields()).toMatchObject({ LASTCOMM: 5, TOTALCOMM: 0 });
	});

	it('an older conversion that comes late does not become the last commission', async () => {
		const { id } = onboarded();
		sell(id, day(1), 5);
		sell(id, day(2), 7);
		const [older, newer] = await newsOf(theHub());
		await runNews(theHub(), newer);
		expect(fields()).toMatchObject({ LASTCOMM: 7 });
		await runNews(theHub(), older);
		expect(fields()).toMatchObject({ LASTCOMM: 7 });
		expect(names()).toEqual(['commission_pending', 'commission_pending']);
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
});

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
import { skipSockets } from './support/withoutSockets';

setTheScene();
skipSockets(() => theHub().world);

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

import type { IDataObject } from 'n8n-workflow';
import { heldOf, newsOf, runNews, takeNews } from './support/commission';
import {
	day,
	fields,
	mailchimp,
	mailchimpWrites,
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

/** A sale of 7 that was pending and is denied, after others; with the news of both. */
async function deny(others: number[], last?: number) {
	const { id } = onboarded();
	for (const [index, amount] of others.entries()) sell(id, day(index + 1), amount);
	await takeNews(theHub());
	const sale = sell(id, day(20), 7);
	const [pending] = await newsOf(theHub());
	if (last !== undefined) sell(id, day(21), last);
	const later = await newsOf(theHub());
	return {
		pending,
		later,
		denied: async () => {
			refersion().setConversionStatus(sale.id, 'DENIED');
			return (await newsOf(theHub()))[0];
		},
	};
}

async function take(...all: IDataObject[]): Promise<void> {
	for (const news of all) expect(errorOf(await runNews(theHub(), news))?.message).toBeUndefined();
}

describe('template: commission and payout notices, a denied sale and LASTCOMM', () => {
	it.each<[string, number[], number]>([
		['nothing is left', [], 0],
		['one sale is left', [5], 5],
	])('when %s, it is the same whatever the order', async (_what, others, expected) => {
		const { pending, denied } = await deny(others);
		await take(pending);
		expect(fields()).toMatchObject({ LASTCOMM: 7 });
		const last = await denied();
		for (const news of [[last], [last, pending], [pending, last]]) {
			await take(...news);
			expect(Number(mergeField('LASTCOMM'))).toBe(expected);
		}
		expect(names().filter((name) => name === 'commission_denied')).toHaveLength(1);
	});

	it.each<[string, number[], number]>([
		['nothing is left', [], 0],
		['one sale is left', [5], 5],
		['several are left', [3, 5], 5],
	])('when %s and the denial is read first', async (_what, others, expected) => {
		const { pending, denied } = await deny(others);
		const last = await denied();
		await take(last, pending);
		expect(Number(mergeField('LASTCOMM') ?? 0)).toBe(expected);
		expect(names().slice(others.length)).toEqual(['commission_denied']);
	});

	it('when several are left it is 0, until there is news of the newest of them', async () => {
		const { id } = onboarded();
		const [, second] = [sell(id, day(1), 3), sell(id, day(2), 5)];
		const sale = sell(id, day(3), 7);
		await takeNews(theHub());
		refersion().setConversionStatus(sale.id, 'DENIED');
		await takeNews(theHub());
		expect(fields()).toMatchObject({ LASTCOMM: 0 });
		refersion().setConversionStatus(second.id, 'APPROVED');
		await takeNews(theHub());
		expect(fields()).toMatchObject({ LASTCOMM: 5 });
	});

	it.each([7, 9])('stays the commission of a newer sale, here %d', async (newer) => {
		const { pending, later, denied } = await deny([], newer);
		await take(pending, ...later, await denied());
		expect(fields()).toMatchObject({ LASTCOMM: newer });
	});

	it('stays that of another sale where several are left', async () => {
		const { denied } = await deny([3, 5]);
		await take(await denied());
		expect(fields()).toMatchObject({ LASTCOMM: 5 });
	});

	it('is not touched by a denied sale that took nothing away', async () => {
		const { id } = onboarded();
		const sale = sell(id, day(1), -4);
		refersion().setConversionStatus(sale.id, 'DENIED');
		await takeNews(theHub());
		expect(fields()).not.toMatchObject({ LASTCOMM: expect.any(Number) });
	});

	it.each<[number[], string]>([
		[[], '0'],
		[[5], '5.00 USD'],
		[[3, 5], '0'],
	])('in a text field, with %j left: %s', async (others, expected) => {
		withoutMoneyFields();
		for (const tag of ['LASTCOMM', 'TOTALCOMM', 'NEXTTIER']) {
			mailchimp().addMergeField(theHub().audienceId, { tag, name: tag, type: 'text' });
		}
		const { id } = onboarded();
		for (const [index, amount] of others.entries()) sell(id, day(index + 1), amount);
		const sale = sell(id, day(20), 7);
		await takeNews(theHub(), { amounts_as_text: true });
		expect(mergeField('LASTCOMM')).toBe('7.00 USD');
		refersion().setConversionStatus(sale.id, 'DENIED');
		await takeNews(theHub(), { amounts_as_text: true });
		expect(mergeField('LASTCOMM')).toBe(expected);
	});

	it.each([1, 2, 3, 4, 5])('writes nothing when total %i of 5 cannot be read', async (number) => {
		const { pending, denied } = await deny([]);
		await take(pending);
		const news = await denied();
		mailchimp().clearRequests();
		theHub().world.faults.failNext({
			service: 'refersion',
			path: '/v2/conversion/totals',
			after: number - 1,
			fault: '400',
		});
		expect(heldOf(await runNews(theHub(), news))).toEqual([
			expect.objectContaining({ event: 'commission_denied' }),
		]);
		expect(mailchimpWrites()).toEqual([]);
	});
});

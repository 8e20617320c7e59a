import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import { newsOf, runNews } from '../engine/support/commission';
import {
	beginAnew,
	day,
	eventsOf,
	fields,
	onboarded,
	refersion,
	sell,
	setTheScene,
	theHub,
} from '../engine/support/commissionScene';
import { errorOf } from '../engine/support/engine';
import { withoutSockets } from '../engine/support/withoutSockets';

setTheScene();

interface Deed {
	what: 'sale' | 'sale in euros' | 'approve' | 'deny' | 'take back' | 'pay';
	which: number;
	amount: number;
}

const deeds: fc.Arbitrary<Deed> = fc.record({
	what: fc.constantFrom(
		'sale',
		'sale',
		'sale in euros',
		'approve',
		'approve',
		'deny',
		'take back',
		'pay',
	),
	which: fc.nat(5),
	amount: fc.integer({ min: 1, max: 90_00 }).map((cents) => cents / 100),
});

/** How news arrive: by their place in the history, any of them lost, doubled or late. */
interface Story {
	deeds: Deed[];
	order: number[];
	lost: boolean[];
	faults: boolean;
}

const stories: fc.Arbitrary<Story> = fc.record({
	deeds: fc.array(deeds, { minLength: 1, maxLength: 8, size: 'max' }),
	order: fc.array(fc.nat(99), { minLength: 16, maxLength: 16 }),
	lost: fc.array(fc.boolean(), { minLength: 16, maxLength: 16 }),
	faults: fc.boolean(),
});

/** Lets a history happen, and gives all news of it in the order in which they came about. */
async function happen(id: number, history: Deed[]): Promise<IDataObject[]> {
	const sales: Array<ReturnType<typeof sell>> = [];
	for (const [index, { what, which, amount }] of history.entries()) {
		const sale = sales[which % Math.max(sales.length, 1)];
		const isPending = sale?.status === 'PENDING';
		if (what === 'sale') sales.push(sell(id, day(index + 1), amount));
		if (what === 'sale in euros') {
			sales.push(sell(id, day(index + 1), amount, { currency: 'EUR' }));
		}
		if (what === 'take back') sell(id, day(index + 1), -amount, { status: 'APPROVED' });
		if (what === 'approve' && isPending) refersion().setConversionStatus(sale.id, 'APPROVED');
		if (what === 'deny' && isPending) refersion().setConversionStatus(sale.id, 'DENIED');
		if (what === 'pay' && sale?.status === 'APPROVED' && sale.paymentId === null) {
			refersion().addPayment(id, [sale.id]);
		}
	}
	return await newsOf(theHub());
}

/** What the merge fields have to be in dollars, added up here from Refersion's conversions. */
function expected(id: number): IDataObject {
	const own = refersion()
		.conversions()
		.filter((sale) => sale.affiliateId === id && sale.currency === 'USD');
	const counted = own.filter(({ status }) => status === 'PENDING' || status === 'APPROVED');
	const cents = own
		.filter(({ status }) => status === 'APPROVED')
		.reduce((sum, { commission }) => sum + Math.round(commission * 100), 0);
	// What was taken back is no last commission.
	const gains = counted.filter(({ commission }) => commission > 0);
	const newest = gains.sort((one, other) => Number(other.created) - Number(one.created));
	return { TOTALCOMM: cents / 100, LASTCOMM: newest.at(0)?.commission ?? 0 };
}

it('histories in any order, doubled, lost, denied, in two currencies: the totals of Refersion, each event once', async () => {
	const putBack = withoutSockets(theHub().world);
	jest.spyOn(Math, 'random').mockReturnValue(0);
	try {
		await fc.assert(
			fc.asyncProperty(stories, async (story) => {
				beginAnew();
				const { id } = onboarded();
				const all = await happen(id, story.deeds);
				if (all.length === 0) return;
				const { faults } = theHub().world;
				faults.seed(story.order[0]);
				if (story.faults) {
					faults.set('mailchimp', { rates: { '429': 0.05, 'reset-after': 0.05 } });
				}
				const arrived = story.order.map((place) => all[place % all.length]);
				const heard = arrived.filter((_news, index) => !story.lost[index]);
				// What comes last comes: after that everything has to be right, whatever was lost before.
				for (const news of [...heard, arrived[arrived.length - 1]]) {
					for (let time = 0; time < 10; time++) {
						const run = await runNews(theHub(), news, { currency: 'USD' });
						if (errorOf(run) === undefined) break;
					}
				}
				faults.clear();
				expect(fields()).toMatchObject(expected(id));
				const recorded = eventsOf().map(
					({ name, properties }) => `${name} ${properties.conversion_id ?? properties.payment_id}`,
				);
				expect(new Set(recorded).size).toBe(recorded.length);
				// Each event is one that happened, and none of a sale that is past.
				for (const { name, properties } of eventsOf()) {
					const sale = refersion()
						.conversions()
						.find((each) => String(each.id) === properties.conversion_id);
					const status = { commission_approved: 'APPROVED', commission_denied: 'DENIED' }[name];
					if (status) expect(sale?.status).toBe(status);
					if (name === 'commission_pending') expect(sale?.status).toBe('PENDING');
				}
				// What was heard and is so still has its event.
				for (const news of heard) {
					const isCommission = news.event !== 'newPayment';
					const sale = refersion()
						.conversions()
						.find((each) => each.id === news.id);
					if (!isCommission || Number(news.commission_total) <= 0) continue;
					if (sale?.status !== news.status) continue;
					expect(recorded).toContain(
						`commission_${String(news.status).toLowerCase()} ${String(news.id)}`,
					);
				}
			}),
			{ seed: 7, numRuns: Number(process.env.HISTORIES ?? 25) },
		);
	} finally {
		putBack();
		jest.restoreAllMocks();
	}
}, 3_600_000);

it('all news at the same moment, two topics about one sale among them: each event once', async () => {
	const sales = fc.array(
		fc.record({
			status: fc.constantFrom('PENDING', 'APPROVED', 'DENIED'),
			isToldTwice: fc.boolean(),
			amount: fc.integer({ min: 1, max: 90_00 }).map((cents) => cents / 100),
		} as const),
		{ minLength: 1, maxLength: 4 },
	);
	const putBack = withoutSockets(theHub().world);
	try {
		await fc.assert(
			fc.asyncProperty(sales, async (made) => {
				beginAnew();
				const { id } = onboarded();
				const wanted = made.map(({ status, isToldTwice, amount }, index) => {
					const sale = sell(id, day(index + 1), amount, { status });
					if (isToldTwice && status !== 'PENDING') {
						refersion().setConversionStatus(sale.id, status);
					}
					return `commission_${status.toLowerCase()} ${sale.id}`;
				});
				const news = await newsOf(theHub());
				const options = { secondWait: 3 };
				const runs = news.map(
					async (each) => await runNews(theHub(), each, { currency: 'USD', options }),
				);
				for (const run of await Promise.all(runs)) expect(errorOf(run)?.message).toBeUndefined();
				const recorded = eventsOf().map(
					({ name, properties }) => `${name} ${properties.conversion_id}`,
				);
				expect([...recorded].sort()).toEqual([...wanted].sort());
				expect(fields()).toMatchObject(expected(id));
			}),
			{ seed: 7, numRuns: Number(process.env.HISTORIES ?? 12) },
		);
	} finally {
		putBack();
	}
}, 3_600_000);

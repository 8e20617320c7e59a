import { errorOf } from './support/engine';
import {
	addAffiliate,
	edits,
	ladder,
	offerOf,
	OFFERS,
	promote,
	refersion,
	sell,
	setTheScene,
	theHub,
} from './support/promote';

setTheScene();

const reasons = (items: Array<{ email?: unknown; reason?: unknown }>) =>
	Object.fromEntries(items.map(({ email, reason }) => [String(email).split('@')[0], reason]));

describe('template: promote creators', () => {
	it('asks, and gives the offer to who has reached it when somebody says yes', async () => {
		const anna = addAffiliate('anna', 600);
		const bea = addAffiliate('bea', 2_500, OFFERS.silver);
		const cleo = addAffiliate('cleo', 400);
		const dora = addAffiliate('dora', 9_000, OFFERS.other);
		const { run, totals, unchanged } = await promote('yes');
		expect(errorOf(run)).toBeUndefined();
		expect(totals.text).toBe(
			[
				'2 affiliates get another offer:',
				'• anna Smith (anna@creator-mail.com): Standard → Silver (approved commission 600.00 USD)',
				'• bea Smith (bea@creator-mail.com): Silver → Gold (approved commission 2,500.00 USD)',
				'2 affiliates stay as they are.',
			].join('\n'),
		);
		expect([anna, bea, cleo, dora].map(({ id }) => offerOf(id))).toEqual([
			OFFERS.silver,
			OFFERS.gold,
			OFFERS.standard,
			OFFERS.other,
		]);
		expect(reasons(unchanged)).toEqual({ cleo: 'in_place', dora: 'other_offer' });
	});

	it.each(['no', 'late'] as const)('writes nothing when the answer is: %s', async (answer) => {
		const { id } = addAffiliate('anna', 600);
		const { notConfirmed, run } = await promote(answer);
		expect(errorOf(run)).toBeUndefined();
		expect(reasons(notConfirmed)).toEqual({ anna: 'not_approved' });
		expect([edits(), offerOf(id)]).toEqual([0, OFFERS.standard]);
	});

	it('runs by itself when that is what is set', async () => {
		const { id } = addAffiliate('anna', 600);
		const { asked } = await promote(undefined, { askFirst: false });
		expect([asked, offerOf(id)]).toEqual([false, OFFERS.silver]);
	});

	it('does nothing in a dry run but say what would be done', async () => {
		const { id } = addAffiliate('anna', 600);
		for (const askFirst of [true, false]) {
			const { asked, totals } = await promote(undefined, { dryRun: true, askFirst });
			expect(asked).toBe(false);
			expect(totals).toMatchObject({ dry_run: true, promote: 1 });
			expect(totals.text).toContain('Dry run, nothing is changed. 1 affiliate gets');
		}
		expect([edits(), offerOf(id)]).toEqual([0, OFFERS.standard]);
	});

	it('does not do again what is done, also when two questions are answered', async () => {
		const { id } = addAffiliate('anna', 600);
		const first = await promote('yes');
		const second = await promote('yes');
		expect([first.proposed.length, second.proposed.length, edits()]).toEqual([1, 0, 1]);
		expect(offerOf(id)).toBe(OFFERS.silver);
	});

	it('never moves down, unless it is told to', async () => {
		const { id } = addAffiliate('anna', 100, OFFERS.gold);
		expect((await promote('yes')).proposed).toEqual([]);
		await promote('yes', { options: { moveDown: true } });
		expect(offerOf(id)).toBe(OFFERS.standard);
	});

	it('counts only what is in the window', async () => {
		const { id } = addAffiliate('anna');
		sell(id, 600, { created: new Date(Date.now() - 91 * 24 * 3_600_000) });
		sell(id, 100);
		expect((await promote('yes', { options: { windowDays: 90 } })).proposed).toEqual([]);
		expect((await promote('yes', { options: { windowDays: 92 } })).proposed).toHaveLength(1);
	});

	it('holds whose numbers are not known, promotes the others, and fails at the end', async () => {
		const anna = addAffiliate('anna', 600);
		const bea = addAffiliate('bea', 600);
		sell(bea.id, 50, { currency: 'EUR' });
		const { held, run } = await promote('yes');
		expect(reasons(held)).toEqual({ anna: 'several_currencies', bea: 'several_currencies' });
		expect(errorOf(run)?.message).toContain('Amounts in several currencies cannot be added up');
		const set = await promote('yes', { currency: 'USD' });
		expect(set.held).toEqual([]);
		expect([offerOf(anna.id), offerOf(bea.id)]).toEqual([OFFERS.silver, OFFERS.silver]);
	});

	it('holds everybody when Refersion cannot be read', async () => {
		addAffiliate('anna', 600);
		const rule = { service: 'refersion', path: '/', fault: '400', times: Infinity } as const;
		theHub().world.faults.failNext({ ...rule, path: '/v2/affiliate/get' });
		theHub().world.faults.failNext({ ...rule, path: '/v2/conversion/totals' });
		theHub().credentials.refersionApi = { ...theHub().credentials.refersionApi, graphqlToken: '' };
		const { held, run, proposed } = await promote('yes');
		expect(proposed).toEqual([]);
		expect(held).toHaveLength(1);
		expect(held[0]).toMatchObject({ verdict: 'held', reason: 'no_standing' });
		expect(errorOf(run)?.message).toContain('does not say how an affiliate stands');
	});

	it('works without the GraphQL token', async () => {
		const { id } = addAffiliate('anna', 600);
		theHub().credentials.refersionApi = { ...theHub().credentials.refersionApi, graphqlToken: '' };
		await promote('yes');
		expect(offerOf(id)).toBe(OFFERS.silver);
	});

	it.each([
		[{ tiers: {} }, 'Tiers is empty'],
		[{ tiers: { row: [] } }, 'Tiers is empty'],
		[{ currency: 'dollars' }, 'Currency is no currency'],
		[{ askFirst: '={{ "perhaps" }}' }, 'Ask First is neither on nor off'],
		[{ options: { windowDays: -1 } }, 'Count Only the Last (Days)'],
	])('refuses a setting: %j', async (settings, message) => {
		addAffiliate('anna', 600);
		const { run } = await promote('yes', settings);
		expect(errorOf(run)?.message).toContain(message);
		expect(refersion().requests).toEqual([]);
	});

	it('refuses tiers that are not in order, or there twice', async () => {
		const [standard, silver, gold] = ladder();
		for (const [row, message] of [
			[[standard, gold, silver], 'Threshold (row 3 of Tiers) is not above that of "Gold"'],
			[[standard, silver, { ...gold, offerId: silver.offerId }], 'Offer ID (row 3 of Tiers)'],
			[[standard, { ...silver, offerId: 'gold' }], 'is no number of an offer: "gold"'],
			[[standard, { ...silver, name: ' standard ' }], 'Name (row 2 of Tiers) is there twice'],
			[[standard], 'Tiers has one row only'],
		] as const) {
			const { run } = await promote('yes', { tiers: { row: [...row] } });
			expect(errorOf(run)?.message).toContain(message);
		}
	});
});

describe('template: promote creators, what changes while somebody is asked', () => {
	/** Runs with an answer, and lets something happen between the two readings. */
	async function meanwhile(happen: () => void) {
		const { world } = theHub();
		const answer = world.fetch.bind(world);
		let reads = 0;
		jest.spyOn(world, 'fetch').mockImplementation(async (request) => {
			// The second look at an affiliate: Get standing again. The list of affiliates comes before both.
			if (new URL(request.url).pathname === '/v2/affiliate/get') {
				reads += 1;
				if (reads === 2) happen();
			}
			return await answer(request);
		});
		return await promote('yes');
	}

	it('promotes who has sold a little more meanwhile', async () => {
		const { id } = addAffiliate('anna', 600);
		await meanwhile(() => sell(id, 50));
		expect(offerOf(id)).toBe(OFFERS.silver);
	});

	it.each<[string, (id: number) => void, string]>([
		['reaches more than was approved', (id) => sell(id, 5_000), 'moved_on'],
		['loses what counted', (id) => sell(id, -300), 'moved_on'],
		['is denied', (id) => refersion().setStatus(id, 'DENIED'), 'moved_on'],
		[
			'gets another offer by hand',
			(id) => Object.assign(refersion().affiliate(id) ?? {}, { offer_id: OFFERS.other }),
			'moved_on',
		],
		[
			'gets this offer by hand',
			(id) => Object.assign(refersion().affiliate(id) ?? {}, { offer_id: OFFERS.silver }),
			'done_already',
		],
	])('does not promote who %s', async (_what, happen, reason) => {
		const { id } = addAffiliate('anna', 600);
		const { notConfirmed } = await meanwhile(() => happen(id));
		expect(reasons(notConfirmed)).toEqual({ anna: reason });
		expect(edits()).toBe(0);
	});
});

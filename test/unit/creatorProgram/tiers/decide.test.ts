import type { IDataObject } from 'n8n-workflow';
import { decideAgain, decideTiers } from '../../../../nodes/CreatorProgram/tiers/decide';
import type { TierRules } from '../../../../nodes/CreatorProgram/tiers/types';
import { rules, standing } from './support';

/** The decision about one, e.g. "promote 2 (reached)". */
function said(more: IDataObject, with_: Partial<TierRules> = {}): string {
	const [{ verdict, next, reason }] = decideTiers([standing(more)], rules(with_));
	return [verdict, next?.offerId, `(${reason})`].filter(Boolean).join(' ');
}

describe('who has reached which offer', () => {
	it.each<[IDataObject, string]>([
		[{ approved_commission: 499.99 }, 'unchanged (in_place)'],
		[{ approved_commission: 500 }, 'promote 2 (reached)'],
		[{ approved_commission: 1_999.99 }, 'promote 2 (reached)'],
		// Two steps at once: both thresholds are reached.
		[{ approved_commission: 2_000 }, 'promote 3 (reached)'],
		[{ approved_commission: 2_000, offer_id: '2' }, 'promote 3 (reached)'],
		[{ approved_commission: 2_000, offer_id: '3' }, 'unchanged (in_place)'],
		// No rule is skipped: conversions alone do not make Platinum.
		[{ approved_commission: 600, approved_conversions: 150 }, 'promote 2 (reached)'],
		[{ approved_commission: 2_000, approved_conversions: 100 }, 'promote 4 (reached)'],
		[{ approved_commission: -5 }, 'unchanged (in_place)'],
	])('%j: %s', (more, expected) => {
		expect(said(more)).toBe(expected);
	});

	it.each<[IDataObject, string]>([
		[{ offer_id: '3', approved_commission: 499 }, 'unchanged (not_lower)'],
		[{ offer_id: '9', approved_commission: 5_000 }, 'unchanged (other_offer)'],
		[{ offer_id: null, approved_commission: 5_000 }, 'held (offer_unknown)'],
		[{ offer_id: '', approved_commission: 5_000 }, 'held (offer_unknown)'],
		[{ status: 'PENDING', approved_commission: 5_000 }, 'unchanged (not_active)'],
		[{ status: 'DISABLED', approved_commission: 5_000 }, 'unchanged (not_active)'],
		[{ status: null, approved_commission: 5_000 }, 'unchanged (not_active)'],
	])('left alone: %j: %s', (more, expected) => {
		expect(said(more)).toBe(expected);
	});

	it('moves down only when told to', () => {
		const fallen = { offer_id: '3', approved_commission: 499 };
		expect(said(fallen, { movesDown: true })).toBe('demote 1 (fell)');
		expect(said({ ...fallen, approved_commission: 1_000 }, { movesDown: true })).toBe(
			'demote 2 (fell)',
		);
		const ladder = rules().tiers.slice(1);
		// Nobody falls off the ladder.
		expect(said({ ...fallen, offer_id: '2' }, { tiers: ladder, movesDown: true })).toBe(
			'unchanged (in_place)',
		);
	});

	it('takes an affiliate who is listed twice once', () => {
		const rich = standing({ approved_commission: 500 });
		const verdicts = decideTiers([rich, rich], rules()).map(({ verdict }) => verdict);
		expect(verdicts).toEqual(['promote', 'unchanged']);
	});

	it('holds an item that says nothing', () => {
		expect(decideTiers([undefined], rules())).toEqual([
			{ verdict: 'held', reason: 'no_standing', about: '', value: null },
		]);
	});
});

describe('numbers that are not known', () => {
	const why = { unknown_because: { approved_commission: 'The list was not complete.' } };

	it('hold an affiliate, with the reason', () => {
		const [made] = decideTiers([standing({ approved_commission: null, ...why })], rules());
		expect(made).toMatchObject({
			verdict: 'held',
			reason: 'not_known',
			about: 'The list was not complete.',
		});
	});

	it('do not matter where nothing depends on them', () => {
		const top = { offer_id: '4', approved_commission: null, approved_conversions: null };
		expect(said(top)).toBe('unchanged (highest)');
		expect(said(top, { movesDown: true })).toBe('held (not_known)');
		// What is known is reached.
		expect(said({ approved_commission: 2_000, approved_conversions: null })).toBe(
			'promote 3 (reached)',
		);
	});

	it('are not taken for 0 or for a number', () => {
		for (const value of ['', '600', true, NaN, undefined]) {
			expect(said({ approved_commission: value })).toBe('held (not_known)');
		}
	});
});

describe('several currencies', () => {
	const both = {
		currency: null,
		approved_commission: null,
		by_currency: [
			{ currency: 'EUR', approved_commission: 400, sales: 4_000 },
			{ currency: 'USD', approved_commission: 600, sales: 6_000 },
		],
	};

	it('are never added up: held unless one is set', () => {
		expect(said(both)).toBe('held (several_currencies)');
		expect(said(both, { currency: 'USD' })).toBe('promote 2 (reached)');
		expect(said(both, { currency: 'EUR' })).toBe('unchanged (in_place)');
		// Nothing in that currency is 0 of it.
		expect(said(both, { currency: 'GBP' })).toBe('unchanged (in_place)');
	});

	it('hold everybody when they are those of different affiliates: 500 is another threshold in each', () => {
		const people = ['USD', 'JPY'].map((currency, index) =>
			standing({
				id: index,
				currency,
				approved_commission: 60_000,
				by_currency: [{ currency, approved_commission: 60_000 }],
			}),
		);
		const reasons = (currency: string) =>
			decideTiers(people, rules({ currency })).map(({ verdict, reason }) => `${verdict} ${reason}`);
		expect(reasons('')).toEqual(['held several_currencies', 'held several_currencies']);
		expect(reasons('USD')).toEqual(['promote reached', 'unchanged in_place']);
	});

	it('hold who has amounts in another one, where it is not known what else there is', () => {
		const euros = { currency: 'EUR', approved_commission: 600, by_currency: null };
		expect(said(euros, { currency: 'USD' })).toBe('held (other_currency)');
		expect(said(euros, { currency: 'EUR' })).toBe('promote 2 (reached)');
	});
});

describe('the decision once more', () => {
	const proposal = { offerFrom: '1', offerTo: '2', rules: rules() };
	const again = (more: IDataObject, isApproved = true) => {
		const [now] = decideTiers([standing(more)], rules());
		const { verdict, reason, next } = decideAgain(now, proposal, isApproved);
		return [verdict, next?.offerId, reason].filter(Boolean).join(' ');
	};

	it('is what was proposed, when nothing has changed', () => {
		expect(again({ approved_commission: 700 })).toBe('promote 2 reached');
	});

	it.each<[IDataObject, string]>([
		[{ approved_commission: 499 }, 'held moved_on'],
		[{ approved_commission: 2_000 }, 'held moved_on'],
		[{ approved_commission: 2_000, offer_id: '3' }, 'held moved_on'],
		[{ approved_commission: 700, offer_id: '9' }, 'held moved_on'],
		[{ approved_commission: 700, status: 'DENIED' }, 'held moved_on'],
		[{ approved_commission: null }, 'held not_known'],
		[{ approved_commission: 700, offer_id: '2' }, 'unchanged done_already'],
	])('is never more than that: %j: %s', (more, expected) => {
		expect(again(more)).toBe(expected);
	});

	it('does nothing without an approval, or without a proposal', () => {
		expect(again({ approved_commission: 700 }, false)).toBe('unchanged not_approved');
		const [now] = decideTiers([standing({ approved_commission: 700 })], rules());
		expect(decideAgain(now, undefined, true)).toMatchObject({
			verdict: 'held',
			reason: 'no_proposal',
		});
	});
});

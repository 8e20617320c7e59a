import type { IDataObject } from 'n8n-workflow';
import { activity, salesMilestone } from '../../../../nodes/CreatorProgram/tiers/milestones';
import { nextTierText } from '../../../../nodes/CreatorProgram/tiers/next';
import { decideTiers } from '../../../../nodes/CreatorProgram/tiers/decide';
import { proposalText } from '../../../../nodes/CreatorProgram/tiers/text';
import { wordsOf, type Language } from '../../../../nodes/CreatorProgram/words';
import { LADDER, rules, standing } from './support';

const NOW = Date.UTC(2026, 4, 31, 12);
const DAY = 24 * 60 * 60 * 1_000;
const daysAgo = (days: number) => new Date(NOW - days * DAY).toISOString();

describe('milestones', () => {
	const milestone = (more: IDataObject) =>
		salesMilestone(standing(more), { sales: [1, 10, 50], quietDays: 30, now: NOW });

	it.each<[IDataObject, string]>([
		[{}, ''],
		[{ first_sale_at: daysAgo(3), conversions: 1 }, '1'],
		[{ first_sale_at: daysAgo(3), conversions: 9 }, '1'],
		[{ first_sale_at: daysAgo(3), conversions: 10 }, '10'],
		[{ first_sale_at: daysAgo(3), conversions: 5_000 }, '50'],
		// A manual credit is a conversion, and no sale.
		[{ first_sale_at: null, conversions: 10 }, ''],
		[{ first_sale_at: daysAgo(3), conversions: null }, ''],
		[{ first_sale_at: null, conversions: 5, unknown_because: { first_sale_at: 'Why' } }, ''],
		// Within a window the first sale is only the first of the window.
		[{ first_sale_at: daysAgo(3), conversions: 10, since: daysAgo(90) }, ''],
	])('%j: "%s"', (more, expected) => {
		expect(milestone(more)).toBe(expected);
	});

	it.each<[IDataObject, string]>([
		[{ last_sale_at: daysAgo(29.9) }, 'selling'],
		[{ last_sale_at: daysAgo(30) }, 'quiet'],
		// Who never sold is not quiet.
		[{ last_sale_at: null }, ''],
		[{ last_sale_at: null, unknown_because: { last_sale_at: 'Why' } }, ''],
		[{ last_sale_at: 'soon' }, ''],
		[{ last_sale_at: daysAgo(80), since: daysAgo(90) }, ''],
	])('quiet for 30 days: %j: "%s"', (more, expected) => {
		expect(activity(standing(more), { sales: [], quietDays: 30, now: NOW })).toBe(expected);
	});

	it('quiet is switched off by 0', () => {
		const sold = standing({ last_sale_at: daysAgo(80) });
		expect(activity(sold, { sales: [], quietDays: 0, now: NOW })).toBe('');
	});
});

describe('the next tier', () => {
	const next = (more: IDataObject, language: Language = 'en') =>
		nextTierText(standing(more), LADDER, { chosen: '', met: ['USD'] }, wordsOf(language));

	it.each<[IDataObject, string]>([
		[{ approved_commission: 379.5 }, 'Silver (120.50 USD to go)'],
		// Reached, and waiting to be approved: the next one counts.
		[{ approved_commission: 500 }, 'Gold (1,500.00 USD to go)'],
		// The offer is higher than what is reached.
		[{ approved_commission: 500, offer_id: '3' }, 'Platinum (100 sales to go)'],
		[{ approved_commission: 2_000, approved_conversions: 99 }, 'Platinum (1 sale to go)'],
		[{ approved_commission: 2_000, approved_conversions: 100 }, 'none, you have reached the top'],
		[{ offer_id: '4', approved_commission: null }, 'none, you have reached the top'],
		[{ approved_commission: null }, ''],
		// Without conversions there is no currency but that of the others.
		[{ currency: null }, 'Silver (500.00 USD to go)'],
	])('%j: %s', (more, expected) => {
		expect(next(more)).toBe(expected);
	});

	it('in German', () => {
		expect(next({ approved_commission: 500 }, 'de')).toBe('Gold (noch 1.500,00 USD)');
		expect(next({ offer_id: '4' }, 'de')).toBe('keine, du hast die höchste Stufe erreicht');
	});

	it('says nothing without tiers', () => {
		expect(nextTierText(standing(), [], { chosen: '', met: [] }, wordsOf('en'))).toBe('');
	});
});

describe('the text for who approves', () => {
	const people = [
		standing({ id: 1, approved_commission: 1_250 }),
		standing({ id: 2, first_name: '<b>Jo', last_name: '', approved_commission: null }),
		standing({ id: 3 }),
		standing({ id: 4, offer_id: '9' }),
	];
	const text = (language: Language, isDry = false) =>
		proposalText(decideTiers(people, rules()), '', isDry, wordsOf(language));

	it('says who gets what and why, and who is held', () => {
		expect(text('en').split('\n')).toEqual([
			'1 affiliate gets another offer:',
			'• Anna Bell (anna@example.com): Standard → Silver (approved commission 1,250.00 USD)',
			'1 affiliate is held:',
			'• ‹b›Jo (anna@example.com): A number that decides is not known.',
			'2 affiliates stay as they are.',
		]);
		expect(text('en', true)).toMatch(/^Dry run, nothing is changed\. 1 affiliate gets/);
	});

	it('in German', () => {
		expect(text('de')).toContain(
			'Standard → Silver (bestätigte Provision 1.250,00 USD)\n1 Partner wird zurückgestellt:',
		);
	});

	it('is cut where it would get too long', () => {
		const many = Array.from({ length: 203 }, (_value, id) =>
			standing({ id, approved_commission: 500 }),
		);
		const lines = proposalText(decideTiers(many, rules()), '', false, wordsOf('en')).split('\n');
		expect(lines).toHaveLength(202);
		expect(lines.at(-1)).toBe('… and 3 more.');
	});

	it('says when nobody is', () => {
		expect(proposalText([], '', false, wordsOf('en'))).toBe('Nobody is to be promoted.');
	});
});

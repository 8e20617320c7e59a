import type { IDataObject } from 'n8n-workflow';
import type { Told } from '../../../../nodes/CreatorProgram/changes/memory';
import {
	bonusesDue,
	bonusHolders,
	type Given,
} from '../../../../nodes/CreatorProgram/tiers/bonuses';
import { wordsOf } from '../../../../nodes/CreatorProgram/words';
import { look, TODAY } from '../support';
import { LADDER, standing } from './support';

/** Silver brings 50, Gold 200; Standard and Platinum nothing. */
const RULES = {
	tiers: LADDER.map((tier) => ({ ...tier, bonus: { Silver: 50, Gold: 200 }[tier.name] ?? 0 })),
	currency: 'USD',
	prefix: 'tier-bonus-',
	names: { keyMergeField: 'AFFCODE', linkMergeField: 'AFFLINK' },
	words: wordsOf('en'),
};

/** A member of a bonus tag, as Tag: Get Members gives it. */
const member = (code: string, tag: string, address = `${code}@creator-mail.com`): IDataObject => ({
	email_address: address,
	merge_fields: { AFFCODE: code },
	tag,
});

const anna = (more: IDataObject = {}) =>
	standing({ id: 1, code: 'anna', email: 'anna@creator-mail.com', name: 'Anna', ...more });

/** The tags of the bonuses that are due, as they are told. */
function due(more: IDataObject, rows: IDataObject[] = []): unknown {
	const given: Given = { contacts: bonusHolders(rows) };
	const all = bonusesDue([anna(more)], given, RULES).map(({ json }) => json.bonuses);
	return all.flatMap((bonuses) =>
		(Array.isArray(bonuses) ? bonuses : []).map(({ tag }: IDataObject) => tag),
	);
}

describe('who is to be given a bonus', () => {
	it.each<[IDataObject, string[]]>([
		[{ approved_commission: 499.99 }, []],
		[{ approved_commission: 500 }, ['tier-bonus-2']],
		// Two steps at once bring both.
		[{ approved_commission: 2_000 }, ['tier-bonus-2', 'tier-bonus-3']],
		// What is reached counts, not which offer somebody was given by hand.
		[{ approved_commission: 100, offer_id: '3' }, []],
		[{ approved_commission: 5_000, status: 'DENIED' }, []],
		[{ approved_commission: null }, []],
		[{ approved_commission: 5_000, currency: 'EUR', by_currency: null }, []],
	])('%j: %j', (more, expected) => {
		expect(due(more)).toEqual(expected);
	});

	it.each<[string, IDataObject[], string[]]>([
		['one is given', [member('anna', 'tier-bonus-2')], ['tier-bonus-3']],
		['in other letters', [member('anna', 'Tier-Bonus-3')], ['tier-bonus-2']],
		['both', [member('anna', 'tier-bonus-2'), member('anna', 'tier-bonus-3')], []],
		["another one's", [member('bea', 'tier-bonus-2')], ['tier-bonus-2', 'tier-bonus-3']],
		[
			'the address is another one, the code is theirs',
			[member('anna', 'tier-bonus-2', 'new@creator-mail.com')],
			['tier-bonus-3'],
		],
	])('%s', (_what, rows, expected) => {
		expect(due({ approved_commission: 2_000 }, rows)).toEqual(expected);
	});

	it('says what to give, what was decided by, and what to do then', () => {
		const [{ json }] = bonusesDue([anna({ approved_commission: 2_000 })], { contacts: [] }, RULES);
		expect(json).toEqual({
			verdict: 'held',
			reason: 'bonus_due',
			what_happened:
				'A bonus was earned, and no tag says that it was given: 50.00 USD, Silver (tier-bonus-2); 200.00 USD, Gold (tier-bonus-3)',
			what_to_do:
				'Look in Refersion whether it was credited. If not, credit it there by hand. Then add the tag that stands in brackets to the contact.',
			id: 1,
			key: 'anna',
			email: 'anna@creator-mail.com',
			name: 'Anna',
			about: '2,3',
			bonuses: [
				{ tier: 'Silver', amount: 50, currency: 'USD', tag: 'tier-bonus-2' },
				{ tier: 'Gold', amount: 200, currency: 'USD', tag: 'tier-bonus-3' },
			],
		});
	});

	it('is told of each bonus at once, and of the same ones again after a week', () => {
		let told: Told = new Map();
		const tagsToldOn = (day: number, commission: number, ...given: string[]) => {
			const contacts = bonusHolders(given.map((tag) => member('anna', tag)));
			const rows = bonusesDue([anna({ approved_commission: commission })], { contacts }, RULES);
			const items = rows.map(({ json }) => json);
			const next = look(items, { told, today: TODAY + day });
			({ told } = next);
			return String(next.item.text).match(/tier-bonus-\d/g) ?? [];
		};
		expect(tagsToldOn(0, 500)).toEqual(['tier-bonus-2']);
		expect(tagsToldOn(1, 500)).toEqual([]);
		expect(tagsToldOn(1, 500, 'tier-bonus-2')).toEqual([]);
		expect(tagsToldOn(2, 2_000, 'tier-bonus-2')).toEqual(['tier-bonus-3']);
		expect(tagsToldOn(3, 2_000, 'tier-bonus-2')).toEqual([]);
		expect(tagsToldOn(9, 2_000, 'tier-bonus-2')).toEqual(['tier-bonus-3']);
	});

	it('takes an affiliate who is listed twice once', () => {
		const rich = anna({ approved_commission: 500 });
		expect(bonusesDue([rich, rich], { contacts: [] }, RULES)).toHaveLength(1);
	});

	it('tells nobody to give anything where it is not known what was given', () => {
		const all = [undefined, anna(), anna({ id: 2, approved_commission: 500 })];
		const rows = bonusesDue(all, { notKnown: 'It is down.' }, RULES);
		expect(rows).toEqual([
			{
				place: 2,
				json: expect.objectContaining({
					reason: 'bonuses_not_read',
					key: '',
					email: '',
					what_happened: 'It is not known who was given a bonus. It is down.',
				}),
			},
		]);
		expect(bonusesDue([anna()], { notKnown: 'It is down.' }, RULES)).toEqual([]);
	});
});

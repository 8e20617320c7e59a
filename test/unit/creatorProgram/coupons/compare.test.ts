import { brief, code, compare, contact, creator } from './support';

const anna = creator('a1');
const bill = creator('b2', 'inactive');

describe('a creator who is in', () => {
	it.each<[string, Parameters<typeof compare>[0], string[]]>([
		['has a code that works', { codes: [code('anna10')] }, ['keep a1 ANNA10']],
		['has a code that the shop lacks', {}, ['make missing a1 ANNA10']],
		[
			'has a code that works in another promotion',
			{ codes: [code('ANNA10', { promotionId: '7' })] },
			['keep a1 ANNA10'],
		],
		[
			'has a code in two promotions, of which one works',
			{ codes: [code('ANNA10', { promotionId: '7', state: 'expired' }), code('ANNA10')] },
			['keep a1 ANNA10'],
		],
		[
			'has an expired code',
			{ codes: [code('ANNA10', { state: 'expired' })] },
			['held expired a1 ANNA10'],
		],
		[
			'has a code of a new kind',
			{ codes: [code('ANNA10', { state: 'odd' })] },
			['held not_usable a1 ANNA10'],
		],
		[
			'has one that the shop does not take',
			{ contacts: [contact('a1', 'BÄD%')] },
			['held code_not_valid a1 BÄD%'],
		],
		['has none', { contacts: [contact('a1', '')] }, []],
		['has no contact', { contacts: [contact('zz', '')] }, []],
		[
			'has two contacts with one code',
			{ contacts: [contact('a1', 'ANNA10'), contact('a1', 'anna10')] },
			['make missing a1 ANNA10'],
		],
		[
			'has two contacts with two codes',
			{ contacts: [contact('a1', 'ANNA10'), contact('a1', 'X')], codes: [code('ANNA10')] },
			['held several_contacts a1 ANNA10'],
		],
		[
			'has a contact without a key, found by its address',
			{ contacts: [contact('', 'ANNA10', { email: 'A1@creators.example' })] },
			['make missing a1 ANNA10'],
		],
		[
			"has the address of somebody else's contact",
			{ contacts: [contact('zz', 'ZOE10', { email: 'a1@creators.example' })] },
			[],
		],
	])('%s', (_what, lists, expected) => {
		const all = { creators: [anna], contacts: [contact('a1', 'ANNA10')], ...lists };
		expect(brief(compare(all))).toEqual(expected);
	});

	it('is told of, where nothing is to be made', () => {
		const lists = { creators: [anna], contacts: [contact('a1', 'ANNA10')] };
		expect(brief(compare(lists, { makeCodes: false }))).toEqual(['held missing a1 ANNA10']);
		expect(brief(compare(lists, { promotionId: '' }))).toEqual(['held missing a1 ANNA10']);
	});

	it('is held when another one who is in has the same code, and the code stays', () => {
		const lists = {
			creators: [anna, creator('c3')],
			contacts: [contact('a1', 'SAME'), contact('c3', 'same')],
			codes: [code('SAME')],
		};
		expect(brief(compare(lists))).toEqual(['held shared_code a1 SAME', 'held shared_code c3 same']);
	});

	it('is counted when there is no code, or no contact for one', () => {
		const lists = {
			creators: [anna, creator('c3'), creator('d4')],
			contacts: [contact('a1', ''), contact('d4', 'D')],
			codes: [code('D')],
		};
		expect(compare(lists).counts).toEqual({ active: 3, without_contact: 1, without_code: 1 });
	});
});

describe('a code is taken back', () => {
	const lists = {
		creators: [anna, bill],
		contacts: [contact('a1', 'ANNA10'), contact('b2', 'BILL10')],
		codes: [code('ANNA10'), code('bill10')],
	};

	it('of one who has left', () => {
		expect(brief(compare(lists))).toEqual(['keep a1 ANNA10', 'take_back left b2 bill10']);
	});

	it('that was replaced, of whoever it was', () => {
		const contacts = [
			contact('a1', 'ANNA10', { old: ['ANNA5', 'GONE'] }),
			contact('b2', '', { old: ['BILL5'] }),
		];
		const codes = [code('ANNA10'), code('ANNA5'), code('BILL5')];
		expect(brief(compare({ ...lists, contacts, codes }))).toEqual([
			'keep a1 ANNA10',
			'take_back replaced a1 ANNA5',
			'take_back replaced b2 BILL5',
		]);
	});

	it('once, when two have left who had it', () => {
		const two = {
			creators: [anna, bill, creator('c3', 'inactive')],
			contacts: [...lists.contacts, contact('c3', 'BILL10')],
			codes: lists.codes,
		};
		expect(brief(compare(two))).toEqual(['keep a1 ANNA10', 'take_back left b2 bill10']);
	});

	it.each<[string, Parameters<typeof compare>[0]]>([
		[
			'somebody who is in has it',
			{
				creators: [anna, bill, creator('c3')],
				contacts: [...lists.contacts, contact('c3', 'BILL10')],
			},
		],
		[
			'somebody pending has it',
			{
				creators: [anna, bill, creator('c3', 'other')],
				contacts: [...lists.contacts, contact('c3', 'BILL10')],
			},
		],
		[
			'a contact has it of whom the list says nothing',
			{ contacts: [...lists.contacts, contact('zz', 'BILL10')] },
		],
		['the list has nobody', { creators: [] }],
		['the list is short', { creators: [anna] }],
		['no contacts came', { contacts: [] }],
		['the contacts are short', { contacts: [contact('a1', 'ANNA10')] }],
		['the shop gave no codes', { codes: [] }],
		[
			'it is in another promotion',
			{ codes: [code('ANNA10'), code('BILL10', { promotionId: '7' })] },
		],
	])('not when %s', (_what, more) => {
		const { decisions } = compare({ ...lists, ...more });
		expect(decisions.filter(({ verdict }) => verdict === 'take_back')).toEqual([]);
	});

	it('not while it is switched off, or no promotion is set: one that works is told of', () => {
		for (const rules of [{ takeBack: false }, { promotionId: '' }]) {
			expect(brief(compare(lists, rules))).toEqual([
				'keep a1 ANNA10',
				'held still_usable b2 bill10',
			]);
		}
		const codes = [code('ANNA10'), code('BILL10', { state: 'disabled' })];
		expect(brief(compare({ ...lists, codes }, { takeBack: false }))).toEqual(['keep a1 ANNA10']);
	});
});

describe('what is told of', () => {
	it('a code of a contact of whom the list says nothing, and one that nobody has', () => {
		const lists = {
			creators: [anna],
			contacts: [contact('a1', 'ANNA10'), contact('zz', 'ZOE10')],
			codes: [code('ANNA10'), code('ZOE10'), code('SUMMER'), code('SALE', { promotionId: '7' })],
		};
		expect(brief(compare(lists))).toEqual([
			'keep a1 ANNA10',
			'held unknown_affiliate zz ZOE10',
			'held unclaimed SUMMER',
		]);
	});

	it.each([
		[{ creators: [] }, 'no_affiliates'],
		[{ contacts: [] }, 'no_contacts'],
	])('a list that is empty: nothing is compared (%j)', (more, reason) => {
		const lists = { creators: [anna], contacts: [contact('a1', 'A')], codes: [code('Z')], ...more };
		const { decisions, compared } = compare(lists);
		expect(compared).toBe(false);
		expect(decisions).toMatchObject([{ verdict: 'held', reason }]);
	});
});

describe('the brake', () => {
	const leavers = Array.from({ length: 12 }, (_, index) => `l${index}`);
	const stayers = Array.from({ length: 28 }, (_, index) => `s${index}`);
	const lists = {
		creators: [
			...leavers.map((key) => creator(key, 'inactive')),
			...stayers.map((key) => creator(key)),
		],
		contacts: [...leavers, ...stayers].map((key) => contact(key, key)),
		codes: [...leavers, ...stayers].map((key) => code(key)),
	};
	const backs = (brakePeople: number, brakePercent: number) =>
		compare(lists, { brakePeople, brakePercent }).decisions.filter(
			({ verdict }) => verdict === 'take_back',
		).length;

	// 12 of 40 codes are 30 percent.
	it.each([
		[11, 29, 0],
		[12, 29, 12],
		[11, 30, 12],
		[5, 10, 0],
		[0, 0, 12],
		[11, 0, 0],
	])('more than %s people and %s percent', (people, percent, expected) => {
		expect(backs(people, percent)).toBe(expected);
	});

	it('withholds them as one that is held, and lets the rest go on', () => {
		const { decisions } = compare(lists, { brakePeople: 10, brakePercent: 20 });
		expect(decisions.filter(({ verdict }) => verdict === 'keep')).toHaveLength(28);
		expect(decisions.at(-1)).toMatchObject({
			verdict: 'held',
			reason: 'brake',
			detail: { count: 12, live: 40, codes: expect.arrayContaining(['l0', 'l11']) },
		});
	});
});

it('compares 10,000 creators in under a second', () => {
	const keys = Array.from({ length: 10_000 }, (_, index) => `k${index}`);
	const lists = {
		creators: keys.map((key) => creator(key)),
		contacts: keys.map((key) => contact(key, key)),
		codes: keys.map((key) => code(key)),
	};
	const begun = performance.now();
	expect(compare(lists).decisions).toHaveLength(10_000);
	expect(performance.now() - begun).toBeLessThan(1_000);
});

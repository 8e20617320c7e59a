import fc from 'fast-check';
import { listNames, matchChoices, type Choice } from '../../../nodes/Mailchimp/choices';

const CHOICES: Choice[] = [
	{ id: 'a1', names: ['Niche: Fashion', 'Fashion'] },
	{ id: 'a2', names: ['Niche: Beauty', 'Beauty'] },
	{ id: 'b1', names: ['Newsletter: Fashion', 'Fashion'] },
	{ id: 'b2', names: ['Newsletter: a1', 'a1'] },
];

const match = (...texts: string[]) => matchChoices(CHOICES, texts);

describe('groups and permissions by name', () => {
	it.each([
		['a2', 'a2'],
		['Beauty', 'a2'],
		['Niche: Beauty', 'a2'],
		['  niche :BEAUTY ', 'a2'],
		['NICHE:  Fashion', 'a1'],
		['Newsletter: fashion', 'b1'],
		['newsletter: A1', 'b2'],
	])('%j is %s', (text, id) => {
		expect(match(text)).toEqual({ ids: [id], unknown: [], ambiguous: [] });
	});

	it('an id goes before a name that reads the same', () => {
		expect(match('a1').ids).toEqual(['a1']);
	});

	it('a name that several have is ambiguous, and says which', () => {
		expect(match('fashion')).toEqual({
			ids: [],
			unknown: [],
			ambiguous: [{ text: 'fashion', candidates: ['Niche: Fashion', 'Newsletter: Fashion'] }],
		});
	});

	it('an exact name goes before the short names of others', () => {
		const choices = [
			{ id: 'x', names: ['A: B', 'B'] },
			{ id: 'y', names: ['C: A: B', 'A: B'] },
		];
		expect(matchChoices(choices, ['a: b']).ids).toEqual(['x']);
	});

	it('names everything that is not there, and gives each id once', () => {
		expect(match('Beauty', 'Cars', 'a2', 'Boats', 'Niche')).toEqual({
			ids: ['a2'],
			unknown: ['Cars', 'Boats', 'Niche'],
			ambiguous: [],
		});
		expect(matchChoices([], ['Beauty']).unknown).toEqual(['Beauty']);
	});

	it('accounts for every text', () => {
		const choice = fc.record({ id: fc.string(), names: fc.array(fc.string(), { maxLength: 3 }) });
		fc.assert(
			fc.property(fc.array(choice), fc.uniqueArray(fc.string()), (choices, texts) => {
				const { ids, unknown, ambiguous } = matchChoices(choices, texts);
				expect(new Set(ids).size).toBe(ids.length);
				expect(texts.length - unknown.length - ambiguous.length).toBeGreaterThanOrEqual(ids.length);
				for (const id of ids) expect(choices.map((each) => each.id)).toContain(id);
			}),
		);
	});
});

describe('names in a message', () => {
	it('are quoted, and only so many that they are read', () => {
		expect(listNames(['Niche: Fashion', 'B'])).toBe('"Niche: Fashion", "B"');
		const many = Array.from({ length: 33 }, (_value, index) => `n${index}`);
		expect(listNames(many)).toMatch(/^"n0", .*"n29" and 3 more$/);
		expect(listNames([])).toBe('');
	});
});

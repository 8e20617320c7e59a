import { decideTiers } from '../../../nodes/CreatorProgram/tiers/decide';
import { decisionItem, proposalItem, readProposal } from '../../../nodes/CreatorProgram/tiers/item';
import { LANGUAGES, wordsOf } from '../../../nodes/CreatorProgram/words';
import { explain } from '../../../nodes/CreatorProgram/words/explain';

const RULES = { tiers: [], currency: '', movesDown: false };

describe.each(LANGUAGES)('the texts of reasons in %s', (language) => {
	it.each(['tierReasons', 'commissionReasons'] as const)('%s say what English says', (room) => {
		const english: Record<string, { what_happened: string; what_to_do: string }> =
			wordsOf('en')[room];
		for (const [code, text] of Object.entries(wordsOf(language)[room])) {
			expect({ code, about: text.what_happened.includes('{about}') }).toEqual({
				code,
				about: english[code].what_happened.includes('{about}'),
			});
			expect({ code, said: text.what_to_do !== '' }).toEqual({
				code,
				said: english[code].what_to_do !== '',
			});
		}
	});
});

it('a name with a dollar sign stays as it is, and no reason says nothing', () => {
	const texts = wordsOf('de').tierReasons;
	expect(explain(texts, 'other_offer', '$&').what_happened).toBe(
		'Der Affiliate hat das Angebot $&, das zu keiner Stufe gehört',
	);
	expect(explain<keyof typeof texts>(texts, '')).toEqual({ what_happened: '', what_to_do: '' });
});

it('Confirm speaks the language in which Decide has proposed', () => {
	const [decision] = decideTiers([undefined], RULES);
	expect(decisionItem({ ...decision, about: '' }, 'de').what_happened).toBe(
		'Der Eintrag sagt nicht, wie ein Affiliate steht.',
	);
	const proposed = (language: unknown) =>
		readProposal({
			proposal: {
				offer_from: '1',
				offer_to: '2',
				currency: '',
				movesDown: false,
				tiers: [
					{ name: 'A', measure: 'sales', offerId: '1', threshold: 0 },
					{ name: 'B', measure: 'sales', offerId: '2', threshold: 5 },
				],
				language,
			},
		});
	expect(proposalItem(decision, RULES, 'de').proposal).toMatchObject({ language: 'de' });
	expect(proposed('de')?.language).toBe('de');
	expect(proposed('xx')?.language).toBe('en');
});

import fc from 'fast-check';
import { affiliateOf, DEEDS, live, problemsOf, reconcile, type History } from './support/history';
import { beginAnew, mails, setTheScene } from './support/sync';

setTheScene();

const RUNS = 25;

const histories: fc.Arbitrary<History> = fc.record({
	names: fc.array(fc.constantFrom('Jo', "O'Neil", '😀', '<b>', '*|UNSUB|*', 'Zoë "Z"'), {
		minLength: 2,
		maxLength: 5,
	}),
	namedLinks: fc.boolean(),
	stumbles: fc.boolean(),
	steps: fc.array(
		fc.record({ deed: fc.constantFrom(...DEEDS), who: fc.nat(20), told: fc.boolean() }),
		{ minLength: 12, maxLength: 25, size: 'max' },
	),
});

it('whatever happens, everybody approved ends as a tagged contact with the own link, and one mail', async () => {
	const property = fc.asyncProperty(histories, async (history) => {
		beginAnew();
		const people = await live(history);
		await reconcile();
		const summary = await reconcile();
		const { right, added, corrected, offboarded, held } = summary;
		expect(people.flatMap((person) => problemsOf(person, held))).toEqual([]);
		for (const { links } of mails()) expect(JSON.stringify(links)).toContain('/c/');
		// The second time there is nothing left to do, and everybody is counted once.
		expect({ added, corrected, offboarded }).toEqual({ added: 0, corrected: 0, offboarded: 0 });
		const active = people.filter((person) => affiliateOf(person).status === 'ACTIVE');
		expect(Number(right) + held.length).toBe(active.length);
	});
	// Always the same histories, so that a failure can be repeated.
	await fc.assert(property, { seed: 5, numRuns: RUNS, endOnFailure: true });
}, 300_000);

import { viewOf } from '../../../nodes/CreatorProgram/page/view';
import { readPageSettings } from '../../../nodes/CreatorProgram/settings/creatorPage';
import { LANGUAGES, wordsOf } from '../../../nodes/CreatorProgram/words';
import { Collection } from '../../../nodes/shared/input';
import { isRecord } from '../../../nodes/shared/record';

/** A plural behind a 1; `\b` knows no umlauts. */
const PLURALS = {
	en: /\b1 (\w+ )?(are|have|need|wait|come|affiliates|contacts|creators|codes|days|links|offers|problems|sales|times|warnings)\b/,
	de: /\b1 (\w+ )?(sind|haben|hatten|werden|warten|kommen|Angebote|Kontakte|Links|Probleme|Tage|Tagen|Verkäufe|Warnungen)\b/,
};

/** Each text that a table of words makes of ones, by its place in the table. */
function saidOfOne(table: object, path = ''): Array<[string, string]> {
	return Object.entries(table).flatMap(([name, entry]: [string, unknown]) => {
		const place = `${path}${name}`;
		if (typeof entry !== 'function') return isRecord(entry) ? saidOfOne(entry, `${place}.`) : [];
		const said: unknown = Reflect.apply(entry, undefined, [1, 1, 1, 1]);
		return [[place, [said].flat().join(' ')] satisfies [string, string]];
	});
}

describe.each(LANGUAGES)('texts about one, %s', (language) => {
	const all = wordsOf(language);

	it('have no plural behind the 1', () => {
		// They take lists of what the others say.
		const changes = { ...all.changes, done: undefined, would: undefined };
		const texts = saidOfOne({ ...all, changes });
		expect(texts.map(([place]) => place)).toContain('funnelReport.lists.others');
		expect(texts.filter(([, text]) => PLURALS[language].test(text))).toEqual([]);
	});

	it('have a plural for more', () => {
		const { funnel, funnelReport, payDay, failure } = all;
		const of = (count: number) => [
			funnel.moreOffers(count),
			funnelReport.salesAndPaid(count, String(count), '5.00'),
			funnelReport.onTheWay(count, String(count)),
			funnelReport.lists.others(count, String(count)),
			payDay.figures.notKnown(count, String(count)),
			failure.again(count),
		];
		expect({ one: of(1), two: of(2) }).toMatchSnapshot();
	});

	it('of the page never come to one second', () => {
		const settings = readPageSettings(new Collection({ language }));
		const textAt = (seconds: number) => viewOf('later', { settings, id: 'a', seconds }).text;
		expect(textAt(1)).toBe(textAt(2));
		expect(textAt(2)).toContain(' 2 ');
	});
});
